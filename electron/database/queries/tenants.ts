import { z } from 'zod';
import type { Output, Parsed } from '../../contract/api';
import type { Currency } from '../../contract/currency';
import type { Totals } from '../../contract/page';
import { AppError } from '../../contract/result';
import {
  tenantDetailSchema,
  tenantRowSchema,
  type TenantDetail,
  type TenantFilter,
  type tenantSortColumns,
} from '../../contract/tenants';
import { credits } from './counted';
import { instant, sum } from './expressions';
import { isOverdue, openAmount } from './invoice-columns';
import { listInvoices } from './invoices';
import { nullableSortKey, readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { select, selectOne, type Reader } from './select';
import { Sql, sql } from './sql';
import { listSubscriptions } from './subscriptions';
import { tenantsNamed, termOf } from './term';
import { readTimeline } from './timeline';
import { countUpToCap } from './totals';
import { noVersion, versionOf } from './versions';

/** Those with a row of their own, and those that only the service's subscriptions name (schema.md, Plans and tenants). */
const everyTenant = sql`(
  SELECT t.tenant_id, t.name, t.name_ar, t.contact, t.is_active, t.created_at, true AS registered FROM public.tenants t
  UNION ALL
  SELECT DISTINCT s.tenant_id, ''::varchar, ''::varchar, '{}'::jsonb, true, NULL::timestamptz, false
  FROM public.subscriptions s WHERE NOT EXISTS (SELECT FROM public.tenants t WHERE t.tenant_id = s.tenant_id)
) c`;

/** What a tenant owes and has to its credit, for each currency with something in it. */
const owed = sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('currency', o.currency, 'due', o.due, 'overdue', o.overdue, 'credit', o.credit) ORDER BY o.currency)
  FROM (
    SELECT m.currency, sum(m.due)::numeric(20, 2)::text AS due, sum(m.overdue)::numeric(20, 2)::text AS overdue,
      sum(m.credit)::numeric(20, 2)::text AS credit
    FROM (
      SELECT i.currency, ${openAmount} AS due, CASE WHEN ${isOverdue} THEN i.amount_due ELSE 0 END AS overdue, 0::numeric AS credit
      FROM public.invoices i
      WHERE i.tenant_id = c.tenant_id AND i.status IN ('pending', 'overdue') AND i.amount_due > 0 AND i.amount_due < 'NaN'
      UNION ALL
      SELECT k.currency, 0, 0, k.credit FROM (${credits(sql`p.tenant_id = c.tenant_id`)}) k
    ) m GROUP BY m.currency HAVING sum(m.due) <> 0 OR sum(m.credit) <> 0
  ) o), '[]')`;

const columns = sql`c.tenant_id AS "tenantId", c.name, coalesce(c.name_ar, '') AS "nameAr", c.contact ->> 'city' AS city,
  c.contact ->> 'governorate' AS governorate, c.contact ->> 'phone' AS phone, coalesce(c.is_active, true) AS "isActive",
  c.registered, ${owed} AS owed`;

type Column = (typeof tenantSortColumns)[number];

function byName(name: Sql): Sql {
  return sql`(billing_desktop.fold(coalesce(nullif(${name}, ''), c.tenant_id)) COLLATE "C")`;
}

export const tenantList: List<Column> = {
  from: everyTenant,
  id: sortKey(sql`text`, sql`(c.tenant_id COLLATE "C")`),
  sorts: {
    name_ar: sortBy(sql`text`, byName(sql`c.name_ar`)),
    name: sortBy(sql`text`, byName(sql`c.name`)),
    tenant_id: { keys: [] },
    created_at: {
      keys: [
        nullableSortKey(
          sql`timestamptz`,
          sql`c.created_at`,
          sql`'-infinity'::timestamptz`,
          sql`'infinity'::timestamptz`,
        ),
      ],
    },
    is_active: sortBy(sql`boolean`, sql`coalesce(c.is_active, true)`),
  },
  columns,
  joins: sql``,
};

/** Which tenants a filter holds. */
export function tenantSelection(filter: TenantFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.isActive !== undefined) conditions.push(sql`coalesce(c.is_active, true) = ${filter.isActive}`);
  if (filter.governorate) conditions.push(sql`c.contact ->> 'governorate' = ${filter.governorate}`);
  if (filter.overdue !== undefined) {
    const late = sql`EXISTS (SELECT FROM public.invoices i WHERE i.tenant_id = c.tenant_id AND ${isOverdue})`;
    conditions.push(filter.overdue ? late : sql`NOT ${late}`);
  }
  const term = termOf(filter.search);
  if (!term) return { conditions };
  const byId = sql`(c.tenant_id COLLATE "C") LIKE ${term.beginning}`;
  return { conditions, branches: [sql`c.tenant_id IN (${tenantsNamed(term)})`, byId] };
}

/** One page of the tenants that a filter holds, with what each owes. Throws `bad_input` for a foreign cursor. */
export async function listTenants(
  reader: Reader,
  { filter, ...request }: Parsed<'tenants', 'list'>,
): Promise<Output<'tenants', 'list'>> {
  const { rows, nextCursor } = await readPage<Column, object>(reader, tenantList, request, tenantSelection(filter));
  return { rows: z.array(tenantRowSchema).parse(rows), nextCursor };
}

interface OwedRow {
  readonly currency: Currency;
  readonly count: number;
  readonly total: Totals['currencies'][number]['total'];
}

/** How many a filter holds, and for each currency how many of them owe how much. */
export async function tenantTotals(reader: Reader, { filter }: Parsed<'tenants', 'totals'>): Promise<Totals> {
  const tenants = selected(everyTenant, sql`c.tenant_id`, tenantSelection(filter));
  const counted = await countUpToCap(reader, tenants);
  const sums = await select<OwedRow>(
    reader,
    sql`SELECT i.currency, count(DISTINCT i.tenant_id)::integer AS count, ${sum(sql`i.amount_due`)} AS total
