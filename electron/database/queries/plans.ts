import { z } from 'zod';
import type { Plan } from '../../contract/plans';
import { planSchema } from '../../contract/plans';
import { AppError } from '../../contract/result';
import { amount, decimalIn, instant } from './expressions';
import { select, type Reader } from './select';
import { Sql, nothing, sql } from './sql';
import { versionOf } from './versions';

function price(key: string): Sql {
  const value = decimalIn(sql`p.pricing`, key);
  return sql`CASE WHEN ${value} IS NOT NULL THEN ${amount(value)} END`;
}

/** Limits in the order of their names; what is no whole number of at least -1 is left out. */
const limits = sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('metric', l.key, 'limit', l.value::bigint) ORDER BY l.key)
  FROM jsonb_each_text(CASE WHEN jsonb_typeof(p.limits) = 'object' THEN p.limits ELSE '{}' END) l
  WHERE l.value ~ '^(-1|[0-9]{1,10})$'), '[]')`;

function pricesByMetric(key: string): Sql {
  const stored = sql`p.pricing -> ${key}::text`;
  return sql`CASE WHEN jsonb_typeof(${stored}) = 'object' THEN ${stored} ELSE '{}' END`;
}

function overagePrice(key: string): Sql {
  const value = decimalIn(pricesByMetric(key), sql`m.metric`);
  return sql`CASE WHEN ${value} IS NOT NULL THEN ${amount(value)} END`;
}

/** Prices of overage in the order of the metrics; a metric without a readable price is not sold. */
const overage = sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('metric', o.metric, 'usd', o.usd, 'yer', o.yer) ORDER BY o.metric COLLATE "C")
  FROM (
    SELECT m.metric, ${overagePrice('overage_usd')} AS usd, ${overagePrice('overage_yer')} AS yer
    FROM (SELECT jsonb_object_keys(${pricesByMetric('overage_usd')}) UNION SELECT jsonb_object_keys(${pricesByMetric('overage_yer')})) m (metric)
    WHERE m.metric ~ '^[a-z][a-z0-9_]{0,99}$'
  ) o
  WHERE o.usd IS NOT NULL OR o.yer IS NOT NULL), '[]')`;

/** What the plan editor wrote; what another program keeps in the column is left alone. */
const features = sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('name', f.entry ->> 'en', 'nameAr', f.entry ->> 'ar') ORDER BY f.place)
  FROM jsonb_array_elements(CASE WHEN jsonb_typeof(p.features -> 'listed') = 'array' THEN p.features -> 'listed' ELSE '[]' END)
    WITH ORDINALITY AS f (entry, place)
  WHERE f.entry ->> 'en' <> '' AND f.entry ->> 'ar' <> ''), '[]')`;

function plansWhere(condition: Sql): Sql {
  return sql`SELECT p.plan_id AS "planId", p.name, p.name_ar AS "nameAr", p.description, p.description_ar AS "descriptionAr",
  p.tier, jsonb_build_object('monthlyUsd', ${price('monthly_usd')}, 'quarterlyUsd', ${price('quarterly_usd')},
    'yearlyUsd', ${price('yearly_usd')}, 'setupFeeUsd', ${price('setup_fee_usd')},
    'monthlyYer', ${price('monthly_yer')}, 'quarterlyYer', ${price('quarterly_yer')}, 'yearlyYer', ${price('yearly_yer')},
    'setupFeeYer', ${price('setup_fee_yer')}, 'overage', ${overage}) AS pricing,
  ${limits} AS limits, ${features} AS features, coalesce(p.trial_days, 0) AS "trialDays", coalesce(p.is_active, true) AS "isActive",
  (SELECT count(*)::integer FROM public.subscriptions s WHERE s.plan_id = p.plan_id
    AND s.status IN ('active', 'trial', 'past_due', 'suspended')) AS subscribers,
  ${instant(sql`p.updated_at`)} AS "updatedAt", ${new Sql([versionOf.plan], [])} AS version
FROM public.plans p ${condition} ORDER BY p.tier, p.plan_id`;
}

/** The price list: every plan, by tier. */
export async function listPlans(reader: Reader): Promise<Plan[]> {
  return z.array(planSchema).parse(await select(reader, plansWhere(nothing)));
}

/** One plan. Throws `not_found`. */
export async function getPlan(reader: Reader, { planId }: { readonly planId: string }): Promise<Plan> {
  const [plan] = await select(reader, plansWhere(sql`WHERE p.plan_id = ${planId}`));
  if (!plan) throw new AppError('not_found', { entity: 'plan' });
  return planSchema.parse(plan);
}
