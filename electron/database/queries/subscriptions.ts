import { z } from 'zod';
import type { Output, Parsed } from '../../contract/api';
import type { Totals } from '../../contract/page';
import {
  subscriptionDetailSchema,
  type SubscriptionDetail,
  type SubscriptionFilter,
  type SubscriptionRow,
  type subscriptionSortColumns,
} from '../../contract/subscriptions';
import { AppError } from '../../contract/result';
import { amount, day, decimalIn, instant, joinPlan, planNames } from './expressions';
import { listInvoices } from './invoices';
import { readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { selectOne, type Reader } from './select';
import { Sql, sql } from './sql';
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

/** The plan's price for the cycle; plans are priced in USD, so another currency has none without a rate. */
const priceInUsd = decimalInPricing();
function decimalInPricing(): Sql {
  const of = (key: string): Sql => decimalIn(sql`p.pricing`, key);
  return sql`CASE s.billing_cycle WHEN 'monthly' THEN ${of('monthly_usd')} WHEN 'quarterly' THEN ${of('quarterly_usd')}
    WHEN 'yearly' THEN ${of('yearly_usd')} END`;
}
const price = sql`CASE WHEN s.currency = 'USD' AND ${priceInUsd} IS NOT NULL THEN ${amount(priceInUsd)} END`;

const hasRecords = sql`EXISTS (SELECT FROM public.invoices i WHERE i.subscription_id = s.id)
  OR EXISTS (SELECT FROM public.usage_records u WHERE u.subscription_id = s.id)`;

const latestFirst = {
  sort: { column: 'issue_date', direction: 'desc' },
  page: { from: 'start', limit: 24 },
} as const;

/** One subscription with its latest invoices and its history. Throws `not_found`. */
export async function getSubscription(
  reader: Reader,
  { id }: Parsed<'subscriptions', 'get'>,
): Promise<SubscriptionDetail> {
  const row = await selectOne(
    reader,
    sql`SELECT ${subscriptionColumns}, ${day(sql`s.last_billing_date`)} AS "lastBillingDate",
  s.payment_method AS "paymentMethod", ${price} AS price, (${hasRecords}) AS "hasRecords",
  ${new Sql([versionOf.subscription], [])} AS version
FROM public.subscriptions s ${joinSubscription} WHERE s.id = ${id}`,
  );
  if (!row) throw new AppError('not_found', { entity: 'subscription' });
  const { rows: invoices } = await listInvoices(reader, { filter: { subscriptionId: id }, ...latestFirst });
  const timeline = await readTimeline(reader, 'subscription', id);
  return subscriptionDetailSchema.parse({ ...z.record(z.string(), z.unknown()).parse(row), invoices, timeline });
}
