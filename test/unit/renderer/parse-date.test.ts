import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDateSchema } from '@contract/calendar-date';
import { formatDate } from '@/i18n/formats';
import { parseDate } from '@/i18n/parse-date';

describe('a typed date', () => {
  it.each([
    ['2026/01/08', '2026-01-08'],
    ['2026-1-8', '2026-01-08'],
    ['٢٠٢٦/٠١/٠٨', '2026-01-08'],
    ['۲۰۲۶/۰۱/۰۸', '2026-01-08'],
    ['8/1/2026', '2026-01-08'],
    ['٨-١-٢٠٢٦', '2026-01-08'],
    ['2026.1.8', '2026-01-08'],
    ['2026 1 8', '2026-01-08'],
    ['\u200f2026\u200e/01/08', '2026-01-08'],
    ['2028/02/29', '2028-02-29'],
    ['1447/7/12', '2026-01-01'],
    ['١٤٤٧/٠٧/١٢ هـ', '2026-01-01'],
    ['12/7/1447', '2026-01-01'],
    ['1447/9/1', '2026-02-18'],
  ])('%j is %s', (typed, date) => {
    expect(parseDate(typed)).toEqual({ ok: true, value: date });
  });

  it.each([
    ['', 'date_empty'],
    ['tomorrow', 'date_unreadable'],
    ['2026/01', 'date_unreadable'],
    ['26/1/8', 'date_unreadable'],
    ['2026/1/8/2', 'date_unreadable'],
    ['2026/02/29', 'date_impossible'],
    ['2026/13/01', 'date_impossible'],
    ['2026/00/10', 'date_impossible'],
    ['1447/13/1', 'date_impossible'],
    ['1447/1/31', 'date_impossible'],
    ['1776/07/04', 'date_year'],
    ['9999/01/01', 'date_year'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(parseDate(typed)).toEqual({ ok: false, problem });
  });

  it('reads back every date that is shown', () => {
    const first = calendarDateSchema.parse('1950-01-01');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
        const date = addDays(first, days);
        for (const digits of ['latn', 'arab'] as const) {
          expect(parseDate(formatDate(date, digits))).toEqual({ ok: true, value: date });
        }
      }),
    );
  });
});
