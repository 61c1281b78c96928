import type { Output, Parsed } from '../../contract/api';
import type { AuditFilter, AuditRow } from '../../contract/audit';
import { AppError } from '../../contract/result';
import { changesOf, isProven, sourceOf } from './audit-expressions';
import { instant } from './expressions';
import { readPage, sortBy, sortKey, type List, type Selection } from './list';
import { select, selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';

const entry = sql`a`;

const tenantOf = (column: Sql): Sql => sql`(SELECT t.${column} FROM public.tenants t WHERE t.tenant_id = r.tenant_id)`;
const told = (field: string): Sql => sql`coalesce(a.after ->> ${field}, a.before ->> ${field})`;
const invoiceTold = sql`(SELECT i.invoice_number FROM public.invoices i WHERE i.id::text = ${told('invoice_id')})`;
const subscriptionId = sql`CASE a.entity WHEN 'subscription_change' THEN ${told('subscription_id')} ELSE a.entity_id END`;

/** What people call a record: its number or its name, as it is now or as it was deleted. */
export function nameIn(column: Sql): Sql {
  return sql`CASE
    WHEN a.entity = 'invoice' THEN coalesce((SELECT i.invoice_number FROM public.invoices i WHERE i.id::text = a.entity_id), a.before ->> 'invoice_number')
    WHEN a.entity = 'payment' THEN coalesce((SELECT v.number FROM billing_desktop.receipt_vouchers v WHERE v.payment_id::text = a.entity_id),
      (SELECT coalesce(${tenantOf(column)}, r.tenant_id) FROM (SELECT p.tenant_id FROM public.payments p WHERE p.id::text = a.entity_id) r))
    WHEN a.entity IN ('tenant', 'promise', 'follow_up_note', 'reminder') THEN (SELECT coalesce(${tenantOf(column)}, a.before ->> 'name', r.tenant_id)
      FROM (SELECT CASE a.entity WHEN 'tenant' THEN a.entity_id ELSE ${told('tenant_id')} END AS tenant_id) r)
    WHEN a.entity IN ('subscription', 'subscription_change', 'subscription_terms') THEN (SELECT coalesce(${tenantOf(column)}, r.tenant_id)
      FROM (SELECT s.tenant_id FROM public.subscriptions s WHERE s.id::text = ${subscriptionId}) r)
    WHEN a.entity = 'plan' THEN coalesce((SELECT p.${column} FROM public.plans p WHERE p.plan_id = a.entity_id), a.before ->> 'name')
    WHEN a.entity IN ('allocation', 'write_off') THEN ${invoiceTold}
    WHEN a.entity IN ('credit_note', 'refund') THEN ${told('number')}
    WHEN a.entity = 'refund_line' THEN (SELECT f.number FROM billing_desktop.refunds f WHERE f.id::text = ${told('refund_id')})
    WHEN a.entity = 'cancellation' THEN coalesce(
      (SELECT n.number FROM billing_desktop.credit_notes n WHERE n.id::text = a.after ->> 'credit_note_id'),
      (SELECT f.number FROM billing_desktop.refunds f WHERE f.id::text = a.after ->> 'refund_id'))
    WHEN a.entity = 'usage_record' THEN ${told('metric_type')}
    WHEN a.entity = 'exchange_rate' THEN ${told('rate_date')}
    WHEN a.entity = 'billing_run' THEN (SELECT b.as_of::text FROM billing_desktop.billing_runs b WHERE b.id::text = a.entity_id)
    WHEN a.entity = 'day_close' THEN (SELECT c.clerk || ' ' || c.day FROM billing_desktop.day_closes c WHERE c.id::text = a.entity_id)
    WHEN a.entity = 'bank_account' THEN (SELECT b.${column} FROM billing_desktop.bank_accounts b WHERE b.id::text = a.entity_id)
    WHEN a.entity IN ('usage_import', 'bank_statement') THEN ${told('file_name')}
    WHEN a.entity = 'login' THEN a.entity_id END`;
}

export const auditList: List<'at'> = {
  from: sql`billing_desktop.audit a`,
  id: sortKey(sql`bigint`, sql`a.id`),
  sorts: { at: sortBy(sql`timestamptz`, sql`a.at`) },
  columns: sql`a.id::text AS id, ${instant(sql`a.at`)} AS at, a.actor, ${isProven(sql`a.actor`)} AS "actorProven",
  a.claimed_by AS "claimedBy", coalesce(a.application, '') AS application, a.machine, a.entity, a.entity_id AS "entityId",
  ${nameIn(sql`name`)} AS name, ${nameIn(sql`name_ar`)} AS "nameAr", a.action, a.command_key::text AS "commandKey", ${changesOf(entry)} AS changes`,
  joins: sql``,
};

function conditionsOf({ actor, entity, entityId, action, from, to, commandKey }: AuditFilter): Sql[] {
  const conditions: Sql[] = [];
  if (actor) conditions.push(sql`a.actor = ${actor}`);
  if (entity) conditions.push(sql`a.entity = ${entity}`);
  if (entityId) conditions.push(sql`a.entity_id = ${entityId}`);
  if (action) conditions.push(sql`a.action = ${action}`);
  if (commandKey) conditions.push(sql`a.command_key = ${commandKey}::uuid`);
  if (from) conditions.push(sql`a.at >= billing_desktop.start_of(${from}::date)`);
  if (to) conditions.push(sql`a.at < billing_desktop.start_of(${to}::date + 1)`);
  return conditions;
}

export function auditSelection(filter: AuditFilter): Selection {
  return { conditions: conditionsOf(filter) };
}

/** One entry of the audit. Throws `not_found`. */
export async function getAuditEntry(reader: Reader, { id }: Parsed<'audit', 'get'>): Promise<Output<'audit', 'get'>> {
  const row = await selectOne<Omit<AuditRow, 'source'>>(
    reader,
    sql`SELECT ${auditList.columns} FROM ${auditList.from} WHERE a.id = ${id}::bigint`,
  );
  if (row === null) throw new AppError('not_found', { entity: 'audit' });
  return { ...row, source: sourceOf(row.application) };
}

/** One page of the whole audit. Throws `bad_input` for a foreign cursor. */
export async function listAudit(
  reader: Reader,
  { filter, ...request }: Parsed<'audit', 'list'>,
): Promise<Output<'audit', 'list'>> {
  const { rows, nextCursor } = await readPage<'at', Omit<AuditRow, 'source'>>(
    reader,
    auditList,
    request,
    auditSelection(filter),
  );
  return { rows: rows.map((row) => ({ ...row, source: sourceOf(row.application) })), nextCursor };
}

/** Distinct values by skipping from one to the next: an index scan each, whatever the size of the audit. */
function distinct(column: Sql): Sql {
  return sql`WITH RECURSIVE found (value) AS (
  (SELECT min(${column}) FROM billing_desktop.audit a)
  UNION ALL
  SELECT (SELECT min(${column}) FROM billing_desktop.audit a WHERE ${column} > found.value) FROM found WHERE found.value IS NOT NULL
)
SELECT value FROM found WHERE value IS NOT NULL ORDER BY value LIMIT 200`;
}

/** Whom and what the list can be narrowed to. */
export async function auditChoices(reader: Reader): Promise<Output<'audit', 'choices'>> {
  const actors = await select<{ value: string }>(reader, distinct(sql`a.actor`));
  const entities = await select<{ value: string }>(reader, distinct(sql`a.entity`));
  return { actors: actors.map(({ value }) => value), entities: entities.map(({ value }) => value) };
}
