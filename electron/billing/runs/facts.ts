import { z } from 'zod';
import { amountSchema } from '../../contract/amount';
import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';
import { currencySchema } from '../../contract/currency';
import { subscriptionIdSchema, type SubscriptionId } from '../../contract/ids';
import { billingCycleSchema, subscriptionStatusSchema } from '../../contract/status';
import type { Statements } from '../command';
import { earlierTermsSchema, earlierTermsText } from '../../database/queries/earlier-terms';
import { freedPeriodsSchema, freedPeriodsText } from '../../database/queries/freed-periods';
import { setupFeeFreed } from '../../database/queries/setup-fee';
import { pausesOfMany, pausesSchema } from '../../database/queries/pauses';

const periodSchema = z.object({ start: calendarDateSchema, end: calendarDateSchema });

const factsSchema = z.object({
  id: subscriptionIdSchema,
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  status: subscriptionStatusSchema,
  planId: z.string(),
  cycle: billingCycleSchema,
  currency: currencySchema,
  startDate: calendarDateSchema,
  endDate: calendarDateSchema,
  trialEndDate: calendarDateSchema.nullable(),
  canceledOn: calendarDateSchema.nullable(),
  nextBillingDate: calendarDateSchema,
  anchorDate: calendarDateSchema.nullable(),
  freeThrough: calendarDateSchema.nullable(),
  cancelAtPeriodEnd: z.boolean(),
  comingPlanId: z.string().nullable(),
  comingCycle: billingCycleSchema.nullable(),
  comingOn: calendarDateSchema.nullable(),
  covered: z.array(periodSchema),
  coveredOn: z.array(calendarDateSchema),
  freed: freedPeriodsSchema,
  pauses: pausesSchema,
  earlier: earlierTermsSchema,
  /** The id of its newest change; 0 where it was never changed. */
  latestChange: z.coerce.number().int().nonnegative(),
  hasVoidedUpgrade: z.boolean(),
  pending: z.array(
    z.object({
      id: z.uuid(),
      currency: currencySchema,
      description: z.string(),
      descriptionAr: z.string(),
      basis: z.string(),
      basisAr: z.string(),
      amount: amountSchema,
    }),
  ),
  usageBilled: z.array(periodSchema.extend({ metric: z.string(), live: z.boolean() })),
  setupFeeFreed: z.boolean(),
});
/** A subscription as a billing run sees it: with its tenant's names, and what its invoices cover. */
export type SubscriptionFacts = z.infer<typeof factsSchema>;

const hasVoidedUpgrade = `EXISTS (SELECT FROM billing_desktop.subscription_changes u JOIN public.invoices v ON v.id = u.invoice_id
    WHERE u.subscription_id = s.id AND u.kind = 'upgraded' AND v.status = 'canceled')`;

/**
 * Which subscriptions `s` (with terms `t`) a run on the date $1 looks at: those whose date has come; those of which the desktop
 * keeps no terms yet, whose date is the service's own and may lie off the grid; those with a period or an upgrade that a voided
 * invoice gave back; those that ended as it was agreed before all of it was billed; and of those that are over only the ones that this run would have been the first to bill.
 */
const isCandidate = `(
  s.status IN ('active', 'trial', 'past_due', 'suspended')
    AND (s.next_billing_date <= $1::date OR (t.subscription_id IS NULL AND s.start_date <= $1::date)
      OR EXISTS (SELECT FROM billing_desktop.billed_periods f WHERE f.subscription_id = s.id AND NOT f.live)
      OR ${hasVoidedUpgrade})
  OR s.status = 'expired' AND t.cancel_at_period_end AND s.next_billing_date <= $1::date AND (s.next_billing_date < s.end_date
    OR EXISTS (SELECT FROM billing_desktop.billed_periods f WHERE f.subscription_id = s.id AND NOT f.live) OR ${hasVoidedUpgrade})
  OR s.status IN ('canceled', 'expired') AND s.next_billing_date <= $1::date
    AND s.next_billing_date > $1::date - make_interval(months =>
      CASE s.billing_cycle WHEN 'monthly' THEN 1 WHEN 'quarterly' THEN 3 ELSE 12 END)
)`;

const from = `public.subscriptions s LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id`;

/** How many subscriptions a run on the date looks at. */
export async function countCandidates({ row }: Statements, asOf: CalendarDate): Promise<number> {
  const { n } = await row<{ n: number }>(`SELECT count(*)::integer AS n FROM ${from} WHERE ${isCandidate}`, [asOf]);
  return n;
}

