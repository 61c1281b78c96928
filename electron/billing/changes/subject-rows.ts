import { z } from 'zod';
import { amountSchema } from '../../contract/amount';
import { calendarDateSchema } from '../../contract/calendar-date';
import { currencySchema } from '../../contract/currency';
import { invoiceIdSchema } from '../../contract/ids';
import { billingCycleSchema, subscriptionStatusSchema } from '../../contract/status';
import { earlierTermsSchema, earlierTermsText } from '../../database/queries/earlier-terms';
import { freedPeriodsSchema, freedPeriodsText } from '../../database/queries/freed-periods';
import { pausesSchema, pausesText, suspendedOnText } from '../../database/queries/pauses';
import { isSetupFee, setupFeeFreed } from '../../database/queries/setup-fee';
import { versionOf } from '../../database/queries/versions';
import { rateOn } from '../snapshot';

/** A plan as a change reads it. */
export const planRowSchema = z.object({
  planId: z.string(),
  name: z.string(),
  nameAr: z.string(),
  pricing: z.unknown(),
  isActive: z.boolean(),
});

const billRowSchema = z.object({
  invoiceId: invoiceIdSchema,
  number: z.string(),
  start: calendarDateSchema.nullable(),
  end: calendarDateSchema.nullable(),
  issueDate: calendarDateSchema,
  /** The line of the plan's price; null where no line can be it. */
  price: amountSchema.nullable(),
  place: z.int().nullable(),
  /** The whole period that the price is for, where the line says it. */
  wholeStart: calendarDateSchema.nullable(),
  wholeEnd: calendarDateSchema.nullable(),
  knows: z.int(),
});

const upgradeRowSchema = z.object({
  id: z.int(),
  on: calendarDateSchema,
  cycle: billingCycleSchema,
  fromPlanId: z.string(),
  toPlanId: z.string(),
  invoiceId: invoiceIdSchema,
  number: z.string(),
  voided: z.boolean(),
  start: calendarDateSchema,
  end: calendarDateSchema,
  fromPrice: amountSchema,
  toPrice: amountSchema,
  place: z.int().nullable(),
});

/** Of a run's invoice of what a voided upgrade gave back. */
const rebilledRowSchema = z.object({
  invoiceId: invoiceIdSchema,
  number: z.string(),
  place: z.int(),
  plan: z.object({
    price: amountSchema,
    start: calendarDateSchema,
    end: calendarDateSchema,
    difference: z.object({
      change: z.int(),
      from: calendarDateSchema,
      until: calendarDateSchema,
      instead: amountSchema,
    }),
  }),
});

/** What subjectSql reads. */
export const subjectRowSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  version: z.string(),
  status: subscriptionStatusSchema,
  cycle: billingCycleSchema,
  currency: currencySchema,
  startDate: calendarDateSchema,
  trialEndDate: calendarDateSchema.nullable(),
  endDate: calendarDateSchema,
  nextBillingDate: calendarDateSchema,
  lastBillingDate: calendarDateSchema.nullable(),
  canceledOn: calendarDateSchema.nullable(),
  suspendedOn: calendarDateSchema.nullable(),
  pauses: pausesSchema,
  earlier: earlierTermsSchema,
  freed: freedPeriodsSchema,
  anchorDate: calendarDateSchema.nullable(),
  freeThrough: calendarDateSchema.nullable(),
  comingPlanId: z.string().nullable(),
  comingCycle: billingCycleSchema.nullable(),
  comingOn: calendarDateSchema.nullable(),
  credited: z.boolean(),
  setupFeeFreed: z.boolean(),
  today: calendarDateSchema,
  rate: z.object({ yerPerUsd: z.string(), date: calendarDateSchema }).nullable(),
  taxRate: z.string(),
  dueDays: z.int(),
  plan: planRowSchema,
  bills: z.array(billRowSchema),
  upgrades: z.array(upgradeRowSchema),
  rebilled: z.array(rebilledRowSchema),
  /** Every plan that its history names. */
  plans: z.record(z.string(), planRowSchema),
});
export type SubjectRow = z.infer<typeof subjectRowSchema>;

const linesOfInvoice = `jsonb_array_elements(CASE WHEN jsonb_typeof(i.line_items) = 'array' THEN i.line_items ELSE '[]' END)
      WITH ORDINALITY AS l (line, place)`;

/**
 * The line of the plan's price. What this program billed says which it is, what the whole period cost, and which that is; of
 * older invoices and the service's it is the first line that is neither usage, nor the set-up fee, nor a credit.
 */
const planLine = `LEFT JOIN LATERAL (
    SELECT coalesce(l.line #>> '{plan,price}', (l.line ->> 'amount')::numeric(12, 2)::text) AS price, l.place::integer - 1 AS place,
      l.line #>> '{plan,start}' AS whole_start, l.line #>> '{plan,end}' AS whole_end,
      (l.line #>> '{plan,after}')::bigint AS after
    FROM ${linesOfInvoice}
    WHERE coalesce(l.line -> 'is_usage_based' <> 'true', true) AND coalesce(NOT ${isSetupFee}, true)
      AND l.line ->> 'amount' ~ '^[0-9]{1,10}([.][0-9]{1,10})?$' AND (l.line ->> 'amount')::numeric > 0
    ORDER BY l.line #>> '{plan,price}' IS NULL, l.place LIMIT 1
  ) line ON true`;

const live = `i.status NOT IN ('draft', 'canceled')`;

