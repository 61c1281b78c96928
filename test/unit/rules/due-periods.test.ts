import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duePeriods, type Grid } from '../../../electron/billing/rules/due-periods';
import { periodAt, type Period } from '../../../electron/billing/rules/periods';
import { addDays, calendarDateSchema, compareDates, type CalendarDate } from '../../../electron/contract/calendar-date';
import { billingCycleSchema } from '../../../electron/contract/status';
import { runs } from './runs';

const day = (text: string): CalendarDate => calendarDateSchema.parse(text);
const span = (text: string): Period => {
  const [start = '', end = ''] = text.split(' ');
  return { start: day(start), end: day(end) };
};
const told = (periods: readonly Period[]): string[] => periods.map(({ start, end }) => `${start} ${end}`);

function grid(anchor: string, cycle: Grid['cycle'], changes: Partial<Grid> = {}): Grid {
  return { anchor: day(anchor), cycle, covered: [], coveredOn: [], freeThrough: null, until: null, ...changes };
}

/**
 * By hand from domain.md: period n begins at anchor + n x 1, 3 or 12 calendar months, on min(anchor day, last day of that
 * month). February has 29 days in 2024 and 2028, 28 in 2023, 2025, 2026, 2027 and 2100.
 */
const golden: readonly (readonly [cycle: Grid['cycle'], starts: string])[] = [
  [
    'monthly',
    '2023-12-28 2024-01-28 2024-02-28 2024-03-28 2024-04-28 2024-05-28 2024-06-28 2024-07-28 2024-08-28 2024-09-28 2024-10-28 2024-11-28 2024-12-28 2025-01-28 2025-02-28 2025-03-28',
  ],
  [
    'monthly',
    '2023-12-29 2024-01-29 2024-02-29 2024-03-29 2024-04-29 2024-05-29 2024-06-29 2024-07-29 2024-08-29 2024-09-29 2024-10-29 2024-11-29 2024-12-29 2025-01-29 2025-02-28 2025-03-29',
  ],
  [
    'monthly',
    '2023-12-30 2024-01-30 2024-02-29 2024-03-30 2024-04-30 2024-05-30 2024-06-30 2024-07-30 2024-08-30 2024-09-30 2024-10-30 2024-11-30 2024-12-30 2025-01-30 2025-02-28 2025-03-30',
  ],
  [
    'monthly',
    '2023-12-31 2024-01-31 2024-02-29 2024-03-31 2024-04-30 2024-05-31 2024-06-30 2024-07-31 2024-08-31 2024-09-30 2024-10-31 2024-11-30 2024-12-31 2025-01-31 2025-02-28 2025-03-31',
  ],
  ['monthly', '2024-02-29 2024-03-29 2024-04-29 2024-05-29 2024-06-29 2024-07-29'],
  ['monthly', '2023-02-28 2023-03-28 2023-04-28'],
  ['quarterly', '2023-11-28 2024-02-28 2024-05-28 2024-08-28 2024-11-28 2025-02-28 2025-05-28'],
  ['quarterly', '2023-11-29 2024-02-29 2024-05-29 2024-08-29 2024-11-29 2025-02-28 2025-05-29'],
  ['quarterly', '2023-11-30 2024-02-29 2024-05-30 2024-08-30 2024-11-30 2025-02-28 2025-05-30'],
  ['quarterly', '2023-08-31 2023-11-30 2024-02-29 2024-05-31 2024-08-31 2024-11-30 2025-02-28 2025-05-31'],
  ['quarterly', '2024-01-31 2024-04-30 2024-07-31 2024-10-31 2025-01-31'],
  ['yearly', '2023-02-28 2024-02-28 2025-02-28 2026-02-28 2027-02-28 2028-02-28'],
  ['yearly', '2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29 2029-02-28'],
  ['yearly', '2096-02-29 2097-02-28 2098-02-28 2099-02-28 2100-02-28 2101-02-28'],
  ['yearly', '2023-04-30 2024-04-30 2025-04-30'],
  ['yearly', '2023-12-31 2024-12-31 2025-12-31'],
];

