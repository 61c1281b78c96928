import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatDecimal } from '@/i18n/formats';
import { parseAmount, parseDecimal } from '@/i18n/parse-number';

const arabic = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
const persian = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));

describe('a typed amount', () => {
  it.each([
    ['١٢٣٫٤٥', '123.45'],
    ['١٢٣.٤٥', '123.45'],
    ['123.45', '123.45'],
    ['1,234.50', '1234.50'],
    ['١٬٢٣٤٫٥٠', '1234.50'],
    ['١,٢٣٤.٥', '1234.50'],
    ['١،٢٣٤٫٥', '1234.50'],
    ['۱۲۳٫۴۵', '123.45'],
    ['1,234', '1234.00'],
    ['1,234,567', '1234567.00'],
    ['1 234 567.8', '1234567.80'],
    ['1\u00a0234.50', '1234.50'],
    ['1\u202f234', '1234.00'],
    [' 12.5 ', '12.50'],
    ['\u200f١٢٣\u200e٫\u061c٤٥\u2069', '123.45'],
    ['.5', '0.50'],
    ['٫٥', '0.50'],
    ['5', '5.00'],
    ['0', '0.00'],
    ['000123.40', '123.40'],
    ['12.500', '12.50'],
    ['9999999999.99', '9999999999.99'],
  ])('%j means %s', (typed, amount) => {
    expect(parseAmount(typed)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ['', 'number_empty'],
    ['  \u200f ', 'number_empty'],
    ['12,5', 'number_ambiguous'],
    ['١٢،٥', 'number_ambiguous'],
    ['0,123', 'number_ambiguous'],
    ['1234,567', 'number_ambiguous'],
    ['1.234,50', 'number_ambiguous'],
    ['1.234.567', 'number_ambiguous'],
    ['1,234 567', 'number_ambiguous'],
    ['1,23,456', 'number_grouping'],
    ['12,34.50', 'number_grouping'],
    ['١٬٢٣', 'number_grouping'],
    ['12 5', 'number_grouping'],
    ['-5', 'number_negative'],
    ['\u22125', 'number_negative'],
    ['(5.00)', 'number_negative'],
    ['5-', 'number_negative'],
    ['1.234', 'number_too_precise'],
    ['0.001', 'number_too_precise'],
    ['10000000000', 'number_too_large'],
    ['12.', 'number_unreadable'],
    ['.', 'number_unreadable'],
    [',', 'number_unreadable'],
    ['abc', 'number_unreadable'],
    ['12 USD', 'number_unreadable'],
    ['1e3', 'number_unreadable'],
    ['0x10', 'number_unreadable'],
    ['NaN', 'number_unreadable'],
    ['½', 'number_unreadable'],
    ['12\u0000', 'number_unreadable'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(parseAmount(typed)).toEqual({ ok: false, problem });
  });

  it('reads back every amount that is shown, in both digits and under every digit set', () => {
    const cents = fc.bigInt({ min: 0n, max: 999_999_999_999n });
    fc.assert(
      fc.property(cents, (value) => {
        const text = value.toString().padStart(3, '0');
        const amount = `${text.slice(0, -2)}.${text.slice(-2)}`;
        for (const shown of [
          amount,
          arabic(amount),
          persian(amount),
          formatAmount(amount, 'latn'),
          formatAmount(amount, 'arab'),
        ]) {
          expect(parseAmount(shown)).toEqual({ ok: true, value: amount });
        }
      }),
    );
  });

  it('answers any text at all without throwing, and only with what an amount can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const parsed = parseAmount(text);
        if (parsed.ok) expect(parsed.value).toMatch(/^(?:0|[1-9]\d{0,9})\.\d{2}$/);
      }),
    );
  });
});

describe('a typed number of another scale', () => {
  it('keeps what is within its scale and refuses the rest', () => {
    expect(parseDecimal('١٫٢٣٤٥', 4)).toEqual({ ok: true, value: '1.2345' });
    expect(parseDecimal('1.23456', 4)).toEqual({ ok: false, problem: 'number_too_precise' });
    expect(parseDecimal('12.0', 0)).toEqual({ ok: true, value: '12' });
    expect(parseDecimal('12.5', 0)).toEqual({ ok: false, problem: 'number_too_precise' });
  });

  it('is shown with all its decimals, but not with zeros that only fill its column', () => {
    expect(formatDecimal('1530.250000', 'latn')).toBe('1,530.25');
    expect(formatDecimal('1530.123456', 'arab')).toBe('١٬٥٣٠٫١٢٣٤٥٦');
    expect(formatDecimal('not a number', 'arab')).toBe('not a number');
  });
});
