import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';
import { businessSettingsSchema } from '../../contract/business';
import type { Statements } from '../command';
import type { RunTerms } from '../rules/run-bills';
import type { RunPlan } from '../rules/run-plan';
import { priceList } from '../rules/run-price';
import { rateOn } from '../snapshot';

const plansSchema = z.array(
  z.object({
    planId: z.string(),
    name: z.string(),
    nameAr: z.string(),
    pricing: z.unknown(),
    limits: z.record(z.string(), z.string()),
  }),
);

/** Every plan with its prices and limits: a price list is short. */
export async function readPlans({ rows }: Statements): Promise<Map<string, RunPlan>> {
  const plans = plansSchema.parse(
    await rows(`SELECT p.plan_id AS "planId", coalesce(nullif(p.name, ''), p.plan_id) AS name,
  coalesce(nullif(p.name_ar, ''), nullif(p.name, ''), p.plan_id) AS "nameAr", p.pricing,
  coalesce((SELECT jsonb_object_agg(l.key, l.value)
    FROM jsonb_each_text(CASE WHEN jsonb_typeof(p.limits) = 'object' THEN p.limits ELSE '{}' END) l
    WHERE l.value ~ '^(-1|[0-9]{1,10})$'), '{}') AS limits
FROM public.plans p`),
  );
  return new Map(
    plans.map(({ planId, name, nameAr, pricing, limits }) => [
      planId,
      {
        planId,
        name,
        nameAr,
        prices: priceList(pricing),
        limits: new Map(Object.entries(limits).map(([metric, limit]) => [metric, Number(limit)])),
      },
    ]),
  );
}

const rateSchema = z.object({ yerPerUsd: z.string(), date: calendarDateSchema });
const termsSchema = businessSettingsSchema.pick({ taxRate: true, dueDays: true });

/** What all invoices of a run have in common: its date, the rate in force on it, the tax and the days until they are due. */
export async function readTerms(
  { rows, row }: Statements,
  asOf: CalendarDate,
): Promise<RunTerms & { readonly dueDays: number }> {
  const settings = termsSchema.parse(
    await row(`SELECT g.value -> 'taxRate' AS "taxRate", g.value -> 'dueDays' AS "dueDays"
FROM billing_desktop.settings g WHERE g.key = 'business'`),
  );
  const [rate] = await rows(
    `SELECT trim_scale(x.rate)::text AS "yerPerUsd", x.rate_date AS date FROM (${rateOn('$1::date')}) x`,
    [asOf],
  );
  return { asOf, rate: rate === undefined ? null : rateSchema.parse(rate), ...settings };
}
