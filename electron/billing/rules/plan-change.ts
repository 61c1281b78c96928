import { compareAmounts, zeroAmount } from '../../contract/amount';
import { compareDates, type CalendarDate } from '../../contract/calendar-date';
import { AppError } from '../../contract/result';
import type { ChangeLine } from '../../contract/subscription-changes';
import {
  billedPrice,
  billedUntil,
  firstUnbilled,
  isBeforeFirstBill,
  periodsAhead,
  presentTerms,
  priceToday,
  requireNothingOverdue,
  requireRunning,
  runningPeriod,
  type ChangeSubject,
  type ListedPlan,
  type PlannedChange,
  type PlannedInvoice,
} from './change-subject';
import type { Period } from './periods';
import { setupFee, type CurrentPrice } from './pricing';
import { daysByPlan } from './plans-held';
import { proratedLine } from './prorated-line';
import { rateBasis } from './proration-text';

const later = (left: CalendarDate, right: CalendarDate): CalendarDate =>
  compareDates(left, right) >= 0 ? left : right;

/** The unused days of what was billed at the old price come off, the same days at the new price come on. */
function replacedDays(subject: ChangeSubject, next: ListedPlan, price: CurrentPrice): PlannedInvoice {
  const lines: ChangeLine[] = [];
  const priced: PlannedInvoice['priced'][number][] = [];
  for (const billed of periodsAhead(subject)) {
    const { period, whole } = billed;
    const part = { period: whole, from: later(subject.today, period.start), to: period.end };
    const unused = proratedLine(subject, subject.plan, 'unused', { ...part, price: billedPrice(billed) }, null);
    if (unused.amount !== zeroAmount) lines.push(unused);
    priced.push({ place: lines.length, plan: { price: price.amount, ...whole } });
    lines.push(proratedLine(subject, next, 'remaining', { ...part, price: price.amount }, price));
  }
  return { lines, priced, shown: { start: subject.today, end: billedUntil(subject) }, covers: null };
}

/** The running period has no bill yet: it gets one now, of the days at the old price and those at the new one. */
function firstBillOf(
  subject: ChangeSubject,
  period: Period,
  next: ListedPlan,
  price: { readonly old: CurrentPrice; readonly next: CurrentPrice },
): PlannedInvoice {
  const { today } = subject;
  const isFree = price.old.amount === zeroAmount;
  const behind = firstUnbilled(subject);
  if (!isFree && compareDates(behind, period.start) < 0) throw new AppError('periods_unbilled', { from: behind });
  const { freeThrough } = subject;
  // Days of it that cost nothing, or on which it was suspended, are settled.
  const begin = later(behind, later(period.start, freeThrough ?? period.start));
  const start = isFree || compareDates(begin, today) > 0 ? today : begin;
  const after = { period, from: today, to: period.end, price: price.next.amount };
  return {
    priced: [{ place: 0, plan: { price: price.next.amount, ...period } }],
    lines: [
      proratedLine(subject, next, 'remaining', after, price.next),
      ...usedLines(subject, period, start),
      ...setupLines(subject, next),
    ],
    shown: { start, end: period.end },
    // Free days are not covered by it: were it voided, a run would bill what is left of the period, by its days.
    covers: { start, end: period.end },
  };
}

/** The days of a period up to today, each at the price of the plan that held on it. */
function usedLines(subject: ChangeSubject, period: Period, start: CalendarDate): ChangeLine[] {
  const { earlier, plan, today, cycle } = subject;
  const planOf = new Map([...earlier.map((terms) => terms.plan), plan].map((each) => [each.planId, each]));
  return daysByPlan({ start, end: today }, earlier, plan.planId).flatMap(({ planId, start: from, end: to }) => {
    const held = planOf.get(planId) ?? plan;
    const price = priceToday(subject, held, cycle);
    if (price.amount === zeroAmount) return [];
    return [proratedLine(subject, held, 'used', { period, from, to, price: price.amount }, price)];
  });
}

