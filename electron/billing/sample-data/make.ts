import type { CalendarDate } from '../../contract/calendar-date';
import { createChance } from './chance';
import { makeInvoices, type SampleInvoice } from './invoices';
import { makePayments, type SamplePayment } from './payments';
import { makeRates, type SampleRate } from './rates';
import { makeSubscriptions, type SampleSubscription } from './subscriptions';
import { makeUsage, type SampleUsage } from './usage';

export interface SampleData {
  readonly rates: readonly SampleRate[];
  readonly subscriptions: readonly SampleSubscription[];
  readonly invoices: readonly SampleInvoice[];
  readonly payments: readonly SamplePayment[];
  readonly usage: readonly SampleUsage[];
}

/** A year of a small office's work up to `today`; the same for the same day. */
export function makeSampleData(today: CalendarDate): SampleData {
  const chance = createChance(20_260_101);
  const rates = makeRates(today, chance);
  const subscriptions = makeSubscriptions(today, chance);
  const invoices = makeInvoices(subscriptions, rates, today, chance);
  const payments = makePayments(invoices, today, chance);
  return { rates, subscriptions, invoices, payments, usage: makeUsage(subscriptions, today, chance) };
}
