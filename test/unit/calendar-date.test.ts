import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonthsFromAnchor,
  calendarDateSchema,
  compareDates,
  daysBetween,
  daysInMonth,
  type CalendarDate,
} from '@contract/calendar-date';

const runs = process.env['SAHOOL_LONG'] === '1' ? 10_000 : 500;
const date = (text: string): CalendarDate => calendarDateSchema.parse(text);
const anyDate = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays(date('1970-01-01'), days));

describe('what a calendar date is', () => {
  it.each(['2026-01-31', '2024-02-29', '2000-02-29', '1999-12-31'])('takes %s', (text) => {
    expect(calendarDateSchema.safeParse(text).success).toBe(true);
  });
  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-01-01',
    '2026-1-1',
    '٢٠٢٦-٠١-٠١',
    '',
  ])('refuses %s', (text) => {
    expect(calendarDateSchema.safeParse(text).success).toBe(false);
  });
});

describe('months from an anchor (domain.md, Periods)', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2026-01-30', 1, '2026-02-28'],
    ['2026-01-29', 1, '2026-02-28'],
    ['2026-01-28', 1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %i months is %s', (anchor, months, result) => {
    expect(addMonthsFromAnchor(date(anchor), months)).toBe(result);
  });

  it('keeps the anchor day wherever the month has it', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 240 }), (anchor, months) => {
        const moved = addMonthsFromAnchor(anchor, months);
        const [year, month, day] = moved.split('-').map(Number);
        const anchorDay = Number(anchor.slice(8));
        expect(day).toBe(Math.min(anchorDay, daysInMonth(year ?? 0, month ?? 0)));
      }),
      { numRuns: runs, seed: 20261123 },
    );
  });
});

describe('days', () => {
  it('adds and measures over leap days and year ends', () => {
    expect(addDays(date('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(date('2026-12-31'), 1)).toBe('2027-01-01');
    expect(daysBetween(date('2026-01-01'), date('2027-01-01'))).toBe(365);
    expect(daysBetween(date('2026-01-08'), date('2026-01-01'))).toBe(-7);
  });

  it('measures what was added, and orders alike', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -3000, max: 3000 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(compareDates(to, from)).toBe(Math.sign(days));
      }),
      { numRuns: runs, seed: 20261123 },
    );
  });
});
