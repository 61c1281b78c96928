import { z } from 'zod';
import type { Output, Parsed } from '../../contract/api';
import type { Totals } from '../../contract/page';
import { AppError } from '../../contract/result';
import { usageStandingSchema, type UsageFilter, type UsageRow, type usageSortColumns } from '../../contract/usage';
import { instant, today } from './expressions';
import { readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { select, selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';
import { joinTenant, sortByTenantName, tenantColumns } from './tenant-names';
import { tenantsNamed, termOf } from './term';
import { countUpToCap } from './totals';

const record = sql`u`;
const joinUsageTenant = joinTenant(record);

const columns = sql`u.id, u.subscription_id AS "subscriptionId", ${tenantColumns(record)}, u.metric_type AS metric,
  u.quantity, ${instant(sql`u.recorded_at`)} AS "recordedAt", u.metadata ->> 'note' AS note`;

type Column = (typeof usageSortColumns)[number];

export const usageList: List<Column> = {
  from: sql`public.usage_records u`,
  id: sortKey(sql`uuid`, sql`u.id`),
  sorts: {
    recorded_at: sortBy(sql`timestamptz`, sql`u.recorded_at`),
    metric_type: sortBy(sql`text`, sql`(u.metric_type COLLATE "C")`),
    quantity: sortBy(sql`integer`, sql`u.quantity`),
    tenant_name: sortByTenantName(record),
  },
  columns,
  joins: joinUsageTenant,
};

/** Which usage records a filter holds. */
export function usageSelection(filter: UsageFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.tenantId) conditions.push(sql`u.tenant_id = ${filter.tenantId}`);
  if (filter.subscriptionId) conditions.push(sql`u.subscription_id = ${filter.subscriptionId}`);
  if (filter.metric) conditions.push(sql`u.metric_type = ${filter.metric}`);
  const term = termOf(filter.search);
  if (!term) return { conditions };
  return {
    conditions,
    branches: [sql`u.metric_type = ${term.folded}`, sql`u.tenant_id IN (${tenantsNamed(term)})`],
  };
}

/** One page of the usage records that a filter holds. Throws `bad_input` for a foreign cursor. */
export function listUsage(
  reader: Reader,
  { filter, ...request }: Parsed<'usage', 'list'>,
): Promise<Output<'usage', 'list'>> {
  return readPage<Column, UsageRow>(reader, usageList, request, usageSelection(filter));
}

/** How many a filter holds; quantities of different metrics have no sum. */
export async function usageTotals(reader: Reader, { filter }: Parsed<'usage', 'totals'>): Promise<Totals> {
  const counted = await countUpToCap(reader, selected(usageList.from, sql`u.id`, usageSelection(filter)));
  return { ...counted, currencies: [] };
}

/** One record. Throws `not_found`. */
export async function getUsage(reader: Reader, { id }: Parsed<'usage', 'get'>): Promise<UsageRow> {
  const row = await selectOne<UsageRow>(
    reader,
    sql`SELECT ${columns} FROM public.usage_records u ${joinUsageTenant} WHERE u.id = ${id}`,
  );
  if (!row) throw new AppError('not_found', { entity: 'usage' });
  return row;
}

/**
 * Used, limit and what is left of each metric that the plan limits or the subscription has used (domain.md, Usage). A
 * limit named `satellite_analyses_per_month` counts the records of `satellite_analyses`, or of its own name, since the
 * month began in the business zone; `_per_day` since the day began; any other takes the latest record's quantity.
 */
export async function usageStanding(
  reader: Reader,
  { subscriptionId }: Parsed<'usage', 'standing'>,
): Promise<Output<'usage', 'standing'>> {
  const rows = await select(
    reader,
    sql`WITH zone AS (
  SELECT ${today} AS day, coalesce((SELECT g.value ->> 'zone' FROM billing_desktop.settings g WHERE g.key = 'business'), 'UTC') AS name
), limited AS (
  SELECT l.key AS metric, l.value::numeric AS "limit"
  FROM public.subscriptions s JOIN public.plans p ON p.plan_id = s.plan_id
  CROSS JOIN LATERAL jsonb_each_text(CASE WHEN jsonb_typeof(p.limits) = 'object' THEN p.limits ELSE '{}' END) l
  WHERE s.id = ${subscriptionId} AND l.value ~ '^(-1|[0-9]{1,10})$'
), named AS (
  SELECT metric, "limit", regexp_replace(metric, '_per_(month|day)$', '') AS base FROM limited
  UNION ALL
  SELECT DISTINCT u.metric_type, NULL::numeric, u.metric_type FROM public.usage_records u
  WHERE u.subscription_id = ${subscriptionId}
    AND NOT EXISTS (SELECT FROM limited l WHERE l.metric = u.metric_type
      OR regexp_replace(l.metric, '_per_(month|day)$', '') = u.metric_type)
), windowed AS (
  SELECT n.*, CASE WHEN n.metric LIKE '%\\_per\\_month' THEN 'month' WHEN n.metric LIKE '%\\_per\\_day' THEN 'day' ELSE 'latest' END AS span
  FROM named n
)
SELECT w.metric, w.span AS "window", used.amount::text AS used,
  CASE WHEN w."limit" >= 0 THEN w."limit"::text END AS "limit",
  CASE WHEN w."limit" >= 0 THEN greatest(w."limit" - used.amount, 0)::text END AS "left"
FROM windowed w CROSS JOIN zone z
CROSS JOIN LATERAL (
  SELECT CASE WHEN w.span = 'latest'
    THEN coalesce((SELECT u.quantity FROM public.usage_records u
      WHERE u.subscription_id = ${subscriptionId} AND u.metric_type IN (w.metric, w.base)
      ORDER BY u.recorded_at DESC, u.id DESC LIMIT 1), 0)::numeric
    ELSE coalesce((SELECT sum(u.quantity) FROM public.usage_records u
      WHERE u.subscription_id = ${subscriptionId} AND u.metric_type IN (w.metric, w.base)
        AND u.recorded_at >= (CASE WHEN w.span = 'month' THEN date_trunc('month', z.day::timestamp) ELSE z.day::timestamp END)
          AT TIME ZONE z.name), 0)::numeric
  END AS amount
) used
ORDER BY w."limit" IS NULL, w.metric`,
  );
  return z.array(usageStandingSchema).parse(rows);
}
