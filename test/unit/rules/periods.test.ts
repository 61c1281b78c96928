import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstTerm, monthsOf, paidUntil, periodAt, periodContaining } from '../../../electron/billing/rules/periods';
import {
  addDays,
  calendarDateSchema,
  compareDates,
  daysBetween,
  daysInMonth,
  type CalendarDate,
} from '../../../electron/contract/calendar-date';
import { billingCycleSchema } from '../../../electron/contract/status';
import { runs } from './runs';

const day = (text: string): CalendarDate => calendarDateSchema.parse(text);
const epoch = day('1970-01-01');
const dates = fc.integer({ min: 0, max: 47_000 }).map((days) => addDays(epoch, days));
const cycles = fc.constantFrom(...billingCycleSchema.options);

describe('anchored periods', () => {
  it.each([
    // anchor, cycle, n, start, end
    ['2025-01-31', 'monthly', 0, '2025-01-31', '2025-02-28'],
    ['2025-01-31', 'monthly', 1, '2025-02-28', '2025-03-31'],
    ['2025-01-31', 'monthly', 2, '2025-03-31', '2025-04-30'],
    ['2024-01-31', 'monthly', 1, '2024-02-29', '2024-03-31'],
    ['2024-02-29', 'yearly', 1, '2025-02-28', '2026-02-28'],
    ['2024-02-29', 'yearly', 4, '2028-02-29', '2029-02-28'],
    ['2025-11-30', 'quarterly', 1, '2026-02-28', '2026-05-30'],
    ['2025-05-15', 'monthly', -1, '2025-04-15', '2025-05-15'],
  ] as const)('%s %s, period %i: %s to %s', (anchor, cycle, n, start, end) => {
    expect(periodAt(day(anchor), cycle, n)).toEqual({ start, end });
  });

  it('every date lies in exactly one period, and periods follow one another without a gap', () => {
    fc.assert(
      fc.property(dates, cycles, dates, (anchor, cycle, date) => {
        const period = periodContaining(anchor, cycle, date);
        expect(compareDates(period.start, date)).toBeLessThanOrEqual(0);
        expect(compareDates(date, period.end)).toBe(-1);
        expect(periodContaining(anchor, cycle, period.end).start).toBe(period.end);
        expect(periodContaining(anchor, cycle, addDays(period.end, -1))).toEqual(period);
      }),
      runs,
    );
  });

  it('a period starts on the anchor’s day, or on its month’s last day where there is none', () => {
    fc.assert(
      fc.property(dates, cycles, fc.integer({ min: 0, max: 60 }), (anchor, cycle, n) => {
        const { start, end } = periodAt(anchor, cycle, n);
        const [year, month, dayOfMonth] = start.split('-').map(Number);
        const last = daysInMonth(year ?? 0, month ?? 0);
        expect(dayOfMonth).toBe(Math.min(Number(anchor.slice(8)), last));
        const length = daysBetween(start, end);
        expect(length).toBeGreaterThanOrEqual(28 * monthsOf(cycle));
        expect(length).toBeLessThanOrEqual(31 * monthsOf(cycle));
      }),
      runs,
    );
  });
});

describe('the first term', () => {
  it('without a trial bills from the start', () => {
    expect(firstTerm(day('2026-01-31'), 'monthly', 0)).toEqual({
      anchorDate: '2026-01-31',
      trialEndDate: null,
      endDate: '2026-02-28',
      nextBillingDate: '2026-01-31',
    });
  });

  it('with a trial bills from its end', () => {
    expect(firstTerm(day('2026-01-17'), 'quarterly', 14)).toEqual({
      anchorDate: '2026-01-31',
      trialEndDate: '2026-01-31',
      endDate: '2026-04-30',
      nextBillingDate: '2026-01-31',
    });
  });
});

describe('what was paid in advance', () => {
  const terms = { anchorDate: null, trialEndDate: null, startDate: day('2026-01-31'), cycle: 'monthly' } as const;
  it.each([
    ['2026-01-31', '2026-02-28'],
    ['2026-02-27', '2026-02-28'],
    ['2026-02-28', '2026-03-31'],
  ])('canceled on %s lasts until %s', (canceledOn, until) => {
    expect(paidUntil(terms, day(canceledOn))).toBe(until);
  });

  it('in a trial lasts until the trial ends', () => {
    expect(paidUntil({ ...terms, trialEndDate: day('2026-02-14') }, day('2026-02-13'))).toBe('2026-02-14');
    expect(paidUntil({ ...terms, trialEndDate: day('2026-02-14') }, day('2026-02-14'))).toBe('2026-03-14');
  });
});