/**
 * The next ones to look at, in the order of their ids. With `lock` they stay as they are until the transaction ends; whoever
 * waited for a lock looks at the row again, so that none is given that another run has just billed.
 */
export async function readCandidates(
  { rows }: Statements,
  asOf: CalendarDate,
  after: SubscriptionId | null,
  limit: number,
  lock: boolean,
): Promise<SubscriptionId[]> {
  const found = await rows<{ id: string }>(
    `SELECT s.id FROM ${from} WHERE ($2::uuid IS NULL OR s.id > $2::uuid) AND ${isCandidate}
ORDER BY s.id LIMIT $3 ${lock ? 'FOR NO KEY UPDATE OF s' : ''}`,
    [asOf, after, limit],
  );
  return found.map(({ id }) => subscriptionIdSchema.parse(id));
}

/** What is known of subscriptions, in the order of their ids. A statement of its own, after their locks. */
export async function readFacts({ rows }: Statements, ids: readonly string[]): Promise<SubscriptionFacts[]> {
  const found = await rows(
    `SELECT s.id, s.tenant_id AS "tenantId", coalesce(nullif(n.name, ''), s.tenant_id) AS "tenantName",
  coalesce(nullif(n.name_ar, ''), nullif(n.name, ''), s.tenant_id) AS "tenantNameAr", s.status, s.plan_id AS "planId",
  s.billing_cycle AS cycle, s.currency, s.start_date AS "startDate", s.end_date AS "endDate", s.trial_end_date AS "trialEndDate",
  CASE WHEN s.canceled_at IS NOT NULL THEN billing_desktop.date_of(s.canceled_at) END AS "canceledOn",
  s.next_billing_date AS "nextBillingDate", t.anchor_date AS "anchorDate", t.free_through AS "freeThrough",
  coalesce(t.cancel_at_period_end, false) AS "cancelAtPeriodEnd", t.coming_plan_id AS "comingPlanId", t.coming_cycle AS "comingCycle", t.coming_on AS "comingOn",
  coalesce((SELECT jsonb_agg(jsonb_build_object('start', lower(b.period), 'end', upper(b.period)))
    FROM billing_desktop.billed_periods b WHERE b.subscription_id = s.id AND b.live), '[]') AS covered,
  coalesce((SELECT jsonb_agg(i.issue_date) FROM public.invoices i
    LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
    WHERE i.subscription_id = s.id AND d.invoice_id IS NULL AND i.status NOT IN ('draft', 'canceled')), '[]') AS "coveredOn",
  ${freedPeriodsText} AS freed, ${pausesOfMany.pauses} AS pauses, ${earlierTermsText} AS earlier, ${hasVoidedUpgrade} AS "hasVoidedUpgrade",
  coalesce((SELECT max(c.id) FROM billing_desktop.subscription_changes c WHERE c.subscription_id = s.id), 0)::text AS "latestChange",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'currency', p.currency, 'description', p.description,
      'descriptionAr', p.description_ar, 'basis', p.basis, 'basisAr', p.basis_ar, 'amount', p.amount::text) ORDER BY p.created_at, p.id)
    FROM billing_desktop.pending_lines p WHERE p.subscription_id = s.id AND p.invoice_id IS NULL), '[]') AS pending,
  coalesce((SELECT jsonb_agg(jsonb_build_object('metric', x.metric, 'start', lower(x.span), 'end', upper(x.span), 'live', x.live))
    FROM (SELECT u.metric, u.span, u.live FROM billing_desktop.billed_usage u WHERE u.subscription_id = s.id AND u.live
      UNION ALL SELECT u.metric, u.span, u.live FROM billing_desktop.billed_periods f
        JOIN billing_desktop.billed_usage u ON u.invoice_id = f.invoice_id
        WHERE f.subscription_id = s.id AND NOT f.live AND NOT u.live) x), '[]')
    AS "usageBilled",
  ${setupFeeFreed} AS "setupFeeFreed"
FROM unnest($1::uuid[]) AS wanted (id) JOIN public.subscriptions s ON s.id = wanted.id
LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id
${pausesOfMany.join('$1::uuid[]')}
LEFT JOIN public.tenants n ON n.tenant_id = s.tenant_id
ORDER BY s.id`,
    [ids],
  );
  return found.map((row) => factsSchema.parse(row));
}
