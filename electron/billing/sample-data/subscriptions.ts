import { addDays, addMonthsFromAnchor, compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { Currency } from '../../contract/currency';
import type { BillingCycle, PaymentMethod, SubscriptionStatus } from '../../contract/status';
import { firstTerm, periodContaining } from '../rules/periods';
import { sampleId, type Chance } from './chance';
import { sampleTenants } from './tenants';

export interface SampleSubscription {
  readonly id: string;
  readonly tenantId: string;
  readonly planId: 'free' | 'starter' | 'professional' | 'enterprise';
  readonly status: SubscriptionStatus;
  readonly cycle: BillingCycle;
  readonly currency: Currency;
  readonly startDate: CalendarDate;
  readonly anchorDate: CalendarDate;
  readonly trialEndDate: CalendarDate | null;
  readonly endDate: CalendarDate;
  readonly nextBillingDate: CalendarDate;
  readonly lastBillingDate: CalendarDate | null;
  readonly canceledOn: CalendarDate | null;
  /** The day from which it bills no more. */
  readonly billsUntil: CalendarDate;
  readonly paymentMethod: PaymentMethod | null;
}

/** The sample office bills once a week: so many days ago is the last billing run, and what began since is due. */
export const lastRunDaysAgo = 6;
const runCovers = 18;

interface Kind {
  readonly planId: SampleSubscription['planId'];
  readonly cycle: BillingCycle;
  /** How many months ago it started. */
  readonly age: number;
  readonly status: SubscriptionStatus;
}

/** By the tenants' order, over and over; the statuses that are not active are set below. */
const kinds: readonly Kind[] = [
  { planId: 'enterprise', cycle: 'yearly', age: 13, status: 'active' },
  { planId: 'professional', cycle: 'monthly', age: 10, status: 'active' },
  { planId: 'starter', cycle: 'monthly', age: 6, status: 'active' },
  { planId: 'professional', cycle: 'quarterly', age: 14, status: 'active' },
  { planId: 'starter', cycle: 'monthly', age: 5, status: 'active' },
  { planId: 'enterprise', cycle: 'quarterly', age: 11, status: 'active' },
  { planId: 'starter', cycle: 'yearly', age: 10, status: 'active' },
  { planId: 'professional', cycle: 'monthly', age: 8, status: 'active' },
  { planId: 'free', cycle: 'monthly', age: 8, status: 'active' },
  { planId: 'starter', cycle: 'quarterly', age: 12, status: 'active' },
  { planId: 'professional', cycle: 'monthly', age: 4, status: 'active' },
  { planId: 'enterprise', cycle: 'monthly', age: 3, status: 'active' },
  { planId: 'professional', cycle: 'yearly', age: 6, status: 'active' },
  { planId: 'starter', cycle: 'monthly', age: 7, status: 'active' },
];

const otherStatuses: ReadonlyMap<number, SubscriptionStatus> = new Map([
  [4, 'past_due'],
  [11, 'trial'],
  [15, 'suspended'],
  [18, 'past_due'],
  [20, 'trial'],
  [24, 'canceled'],
  [27, 'expired'],
  [30, 'canceled'],
  [33, 'trial'],
  [35, 'past_due'],
  [38, 'suspended'],
  [39, 'canceled'],
  [41, 'expired'],
]);

function makeTrial(base: Kind, n: number, today: CalendarDate, chance: Chance): SampleSubscription {
  const tenantId = sampleTenants[n]?.tenantId ?? '';
  const trialDays = base.planId === 'enterprise' ? 30 : 14;
  const startDate = addDays(today, -chance.between(8, trialDays - 2));
  const planId = base.planId === 'free' ? 'starter' : base.planId;
  return {
    ...firstTerm(startDate, base.cycle, trialDays),
    id: sampleId('subscription', n),
    tenantId,
    planId,
    cycle: base.cycle,
    status: 'trial',
    currency: 'USD',
    startDate,
    lastBillingDate: null,
    canceledOn: null,
    billsUntil: startDate,
    paymentMethod: null,
  };
}

function makeOne(n: number, today: CalendarDate, chance: Chance): SampleSubscription {
  const kind = kinds[n % kinds.length];
  if (!kind) throw new RangeError('no kind of sample subscription');
  const status = otherStatuses.get(n) ?? kind.status;
  if (status === 'trial') return makeTrial(kind, n, today, chance);
  const { cycle } = kind;
  const planId = status !== 'active' && kind.planId === 'free' ? 'starter' : kind.planId;
  const monthsAgo = addMonthsFromAnchor(today, -kind.age);
  // Every seventh starts on a month's last day, so that the anchored periods show what they are for.
  const startDate =
    n % 7 === 3
      ? addDays(addMonthsFromAnchor(addDays(monthsAgo, 1 - Number(monthsAgo.slice(8))), 1), -1)
      : addDays(monthsAgo, chance.between(-7, 20));
  const canceledOn = status === 'canceled' ? addDays(today, -chance.between(20, 70)) : null;
  const lastDay = canceledOn ?? (status === 'expired' ? addDays(today, -chance.between(45, 80)) : today);
  const running = periodContaining(startDate, cycle, lastDay);
  const leftToRun =
    status === 'active' &&
    planId !== 'free' &&
    compareDates(running.start, addDays(today, -runCovers)) >= 0 &&
    compareDates(running.start, startDate) > 0;
  const billsUntil = leftToRun ? addDays(running.start, -1) : lastDay;
  const current = leftToRun ? periodContaining(startDate, cycle, billsUntil) : running;
  return {
    id: sampleId('subscription', n),
    tenantId: sampleTenants[n]?.tenantId ?? '',
    planId,
    status,
    cycle,
    currency: n % 3 === 1 ? 'YER' : 'USD',
    startDate,
    anchorDate: startDate,
    trialEndDate: null,
    endDate: canceledOn ?? current.end,
    nextBillingDate: current.end,
    lastBillingDate: planId === 'free' ? null : current.start,
    canceledOn,
    billsUntil,
    paymentMethod: chance.pick(['bank_transfer', 'mobile_money', 'cash', 'tharwatt', 'credit_card', null]),
  };
}

/** One subscription for each tenant: every plan, cycle, currency and status is there. */
export function makeSubscriptions(today: CalendarDate, chance: Chance): SampleSubscription[] {
  return sampleTenants.map((_tenant, n) => makeOne(n, today, chance));
}
