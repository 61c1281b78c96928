import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';
import type { Statements } from '../command';
import type { Overage } from '../rules/run-lines';
import type { UsageSpan } from '../rules/run-usage';

/** A span whose usage is wanted, and whose it is. */
export interface WantedUsage extends UsageSpan {
  readonly subscriptionId: string;
}

const rowsSchema = z.array(
  z.object({ place: z.int(), start: calendarDateSchema, used: z.coerce.number().int().nonnegative() }),
);

/**
 * What was used above the limits: for each wanted span the windows in which its limit was passed. A limit by the month or the
 * day counts the records of each calendar month or day in the business zone, any other takes the latest record before the
 * span's end (domain.md, Usage). Spans without a breach are left out.
 */
export async function readOverages(
  { rows }: Statements,
  wanted: readonly WantedUsage[],
): Promise<Map<string, Overage[]>> {
  const found = new Map<string, Overage[]>();
  if (wanted.length === 0) return found;
  const breaches = rowsSchema.parse(
    await rows(
      `WITH zone AS (
  SELECT coalesce((SELECT g.value ->> 'zone' FROM billing_desktop.settings g WHERE g.key = 'business'), 'UTC') AS name
)
SELECT w.place, used.start, used.used::text AS used
FROM jsonb_to_recordset($1::jsonb) AS w (place integer, id uuid, metric text, base text, "limit" bigint, "window" text, start date, "end" date)
CROSS JOIN zone z
CROSS JOIN LATERAL (
  SELECT date_trunc(w."window", u.recorded_at AT TIME ZONE z.name)::date AS start, sum(u.quantity) AS used
  FROM public.usage_records u
  WHERE w."window" <> 'latest' AND u.subscription_id = w.id AND u.metric_type IN (w.metric, w.base)
    AND u.recorded_at >= w.start::timestamp AT TIME ZONE z.name AND u.recorded_at < w."end"::timestamp AT TIME ZONE z.name
  GROUP BY 1
  UNION ALL
  (SELECT w.start, u.quantity FROM public.usage_records u
  WHERE w."window" = 'latest' AND u.subscription_id = w.id AND u.metric_type IN (w.metric, w.base)
    AND u.recorded_at < w."end"::timestamp AT TIME ZONE z.name
  ORDER BY u.recorded_at DESC, u.id DESC LIMIT 1)
) used
WHERE used.used > w."limit"
ORDER BY w.place, used.start`,
      [
        JSON.stringify(
          wanted.map(({ subscriptionId, metric, limit, span }, place) => ({
            place,
            id: subscriptionId,
            metric,
            base: metric.replace(/_per_(?:month|day)$/, ''),
            limit,
            window: metric.endsWith('_per_month') ? 'month' : metric.endsWith('_per_day') ? 'day' : 'latest',
            ...span,
          })),
        ),
      ],
    ),
  );
  const byPlace = new Map<number, { start: CalendarDate; used: number }[]>();
  for (const { place, start, used } of breaches) {
    const windows = byPlace.get(place) ?? [];
    windows.push({ start, used });
    byPlace.set(place, windows);
  }
  for (const [place, { subscriptionId, metric, planId, limit, span }] of wanted.entries()) {
    const windows = byPlace.get(place);
    if (windows === undefined) continue;
    found.set(subscriptionId, [...(found.get(subscriptionId) ?? []), { metric, planId, limit, span, windows }]);
  }
  return found;
}
