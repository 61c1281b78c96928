import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../electron/contract/calendar-date';
import { formatDate, formatHijri } from '../../electron/documents/dates';
import { cssString, escapeHtml, html } from '../../electron/documents/html';
import { isolatedParts, isolatedText } from '../../electron/documents/isolate';
import { formatAmount, formatPercent, formatQuantity } from '../../electron/documents/numbers';
import { day } from './samples';

const seed = 20260101;
const numRuns = process.env['SAHOOL_LONG'] === '1' ? 10_000 : 500;

describe('html', () => {
  it('escapes what a person wrote, and nothing twice', () => {
    expect(html`<p title="${`"'`}">${'<b>&</b>'}${html`<i>${'x < y'}</i>`}</p>`.text).toBe(
      '<p title="&quot;&#39;">&lt;b&gt;&amp;&lt;/b&gt;<i>x &lt; y</i></p>',
    );
  });

  it('leaves no control and no mark of direction in a text', () => {
    expect(escapeHtml('a\u0000b\u202ec\u2066d\u200fe\nf')).toBe('abcde\nf');
  });

  it('leaves nothing that could end a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(escapeHtml(text))),
      { seed, numRuns },
    );
  });

  it('writes a CSS string from which no text gets out', () => {
    expect(cssString('SAH-1"}</style>')).toBe('"SAH\\2d 1\\22 \\7d \\3c \\2f style\\3e "');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => /^"(?:[\p{L}\p{N}]|\\[\da-f]+ )*"$/u.test(cssString(text))),
      { seed, numRuns },
    );
  });
});

describe('isolation', () => {
  it.each([
    ['مزرعة الجوف', 'ar', 'rtl'],
    ['Green Valley Agro Ltd.', 'ar', 'ltr'],
    ['Green Valley Agro Ltd.', 'en', 'ltr'],
    ['خطة Enterprise', 'ar', 'rtl'],
    ['خطة Enterprise', 'en', 'ltr'],
    ['خطة المؤسسات', 'en', 'rtl'],
    ['2026', 'ar', 'rtl'],
  ] as const)('lets %s on an %s side run %s', (text, wanted, dir) => {
    expect(isolatedText(text, wanted).text).toContain(`dir="${dir}"`);
  });

  it.each([
    ['خصم (477.89) عن الفترة', ['(477.89)']],
    ['تحليلات (47 فوق الحد)', ['47']],
    ['من 2026-01-01 إلى 2026-12-31', ['2026-01-01', '2026-12-31']],
    ['الفاتورة SAH-2026-0005 والحساب 1002-334455-001', ['SAH-2026-0005', '1002-334455-001']],
    ['بنسبة ٥٪ من ١٬٢٣٤٫٥٠', ['٥٪', '١٬٢٣٤٫٥٠']],
    ['plain words', []],
  ])('isolates the numbers of %s', (text, numbers) => {
    const found = [...isolatedText(text, 'ar').text.matchAll(/<bdi class="n">(.*?)<\/bdi>/g)].map((match) => match[1]);
    expect(found).toEqual(numbers);
  });

  it('joins an address by the direction of its parts', () => {
    expect(isolatedParts(['شارع الوحدة', 'الحزم'], 'en').text).toContain('شارع الوحدة، الحزم');
    expect(isolatedParts(['17 Souq Road', 'Aden'], 'ar').text).toContain('Road, Aden');
    expect(isolatedParts(['Souq Road', 'عدن'], 'ar').text).toMatch(/<\/bdi>، <bdi/);
  });
});

describe('numbers', () => {
  it.each([
    ['4762.39', '4,762.39', '٤٬٧٦٢٫٣٩'],
    ['-477.89', '(477.89)', '(٤٧٧٫٨٩)'],
    ['0.00', '0.00', '٠٫٠٠'],
    ['-0.00', '0.00', '٠٫٠٠'],
    ['9999999999.99', '9,999,999,999.99', '٩٬٩٩٩٬٩٩٩٬٩٩٩٫٩٩'],
    ['0.2', '0.20', '٠٫٢٠'],
    ['0.0125', '0.0125', '٠٫٠١٢٥'],
    ['99.000000', '99.00', '٩٩٫٠٠'],
    ['007', '7.00', '٧٫٠٠'],
  ])('writes the amount %s', (value, latin, arabic) => {
    expect(formatAmount(value, 'latn')).toBe(latin);
    expect(formatAmount(value, 'arab')).toBe(arabic);
  });

  it('shows what is no decimal as it is', () => {
    expect(formatAmount('N/A', 'latn')).toBe('N/A');
  });

  it('writes quantities and percentages without idle zeros', () => {
    expect(formatQuantity('47.0000', 'latn')).toBe('47');
    expect(formatQuantity('1250000.5', 'arab')).toBe('١٬٢٥٠٬٠٠٠٫٥');
    expect(formatPercent('5.00', 'latn')).toBe('5%');
    expect(formatPercent('7.50', 'arab')).toBe('٧٫٥٪');
  });
});

describe('dates', () => {
  it('writes the year first in both digit sets', () => {
    expect(formatDate(day('2026-01-08'), 'latn')).toBe('2026-01-08');
    expect(formatDate(day('2026-01-08'), 'arab')).toBe('٢٠٢٦/٠١/٠٨');
  });

  it('names the Hijri day', () => {
    expect(formatHijri(day('2026-01-01'), 'ar', 'arab')).toBe('١٢ رجب ١٤٤٧ هـ');
    expect(formatHijri(day('2026-01-01'), 'en', 'latn')).toBe('12 Rajab 1447 AH');
  });

  it('agrees with the Umm al-Qura calendar of Intl', () => {
    const intl = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', { dateStyle: 'short', timeZone: 'UTC' });
    const step = process.env['SAHOOL_LONG'] === '1' ? 1 : 17;
    for (let date = day('1950-01-01'); date < '2076-01-01'; date = addDays(date, step)) {
      const parts = intl.formatToParts(new Date(`${date}T00:00:00Z`));
      const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
      const [dayOfMonth, ...rest] = formatHijri(date, 'en', 'latn').split(' ');
      expect([date, dayOfMonth, rest.at(-2)]).toEqual([date, part('day'), part('year')]);
    }
  });
});
