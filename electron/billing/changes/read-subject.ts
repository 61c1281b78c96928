import { z } from 'zod';
import { amountSchema } from '../../contract/amount';
import { calendarDateSchema, compareDates } from '../../contract/calendar-date';
import { currencySchema } from '../../contract/currency';
import { invoiceIdSchema } from '../../contract/ids';
import { AppError } from '../../contract/result';
import { billingCycleSchema, subscriptionStatusSchema } from '../../contract/status';
import { versionOf } from '../../database/queries/versions';
import type { Work } from '../command';
import type { Bill, BilledPeriod, ChangeSubject, ListedPlan } from '../rules/change-subject';
import { anchorOf, periodContaining } from '../rules/periods';
import { pricingFromStored } from '../rules/pricing';
import { rateOn } from '../snapshot';
import { pausesSchema, pausesText } from '../../database/queries/pauses';

/** What a read of a subscription's change needs: a command's work, or a preview's own transaction. */
export type Statements = Pick<Work, 'rows' | 'row'>;

const planRowSchema = z.object({
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
});

const changeRowSchema = z.object({
  invoiceId: invoiceIdSchema,
  number: z.string(),
  start: calendarDateSchema,
  end: calendarDateSchema,
  fromPrice: amountSchema,
  toPrice: amountSchema,
  place: z.int().nullable(),
});

const subjectRowSchema = z.object({
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
  anchorDate: calendarDateSchema.nullable(),
  freeThrough: calendarDateSchema.nullable(),
  comingPlanId: z.string().nullable(),
  comingCycle: billingCycleSchema.nullable(),
  comingOn: calendarDateSchema.nullable(),
  credited: z.boolean(),
  hasInvoices: z.boolean(),
  today: calendarDateSchema,
  rate: z.object({ yerPerUsd: z.string(), date: calendarDateSchema }).nullable(),
  taxRate: z.string(),
  dueDays: z.int(),
  plan: planRowSchema,
  bills: z.array(billRowSchema),
  upgrades: z.array(changeRowSchema),
});

/**
 * The line of the plan's price. What this program billed says which it is, what the whole period cost, and which that is; of
 * older invoices and the service's it is the first line that is neither usage nor a credit.
 */
const planLine = `LEFT JOIN LATERAL (
    SELECT coalesce(l.line #>> '{plan,price}', (l.line ->> 'amount')::numeric(12, 2)::text) AS price, l.place::integer - 1 AS place,
      l.line #>> '{plan,start}' AS whole_start, l.line #>> '{plan,end}' AS whole_end
    FROM jsonb_array_elements(CASE WHEN jsonb_typeof(i.line_items) = 'array' THEN i.line_items ELSE '[]' END)
      WITH ORDINALITY AS l (line, place)
    WHERE coalesce(l.line -> 'is_usage_based' <> 'true', true)
      AND l.line ->> 'amount' ~ '^[0-9]{1,10}([.][0-9]{1,10})?$' AND (l.line ->> 'amount')::numeric > 0
    ORDER BY l.line #>> '{plan,price}' IS NULL, l.place LIMIT 1
  ) line ON true`;

const live = `i.status NOT IN ('draft', 'canceled')`;

const day = (expression: string): string => `to_char(${expression}, 'YYYY-MM-DD')`;

const subjectSql = `SELECT s.id, s.tenant_id AS "tenantId", ${versionOf.subscription} AS version, s.status, s.billing_cycle AS cycle,
  s.currency, s.start_date AS "startDate", s.trial_end_date AS "trialEndDate", s.end_date AS "endDate",
  s.next_billing_date AS "nextBillingDate", s.last_billing_date AS "lastBillingDate",
  billing_desktop.date_of(s.canceled_at) AS "canceledOn", billing_desktop.date_of(t.suspended_at) AS "suspendedOn",
  t.anchor_date AS "anchorDate", t.free_through AS "freeThrough", t.coming_plan_id AS "comingPlanId",
  t.coming_cycle AS "comingCycle", t.coming_on AS "comingOn", billing_desktop.today() AS today,
  ${pausesText} AS pauses,
  (SELECT c.kind = 'canceled' AND cardinality(c.credit_note_ids) > 0 FROM billing_desktop.subscription_changes c
    WHERE c.subscription_id = s.id ORDER BY c.id DESC LIMIT 1) IS TRUE AS credited,
  EXISTS (SELECT FROM public.invoices i WHERE i.subscription_id = s.id AND ${live}) AS "hasInvoices",
  (SELECT jsonb_build_object('yerPerUsd', trim_scale(r.rate)::text, 'date', r.rate_date)
    FROM (${rateOn('billing_desktop.today()')}) r) AS rate,
  coalesce((SELECT g.value ->> 'taxRate' FROM billing_desktop.settings g WHERE g.key = 'business'), '0') AS "taxRate",
  coalesce((SELECT (g.value ->> 'dueDays')::integer FROM billing_desktop.settings g WHERE g.key = 'business'), 7) AS "dueDays",
  jsonb_build_object('planId', s.plan_id, 'name', coalesce(nullif(p.name, ''), s.plan_id),
    'nameAr', coalesce(nullif(p.name_ar, ''), nullif(p.name, ''), s.plan_id), 'pricing', coalesce(p.pricing, '{}'),
    'isActive', coalesce(p.is_active, false)) AS plan,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('invoiceId', i.id, 'number', i.invoice_number, 'start', ${day('lower(b.period)')},
      'end', ${day('upper(b.period)')}, 'issueDate', ${day('i.issue_date')}, 'price', line.price, 'place', line.place,
      'wholeStart', line.whole_start, 'wholeEnd', line.whole_end))
    FROM public.invoices i
    LEFT JOIN billing_desktop.billed_periods b ON b.invoice_id = i.id AND b.live
    ${planLine}
    WHERE i.subscription_id = s.id AND ${live} AND (b.invoice_id IS NOT NULL
      OR NOT EXISTS (SELECT FROM billing_desktop.invoice_details d WHERE d.invoice_id = i.id))), '[]') AS bills,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('invoiceId', i.id, 'number', i.invoice_number, 'start', ${day('lower(c.period)')},
      'end', ${day('upper(c.period)')}, 'fromPrice', c.from_price::text, 'toPrice', c.to_price::text, 'place', line.place)
      ORDER BY c.id)
    FROM billing_desktop.subscription_changes c JOIN public.invoices i ON i.id = c.invoice_id
    ${planLine}
    WHERE c.subscription_id = s.id AND c.kind = 'upgraded' AND c.period IS NOT NULL AND c.to_price IS NOT NULL
      AND ${live}), '[]') AS upgrades
FROM public.subscriptions s
LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id
LEFT JOIN public.plans p ON p.plan_id = s.plan_id
WHERE s.id = $1`;

