import { percentOf, sumAmounts, type Amount } from '../../contract/amount';
import type { CalendarDate } from '../../contract/calendar-date';
import type { LeftOutReason } from '../../contract/billing';
import type { BillingCycle, SubscriptionStatus } from '../../contract/status';
import type { Period } from './periods';
import {
  noCharges,
  pendingRunLine,
  periodLines,
  plansHeld,
  pricedPlans,
  setupLines,
  usageLines,
  type Billable,
  type BilledUsage,
} from './run-charges';
import type { RunLine } from './run-lines';
import type { Rate } from './run-price';

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
  /** False where its days are billed already, and only the difference to an upgrade is not. */
  readonly covers: boolean;
  readonly pendingLineIds: readonly string[];
  readonly usage: readonly BilledUsage[];
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

function summed(lines: readonly RunLine[], taxRate: string): Pick<Bill, 'lines' | 'subtotal' | 'tax' | 'total'> {
  const subtotal = sumAmounts(lines.map(({ amount }) => amount));
  const tax = percentOf(subtotal, taxRate);
  return { lines, subtotal, tax, total: sumAmounts([subtotal, tax]) };
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
  const { subscription, due } = billable;
  const { currency } = subscription;
  if (due.periods.length === 0) {
    return due.leftOut === 'partly_billed' ? { ...nothing, leftOut: due.leftOut } : aligned(billable);
  }
  if (due.leftOut !== null) return { ...nothing, leftOut: due.leftOut };
  const held = plansHeld(billable);
  const priced = pricedPlans(billable, new Set(held.flatMap(({ days }) => days.map(({ planId }) => planId))), rate);
  if (typeof priced === 'string') return { ...nothing, leftOut: priced };
  const [firstPlanId] = held.flatMap(({ days }) => days.slice(-1).map(({ planId }) => planId));
  const firstPlan = firstPlanId === undefined ? undefined : priced.get(firstPlanId);
  const setup = firstPlan === undefined ? noCharges : setupLines(billable, firstPlan.plan, rate);
  if (typeof setup === 'string') return { ...nothing, leftOut: setup };

  const extra = usageLines(billable, rate);
  const waiting = billable.pending.filter((line) => line.currency === currency);
  const bills: Bill[] = [];
  let freeThrough: CalendarDate | null = null;
  for (const [place, { period: duePeriod, days }] of held.entries()) {
    const isFirst = place === 0;
    const { whole: _whole, ...period } = duePeriod;
    const parts = [periodLines(billable, duePeriod, days, priced), ...(isFirst ? [setup, extra] : [])];
    const charged = parts.flatMap(({ lines }) => lines);
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
      planId: days.at(-1)?.planId ?? due.planId,
      cycle: due.cycle,
      ...summed(lines, taxRate),
      converted: parts.some(({ converted }) => converted),
      covers: true,
      pendingLineIds: takesPending ? waiting.map(({ id }) => id) : [],
      usage: isFirst ? extra.usage : [],
    });
  }
  return {
    bills,
    leftOut: bills.length === 0 ? 'free' : due.ended ? 'canceled' : null,
    after: due.movesOn ? afterwards(billable, bills, freeThrough) : null,
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
