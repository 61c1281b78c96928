import { compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { BillingCycle } from '../../contract/status';
import type { Period } from './periods';

/** A plan and a cycle that held until others took their place. */
export interface EarlierTerms {
  /** The first day on which they no longer held. */
  readonly until: CalendarDate;
  readonly planId: string;
  readonly cycle: BillingCycle;
}

/** Days of a period on which one plan held. */
export interface PlanDays extends Period {
  readonly planId: string;
}

/**
 * The days of a period by the plan that held on them, in their order: each day costs what its own plan does, also where it is
 * billed after the plan has changed (domain.md, Changing a subscription). `earlier` is in the order of the changes; `planId`
 * holds since the last of them.
 */
export function daysByPlan({ start, end }: Period, earlier: readonly EarlierTerms[], planId: string): PlanDays[] {
  const found: PlanDays[] = [];
  let from = start;
  for (const held of [...earlier, { until: end, planId }]) {
    const to = compareDates(held.until, end) < 0 ? held.until : end;
    if (compareDates(to, from) <= 0) continue;
    const last = found.at(-1);
    if (last?.planId === held.planId) found[found.length - 1] = { ...last, end: to };
    else found.push({ start: from, end: to, planId: held.planId });
    from = to;
  }
  return found;
}

/** The cycle that held on a day. */
export function cycleOn(date: CalendarDate, earlier: readonly EarlierTerms[], cycle: BillingCycle): BillingCycle {
  return earlier.find(({ until }) => compareDates(date, until) < 0)?.cycle ?? cycle;
}
