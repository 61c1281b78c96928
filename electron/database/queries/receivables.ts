import { z } from 'zod';
import type { Output, Parsed } from '../../contract/api';
import type { Totals } from '../../contract/page';
import {
  receivableRowSchema,
  type ReceivableFilter,
  type ReceivableRow,
  type receivableSortColumns,
} from '../../contract/receivables';
import { amount, instant, today } from './expressions';
import { isOverdue } from './invoice-columns';
import { nullableSortKey, readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import type { Reader } from './select';
import { sql, type Sql } from './sql';
import { joinTenant, sortByTenantName, tenantColumns } from './tenant-names';
import { tenantsNamed, termOf } from './term';
import { totalsOf } from './totals';

const work = sql`w`;

/** What each customer has overdue in each currency, from the index of open invoices; NaN, which Verify names, is left out. */
const overdueWork = sql`(
  SELECT i.currency::text || ':' || i.tenant_id AS id, i.tenant_id, i.currency, sum(i.amount_due) AS overdue,
    count(*)::integer AS invoices, min(i.due_date) AS oldest_due
  FROM public.invoices i WHERE ${isOverdue} AND i.amount_due < 'NaN' GROUP BY i.tenant_id, i.currency
) w`;

export const receivableDays = sql`(${today} - w.oldest_due)`;
const graceDays = sql`coalesce((SELECT (g.value ->> 'graceDays')::integer FROM billing_desktop.settings g WHERE g.key = 'business'), 0)`;
const bucket = sql`CASE WHEN ${receivableDays} <= 30 THEN '1_30' WHEN ${receivableDays} <= 60 THEN '31_60'
  WHEN ${receivableDays} <= 90 THEN '61_90' ELSE 'over_90' END`;
export const lastContact = sql`(SELECT max(n.noted_at) FROM billing_desktop.follow_up_notes n WHERE n.tenant_id = w.tenant_id)`;

/** The promise that matters now, in the row's currency: an open one, else the last that was not withdrawn. */
export const promise = sql`(SELECT jsonb_build_object('state', x.state, 'amount', p.amount::text, 'promisedFor', p.promised_for)
  FROM billing_desktop.promise_standing(w.tenant_id) x JOIN billing_desktop.promises p ON p.id = x.promise_id
  WHERE p.currency = w.currency AND x.state <> 'withdrawn'
  ORDER BY x.state = 'open' DESC, CASE WHEN x.state = 'open' THEN p.promised_for END, p.promised_for DESC, p.id LIMIT 1)`;

const columns = sql`w.id, ${tenantColumns(work)}, w.currency, ${amount(sql`w.overdue`)} AS overdue, w.invoices,
  ${receivableDays} AS "daysOverdue", ${bucket} AS bucket, ${receivableDays} > ${graceDays} AS "pastGrace",
  nullif(t.contact ->> 'phone', '') AS phone, ${instant(lastContact)} AS "lastContactAt", ${promise} AS promise,
  (SELECT count(*)::integer FROM billing_desktop.reminders r WHERE r.tenant_id = w.tenant_id) AS reminders,
  (SELECT r.level::integer FROM billing_desktop.reminders r WHERE r.tenant_id = w.tenant_id ORDER BY r.n DESC LIMIT 1)
    AS "lastLevel"`;

type Column = (typeof receivableSortColumns)[number];

export const receivableList: List<Column> = {
  from: overdueWork,
  id: sortKey(sql`text`, sql`(w.id COLLATE "C")`),
  sorts: {
    // Amounts of one currency stand together: those of two are never compared.
    overdue: {
      keys: [sortKey(sql`public.currency_enum`, sql`w.currency`), sortKey(sql`numeric`, sql`w.overdue`)],
    },
    days_overdue: sortBy(sql`integer`, receivableDays),
    tenant_name: sortByTenantName(work),
    last_contact: {
      keys: [
        nullableSortKey(sql`timestamptz`, lastContact, sql`'-infinity'::timestamptz`, sql`'-infinity'::timestamptz`),
      ],
    },
  },
  columns,
  joins: joinTenant(work),
};

const promised = {
  open: sql`coalesce(${promise} ->> 'state', '') = 'open'`,
  broken: sql`coalesce(${promise} ->> 'state', '') = 'broken'`,
  none: sql`NOT EXISTS (SELECT FROM billing_desktop.promises p WHERE p.tenant_id = w.tenant_id AND p.currency = w.currency)`,
} as const;

export function receivableSelection(filter: ReceivableFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.currency) conditions.push(sql`w.currency = ${filter.currency}`);
  if (filter.bucket) conditions.push(sql`${bucket} = ${filter.bucket}`);
  if (filter.pastGrace) conditions.push(sql`${receivableDays} > ${graceDays}`);
  if (filter.planId) {
    conditions.push(
      sql`EXISTS (SELECT FROM public.subscriptions s WHERE s.tenant_id = w.tenant_id AND s.plan_id = ${filter.planId})`,
    );
  }
  if (filter.promise) conditions.push(promised[filter.promise]);
  if (filter.notContactedFor) {
    const since = sql`billing_desktop.start_of(${today} - ${filter.notContactedFor}::integer)`;
    conditions.push(sql`coalesce(${lastContact}, '-infinity'::timestamptz) < ${since}`);
  }
  const term = termOf(filter.search);
  if (term) conditions.push(sql`w.tenant_id IN (${tenantsNamed(term)})`);
  return { conditions };
}

/** One page of who has something overdue, worst first within each currency. Throws `bad_input` for a foreign cursor. */
export async function listReceivables(
  reader: Reader,
  { filter, ...request }: Parsed<'receivables', 'list'>,
): Promise<Output<'receivables', 'list'>> {
  const page = await readPage<Column, ReceivableRow>(reader, receivableList, request, receivableSelection(filter));
  return { ...page, rows: z.array(receivableRowSchema).parse(page.rows) };
}

/** How many a filter holds, and what is overdue in each currency. */
export function receivableTotals(reader: Reader, { filter }: Parsed<'receivables', 'totals'>): Promise<Totals> {
  return totalsOf(
    reader,
    selected(receivableList.from, sql`w.id, w.currency, w.overdue AS total`, receivableSelection(filter)),
    false,
  );
}
