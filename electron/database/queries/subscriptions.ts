import { z } from 'zod';
import type { Output, Parsed } from '../../contract/api';
import { zeroAmount } from '../../contract/amount';
import { calendarDateSchema } from '../../contract/calendar-date';
import type { Totals } from '../../contract/page';
import { billingCycleSchema } from '../../contract/status';
import {
  subscriptionDetailSchema,
  subscriptionRowSchema,
  type SubscriptionDetail,
  type SubscriptionFilter,
  type SubscriptionRow,
  type subscriptionSortColumns,
} from '../../contract/subscriptions';
import { AppError } from '../../contract/result';
import { day, instant, joinPlan, planNames, today } from './expressions';
import { anchorOf } from '../../billing/rules/periods';
import { cyclePrice, pricingFromStored } from '../../billing/rules/pricing';
import { listInvoices } from './invoices';
import { readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { selectOne, type Reader } from './select';
import { Sql, sql } from './sql';
import { readChanges } from './subscription-changes';
import { readPast, readPeriods } from './subscription-periods';
import { joinTenant, sortByTenantName, tenantColumns } from './tenant-names';
import { tenantsNamed, termOf } from './term';
import { readTimeline } from './timeline';
import { countUpToCap } from './totals';
import { versionOf } from './versions';

const subscription = sql`s`;

/** The columns of a SubscriptionRow, over `public.subscriptions s`, its tenant and its plan. */
export const subscriptionColumns = sql`s.id, ${tenantColumns(subscription)}, s.plan_id AS "planId", ${planNames},
  s.status, s.billing_cycle AS cycle, s.currency, ${day(sql`s.start_date`)} AS "startDate",
  ${day(sql`s.end_date`)} AS "endDate", ${day(sql`s.trial_end_date`)} AS "trialEndDate",
  ${day(sql`s.next_billing_date`)} AS "nextBillingDate", ${instant(sql`s.canceled_at`)} AS "canceledAt"`;
export const joinSubscription = sql`${joinTenant(subscription)} ${joinPlan}`;

type Column = (typeof subscriptionSortColumns)[number];

export const subscriptionList: List<Column> = {
  from: sql`public.subscriptions s`,
  id: sortKey(sql`uuid`, sql`s.id`),
  sorts: {
    next_billing_date: sortBy(sql`date`, sql`s.next_billing_date`),
    start_date: sortBy(sql`date`, sql`s.start_date`),
    end_date: sortBy(sql`date`, sql`s.end_date`),
    status: sortBy(sql`public.subscription_status_enum`, sql`s.status`),
    plan_id: sortBy(sql`text`, sql`(s.plan_id COLLATE "C")`),
    billing_cycle: sortBy(sql`public.billing_cycle_enum`, sql`s.billing_cycle`),
    currency: sortBy(sql`public.currency_enum`, sql`s.currency`),
    tenant_name: sortByTenantName(subscription),
    created_at: sortBy(sql`timestamptz`, sql`s.created_at`),
  },
  columns: subscriptionColumns,
  joins: joinSubscription,
};

/** Which subscriptions a filter holds. */
export function subscriptionSelection(filter: SubscriptionFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.status && filter.status.length > 0) {
    conditions.push(sql`s.status = ANY (${filter.status}::public.subscription_status_enum[])`);
  }
  if (filter.planId) conditions.push(sql`s.plan_id = ${filter.planId}`);
  if (filter.cycle) conditions.push(sql`s.billing_cycle = ${filter.cycle}`);
  if (filter.currency) conditions.push(sql`s.currency = ${filter.currency}`);
  if (filter.tenantId) conditions.push(sql`s.tenant_id = ${filter.tenantId}`);
  if (filter.billingFrom) conditions.push(sql`s.next_billing_date >= ${filter.billingFrom}`);
  if (filter.billingTo) conditions.push(sql`s.next_billing_date <= ${filter.billingTo}`);
  if (filter.trialEndsTo) conditions.push(sql`s.trial_end_date <= ${filter.trialEndsTo}`);
  const term = termOf(filter.search);
  if (!term) return { conditions };
  const plansNamed = sql`SELECT n.plan_id FROM public.plans n
    WHERE billing_desktop.fold(n.name) LIKE ${term.containing} OR billing_desktop.fold(n.name_ar) LIKE ${term.containing}
      OR n.plan_id = ${term.folded}`;
  return { conditions, branches: [sql`s.tenant_id IN (${tenantsNamed(term)})`, sql`s.plan_id IN (${plansNamed})`] };
}

/** One page of the subscriptions that a filter holds. Throws `bad_input` for a foreign cursor. */
export function listSubscriptions(
  reader: Reader,
  { filter, ...request }: Parsed<'subscriptions', 'list'>,
): Promise<Output<'subscriptions', 'list'>> {
  return readPage<Column, SubscriptionRow>(reader, subscriptionList, request, subscriptionSelection(filter));
}

