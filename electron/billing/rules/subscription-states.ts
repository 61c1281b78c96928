import { compareDates, type CalendarDate } from '../../contract/calendar-date';
import { AppError } from '../../contract/result';
import type { BillingCycle, SubscriptionStatus } from '../../contract/status';
import { paidUntil, type anchorOf } from './periods';

/** These stand in the way of another subscription of the same tenant: they bill, or will again by themselves. */
export const liveStatuses: readonly SubscriptionStatus[] = ['active', 'trial', 'past_due'];

/** Canceled and expired ones are over: nothing but a reactivation moves them. Throws `subscription_closed`. */
export function requireNotClosed(status: SubscriptionStatus): void {
  if (status === 'canceled' || status === 'expired') throw new AppError('subscription_closed', { status });
}

/** Throws `subscription_closed` where it is over, `conflict` where it is suspended already. */
export function requireSuspendable(status: SubscriptionStatus): void {
  requireNotClosed(status);
  if (status === 'suspended') throw new AppError('conflict', { status });
}

/** What a suspended subscription becomes again. Throws `subscription_closed`, or `conflict` where it is not suspended. */
export function statusAfterResume(
  subscription: { readonly status: SubscriptionStatus; readonly trialEndDate: CalendarDate | null },
  today: CalendarDate,
): 'active' | 'trial' {
  requireNotClosed(subscription.status);
  if (subscription.status !== 'suspended') throw new AppError('conflict', { status: subscription.status });
  return runningStatus(subscription.trialEndDate, today);
}

function runningStatus(trialEndDate: CalendarDate | null, today: CalendarDate): 'active' | 'trial' {
  return trialEndDate !== null && compareDates(today, trialEndDate) < 0 ? 'trial' : 'active';
}

export type Canceled = Parameters<typeof anchorOf>[0] & {
  readonly status: SubscriptionStatus;
  readonly cycle: BillingCycle;
  readonly endDate: CalendarDate;
  /** The business date of canceled_at; null where it was never canceled. */
  readonly canceledOn: CalendarDate | null;
};

/**
 * What a cancellation that is taken back leaves: one for the period's end keeps its status and dates; one at once gets the
 * status and the end back that it had. Throws `conflict` where it is not canceled, `subscription_closed` where what was
 * paid for is over.
 */
export function afterReactivation(
  subscription: Canceled,
  today: CalendarDate,
): { readonly status: SubscriptionStatus; readonly endDate: CalendarDate } {
  const { status, canceledOn, endDate } = subscription;
  if (canceledOn === null) throw new AppError('conflict', { status });
  if (status === 'expired') throw new AppError('subscription_closed', { status });
  if (status !== 'canceled') return { status, endDate };
  const until = paidUntil(subscription, canceledOn);
  if (compareDates(until, today) <= 0) throw new AppError('subscription_closed', { status, until });
  return { status: runningStatus(subscription.trialEndDate, today), endDate: until };
}
