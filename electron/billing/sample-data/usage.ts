import { addDays, compareDates, type CalendarDate } from '../../contract/calendar-date';
import { sampleId, type Chance } from './chance';
import type { SampleSubscription } from './subscriptions';

export interface SampleUsage {
  readonly id: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly metric: string;
  readonly quantity: number;
  readonly recordedOn: CalendarDate;
}

/** What one record of a metric may hold on a professional plan; the last two are states rather than doings. */
const metrics: readonly (readonly [metric: string, least: number, most: number])[] = [
  ['satellite_analyses', 1, 12],
  ['api_calls', 40, 300],
  ['ai_diagnoses', 1, 5],
  ['pdf_reports', 1, 3],
  ['fields', 2, 9],
  ['storage_gb', 1, 5],
];

/** The smaller plans are used less: in per cent of the above, so that limits are kept but where it is said below. */
const shareOf: Readonly<Record<SampleSubscription['planId'], number>> = {
  free: 15,
  starter: 45,
  professional: 100,
  enterprise: 100,
};

/** Today's use of those who come near a limit or over it: 170 of 200 a month is 85 %, 540 of 500 a day 108 %, 12 fields of 10. */
const nearLimits: ReadonlyMap<number, ReadonlyMap<string, number>> = new Map([
  [7, new Map([['satellite_analyses', 170]])],
  [
    16,
    new Map([
      ['api_calls', 540],
      ['fields', 12],
    ]),
  ],
]);

/** What the running subscriptions used lately; `n` of nearLimits is their place among all. */
export function makeUsage(
  subscriptions: readonly SampleSubscription[],
  today: CalendarDate,
  chance: Chance,
): SampleUsage[] {
  let made = 0;
  return subscriptions.flatMap((subscription, n) => {
    const { id: subscriptionId, tenantId, planId, status, startDate } = subscription;
    if (status !== 'active' && status !== 'trial' && status !== 'past_due') return [];
    return metrics.flatMap(([metric, least, most]) => {
      const record = (quantity: number, recordedOn: CalendarDate): SampleUsage => ({
        id: sampleId('usage', made++),
        subscriptionId,
        tenantId,
        metric,
        quantity,
        recordedOn,
      });
      const set = nearLimits.get(n)?.get(metric);
      if (set !== undefined) return [record(set, today)];
      // The free plan's one gigabyte would be all used by any record.
      if (planId === 'free' && metric === 'storage_gb') return [];
      return [0, 3, 9, 17]
        .map((days) => addDays(today, -days))
        .filter((day) => compareDates(day, startDate) >= 0 && chance.happens(60))
        .map((day) => record(Math.floor((chance.between(least, most) * shareOf[planId]) / 100) || 1, day));
    });
  });
}
