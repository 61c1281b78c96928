import { zeroAmount, sumAmounts, type Amount } from '../../contract/amount';
import { compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { Currency } from '../../contract/currency';
import type { InvoiceId } from '../../contract/ids';
import type { Pricing } from '../../contract/plans';
import { AppError } from '../../contract/result';
import type { ChangeKind, ChangeLine } from '../../contract/subscription-changes';
import type { BillingCycle, SubscriptionStatus } from '../../contract/status';
import type { DuePeriod } from './due-periods';
import { stretchesOf, type Pause } from './pauses';
import { periodContaining, type Period } from './periods';
import type { EarlierTerms } from './plans-held';
import type { PlanPrice } from './run-lines';
import { cyclePrice, type CurrentPrice, type RateInForce } from './pricing';

export interface ListedPlan {
  readonly planId: string;
  readonly name: string;
  readonly nameAr: string;
  readonly pricing: Pricing;
  readonly isActive: boolean;
}

/** An invoice that billed a period, or the rest of one at a higher price. */
export interface Bill {
  readonly invoiceId: InvoiceId;
  readonly number: string;
  /** What of the whole period's price it billed: for an upgrade the price after it less the one before. */
  readonly price: { readonly from: Amount; readonly to: Amount };
  /** Which of its lines that price stands in. */
  readonly place: number;
}

export interface BilledPeriod {
  /** The days that are billed. */
  readonly period: Period;
  /** The period of the calendar that the prices are for: the same, or one that the billed days are the last of. */
  readonly whole: Period;
  readonly bills: readonly Bill[];
  /** The newest change of the subscription that its own bill reckoned with; 0 where there was none. */
  readonly knows: number;
}

/** An upgrade that made an invoice. */
export interface UpgradeStep {
  readonly id: number;
  /** The first day of the new price. */
  readonly on: CalendarDate;
  readonly whole: Period;
  readonly cycle: BillingCycle;
  readonly from: ListedPlan;
  readonly to: ListedPlan;
  /** Of the whole period: what was billed of it before, and what it costs from then on. */
  readonly price: { readonly from: Amount; readonly to: Amount };
  readonly number: string;
  /** Its invoice is void: what it billed is to be billed again. */
  readonly voided: boolean;
}

/** What a run has billed of a voided upgrade. */
export interface BilledDifference {
  /** Of which upgrade. */
  readonly change: number;
  readonly whole: Period;
  readonly days: Period;
  readonly price: { readonly from: Amount; readonly to: Amount };
}

/** A subscription with everything that decides what a change of it comes to. */
export interface ChangeSubject {
  readonly id: string;
  readonly tenantId: string;
  readonly version: string;
  readonly status: SubscriptionStatus;
  readonly cycle: BillingCycle;
  readonly currency: Currency;
  readonly plan: ListedPlan;
  readonly startDate: CalendarDate;
  readonly trialEndDate: CalendarDate | null;
  readonly endDate: CalendarDate;
  readonly nextBillingDate: CalendarDate;
  readonly lastBillingDate: CalendarDate | null;
  readonly canceledOn: CalendarDate | null;
  readonly suspendedOn: CalendarDate | null;
  /** When it was suspended and runs again, earliest first. */
  readonly pauses: readonly Pause[];
  /** The plans and cycles that held before the present ones. */
  readonly earlier: readonly (EarlierTerms & { readonly plan: ListedPlan })[];
  readonly upgrades: readonly UpgradeStep[];
  readonly rebilled: readonly BilledDifference[];
  /** The periods that voided invoices gave back. */
  readonly freed: readonly DuePeriod[];
  readonly anchorDate: CalendarDate;
  readonly freeThrough: CalendarDate | null;
  readonly coming: {
    readonly planId: string | null;
    readonly cycle: BillingCycle | null;
    readonly on: CalendarDate;
  } | null;
  /** Periods that live invoices cover, earliest first. */
  readonly billed: readonly BilledPeriod[];
  /** The set-up fee was billed by an invoice that is void, and not since. */
  readonly setupFeeFreed: boolean;
  /** True where a cancellation has credited the unused days: what was paid for is over. */
  readonly credited: boolean;
  readonly today: CalendarDate;
  readonly rate: RateInForce | null;
  readonly taxRate: string;
  readonly dueDays: number;
}

/** What a change makes of the subscription and its terms. */
export interface ChangedTerms {
  readonly planId: string;
  readonly cycle: BillingCycle;
  readonly status: SubscriptionStatus;
  readonly endDate: CalendarDate;
  readonly nextBillingDate: CalendarDate;
  readonly lastBillingDate: CalendarDate | null;
  readonly anchorDate: CalendarDate;
  readonly freeThrough: CalendarDate | null;
  readonly canceled: boolean;
  readonly cancelAtPeriodEnd: boolean;
  readonly suspended: boolean;
  readonly coming: ChangeSubject['coming'];
}

export interface PlannedInvoice {
  readonly lines: readonly ChangeLine[];
  /** Which of the lines are the new plan's price, what its whole period costs, and which that is. */
  readonly priced: readonly { readonly place: number; readonly plan: PlanPrice }[];
  /** Which days the document names. */
  readonly shown: Period;
  /** The period that it bills, so that no run bills it again; null where another invoice covers it already. */
  readonly covers: Period | null;
}

export interface PlannedCredit {
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: string;
  readonly place: number;
  readonly line: ChangeLine;
}

export interface PlannedChange {
  readonly kind: ChangeKind;
  readonly effectiveOn: CalendarDate;
  readonly terms: ChangedTerms;
  readonly period: Period | null;
  readonly prices: { readonly from: Amount; readonly to: Amount } | null;
  readonly invoice: PlannedInvoice | null;
  readonly credits: readonly PlannedCredit[];
  /** How the plan and cycle stand once the change holds, where that is not at once. */
  readonly later: { readonly plan: ListedPlan; readonly cycle: BillingCycle } | null;
}

/** The terms as they are: what a change starts from. */
export function presentTerms(subject: ChangeSubject): ChangedTerms {
  const { status, cycle, endDate, nextBillingDate, lastBillingDate, anchorDate, freeThrough, coming } = subject;
  const canceled = subject.canceledOn !== null;
  return {
    planId: subject.plan.planId,
    cycle,
    status,
    endDate,
    nextBillingDate,
    lastBillingDate,
    anchorDate,
    freeThrough,
    canceled,
    cancelAtPeriodEnd: canceled && status !== 'canceled' && status !== 'expired',
    suspended: status === 'suspended',
    coming,
  };
}

/** Nothing is billed yet: it is on trial, or starts on a day to come. */
export function isBeforeFirstBill({ today, anchorDate, billed }: ChangeSubject): boolean {
  return compareDates(today, anchorDate) < 0 && billed.length === 0;
}

const contains = ({ start, end }: Period, date: CalendarDate): boolean =>
  compareDates(start, date) <= 0 && compareDates(date, end) < 0;

/** The period that runs today: the billed one where there is one, else that of the calendar. */
export function runningPeriod(subject: ChangeSubject): {
  readonly period: Period;
  readonly billed: BilledPeriod | null;
} {
  const { today, anchorDate, cycle, billed } = subject;
  const found = billed.find(({ period }) => contains(period, today)) ?? null;
  return { period: found?.whole ?? periodContaining(anchorDate, cycle, today), billed: found };
}

/** The billed periods that are not over yet. */
export function periodsAhead({ billed, today }: ChangeSubject): BilledPeriod[] {
  return billed.filter(({ period }) => compareDates(period.end, today) > 0);
}

/** The end of what runs and of what was billed beyond it. */
export function billedUntil(subject: ChangeSubject): CalendarDate {
  const last = periodsAhead(subject).at(-1);
  return last?.period.end ?? runningPeriod(subject).period.end;
}

/** What the invoices of a period billed for the whole of it together. */
export function billedPrice({ bills }: BilledPeriod): Amount {
  return sumAmounts(
    bills.flatMap(({ price }) => [price.to, `-${price.from}`].map((part) => (part === '-0.00' ? zeroAmount : part))),
  );
}

/**
 * The first day without a bill; nothing before the anchor, while its plan was free, or during a suspension is looked for. The
 * period after a suspension may begin within one of the calendar, and so may the one after free days.
 */
export function firstUnbilled({ anchorDate, cycle, freeThrough, billed, pauses, today }: ChangeSubject): CalendarDate {
  const covered = billed.map(({ period }) => period);
  const stretches = stretchesOf({ anchor: anchorDate, cycle, freeThrough, covered }, pauses);
  for (const { freeThrough: settled, until } of stretches) {
    let from = settled !== null && compareDates(settled, anchorDate) > 0 ? settled : anchorDate;
    for (;;) {
      if (until !== null && compareDates(from, until) >= 0) break;
      const bill = covered.find((candidate) => contains(candidate, from));
      if (!bill || compareDates(from, today) > 0) return from;
      from = bill.end;
    }
  }
  throw new RangeError('the last stretch has no end');
}

/** A plan's price by today's list. Throws `plan_has_no_price`, `rate_missing` for rials without a rate, `amount_too_large`. */
export function priceToday(subject: ChangeSubject, plan: ListedPlan, cycle: BillingCycle): CurrentPrice {
  const price = cyclePrice(plan.pricing, cycle, subject.currency, subject.rate);
  if (price === 'no_price') throw new AppError('plan_has_no_price', { plan: plan.planId, cycle });
  if (price === 'no_rate') throw new AppError('rate_missing', { date: subject.today });
  if (price === 'too_large') throw new AppError('amount_too_large');
  return price;
}

/**
 * Only what runs can be changed. Throws `subscription_closed`, `subscription_suspended`, and `cancellation_scheduled` where it
 * ends at its period's end: that is taken back first.
 */
export function requireRunning({ status, canceledOn, endDate }: ChangeSubject): void {
  if (status === 'canceled' || status === 'expired') throw new AppError('subscription_closed', { status });
  if (status === 'suspended') throw new AppError('subscription_suspended');
  if (canceledOn !== null) throw new AppError('cancellation_scheduled', { date: endDate });
}

/**
 * What was agreed for a day that has come holds since then, and a run lets it take effect: until then nobody knows on which
 * terms another change would build. Throws `periods_unbilled`.
 */
export function requireNothingOverdue({ coming, today }: ChangeSubject): void {
  if (coming !== null && compareDates(coming.on, today) <= 0)
    throw new AppError('periods_unbilled', { from: coming.on });
}
