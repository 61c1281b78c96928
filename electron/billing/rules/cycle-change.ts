import { AppError } from '../../contract/result';
import type { BillingCycle } from '../../contract/status';
import {
  billedUntil,
  isBeforeFirstBill,
  presentTerms,
  priceToday,
  requireNothingOverdue,
  requireRunning,
  runningPeriod,
  type ChangeSubject,
  type ListedPlan,
  type PlannedChange,
} from './change-subject';
import { periodAt } from './periods';

/**
 * Another cycle (domain.md, Changing a subscription): at the end of what was billed, which becomes its anchor; before the
 * first bill at once. `comingPlan` is the plan that comes at the same time, where one does.
 *
 * Throws `subscription_closed`, `subscription_suspended`, `cancellation_scheduled`, `change_nothing`, `plan_has_no_price`,
 * `rate_missing`, `periods_unbilled` where what was agreed for a day that has come waits for its bill.
 */
export function cycleChange(subject: ChangeSubject, cycle: BillingCycle, comingPlan: ListedPlan | null): PlannedChange {
  requireRunning(subject);
  requireNothingOverdue(subject);
  if (cycle === subject.cycle) throw new AppError('change_nothing');
  const plan = comingPlan ?? subject.plan;
  priceToday(subject, plan, cycle);
  const present = presentTerms(subject);
  const base = { prices: null, invoice: null, credits: [] };
  if (isBeforeFirstBill(subject)) {
    const { end } = periodAt(subject.anchorDate, cycle, 0);
    return {
      ...base,
      kind: 'cycle_changed',
      effectiveOn: subject.today,
      terms: { ...present, cycle, endDate: end },
      period: null,
      later: null,
    };
  }
  const on = billedUntil(subject);
  return {
    ...base,
    kind: 'cycle_planned',
    effectiveOn: on,
    terms: { ...present, coming: { planId: comingPlan?.planId ?? null, cycle, on } },
    period: runningPeriod(subject).period,
    later: { plan, cycle },
  };
}

/** Takes back what was to come. Throws `change_nothing` where nothing was. */
export function takeBack(subject: ChangeSubject): PlannedChange {
  requireRunning(subject);
  if (subject.coming === null) throw new AppError('change_nothing');
  return {
    kind: 'taken_back',
    effectiveOn: subject.today,
    terms: { ...presentTerms(subject), coming: null },
    period: null,
    prices: null,
    invoice: null,
    credits: [],
    later: null,
  };
}
