import { compareAmounts, negateAmount, subtractAmounts, zeroAmount } from '../../contract/amount';
import { compareDates } from '../../contract/calendar-date';
import { AppError } from '../../contract/result';
import {
  billedUntil,
  firstUnbilled,
  isBeforeFirstBill,
  periodsAhead,
  presentTerms,
  runningPeriod,
  type ChangeSubject,
  type PlannedChange,
  type PlannedCredit,
} from './change-subject';
import { periodAt } from './periods';
import { proratedLine } from './prorated-line';
import { prorate } from './proration';
import { afterReactivation, requireNotClosed, requireSuspendable, statusAfterResume } from './subscription-states';

const none = { prices: null, invoice: null, credits: [], later: null } as const;

/** What each invoice billed for the days from today on comes back from it; of an upgrade the difference that it charged. */
function unusedDays(subject: ChangeSubject): PlannedCredit[] {
  return periodsAhead(subject).flatMap(({ period, whole, bills }) =>
    bills.flatMap(({ invoiceId, number, place, price }): PlannedCredit[] => {
      const from = compareDates(subject.today, period.start) >= 0 ? subject.today : period.start;
      const part = { period: whole, from, to: period.end };
      const line = proratedLine(subject, subject.plan, 'unused', { ...part, price: price.to }, null);
      const before = prorate(price.from, whole, from, period.end).amount;
      const amount = negateAmount(subtractAmounts(negateAmount(line.amount), before));
      if (compareAmounts(amount, zeroAmount) >= 0) return [];
      const less = { en: ` Less ${before} that another invoice billed`, ar: ` ناقص ${before} فوترتها فاتورة أخرى` };
      const told = before === zeroAmount ? { en: '', ar: '' } : less;
      return [
        {
          invoiceId,
          invoiceNumber: number,
          place,
          line: { ...line, amount, basis: `${line.basis}${told.en}`, basisAr: `${line.basisAr}${told.ar}` },
        },
      ];
    }),
  );
}

/**
 * Cancels at once, with or without a credit for the days that were billed and will not be used, or for the end of what was
 * billed. Throws `subscription_closed`, `cancellation_scheduled` where its end is set already.
 */
export function cancellation(
  subject: ChangeSubject,
  { when, credit }: { readonly when: 'now' | 'period_end'; readonly credit: boolean },
): PlannedChange {
  requireNotClosed(subject.status);
  const { today, endDate } = subject;
  const terms = { ...presentTerms(subject), canceled: true, coming: null };
  const period = isBeforeFirstBill(subject) ? null : runningPeriod(subject).period;
  if (when === 'now') {
    return {
      ...none,
      kind: 'canceled',
      effectiveOn: today,
      terms: {
        ...terms,
        status: 'canceled',
        cancelAtPeriodEnd: false,
        suspended: false,
        endDate: compareDates(endDate, today) < 0 ? endDate : today,
      },
      period,
      credits: credit ? unusedDays(subject) : [],
    };
  }
  if (credit) throw new AppError('bad_input', { path: 'change.credit', reason: 'period_end' });
  if (subject.canceledOn !== null) throw new AppError('cancellation_scheduled', { date: endDate });
  const on = period === null ? subject.anchorDate : billedUntil(subject);
  return {
    ...none,
    kind: 'cancel_planned',
    effectiveOn: on,
    terms: { ...terms, cancelAtPeriodEnd: true, endDate: on },
    period,
  };
}

/** Stops it until it is resumed. Throws `subscription_closed`, `conflict` where it is suspended already. */
export function suspension(subject: ChangeSubject): PlannedChange {
  requireSuspendable(subject.status);
  return {
    ...none,
    kind: 'suspended',
    effectiveOn: subject.today,
    terms: { ...presentTerms(subject), status: 'suspended', suspended: true },
    period: isBeforeFirstBill(subject) ? null : runningPeriod(subject).period,
  };
}

/**
 * Lets it run again. What was billed before goes on where it still lasts; else a new period, and a new anchor, begins today,
 * so that no day is billed on which it was stopped; a coming plan or cycle whose day has come holds from it. Where periods before
 * the suspension wait for their bill the calendar is kept, and the next run leaves the days of the suspension out. Throws `subscription_closed`, `conflict` where it is not suspended.
 */
export function resumption(subject: ChangeSubject): PlannedChange {
  const { today, suspendedOn, trialEndDate, status } = subject;
  const terms = {
    ...presentTerms(subject),
    status: statusAfterResume({ status, trialEndDate }, today),
    suspended: false,
  };
  const base = { ...none, kind: 'resumed', effectiveOn: today, terms } as const;
  if (isBeforeFirstBill(subject)) return { ...base, period: null };
  const { period, billed } = runningPeriod(subject);
  const unbilled = firstUnbilled(subject);
  const isBehind = suspendedOn === null || compareDates(unbilled, suspendedOn) < 0;
  if (billed || isBehind || subject.canceledOn !== null) return { ...base, period };
  // What was agreed for the end of the period that is over holds from the new one.
  const coming = subject.coming === null ? null : { ...subject.coming, on: today };
  const first = periodAt(today, coming?.cycle ?? subject.cycle, 0);
  return {
    ...base,
    terms: { ...terms, anchorDate: today, nextBillingDate: today, endDate: first.end, coming },
    period: first,
  };
}

/**
 * Takes a cancellation back while what was paid for lasts. Throws `conflict` where it is not canceled, `subscription_closed`
 * where it is too late or the unused days were credited.
 */
export function reactivation(subject: ChangeSubject): PlannedChange {
  if (subject.status === 'canceled' && subject.credited) {
    throw new AppError('subscription_closed', { status: subject.status });
  }
  const { status, endDate } = afterReactivation(subject, subject.today);
  return {
    ...none,
    kind: 'reactivated',
    effectiveOn: subject.today,
    terms: { ...presentTerms(subject), status, endDate, canceled: false, cancelAtPeriodEnd: false },
    period: null,
  };
}
