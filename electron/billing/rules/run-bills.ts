import { percentOf, sumAmounts, type Amount } from '../../contract/amount';
import { calendarDateSchema, compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { LeftOutReason } from '../../contract/billing';
import type { Currency } from '../../contract/currency';
import type { BillingCycle, SubscriptionStatus } from '../../contract/status';
import type { Period } from './periods';
import type { RunDue, RunSubscription } from './run-due';
import { planLine, setupLine, unitsOver, usageLine, type Overage, type RunLine } from './run-lines';
import { cyclePrice, isZero, pricedMetrics, setupFee, usagePrice, type PriceList, type Rate } from './run-price';

export interface RunPlan {
  readonly planId: string;
  readonly name: string;
  readonly nameAr: string;
  readonly prices: PriceList;
  /** -1 is unlimited. */
  readonly limits: ReadonlyMap<string, number>;
}

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

/** For which days the usage of a metric above its limit is still to be billed. */
export interface UsageSpan {
  readonly metric: string;
  readonly limit: number;
  readonly span: Period;
}

export interface Bill {
  readonly period: Period;
  readonly planId: string;
  readonly cycle: BillingCycle;
  readonly lines: readonly RunLine[];
  readonly subtotal: Amount;
  readonly tax: Amount;
  readonly total: Amount;
  /** True where an amount of it was converted: then the rate is kept on the invoice. */
  readonly converted: boolean;
  readonly pendingLineIds: readonly string[];
  readonly usage: readonly { readonly metric: string; readonly span: Period; readonly over: number }[];
}

/** How a subscription stands after a run; what is not named stays. */
export interface After {
  readonly status: SubscriptionStatus;
  readonly planId: string;
  readonly cycle: BillingCycle;
  readonly anchor: CalendarDate;
  readonly nextBillingDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly billed: boolean;
  readonly freeThrough: CalendarDate | null;
  /** The coming plan and cycle have taken effect. */
  readonly changed: boolean;
}

export interface RunOutcome {
  readonly bills: readonly Bill[];
  readonly leftOut: LeftOutReason | null;
  readonly after: After | null;
}

export interface RunTerms {
  readonly asOf: CalendarDate;
  readonly rate: Rate | null;
  readonly taxRate: string;
}

const nothing: RunOutcome = { bills: [], leftOut: null, after: null };

function monthStart(date: CalendarDate): CalendarDate {
  return calendarDateSchema.parse(`${date.slice(0, 7)}-01`);
}

/**
 * For which days usage above the limits is to be billed with what is due: since it was billed last, or else since the period
 * before began; up to the last whole month or day before the date of the run. Limits by the month count calendar months
 * (domain.md, Usage).
 */
export function usageSpans(
  due: RunDue,
  plan: RunPlan | undefined,
  billedUntil: ReadonlyMap<string, CalendarDate>,
  asOf: CalendarDate,
): UsageSpan[] {
  const { previous } = due;
  if (!plan || previous === null || due.leftOut !== null) return [];
  return pricedMetrics(plan.prices).flatMap((metric) => {
    const limit = plan.limits.get(metric);
    if (limit === undefined || limit < 0) return [];
    const byMonth = metric.endsWith('_per_month');
    const start = billedUntil.get(metric) ?? (byMonth ? monthStart(previous.start) : previous.start);
    const end = byMonth ? monthStart(asOf) : metric.endsWith('_per_day') ? asOf : previous.end;
    return compareDates(start, end) < 0 ? [{ metric, limit, span: { start, end } }] : [];
  });
}

interface Extra {
  readonly lines: readonly RunLine[];
  readonly usage: Bill['usage'];
  readonly converted: boolean;
}

/** Usage that is not priced in the invoice's currency is left for the invoice that it can be priced on. */
function usageLines(overages: readonly Overage[], plan: RunPlan, currency: Currency, rate: Rate | null): Extra {
  const priced = overages
    .filter((overage) => unitsOver(overage) > 0)
    .flatMap((overage) => {
      const found = usagePrice(plan.prices, overage.metric, currency, rate);
      return 'price' in found && !isZero(found.price) ? [{ overage, price: found.price }] : [];
    });
  return {
    lines: priced.map(({ overage, price }) => usageLine(overage, price, currency)),
    usage: priced.map(({ overage }) => ({ metric: overage.metric, span: overage.span, over: unitsOver(overage) })),
    converted: priced.some(({ price }) => price.converted !== null),
  };
}

function pendingRunLine(line: PendingLine): RunLine {
  const { description, descriptionAr, basis, basisAr, amount } = line;
  return { description, descriptionAr, basis, basisAr, amount, unitPrice: amount, quantity: '1', isUsageBased: false };
}

function summed(lines: readonly RunLine[], taxRate: string): Pick<Bill, 'lines' | 'subtotal' | 'tax' | 'total'> {
  const subtotal = sumAmounts(lines.map(({ amount }) => amount));
  const tax = percentOf(subtotal, taxRate);
  return { lines, subtotal, tax, total: sumAmounts([subtotal, tax]) };
}

export interface Billable {
  readonly subscription: RunSubscription & { readonly currency: Currency };
  readonly due: RunDue;
  readonly plan: RunPlan | undefined;
  /** The plan that was used until now, by which usage is priced. */
  readonly usedPlan: RunPlan | undefined;
  readonly overages: readonly Overage[];
  readonly pending: readonly PendingLine[];
}

function afterwards({ subscription, due }: Billable, bills: readonly Bill[], freeThrough: CalendarDate | null): After {
  const { status, trialEndDate } = subscription;
  const running = status === 'trial' && trialEndDate !== null ? 'active' : status;
  return {
    // As the upkeep has it: `canceled` is one at once.
    status: due.ended ? 'expired' : running,
    planId: due.planId,
    cycle: due.cycle,
    anchor: due.anchor,
    nextBillingDate: due.next,
    endDate: due.next,
    billed: bills.length > 0,
    freeThrough: freeThrough ?? subscription.freeThrough,
    changed: due.changes,
  };
}

/** The dates of a subscription of which nothing is due are put on the grid, and its terms kept, where they are not. */
function aligned(billable: Billable): RunOutcome {
  const { subscription, due } = billable;
  const after = afterwards(billable, [], null);
  const stands =
    subscription.anchorDate !== null &&
    subscription.anchorDate === due.anchor &&
    subscription.nextBillingDate === due.next &&
    subscription.status === after.status;
  return { bills: [], leftOut: due.leftOut, after: stands ? null : after };
}

/**
 * The invoices of what is due of a subscription, each with its lines and sums, or why there are none (domain.md, Billing run).
 * A period that costs nothing makes no invoice, but is settled.
 */
export function billsOf(billable: Billable, { rate, taxRate }: RunTerms): RunOutcome {
  const { subscription, due, plan } = billable;
  const { currency } = subscription;
  if (due.periods.length === 0) {
    return due.leftOut === 'partly_billed' ? { ...nothing, leftOut: due.leftOut } : aligned(billable);
  }
  if (due.leftOut !== null) return { ...nothing, leftOut: due.leftOut };
  if (!plan) return { ...nothing, leftOut: 'no_plan' };
  const price = cyclePrice(plan.prices, due.cycle, currency, rate);
  if ('missing' in price) return { ...nothing, leftOut: price.missing };
  const fee = due.first ? setupFee(plan.prices, currency, rate) : null;
  if (fee !== null && 'missing' in fee && fee.missing === 'no_rate') return { ...nothing, leftOut: 'no_rate' };

  const extra = billable.usedPlan ? usageLines(billable.overages, billable.usedPlan, currency, rate) : null;
  const waiting = billable.pending.filter((line) => line.currency === currency);
  const bills: Bill[] = [];
  let freeThrough: CalendarDate | null = null;
  for (const [place, { whole, ...period }] of due.periods.entries()) {
    const isFirst = place === 0;
    const own = isZero(price.price) ? [] : [planLine(plan, due.cycle, { ...period, whole }, price.price, currency)];
    const setup =
      isFirst && fee !== null && 'price' in fee && !isZero(fee.price) ? [setupLine(plan, fee.price, currency)] : [];
    const used = isFirst ? (extra?.lines ?? []) : [];
    const charged = [...own, ...setup, ...used];
    const withPending = isFirst ? [...charged, ...waiting.map(pendingRunLine)] : charged;
    // Credits that are more than what is due wait for the next invoice: none is below nothing.
    const takesPending = isFirst && waiting.length > 0 && !summed(withPending, '0').subtotal.startsWith('-');
    const lines = takesPending ? withPending : charged;
    if (lines.length === 0) {
      freeThrough = period.end;
      continue;
    }
    bills.push({
      period,
      planId: plan.planId,
      cycle: due.cycle,
      ...summed(lines, taxRate),
      converted:
        (own.length > 0 && price.price.converted !== null) ||
        (setup.length > 0 && fee !== null && 'price' in fee && fee.price.converted !== null) ||
        (used.length > 0 && extra?.converted === true),
      pendingLineIds: takesPending ? waiting.map(({ id }) => id) : [],
      usage: isFirst ? (extra?.usage ?? []) : [],
    });
  }
  return {
    bills,
    leftOut: bills.length === 0 ? 'free' : due.ended ? 'canceled' : null,
    after: afterwards(billable, bills, freeThrough),
  };
}

/**
 * The outcomes of the parts of one subscription as one. Where a part cannot be billed, what comes after it waits: the dates
 * never move past a period that is still to be billed.
 */
export function inOrder(parts: readonly RunOutcome[]): RunOutcome {
  let whole = nothing;
  for (const part of parts) {
    const freeThrough = part.after?.freeThrough ?? whole.after?.freeThrough ?? null;
    const billed = whole.bills.length > 0 || part.bills.length > 0;
    whole = {
      bills: [...whole.bills, ...part.bills],
      leftOut: part.leftOut ?? whole.leftOut,
      after: part.after === null ? whole.after : { ...part.after, billed, freeThrough },
    };
    if (part.leftOut !== null && part.leftOut !== 'free') break;
  }
  // What was free of it is settled; who is billed is not left out.
  return whole.leftOut === 'free' && whole.bills.length > 0 ? { ...whole, leftOut: null } : whole;
}