/** How many a filter holds; a subscription has no amount of its own. */
export async function subscriptionTotals(
  reader: Reader,
  { filter }: Parsed<'subscriptions', 'totals'>,
): Promise<Totals> {
  const counted = await countUpToCap(reader, selected(subscriptionList.from, sql`s.id`, subscriptionSelection(filter)));
  return { ...counted, currencies: [] };
}

const hasRecords = sql`EXISTS (SELECT FROM public.invoices i WHERE i.subscription_id = s.id)
  OR EXISTS (SELECT FROM public.usage_records u WHERE u.subscription_id = s.id)
  OR EXISTS (SELECT FROM billing_desktop.subscription_changes c WHERE c.subscription_id = s.id)`;

const latestFirst = {
  sort: { column: 'issue_date', direction: 'desc' },
  page: { from: 'start', limit: 24 },
} as const;

const termsSchema = z.object({
  pricing: z.unknown(),
  rate: z.string().nullable(),
  rateDate: calendarDateSchema.nullable(),
  anchorDate: calendarDateSchema.nullable(),
  freeThrough: calendarDateSchema.nullable(),
  comingOn: calendarDateSchema.nullable(),
  comingPlanId: z.string().nullable(),
  comingPlanName: z.string().nullable(),
  comingPlanNameAr: z.string().nullable(),
  comingCycle: billingCycleSchema.nullable(),
  today: calendarDateSchema,
});

const latestRate = sql`LEFT JOIN LATERAL (SELECT r.rate, r.rate_date FROM billing_desktop.exchange_rates r
  WHERE r.rate_date <= ${today} ORDER BY r.rate_date DESC, r.id DESC LIMIT 1) rate ON true`;

/** One subscription with its periods, changes, latest invoices and history. Throws `not_found`. */
export async function getSubscription(
  reader: Reader,
  { id }: Parsed<'subscriptions', 'get'>,
): Promise<SubscriptionDetail> {
  const found = await selectOne(
    reader,
    sql`SELECT ${subscriptionColumns}, ${day(sql`s.last_billing_date`)} AS "lastBillingDate",
  s.payment_method AS "paymentMethod", (${hasRecords}) AS "hasRecords",
  s.canceled_at IS NOT NULL AND s.status NOT IN ('canceled', 'expired') AS "endsAtPeriodEnd",
  ${new Sql([versionOf.subscription], [])} AS version, coalesce(p.pricing, '{}') AS pricing, trim_scale(rate.rate)::text AS rate,
  ${day(sql`rate.rate_date`)} AS "rateDate", ${day(sql`terms.anchor_date`)} AS "anchorDate",
  ${day(sql`terms.free_through`)} AS "freeThrough", ${day(sql`terms.coming_on`)} AS "comingOn",
  terms.coming_plan_id AS "comingPlanId", coalesce(nullif(next.name, ''), terms.coming_plan_id) AS "comingPlanName",
  coalesce(nullif(next.name_ar, ''), terms.coming_plan_id) AS "comingPlanNameAr", terms.coming_cycle AS "comingCycle",
  ${day(today)} AS today
FROM public.subscriptions s ${joinSubscription}
LEFT JOIN billing_desktop.subscription_terms terms ON terms.subscription_id = s.id
LEFT JOIN public.plans next ON next.plan_id = terms.coming_plan_id
${latestRate}
WHERE s.id = ${id}`,
  );
  if (!found) throw new AppError('not_found', { entity: 'subscription' });
  const row = z.record(z.string(), z.unknown()).parse(found);
  const head = subscriptionRowSchema.parse(row);
  const terms = termsSchema.parse(row);
  const anchorDate = anchorOf({ ...head, anchorDate: terms.anchorDate });
  const rate = terms.rate === null || terms.rateDate === null ? null : { yerPerUsd: terms.rate, date: terms.rateDate };
  const price = cyclePrice(pricingFromStored(terms.pricing), head.cycle, head.currency, rate);
  const { rows: invoices } = await listInvoices(reader, { filter: { subscriptionId: id }, ...latestFirst });
  const { comingOn, comingPlanId, comingPlanName, comingPlanNameAr, comingCycle, freeThrough } = terms;
  const coming =
    comingPlanId === null && comingCycle === null
      ? null
      : {
          on: comingOn ?? head.endDate,
          planId: comingPlanId,
          planName: comingPlanName,
          planNameAr: comingPlanNameAr,
          cycle: comingCycle,
        };
  return subscriptionDetailSchema.parse({
    ...row,
    anchorDate,
    price: typeof price === 'string' ? null : price.amount,
    coming,
    periods: await readPeriods(reader, {
      ...head,
      anchorDate,
      freeThrough,
      ...(await readPast(reader, id)),
      isFree: typeof price !== 'string' && price.amount === zeroAmount,
      nextCycle: coming?.cycle ?? null,
      nextCycleOn: coming?.on ?? null,
      today: terms.today,
      ends: row['endsAtPeriodEnd'] === true || head.status === 'canceled' || head.status === 'expired',
    }),
    changes: await readChanges(reader, id),
    invoices,
    timeline: await readTimeline(reader, 'subscription', id),
  });
}
