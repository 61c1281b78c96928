import { addDays, compareDates, type CalendarDate } from '../../contract/calendar-date';
import { createChance, sampleId, type Chance } from './chance';
import { makeInvoices, type SampleInvoice } from './invoices';
import { makePayments, type SamplePayment } from './payments';
import { makeRates, type SampleRate } from './rates';
import { makeSubscriptions, type SampleSubscription } from './subscriptions';

export interface SampleUsage {
  readonly id: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly metric: string;
  readonly quantity: number;
  readonly recordedOn: CalendarDate;
}

export interface SampleData {
  readonly rates: readonly SampleRate[];
  readonly subscriptions: readonly SampleSubscription[];
  readonly invoices: readonly SampleInvoice[];
  readonly payments: readonly SamplePayment[];
  readonly usage: readonly SampleUsage[];
}

/** What one record of a metric may hold; the last two are states rather than doings. */
const metrics: readonly (readonly [metric: string, least: number, most: number])[] = [
  ['satellite_analyses', 1, 12],
  ['api_calls', 40, 300],
  ['ai_diagnoses', 1, 5],
  ['pdf_reports', 1, 3],
  ['fields', 2, 9],
  ['storage_gb', 1, 5],
];

function makeUsage(subscriptions: readonly SampleSubscription[], today: CalendarDate, chance: Chance): SampleUsage[] {
  const running = subscriptions.filter(
    ({ status }) => status === 'active' || status === 'trial' || status === 'past_due',
  );
  let n = 0;
  return running.flatMap((subscription) =>
    metrics.flatMap(([metric, least, most]) =>
      [0, 3, 9, 17]
        .map((days) => addDays(today, -days))
        .filter((day) => compareDates(day, subscription.startDate) >= 0 && chance.happens(60))
        .map((recordedOn): SampleUsage => ({
          id: sampleId('usage', n++),
          subscriptionId: subscription.id,
          tenantId: subscription.tenantId,
          metric,
          quantity: chance.between(least, most),
          recordedOn,
        })),
    ),
  );
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