describe('what is due', () => {
  it.each(golden)('%s from the anchor: %s', (cycle, starts) => {
    const all = starts.split(' ');
    const asOf = all.at(-2) ?? '';
    const expected = all.slice(0, -1).map((start, place) => `${start} ${all[place + 1]}`);
    const { due, next } = duePeriods(grid(all[0] ?? '', cycle), day(asOf));
    expect(told(due)).toEqual(expected);
    expect(next).toBe(all.at(-1));
    // The day before, the last of them has not begun.
    const before = duePeriods(grid(all[0] ?? '', cycle), addDays(day(asOf), -1));
    expect(told(before.due)).toEqual(expected.slice(0, -1));
  });

  it.each<[what: string, grid: Grid, asOf: string, due: string[], next: string]>([
    ['nothing before the anchor', grid('2026-05-10', 'monthly'), '2026-05-09', [], '2026-05-10'],
    [
      'not what is billed',
      grid('2026-01-31', 'monthly', { covered: [span('2026-01-31 2026-02-28')] }),
      '2026-02-28',
      ['2026-02-28 2026-03-31'],
      '2026-03-31',
    ],
    [
      'a gap that a voided invoice left',
      grid('2026-01-31', 'monthly', { covered: [span('2026-01-31 2026-02-28'), span('2026-03-31 2026-04-30')] }),
      '2026-04-01',
      ['2026-02-28 2026-03-31'],
      '2026-04-30',
    ],
    // An invoice of the service covers the period that its issue date lies in.
    [
      'not what the service billed',
      grid('2026-01-31', 'monthly', { coveredOn: [day('2026-01-31'), day('2026-03-30')] }),
      '2026-04-01',
      ['2026-03-31 2026-04-30'],
      '2026-04-30',
    ],
    [
      'not what was free',
      grid('2026-01-15', 'monthly', { freeThrough: day('2026-03-15') }),
      '2026-04-15',
      ['2026-03-15 2026-04-15', '2026-04-15 2026-05-15'],
      '2026-05-15',
    ],
    [
      'the days after a free time that ends within a period',
      grid('2026-01-15', 'monthly', { freeThrough: day('2026-03-20') }),
      '2026-04-15',
      ['2026-03-20 2026-04-15', '2026-04-15 2026-05-15'],
      '2026-05-15',
    ],
    [
      'not beyond a cancellation',
      grid('2026-01-15', 'monthly', { until: day('2026-03-15') }),
      '2026-06-01',
      ['2026-01-15 2026-02-15', '2026-02-15 2026-03-15'],
      '2026-03-15',
    ],
    // Billed by the month until 15 March, then somebody made it yearly: a year from there, not one from January.
    [
      'a year after months',
      grid('2026-01-15', 'yearly', { covered: [span('2026-01-15 2026-02-15'), span('2026-02-15 2026-03-15')] }),
      '2026-03-20',
      ['2026-03-15 2027-03-15'],
      '2027-03-15',
    ],
  ])('%s', (_what, given, asOf, due, next) => {
    const found = duePeriods(given, day(asOf));
    expect(told(found.due)).toEqual(due);
    expect(found.next).toBe(next);
  });

  it('a period that is billed in part is nobody’s to bill', () => {
    const given = grid('2026-01-01', 'monthly', { covered: [span('2026-02-10 2026-03-01')] });
    const { due, partlyCovered } = duePeriods(given, day('2026-03-01'));
    expect(told(due)).toEqual(['2026-01-01 2026-02-01', '2026-03-01 2026-04-01']);
    expect(partlyCovered).toEqual(span('2026-02-01 2026-03-01'));
  });

  it('bills every period up to the date exactly once, however it is cut into runs', () => {
    const epoch = day('2019-01-01');
    const dates = fc.integer({ min: 0, max: 2000 }).map((days) => addDays(epoch, days));
    fc.assert(
      fc.property(
        dates,
        fc.constantFrom(...billingCycleSchema.options),
        fc.array(dates, { maxLength: 6 }),
        (anchor, cycle, on) => {
          const covered: Period[] = [];
          for (const asOf of on)
            covered.push(...duePeriods(grid(anchor, cycle, { covered: covered.toReversed() }), asOf).due);
          const last = on.toSorted(compareDates).at(-1);
          const expected: Period[] = [];
          for (let n = 0; last !== undefined && compareDates(periodAt(anchor, cycle, n).start, last) <= 0; n += 1) {
            expected.push(periodAt(anchor, cycle, n));
          }
          expect(told(covered).toSorted()).toEqual(told(expected).toSorted());
        },
      ),
      runs,
    );
  });
});
