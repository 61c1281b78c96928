import { z } from 'zod';
import { limitAlertSchema, mostLimitAlerts } from '../../contract/usage';
import type { Output } from '../../contract/api';
import { planNames, today } from './expressions';
import { select, type Reader } from './select';
import { sql } from './sql';
import { tenantColumns } from './tenant-names';

const foundSchema = z.array(limitAlertSchema.extend({ count: z.int() }));

/**
 * Running subscriptions that have used 80 % or more of a limit of their plan in its window (domain.md, Usage), the fullest
 * first, and how many there are. Starts from what was used in the windows, not from the subscriptions: few of many have
 * used anything. A limit without a window is held against the latest record, found by (subscription, metric).
 */
export async function limitAlerts(reader: Reader): Promise<Output<'usage', 'alerts'>> {
  const rows = await select<object>(
    reader,
    sql`WITH zone AS (
  SELECT ${today} AS day, coalesce((SELECT g.value ->> 'zone' FROM billing_desktop.settings g WHERE g.key = 'business'), 'UTC') AS name
), bounds AS (
  SELECT date_trunc('month', day::timestamp) AT TIME ZONE name AS month, day::timestamp AT TIME ZONE name AS day FROM zone
), limited AS MATERIALIZED (
  SELECT p.plan_id, l.key AS metric, regexp_replace(l.key, '_per_(month|day)$', '') AS base, l.value::numeric AS "limit",
    CASE WHEN l.key LIKE '%\\_per\\_month' THEN 'month' WHEN l.key LIKE '%\\_per\\_day' THEN 'day' ELSE 'latest' END AS span
  FROM public.plans p
  CROSS JOIN LATERAL jsonb_each_text(CASE WHEN jsonb_typeof(p.limits) = 'object' THEN p.limits ELSE '{}' END) l
  WHERE l.value ~ '^[0-9]{1,10}$'
), recent AS MATERIALIZED (
  SELECT u.subscription_id, u.metric_type, sum(u.quantity) AS in_month,
    sum(u.quantity) FILTER (WHERE u.recorded_at >= (SELECT day FROM bounds)) AS in_day
  FROM public.usage_records u
  WHERE u.recorded_at >= (SELECT month FROM bounds) AND u.metric_type = ANY (ARRAY(
    SELECT unnest(ARRAY[l.metric, l.base]) FROM limited l WHERE l.span <> 'latest'))
  GROUP BY 1, 2
), counted AS (
  SELECT s.id, s.tenant_id, s.plan_id, l.metric, l.span, l."limit",
    sum(CASE WHEN l.span = 'day' THEN coalesce(r.in_day, 0) ELSE r.in_month END) AS used
  FROM recent r JOIN public.subscriptions s ON s.id = r.subscription_id AND s.status IN ('active', 'trial', 'past_due')
  JOIN limited l ON l.plan_id = s.plan_id AND r.metric_type IN (l.metric, l.base)
  WHERE l.span <> 'latest' GROUP BY s.id, l.metric, l.span, l."limit"
  UNION ALL
  SELECT s.id, s.tenant_id, s.plan_id, l.metric, l.span, l."limit", last.quantity
  FROM public.subscriptions s JOIN limited l ON l.plan_id = s.plan_id AND l.span = 'latest'
  CROSS JOIN LATERAL (
    SELECT u.quantity FROM public.usage_records u
    WHERE u.subscription_id = s.id AND u.metric_type = l.metric ORDER BY u.recorded_at DESC, u.id DESC LIMIT 1
  ) last
  WHERE s.status IN ('active', 'trial', 'past_due')
), near AS MATERIALIZED (
  SELECT c.*, CASE WHEN c."limit" = 0 THEN 100 ELSE least(floor(c.used * 100 / c."limit"), 1000000)::integer END AS percent
  FROM counted c WHERE c.used > 0 AND c.used * 100 >= c."limit" * 80
), fullest AS (
  SELECT n.*, count(*) OVER ()::integer AS count FROM near n ORDER BY n.percent DESC, n.tenant_id, n.metric LIMIT ${mostLimitAlerts}
)
SELECT s.id AS "subscriptionId", ${tenantColumns(sql`s`)}, ${planNames}, s.metric, s.span AS "window",
  s.used::text AS used, s."limit"::text AS "limit", s.percent, s.count
FROM fullest s
LEFT JOIN public.tenants t ON t.tenant_id = s.tenant_id LEFT JOIN public.plans p ON p.plan_id = s.plan_id
ORDER BY s.percent DESC, s.tenant_id, s.metric`,
  );
  const found = foundSchema.parse(rows);
  return { count: found[0]?.count ?? 0, alerts: found.map(({ count: _count, ...alert }) => alert) };
}