/** The set-up fee stands on a subscription's first invoice of a period, and again where that one is void. */
function setupLines(subject: ChangeSubject, plan: ListedPlan): ChangeLine[] {
  if (subject.billed.length > 0 && !subject.setupFeeFreed) return [];
  const fee = setupFee(plan.pricing, subject.currency, subject.rate);
  if (fee === 'no_price') return [];
  if (fee === 'no_rate') throw new AppError('rate_missing', { date: subject.today });
  if (fee === 'too_large') throw new AppError('amount_too_large');
  if (fee.amount === zeroAmount) return [];
  const basis = rateBasis(fee);
  return [
    {
      description: `Set-up fee: ${plan.name}`,
      descriptionAr: `رسوم التأسيس: ${plan.nameAr}`,
      amount: fee.amount,
      basis: `Once, on the first invoice${basis === null ? '' : `. ${basis.en}`}`,
      basisAr: `مرة واحدة على الفاتورة الأولى${basis === null ? '' : `. ${basis.ar}`}`,
    },
  ];
}

const withMoney = (invoice: PlannedInvoice): PlannedInvoice | null =>
  invoice.lines.some(({ amount }) => amount !== zeroAmount) ? invoice : null;

/**
 * What another plan means (domain.md, Changing a subscription). Dearer than what the running period was billed at, or as dear:
 * now, with an invoice for the difference of the remaining days. Cheaper: at the end of what was billed. Before the first
 * bill: now, without money.
 *
 * Throws `subscription_closed`, `subscription_suspended`, `cancellation_scheduled`, `change_nothing`, `plan_inactive`,
 * `plan_has_no_price`, `rate_missing`, and `periods_unbilled` where earlier periods, or what was agreed for a day that has come,
 * wait for their bill.
 */
export function planChange(subject: ChangeSubject, next: ListedPlan): PlannedChange {
  requireRunning(subject);
  const { plan, today, cycle } = subject;
  if (next.planId === plan.planId) throw new AppError('change_nothing');
  if (!next.isActive) throw new AppError('plan_inactive', { plan: next.planId });
  const comingCycle = subject.coming?.cycle ?? null;
  const terms = {
    ...presentTerms(subject),
    planId: next.planId,
    coming: subject.coming && comingCycle !== null ? { ...subject.coming, planId: null } : null,
  };
  requireNothingOverdue(subject);
  const nextPrice = priceToday(subject, next, cycle);
  const base = { effectiveOn: today, terms, credits: [], later: null };
  if (isBeforeFirstBill(subject)) {
    return { ...base, kind: 'plan_changed', period: null, prices: null, invoice: null };
  }
  const { period, billed } = runningPeriod(subject);
  const old = billed ? { amount: billedPrice(billed), converted: null } : priceToday(subject, plan, cycle);
  const prices = { from: old.amount, to: nextPrice.amount };
  if (compareAmounts(nextPrice.amount, old.amount) < 0) {
    const on = billedUntil(subject);
    return {
      ...base,
      kind: 'downgrade_planned',
      effectiveOn: on,
      terms: { ...presentTerms(subject), coming: { planId: next.planId, cycle: comingCycle, on } },
      period,
      prices,
      invoice: null,
      later: { plan: next, cycle: comingCycle ?? cycle },
    };
  }
  if (billed) {
    const invoice = withMoney(replacedDays(subject, next, nextPrice));
    return { ...base, kind: 'upgraded', period, prices, invoice };
  }
  const invoice = withMoney(firstBillOf(subject, period, next, { old, next: nextPrice }));
  return {
    ...base,
    kind: 'upgraded',
    terms:
      invoice === null
        ? terms
        : {
            ...terms,
            endDate: period.end,
            nextBillingDate: period.end,
            lastBillingDate: period.start,
            freeThrough: old.amount === zeroAmount ? later(today, subject.freeThrough ?? today) : terms.freeThrough,
          },
    period,
    prices,
    invoice,
  };
}
