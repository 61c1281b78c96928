import type { Amount } from '../../contract/amount';
import type { LeftOutReason } from '../../contract/billing';
import type { Currency } from '../../contract/currency';
import type { DuePeriod } from './due-periods';
import type { Period } from './periods';
import { daysByPlan, type PlanDays } from './plans-held';
import type { RunDue, RunSubscription } from './run-due';
import { planLine, setupLine, unitsOver, usageLine, type Overage, type RunLine } from './run-lines';
import type { RunPlan } from './run-plan';
import { cyclePrice, isZero, setupFee, usagePrice, type Price, type Rate } from './run-price';

/** A line that waits for the next invoice, such as that of a change within a period. */
export interface PendingLine {
  readonly id: string;
  readonly currency: Currency;
  readonly description: string;
  readonly descriptionAr: string;
  readonly basis: string;
  readonly basisAr: string;
  readonly amount: Amount;
}

/** Units above the limit of a metric that an invoice bills, and of which days. */
export interface BilledUsage {
  readonly metric: string;
  readonly span: Period;
  readonly over: number;
}

/** A part of what is due of a subscription, with all that its invoices are made from. */
export interface Billable {
  readonly subscription: RunSubscription & { readonly currency: Currency; readonly latestChange: number };
  readonly due: RunDue;
  readonly plans: ReadonlyMap<string, RunPlan>;
  readonly overages: readonly Overage[];
  readonly pending: readonly PendingLine[];
}

/** Lines of an invoice that stand or fall together. */
export interface Charges {
  readonly lines: readonly RunLine[];
  readonly usage: readonly BilledUsage[];
  /** True where an amount of them was converted by the rate. */
  readonly converted: boolean;
}

export interface PricedPlan {
  readonly plan: RunPlan;
  readonly price: Price;
}

/** Each period with the days of each plan that held in it. */
export function plansHeld({
  subscription,
  due,
}: Billable): { readonly period: DuePeriod; readonly days: PlanDays[] }[] {
  return due.periods.map((period) => ({ period, days: daysByPlan(period, subscription.earlier, due.planId) }));
}

/** The plans that held in what is due with their prices, or why one has none. */
export function pricedPlans(
  { subscription, due, plans }: Billable,
  planIds: ReadonlySet<string>,
  rate: Rate | null,
): ReadonlyMap<string, PricedPlan> | LeftOutReason {
  const priced = new Map<string, PricedPlan>();
  for (const planId of planIds) {
    const plan = plans.get(planId);
    if (!plan) return 'no_plan';
    const found = cyclePrice(plan.prices, due.cycle, subscription.currency, rate);
    if ('missing' in found) return found.missing;
    priced.set(planId, { plan, price: found.price });
  }
  return priced;
}

/** The lines of a period's price, one for each plan that held in it and costs something. */
export function periodLines(
  { subscription, due }: Billable,
  { whole }: DuePeriod,
  days: readonly PlanDays[],
  priced: ReadonlyMap<string, PricedPlan>,
): Charges {
  const charged = days.flatMap(({ planId, start, end }, place) => {
    const found = priced.get(planId);
    if (found === undefined || isZero(found.price)) return [];
    const held = { inPart: days.length > 1, last: place === days.length - 1, after: subscription.latestChange };
    const line = planLine(found.plan, due.cycle, { start, end, whole }, found.price, subscription.currency, held);
    return [{ line, converted: found.price.converted !== null }];
  });
  return {
    ...noCharges,
    lines: charged.map(({ line }) => line),
    converted: charged.some(({ converted }) => converted),
  };
}

/** Nothing to charge. */
export const noCharges: Charges = { lines: [], usage: [], converted: false };

/** The set-up fee of a first invoice, or why it cannot be billed. */
export function setupLines({ subscription, due }: Billable, plan: RunPlan, rate: Rate | null): Charges | LeftOutReason {
  const fee = due.first ? setupFee(plan.prices, subscription.currency, rate) : null;
  if (fee === null) return noCharges;
  if ('missing' in fee) return fee.missing === 'no_rate' ? 'no_rate' : noCharges;
  if (isZero(fee.price)) return noCharges;
  return {
    ...noCharges,
    lines: [setupLine(plan, fee.price, subscription.currency)],
    converted: fee.price.converted !== null,
  };
}

/** What was billed of each metric by one invoice: of one stretch, though it may take several lines. */
function billedUsage(overages: readonly Overage[]): BilledUsage[] {
  const byMetric = new Map<string, BilledUsage>();
  for (const overage of overages) {
    const { metric, span } = overage;
    const before = byMetric.get(metric);
    byMetric.set(metric, {
      metric,
      span: { start: before?.span.start ?? span.start, end: span.end },
      over: (before?.over ?? 0) + unitsOver(overage),
    });
  }
  return [...byMetric.values()];
}

/**
 * Usage above the limits, earliest first, each by the price of its plan. What is not priced in the invoice's currency is left
 * for the invoice that it can be priced on.
 */
export function usageLines({ subscription, plans, overages }: Billable, rate: Rate | null): Charges {
  const { currency } = subscription;
  const priced = overages
    .filter((overage) => unitsOver(overage) > 0)
    .flatMap((overage) => {
      const plan = plans.get(overage.planId);
      const found = plan && usagePrice(plan.prices, overage.metric, currency, rate);
      return found && 'price' in found && !isZero(found.price) ? [{ overage, price: found.price }] : [];
    });
  return {
    lines: priced.map(({ overage, price }) => usageLine(overage, price, currency)),
    usage: billedUsage(priced.map(({ overage }) => overage)),
    converted: priced.some(({ price }) => price.converted !== null),
  };
}

/** A waiting line as it stands on the invoice that takes it. */
export function pendingRunLine(line: PendingLine): RunLine {
  const { description, descriptionAr, basis, basisAr, amount } = line;
  return { description, descriptionAr, basis, basisAr, amount, unitPrice: amount, quantity: '1', isUsageBased: false };
}
