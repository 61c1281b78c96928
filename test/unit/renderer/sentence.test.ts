import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Digits, Language } from '@contract/preferences';
import { setSentenceDigits, startTranslations } from '@/i18n/i18n';
import { ar, en } from '@/i18n/resources';
import { sentenceInDigits, valueInSentence } from '@/i18n/sentence';

type Tree = { readonly [key: string]: string | Tree };

function keysOf(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const whole = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [whole] : keysOf(value, whole);
  });
}

/** What a reader sees: without the isolates, and without what is written in Latin letters, whose digits are its own. */
const seen = (sentence: string): string =>
  sentence.replace(/\u2066[^\u2069]*\u2069/g, '').replace(/\S*[A-Za-z]\S*/g, '');

const languages: Readonly<Record<Language, Tree>> = { ar, en };

beforeAll(() => {
  startTranslations('ar', 'latn');
});

function say(language: Language, digits: Digits, key: string, values: Record<string, unknown> = {}): string {
  setSentenceDigits(digits);
  return String(Reflect.apply(i18next.getFixedT(language), null, [key, values]));
}

describe('digits in sentences', () => {
  it.each(['ar', 'en'] as const)('are the chosen ones in every sentence in %s, its values and its own', (language) => {
    const values = { count: 1203 };
    const own = keysOf(languages[language]).filter((key) => !/^app\.language\.(?:arab|latn)$/.test(key));
    const wrong = own.flatMap((key) => {
      const arabic = seen(say(language, 'arab', key, values));
      const latin = seen(say(language, 'latn', key, values));
      return [
        ...(/[0-9]/.test(arabic) ? [`${key}: ${arabic}`] : []),
        ...(/[٠-٩]/.test(latin) ? [`${key}: ${latin}`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('hold for counts in all six forms', () => {
    expect(
      [0, 1, 2, 3, 11, 1203].map((count) =>
        say('ar', 'arab', 'common.days', { count }).replace(/[\u2066-\u2069]/g, ''),
      ),
    ).toMatchInlineSnapshot(`
      [
        "صفر يوم",
        "يوم واحد",
        "يومان",
        "٣ أيام",
        "١١ يوماً",
        "١٬٢٠٣ أيام",
      ]
    `);
  });

  it('hold for what a failure brings along as the contract writes it', () => {
    expect(say('ar', 'arab', 'errors.day_closed.title', { date: '2026-01-08' })).toBe(
      'يوم \u2068٢٠٢٦/٠١/٠٨\u2069 مقفل',
    );
    expect(say('en', 'latn', 'errors.day_closed.title', { date: '2026-01-08' })).toContain('\u20682026/01/08\u2069');
    expect(say('ar', 'arab', 'errors.credit_exceeds_line.remedy', { left: '1234.50', currency: 'ريال' })).toContain(
      '١٬٢٣٤٫٥٠',
    );
  });

  it('of a sentence that names a number', () => {
    expect(say('ar', 'arab', 'errors.amount_too_large.remedy')).toContain('٩٬٩٩٩٬٩٩٩٬٩٩٩٫٩٩');
    expect(say('ar', 'arab', 'validation.date')).toContain('٢٠٢٦/٠١/٠٨');
    expect(say('ar', 'arab', 'backups.atWrong')).toContain('١٨:٣٠');
    expect(say('en', 'arab', 'audit.spans.month')).toBe('Last ٣٠ days');
  });

  it('leave numbers of documents, references, keys and code as they are written', () => {
    for (const value of ['SAH-2026-0042', '20417', '5432', 'TRF-20417', 'Plot 12', '2026-13-01', '1.2.3']) {
      expect(valueInSentence(value, 'arab')).toBe(`\u2068${value}\u2069`);
    }
    for (const words of ['F2', 'A4', 'UTF-8', 'SAH-2026-0042', '\u2066PostgreSQL 16\u2069', '\u2068Plot 12\u2069']) {
      expect(sentenceInDigits(`افتح ${words} هنا`, 'arab')).toBe(`افتح ${words} هنا`);
    }
  });
});
