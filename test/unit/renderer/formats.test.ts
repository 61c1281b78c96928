import { describe, expect, it } from 'vitest';
import { calendarDateSchema, instantSchema } from '@contract/calendar-date';
import * as formats from '@/i18n/formats';

const date = (text: string) => calendarDateSchema.parse(text);

describe('amounts', () => {
  it.each([
    ['0.00', '0.00', '٠٫٠٠'],
    ['1234.50', '1,234.50', '١٬٢٣٤٫٥٠'],
    ['-477.89', '(477.89)', '(٤٧٧٫٨٩)'],
    ['-0.00', '0.00', '٠٫٠٠'],
    ['9999999999.99', '9,999,999,999.99', '٩٬٩٩٩٬٩٩٩٬٩٩٩٫٩٩'],
  ])('%s', (amount, latin, arabic) => {
    expect(formats.formatAmount(amount, 'latn')).toBe(latin);
    expect(formats.formatAmount(amount, 'arab')).toBe(arabic);
  });

  it('are exact where a JavaScript number is not', () => {
    expect(formats.formatDecimal('90071992547409.93', 'latn', { min: 2, max: 2 })).toBe('90,071,992,547,409.93');
  });

  it('carry no invisible mark, in either digits', () => {
    for (const digits of ['latn', 'arab'] as const) {
      expect(formats.formatAmount('-1234.50', digits)).not.toMatch(/[\u061c\u200e\u200f]/);
    }
  });

  it('stand before their currency in a sentence, with two decimals for rials as well', () => {
    expect(formats.formatMoney('1234.50', 'YER', { language: 'ar', digits: 'arab' })).toBe('١٬٢٣٤٫٥٠\u00a0ريال');
    expect(formats.formatMoney('1234.50', 'YER', { language: 'en', digits: 'latn' })).toBe('1,234.50\u00a0YER');
  });
});

describe('dates', () => {
  it('are year, month, day in the chosen digits', () => {
    expect(formats.formatDate(date('2026-01-08'), 'latn')).toBe('2026/01/08');
    expect(formats.formatDate(date('2026-01-08'), 'arab')).toBe('٢٠٢٦/٠١/٠٨');
  });

  it('have their Hijri day by Umm al-Qura', () => {
    expect(formats.formatHijri(date('2026-01-01'), { language: 'ar', digits: 'arab' })).toBe('١٢ رجب ١٤٤٧ هـ');
    expect(formats.formatHijri(date('2026-01-01'), { language: 'en', digits: 'latn' })).toBe('12 Rajab 1447 AH');
    expect(formats.formatHijri(date('2026-02-01'), { language: 'en', digits: 'latn' })).toBe("13 Sha'ban 1447 AH");
    expect(formats.formatHijri(date('2026-02-18'), { language: 'en', digits: 'latn' })).toBe('1 Ramadan 1447 AH');
  });

  it('of an instant are those of the business zone', () => {
    const late = instantSchema.parse('2026-01-08T22:30:00Z');
    expect(formats.formatInstant(late, 'latn', 'Asia/Aden')).toBe('2026/01/09 01:30');
    expect(formats.formatInstant(late, 'arab', 'UTC')).toBe('٢٠٢٦/٠١/٠٨ ٢٢:٣٠');
  });
});
