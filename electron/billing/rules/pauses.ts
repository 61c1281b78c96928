import { addDays, compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { BillingCycle } from '../../contract/status';
import { periodContaining, type Period } from './periods';

/** The days on which a subscription was suspended: from that of the suspension to that of the resumption, which runs again. */
export interface Pause {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** A stretch of a subscription's calendar between two suspensions. */
export interface Stretch {
  /** What begins before it is settled; the days of a period before it are not billed. Null where it starts at the anchor. */
  readonly freeThrough: CalendarDate | null;
  /** The day from which nothing is billed until it was resumed; null where it runs on. */
  readonly until: CalendarDate | null;
}

interface Calendar {
  readonly anchor: CalendarDate;
  readonly cycle: BillingCycle;
  readonly freeThrough: CalendarDate | null;
  readonly covered: readonly Period[];
}

/** What suspensions leave of a calendar, and what they take out of it. */
interface Divided {
  readonly stretches: readonly Stretch[];
  readonly gaps: readonly Period[];
}

function divide({ anchor, cycle, freeThrough, covered }: Calendar, pauses: readonly Pause[]): Divided {
  const stretches: Stretch[] = [];
  const gaps: Period[] = [];
  let from = freeThrough;
  for (const pause of pauses) {
    const begin = from !== null && compareDates(from, anchor) > 0 ? from : anchor;
    if (compareDates(pause.to, begin) <= 0 || compareDates(pause.from, pause.to) >= 0) continue;
    if (covered.some(({ start, end }) => compareDates(start, pause.to) <= 0 && compareDates(pause.to, end) < 0)) {
      // A bill that begins with the resumption is what the pause led to.
      if (!covered.some(({ start }) => start === pause.to)) continue;
    }
    const owedUntil =
      compareDates(pause.from, begin) <= 0 ? begin : periodContaining(anchor, cycle, addDays(pause.from, -1)).end;
    if (compareDates(owedUntil, pause.to) >= 0) continue;
    if (compareDates(begin, owedUntil) < 0) stretches.push({ freeThrough: from, until: owedUntil });
    gaps.push({ start: owedUntil, end: pause.to });
    from = pause.to;
  }
  return { stretches: [...stretches, { freeThrough: from, until: null }], gaps };
}

/**
 * A calendar without the days on which the subscription was suspended. Periods are billed in advance: each that had begun
 * before a suspension was due by then and is owed in whole, whether a run was in time or late; what would have begun during it is
 * not billed, and after it the calendar goes on with the days that are left of the period. A bill over the day of the
 * resumption stays as it is.
 */
export function stretchesOf(calendar: Calendar, pauses: readonly Pause[]): readonly Stretch[] {
  return divide(calendar, pauses).stretches;
}

/** The days between these stretches, which nobody bills. */
export function unbilledDays(calendar: Calendar, pauses: readonly Pause[]): readonly Period[] {
  return divide(calendar, pauses).gaps;
}
