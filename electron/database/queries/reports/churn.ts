import type { Output, Parsed } from '../../../contract/api';
import type { Churn } from '../../../contract/reports';
import { today } from '../expressions';
import { select, type Reader } from '../select';
import { allOf, sql, type Sql } from '../sql';
import { dayAfter, firstDay } from './revenue';

/**
 * The time in which each subscription was a customer, as a query of id, began and ended (NULL while it runs). It begins after
 * the trial; one that ended within its trial never was one. A suspended one still is.
 */
export function customerTimes(currency: string | null, planId: string | null): Sql {
  const conditions = [
    sql`s.status <> 'trial'`,
    ...(currency === null ? [] : [sql`s.currency = ${currency}`]),
    ...(planId === null ? [] : [sql`s.plan_id = ${planId}`]),
  ];
  return sql`SELECT x.* FROM (
    SELECT s.id, coalesce(s.trial_end_date, s.start_date) AS began, s.trial_end_date IS NOT NULL AS had_trial,
      CASE WHEN s.status IN ('canceled', 'expired') THEN least(s.end_date, ${today}) END AS ended
    FROM public.subscriptions s WHERE ${allOf(conditions)}
  ) x WHERE x.began <= ${today} AND (x.ended IS NULL OR x.ended > x.began OR (x.ended = x.began AND NOT x.had_trial))`;
}

/** Who came and who left in each month: at start + started - ended = at end, which is the next month's start. */
export async function readChurn(
  reader: Reader,
  { from, to, currency, planId }: Parsed<'reports', 'churn'>,
): Promise<Output<'reports', 'churn'>> {
  const months = await select<Churn['months'][number]>(
    reader,
    sql`WITH lives AS MATERIALIZED (${customerTimes(currency, planId)}), months AS (
  SELECT m::date AS first FROM generate_series(${firstDay(from)}::timestamp, ${firstDay(to)}::timestamp, interval '1 month') m
), began AS (
  SELECT date_trunc('month', l.began::timestamp)::date AS first, count(*) AS n FROM lives l
  WHERE l.began >= ${firstDay(from)} AND l.began < ${dayAfter(to)} GROUP BY 1
), ended AS (
  SELECT date_trunc('month', l.ended::timestamp)::date AS first, count(*) AS n FROM lives l
  WHERE l.ended >= ${firstDay(from)} AND l.ended < ${dayAfter(to)} GROUP BY 1
), before AS (
  SELECT count(*) AS n FROM lives l WHERE l.began < ${firstDay(from)} AND (l.ended IS NULL OR l.ended >= ${firstDay(from)})
), counted AS (
  SELECT m.first, coalesce(b.n, 0) AS started, coalesce(e.n, 0) AS ended,
    (SELECT n FROM before) + sum(coalesce(b.n, 0) - coalesce(e.n, 0)) OVER (ORDER BY m.first) AS at_end
  FROM months m LEFT JOIN began b USING (first) LEFT JOIN ended e USING (first)
)
SELECT to_char(c.first, 'YYYY-MM') AS month, (c.at_end - c.started + c.ended)::integer AS "atStart",
  c.started::integer AS started, c.ended::integer AS ended, c.at_end::integer AS "atEnd",
  CASE WHEN c.at_end - c.started + c.ended > 0
    THEN round(c.ended * 100 / (c.at_end - c.started + c.ended), 1)::text END AS rate
FROM counted c ORDER BY c.first`,
  );
  return { months };
}
