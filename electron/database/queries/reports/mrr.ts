import type { Output, Parsed } from '../../../contract/api';
import type { CalendarDate } from '../../../contract/calendar-date';
import type { Mrr } from '../../../contract/reports';
import { day, decimalIn, today } from '../expressions';
import { select, selectRow, type Reader } from '../select';
import { allOf, sql, type Sql } from '../sql';

/** The rate in force today: the newest entry of the newest date up to it. */
const rate = sql`(SELECT r.rate FROM billing_desktop.exchange_rates r WHERE r.rate_date <= ${today}
  ORDER BY r.rate_date DESC, r.id DESC LIMIT 1)`;

const pricing = sql`p.pricing`;
const byCycle = (currency: 'usd' | 'yer'): Sql => sql`CASE s.billing_cycle
  WHEN 'monthly' THEN ${decimalIn(pricing, `monthly_${currency}`)}
  WHEN 'quarterly' THEN ${decimalIn(pricing, `quarterly_${currency}`)}
  ELSE ${decimalIn(pricing, `yearly_${currency}`)} END`;

/**
 * The price of one cycle of the subscription `s` with its plan `p`, in its own currency: in rials the plan's own, else the
 * one in USD by the rate in force, as an invoice of today would have it. NULL where there is none.
 */
export const cyclePrice = sql`round(CASE WHEN s.currency = 'USD' THEN ${byCycle('usd')}
  ELSE coalesce(${byCycle('yer')}, ${byCycle('usd')} * ${rate}) END, 2)`;

export const monthsOfCycle = sql`CASE s.billing_cycle WHEN 'monthly' THEN 1 WHEN 'quarterly' THEN 3 ELSE 12 END`;

/** The active subscriptions in question; from the partial index alone. */
export function activeWhere(currency: string | null, planId: string | null): Sql {
  return allOf([
    sql`s.status = 'active'`,
    ...(currency === null ? [] : [sql`s.currency = ${currency}`]),
    ...(planId === null ? [] : [sql`s.plan_id = ${planId}`]),
  ]);
}

/**
 * Monthly recurring revenue: each active subscription's price divided by the months of its own cycle. Reckoned for each plan
 * and cycle at full precision and rounded once, so that the lines add up to the totals as they stand there.
 */
export async function readMrr(
  reader: Reader,
  { currency, planId }: Parsed<'reports', 'mrr'>,
): Promise<Output<'reports', 'mrr'>> {
  const lines = sql`SELECT s.plan_id, s.billing_cycle, s.currency, s.subscriptions,
    coalesce(nullif(p.name, ''), s.plan_id) AS name, coalesce(nullif(p.name_ar, ''), nullif(p.name, ''), s.plan_id) AS name_ar,
    ${cyclePrice} AS price, round(s.subscriptions * ${cyclePrice} / ${monthsOfCycle}, 2) AS mrr
  FROM (
    SELECT s.currency, s.plan_id, s.billing_cycle, count(*)::integer AS subscriptions
    FROM public.subscriptions s WHERE ${activeWhere(currency, planId)} GROUP BY s.currency, s.plan_id, s.billing_cycle
  ) s LEFT JOIN public.plans p ON p.plan_id = s.plan_id`;
  const [head, found, totals] = await Promise.all([
    selectRow<{ asOf: CalendarDate; rate: string | null }>(
      reader,
      sql`SELECT ${day(today)} AS "asOf", trim_scale(${rate})::text AS rate`,
    ),
    select<Mrr['lines'][number]>(
      reader,
      sql`SELECT l.plan_id AS "planId", l.name AS "planName", l.name_ar AS "planNameAr", l.billing_cycle AS cycle, l.currency,
  l.subscriptions, l.price::numeric(20, 2)::text AS price, l.mrr::numeric(20, 2)::text AS mrr
FROM (${lines}) l ORDER BY l.currency, l.mrr DESC NULLS LAST, l.plan_id, l.billing_cycle`,
    ),
    select<Mrr['totals'][number]>(
      reader,
      sql`SELECT l.currency, sum(l.subscriptions)::integer AS subscriptions,
  coalesce(sum(l.subscriptions) FILTER (WHERE l.price IS NULL), 0)::integer AS unpriced,
  coalesce(sum(l.mrr), 0)::numeric(20, 2)::text AS mrr
FROM (${lines}) l GROUP BY l.currency ORDER BY l.currency`,
    ),
  ]);
  return { ...head, lines: found, totals };
}