const day = (expression: string): string => `to_char(${expression}, 'YYYY-MM-DD')`;

/** A plan by the expression of its id, joined as `p`; one that is not in the list goes by its id. */
const planJson = (
  id: string,
): string => `jsonb_build_object('planId', ${id}, 'name', coalesce(nullif(p.name, ''), ${id}),
    'nameAr', coalesce(nullif(p.name_ar, ''), nullif(p.name, ''), ${id}), 'pricing', coalesce(p.pricing, '{}'),
    'isActive', coalesce(p.is_active, false))`;

/**
 * The newest change that the bill `i` reckoned with: an upgrade's first bill its own, a run's what its line says; of older ones,
 * drafts and the service's those made before it.
 */
const knows = `coalesce((SELECT max(own.id) FROM billing_desktop.subscription_changes own WHERE own.invoice_id = i.id), line.after,
      (SELECT max(c.id) FROM billing_desktop.subscription_changes c
        WHERE c.subscription_id = i.subscription_id AND c.changed_at < coalesce(d.issued_at, i.created_at)), 0)`;

/** A subscription with all that decides what a change of it comes to; $1 is its id. */
export const subjectSql = `SELECT s.id, s.tenant_id AS "tenantId", ${versionOf.subscription} AS version, s.status, s.billing_cycle AS cycle,
  s.currency, s.start_date AS "startDate", s.trial_end_date AS "trialEndDate", s.end_date AS "endDate",
  s.next_billing_date AS "nextBillingDate", s.last_billing_date AS "lastBillingDate",
  billing_desktop.date_of(s.canceled_at) AS "canceledOn", ${suspendedOnText} AS "suspendedOn",
  t.anchor_date AS "anchorDate", t.free_through AS "freeThrough", t.coming_plan_id AS "comingPlanId",
  t.coming_cycle AS "comingCycle", t.coming_on AS "comingOn", billing_desktop.today() AS today,
  ${pausesText} AS pauses, ${earlierTermsText} AS earlier, ${freedPeriodsText} AS freed,
  (SELECT c.kind = 'canceled' AND cardinality(c.credit_note_ids) > 0 FROM billing_desktop.subscription_changes c
    WHERE c.subscription_id = s.id ORDER BY c.id DESC LIMIT 1) IS TRUE AS credited,
  ${setupFeeFreed} AS "setupFeeFreed",
  (SELECT jsonb_build_object('yerPerUsd', trim_scale(r.rate)::text, 'date', r.rate_date)
    FROM (${rateOn('billing_desktop.today()')}) r) AS rate,
  coalesce((SELECT g.value ->> 'taxRate' FROM billing_desktop.settings g WHERE g.key = 'business'), '0') AS "taxRate",
  coalesce((SELECT (g.value ->> 'dueDays')::integer FROM billing_desktop.settings g WHERE g.key = 'business'), 7) AS "dueDays",
  ${planJson('s.plan_id')} AS plan,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('invoiceId', i.id, 'number', i.invoice_number, 'start', ${day('lower(b.period)')},
      'end', ${day('upper(b.period)')}, 'issueDate', ${day('i.issue_date')}, 'price', line.price, 'place', line.place,
      'wholeStart', line.whole_start, 'wholeEnd', line.whole_end, 'knows', ${knows}))
    FROM public.invoices i
    LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
    LEFT JOIN billing_desktop.billed_periods b ON b.invoice_id = i.id AND b.live
    ${planLine}
    WHERE i.subscription_id = s.id AND ${live} AND (b.invoice_id IS NOT NULL OR d.invoice_id IS NULL)), '[]') AS bills,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', c.id, 'on', c.effective_on, 'cycle', c.to_cycle, 'fromPlanId', c.from_plan_id,
      'toPlanId', c.to_plan_id, 'invoiceId', i.id, 'number', i.invoice_number, 'voided', i.status = 'canceled',
      'start', ${day('lower(c.period)')}, 'end', ${day('upper(c.period)')}, 'fromPrice', c.from_price::text,
      'toPrice', c.to_price::text, 'place', line.place) ORDER BY c.id)
    FROM billing_desktop.subscription_changes c JOIN public.invoices i ON i.id = c.invoice_id
    ${planLine}
    WHERE c.subscription_id = s.id AND c.kind = 'upgraded' AND c.period IS NOT NULL AND c.from_price IS NOT NULL
      AND c.to_price IS NOT NULL), '[]') AS upgrades,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('invoiceId', i.id, 'number', i.invoice_number, 'plan', l.line -> 'plan',
      'place', l.place - 1) ORDER BY i.id, l.place)
    FROM public.invoices i CROSS JOIN LATERAL ${linesOfInvoice}
    WHERE i.subscription_id = s.id AND ${live} AND l.line #> '{plan,difference}' IS NOT NULL), '[]') AS rebilled,
  coalesce((
    SELECT jsonb_object_agg(named.id, ${planJson('named.id')})
    FROM (SELECT c.from_plan_id AS id FROM billing_desktop.subscription_changes c WHERE c.subscription_id = s.id
      UNION SELECT c.to_plan_id FROM billing_desktop.subscription_changes c WHERE c.subscription_id = s.id) named
    LEFT JOIN public.plans p ON p.plan_id = named.id), '{}') AS plans
FROM public.subscriptions s
LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id
LEFT JOIN public.plans p ON p.plan_id = s.plan_id
WHERE s.id = $1`;
