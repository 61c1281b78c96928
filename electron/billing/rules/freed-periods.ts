import { compareDates, type CalendarDate } from '../../contract/calendar-date';
import { overlaps, type DuePeriod } from './due-periods';
import type { Period } from './periods';

/**
 * The periods of voided invoices that lie before the present anchor, and that no live invoice has billed since: a new anchor
 * does not let them be forgotten. Of two that overlap the longer one is due.
 */
export function freedBefore(
  anchor: CalendarDate,
  {
    freed,
    covered,
    coveredOn,
  }: {
    readonly freed: readonly DuePeriod[];
    readonly covered: readonly Period[];
    readonly coveredOn: readonly CalendarDate[];
  },
): DuePeriod[] {
  const due: DuePeriod[] = [];
  for (const period of freed.toSorted(
    (left, right) => compareDates(left.start, right.start) || compareDates(right.end, left.end),
  )) {
    const { start, end } = period;
    const isBilled =
      covered.some((bill) => overlaps(bill, period)) ||
      coveredOn.some((date) => compareDates(start, date) <= 0 && compareDates(date, end) < 0);
    if (compareDates(end, anchor) <= 0 && !isBilled && !due.some((each) => overlaps(each, period))) due.push(period);
  }
  return due;
}