FROM public.invoices i
WHERE i.status IN ('pending', 'overdue') AND i.amount_due > 0 AND i.tenant_id IN (${tenants})
GROUP BY i.currency ORDER BY i.currency`,
  );
  return { ...counted, currencies: sums.map((row) => ({ ...row, due: row.total })) };
}

const oldestDueFirst = {
  sort: { column: 'due_date', direction: 'asc' },
  page: { from: 'start', limit: 50 },
} as const;
const latestSubscriptions = {
  sort: { column: 'start_date', direction: 'desc' },
  page: { from: 'start', limit: 20 },
} as const;

const contactKeys = ['name', 'name_ar', 'email', 'phone', 'address', 'city', 'governorate'] as const;

/** One tenant with its subscriptions, open invoices and history. Throws `not_found`. */
export async function getTenant(reader: Reader, { tenantId }: Parsed<'tenants', 'get'>): Promise<TenantDetail> {
  const row = await selectOne<{ contactFields: Record<string, string | null> | null }>(
    reader,
    sql`SELECT ${columns}, r.tax_id AS "taxId", ${instant(sql`c.created_at`)} AS "createdAt",
  (SELECT jsonb_object_agg(k.key, c.contact ->> k.key) FROM unnest(${contactKeys}::text[]) k(key)) AS "contactFields",
  coalesce(r.version, ${noVersion}) AS version
FROM ${everyTenant}
LEFT JOIN LATERAL (
  SELECT t.tax_id, ${new Sql([versionOf.tenant], [])} AS version FROM public.tenants t WHERE t.tenant_id = c.tenant_id
) r ON true
WHERE c.tenant_id = ${tenantId}`,
  );
  if (!row) throw new AppError('not_found', { entity: 'tenant' });
  const { contactFields, ...rest } = row;
  const field = (name: string): string | null => contactFields?.[name] ?? null;
  const [subscriptions, open, timeline] = [
    await listSubscriptions(reader, { filter: { tenantId }, ...latestSubscriptions }),
    await listInvoices(reader, {
      filter: { tenantId, standing: ['pending', 'partly_paid', 'overdue'] },
      ...oldestDueFirst,
    }),
    await readTimeline(reader, 'tenant', tenantId),
  ];
  return tenantDetailSchema.parse({
    ...rest,
    contact: {
      name: field('name'),
      nameAr: field('name_ar'),
      email: field('email'),
      phone: field('phone'),
      address: field('address'),
      city: field('city'),
      governorate: field('governorate'),
    },
    subscriptions: subscriptions.rows,
    openInvoices: open.rows,
    timeline,
  });
}

/** A few tenants whose name or id matches, for a choice field; the first by name where nothing was typed. */
export async function suggestTenants(
  reader: Reader,
  { search }: Parsed<'tenants', 'suggest'>,
): Promise<Output<'tenants', 'suggest'>> {
  const { rows } = await listTenants(reader, {
    filter: { search, isActive: true },
    sort: { column: 'name_ar', direction: 'asc' },
    page: { from: 'start', limit: 20 },
  });
  return rows.map(({ tenantId, name, nameAr, registered }) => ({ tenantId, name, nameAr, registered }));
}
