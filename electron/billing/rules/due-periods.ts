import { compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { BillingCycle } from '../../contract/status';
import { periodAt, periodContaining, monthsOf, type Period } from './periods';

/** What decides which periods of a subscription are due. */
export interface Grid {
  readonly anchor: CalendarDate;
  readonly cycle: BillingCycle;
  /** The periods of live invoices that the desktop made, in any order; no two overlap. */
  readonly covered: readonly Period[];
  /** The issue dates of live invoices that carry no period: each covers the anchored one that it lies in (schema.md). */
  readonly coveredOn: readonly CalendarDate[];
  /** The days before it are settled without an invoice, because they cost nothing; null where none are. */
  readonly freeThrough: CalendarDate | null;
  /** The day from which it bills no more, because it was canceled for then; null where it runs on. */
  readonly until: CalendarDate | null;
}

/** A period to bill; `whole` is that of the calendar, of which it is the last days where it begins within it. */
export interface DuePeriod extends Period {
  readonly whole: Period;
}

export interface DuePeriods {
  /** The date that they count from: another than before where a bill ends between two periods of the old grid. */
  readonly anchor: CalendarDate;
  readonly due: readonly DuePeriod[];
  /** The first period that a live invoice covers in part only: no run may bill it. Null where there is none. */
  readonly partlyCovered: Period | null;
  /** When the first period begins that is neither billed nor among `due`; `until` where it ends before that. */
  readonly next: CalendarDate;
  /** True where a period begins on or after `until`, which is not after the date asked for. */
  readonly ended: boolean;
}

const byStart = (left: Period, right: Period): number => compareDates(left.start, right.start);

/** True where two periods share a day. */
export function overlaps(left: Period, right: Period): boolean {
  return compareDates(left.start, right.end) < 0 && compareDates(right.start, left.end) < 0;
}

function contains(outer: Period, inner: Period): boolean {
  return compareDates(outer.start, inner.start) <= 0 && compareDates(inner.end, outer.end) <= 0;
}

/** Where what is settled without a gap from the start of the grid ends. */
function settledUntil(from: CalendarDate, covered: readonly Period[]): CalendarDate {
  let until = from;
  for (const { start, end } of covered) {
    if (compareDates(start, until) > 0) break;
    if (compareDates(end, until) > 0) until = end;
  }
  return until;
}

/** The number of the period that contains a date, counted from the anchor. */
function indexOf(anchor: CalendarDate, cycle: BillingCycle, date: CalendarDate): number {
  const { start } = periodContaining(anchor, cycle, date);
  const month = (day: CalendarDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return Math.round((month(start) - month(anchor)) / monthsOf(cycle));
}

/**
 * The anchored periods that have begun by `asOf` and that no live invoice covers (domain.md, Periods): each is billed in
 * advance, once, however far behind the subscription is. A bill of ours that ends between two periods of the grid says that
 * the cycle was changed by somebody else: from its end a new anchor counts. Where free days end within a period, it begins
 * there, and is billed by its days.
 */
export function duePeriods(grid: Grid, asOf: CalendarDate): DuePeriods {
  const { cycle, until } = grid;
  const covered = [
    ...grid.covered,
    ...grid.coveredOn.map((date) => periodContaining(grid.anchor, cycle, date)),
  ].toSorted(byStart);
  const freeThrough =
    grid.freeThrough !== null && compareDates(grid.freeThrough, grid.anchor) > 0 ? grid.freeThrough : null;
  const settled = settledUntil(freeThrough ?? grid.anchor, covered);
  const first = periodContaining(grid.anchor, cycle, settled);
  const offGrid = first.start !== settled;
  // What is settled without a bill may end within a period: of that one the days from there on are billed.
  const within = offGrid && settled === freeThrough;
  const anchor = offGrid && !within ? settled : grid.anchor;
  let n = anchor === settled ? 0 : indexOf(anchor, cycle, settled);

  const due: DuePeriod[] = [];
  let partlyCovered: Period | null = null;
  for (; ; n += 1) {
    const whole = periodAt(anchor, cycle, n);
    const period = within && compareDates(whole.start, settled) < 0 ? { start: settled, end: whole.end } : whole;
    if (until !== null && compareDates(until, period.start) <= 0) {
      return { anchor, due, partlyCovered, next: until, ended: compareDates(until, asOf) <= 0 };
    }
    const bills = covered.filter((bill) => overlaps(bill, period));
    const isDue = compareDates(period.start, asOf) <= 0;
    if (bills.length === 0) {
      if (!isDue) return { anchor, due, partlyCovered, next: period.start, ended: false };
      due.push({ ...period, whole });
    } else if (isDue && !bills.some((bill) => contains(bill, period))) {
      partlyCovered ??= period;
    }
  }
}
