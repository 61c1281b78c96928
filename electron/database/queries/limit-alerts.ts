import { z } from 'zod';
import { limitAlertSchema, type LimitAlert } from '../../contract/usage';
import { planNames, today } from './expressions';
import { select, type Reader } from './select';
import { sql } from './sql';
import { tenantColumns } from './tenant-names';

const most = 500;

/**
 * Running subscriptions that have used 80 % or more of a limit of their plan in its window (domain.md, Usage), the fullest
 * first. Starts from what was used in the windows, not from the subscriptions: few of many have used anything.
 */
export async function limitAlerts(reader: Reader): Promise<LimitAlert[]> {
  const rows = await select<object>(
    reader,
    sql`WITH zone AS (
  SELECT ${today} AS day, coalesce((SELECT g.value ->> 'zone' FROM billing_desktop.settings g WHERE g.key = 'business'), 'UTC') AS name
), bounds AS (
  SELECT date_trunc('month', day::timestamp) AT TIME ZONE name AS month, day::timestamp AT TIME ZONE name AS day FROM zone
), limited AS (
  SELECT p.plan_id, l.key AS metric, regexp_replace(l.key, '_per_(month|day)$', '') AS base, l.value::numeric AS "limit",
    CASE WHEN l.key LIKE '%\\_per\\_month' THEN 'month' WHEN l.key LIKE '%\\_per\\_day' THEN 'day' ELSE 'latest' END AS span
  FROM public.plans p
  CROSS JOIN LATERAL jsonb_each_text(CASE WHEN jsonb_typeof(p.limits) = 'object' THEN p.limits ELSE '{}' END) l
  WHERE l.value ~ '^[0-9]{1,10}$'
), recent AS (
  SELECT u.subscription_id, u.metric_type, sum(u.quantity) AS in_month,
    sum(u.quantity) FILTER (WHERE u.recorded_at >= (SELECT day FROM bounds)) AS in_day
  FROM public.usage_records u WHERE u.recorded_at >= (SELECT month FROM bounds) GROUP BY 1, 2
), counted AS (
  SELECT s.id, l.metric, l.span, l."limit",
    sum(CASE WHEN l.span = 'day' THEN coalesce(r.in_day, 0) ELSE r.in_month END) AS used
  FROM recent r JOIN public.subscriptions s ON s.id = r.subscription_id
  JOIN limited l ON l.plan_id = s.plan_id AND r.metric_type IN (l.metric, l.base)
  WHERE l.span <> 'latest' GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT s.id, l.metric, l.span, l."limit", last.quantity
  FROM public.subscriptions s JOIN limited l ON l.plan_id = s.plan_id AND l.span = 'latest'
  CROSS JOIN LATERAL (
    SELECT u.quantity FROM public.usage_records u
    WHERE u.subscription_id = s.id AND u.metric_type IN (l.metric, l.base) ORDER BY u.recorded_at DESC, u.id DESC LIMIT 1
  ) last
  WHERE s.status IN ('active', 'trial', 'past_due')
)
SELECT s.id AS "subscriptionId", ${tenantColumns(sql`s`)}, ${planNames}, c.metric, c.span AS "window",
  c.used::text AS used, c."limit"::text AS "limit",
  CASE WHEN c."limit" = 0 THEN 100 ELSE least(floor(c.used * 100 / c."limit"), 1000000)::integer END AS percent
FROM counted c JOIN public.subscriptions s ON s.id = c.id
LEFT JOIN public.tenants t ON t.tenant_id = s.tenant_id LEFT JOIN public.plans p ON p.plan_id = s.plan_id
WHERE s.status IN ('active', 'trial', 'past_due') AND c.used > 0 AND c.used * 100 >= c."limit" * 80
ORDER BY percent DESC, s.tenant_id, c.metric LIMIT ${most}`,
  );
  return z.array(limitAlertSchema).parse(rows);
}
