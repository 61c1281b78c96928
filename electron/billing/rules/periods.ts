import {
  addDays,
  addMonthsFromAnchor,
  compareDates,
  daysBetween,
  type CalendarDate,
} from '../../contract/calendar-date';
import type { BillingCycle } from '../../contract/status';

/** Half-open: `end` is the first day of the next period. */
export interface Period {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

const months: Readonly<Record<BillingCycle, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

/** Calendar months that one period of a cycle lasts. */
export function monthsOf(cycle: BillingCycle): number {
  return months[cycle];
}

/**
 * The date that a subscription's periods are counted from (domain.md, Periods): what its terms say, else the day its trial
 * ends, else its start.
 */
export function anchorOf(subscription: {
  readonly anchorDate: CalendarDate | null;
  readonly trialEndDate: CalendarDate | null;
  readonly startDate: CalendarDate;
}): CalendarDate {
  return subscription.anchorDate ?? subscription.trialEndDate ?? subscription.startDate;
}

/** Period `n` (0 is the first; negative ones lie before the anchor), always counted from the anchor itself. */
export function periodAt(anchor: CalendarDate, cycle: BillingCycle, n: number): Period {
  return {
    start: addMonthsFromAnchor(anchor, n * months[cycle]),
    end: addMonthsFromAnchor(anchor, (n + 1) * months[cycle]),
  };
}

/** The anchored period that contains a date: every date lies in exactly one. */
export function periodContaining(anchor: CalendarDate, cycle: BillingCycle, date: CalendarDate): Period {
  // A guess that is off by one at the most, since no month is longer than 31 days or shorter than 28.
  let n = Math.floor(daysBetween(anchor, date) / (30.436875 * months[cycle]));
  while (compareDates(periodAt(anchor, cycle, n).start, date) > 0) n -= 1;
  while (compareDates(periodAt(anchor, cycle, n).end, date) <= 0) n += 1;
  return periodAt(anchor, cycle, n);
}

/** The dates that a new subscription is stored with. */
export interface FirstTerm {
  readonly anchorDate: CalendarDate;
  readonly trialEndDate: CalendarDate | null;
  /** The end of the first period that is billed. */
  readonly endDate: CalendarDate;
  /** The start of the first period that is billed: periods are billed in advance. */
  readonly nextBillingDate: CalendarDate;
}

/** A trial bills nothing until it ends; then the periods count from its end. */
export function firstTerm(startDate: CalendarDate, cycle: BillingCycle, trialDays: number): FirstTerm {
  const trialEndDate = trialDays > 0 ? addDays(startDate, trialDays) : null;
  const anchorDate = trialEndDate ?? startDate;
  const { start, end } = periodAt(anchorDate, cycle, 0);
  return { anchorDate, trialEndDate, endDate: end, nextBillingDate: start };
}

/** How long what was paid in advance lasts for a subscription that was canceled on a date: to its trial's or period's end. */
export function paidUntil(
  subscription: Parameters<typeof anchorOf>[0] & { readonly cycle: BillingCycle },
  canceledOn: CalendarDate,
): CalendarDate {
  const { trialEndDate, cycle } = subscription;
  if (trialEndDate !== null && compareDates(canceledOn, trialEndDate) < 0) return trialEndDate;
  return periodContaining(anchorOf(subscription), cycle, canceledOn).end;
}