type SubjectRow = z.infer<typeof subjectRowSchema>;

/** The periods with the invoices that billed them; an upgrade's invoice bills the same period at the difference. */
function billedPeriods(
  row: SubjectRow,
  anchor: ChangeSubject['anchorDate'],
  listPrice: Bill['price']['to'],
): BilledPeriod[] {
  const upgradeOf = new Map(row.upgrades.map((upgrade) => [upgrade.invoiceId, upgrade]));
  const zero = amountSchema.parse('0.00');
  return row.bills
    .map((bill): BilledPeriod => {
      const period =
        bill.start !== null && bill.end !== null
          ? { start: bill.start, end: bill.end }
          : // A service invoice covers the anchored period that its issue date lies in (schema.md).
            periodContaining(anchor, row.cycle, bill.issueDate);
      const own = upgradeOf.get(bill.invoiceId);
      const named =
        bill.wholeStart !== null && bill.wholeEnd !== null ? { start: bill.wholeStart, end: bill.wholeEnd } : period;
      const whole = own === undefined ? named : { start: own.start, end: own.end };
      const first: Bill = {
        invoiceId: bill.invoiceId,
        number: bill.number,
        // The first bill of a period that an upgrade made holds the days before it too: what counts is the new price.
        price: { from: zero, to: own?.toPrice ?? bill.price ?? listPrice },
        place: bill.place ?? 0,
      };
      const differences = row.upgrades
        .filter(
          ({ invoiceId, start, end }) => invoiceId !== bill.invoiceId && start === whole.start && end === whole.end,
        )
        .map((upgrade): Bill => ({
          invoiceId: upgrade.invoiceId,
          number: upgrade.number,
          price: { from: upgrade.fromPrice, to: upgrade.toPrice },
          place: upgrade.place ?? 0,
        }));
      return { period, whole, bills: [first, ...differences] };
    })
    .toSorted((left, right) => compareDates(left.period.start, right.period.start));
}

function listedPlan(row: z.infer<typeof planRowSchema>): ListedPlan {
  return { ...row, pricing: pricingFromStored(row.pricing) };
}

function priceBefore(plan: ListedPlan, cycle: SubjectRow['cycle']): Bill['price']['to'] {
  const { monthlyUsd, quarterlyUsd, yearlyUsd } = plan.pricing;
  const price = { monthly: monthlyUsd, quarterly: quarterlyUsd, yearly: yearlyUsd }[cycle];
  return amountSchema.parse(price ?? '0.00');
}

/** A subscription with all that decides what a change of it comes to, as of now. Throws `not_found`. */
export async function readSubject(statements: Statements, id: string): Promise<ChangeSubject> {
  const [found] = await statements.rows(subjectSql, [id]);
  if (found === undefined) throw new AppError('not_found', { entity: 'subscription' });
  const row = subjectRowSchema.parse(found);
  const { comingPlanId, comingCycle, comingOn, bills: _bills, upgrades: _upgrades, ...rest } = row;
  const plan = listedPlan(row.plan);
  const anchorDate = anchorOf(row);
  return {
    ...rest,
    plan,
    anchorDate,
    coming:
      comingPlanId === null && comingCycle === null
        ? null
        : { planId: comingPlanId, cycle: comingCycle, on: comingOn ?? row.endDate },
    billed: billedPeriods(row, anchorDate, priceBefore(plan, row.cycle)),
  };
}

/** A plan of the price list. Throws `not_found`. */
export async function readPlan(statements: Statements, planId: string): Promise<ListedPlan> {
  const [found] = await statements.rows(
    `SELECT p.plan_id AS "planId", p.name, p.name_ar AS "nameAr", p.pricing, p.is_active AS "isActive"
FROM public.plans p WHERE p.plan_id = $1`,
    [planId],
  );
  if (found === undefined) throw new AppError('not_found', { entity: 'plan' });
  return listedPlan(planRowSchema.parse(found));
}
