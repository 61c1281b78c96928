import type { Output, Parsed } from '../../contract/api';
import type { AuditFilter, AuditRow } from '../../contract/audit';
import { changesOf, isProven, sourceOf } from './audit-expressions';
import { instant } from './expressions';
import { readPage, sortBy, sortKey, type List } from './list';
import { select, type Reader } from './select';
import { sql, type Sql } from './sql';

const entry = sql`a`;

/** What people call a record: its number or its name, as it is now or as it was deleted. */
const name = sql`CASE a.entity
    WHEN 'invoice' THEN coalesce((SELECT i.invoice_number FROM public.invoices i WHERE i.id::text = a.entity_id), a.before ->> 'invoice_number')
    WHEN 'payment' THEN (SELECT v.number FROM billing_desktop.receipt_vouchers v WHERE v.payment_id::text = a.entity_id)
    WHEN 'tenant' THEN coalesce((SELECT t.name FROM public.tenants t WHERE t.tenant_id = a.entity_id), a.before ->> 'name')
    WHEN 'subscription' THEN (SELECT s.tenant_id FROM public.subscriptions s WHERE s.id::text = a.entity_id)
    WHEN 'allocation' THEN (SELECT i.invoice_number FROM public.invoices i WHERE i.id::text = a.after ->> 'invoice_id')
    ELSE a.entity_id END`;

const list: List<'at'> = {
  from: sql`billing_desktop.audit a`,
  id: sortKey(sql`bigint`, sql`a.id`),
  sorts: { at: sortBy(sql`timestamptz`, sql`a.at`) },
  columns: sql`a.id::text AS id, ${instant(sql`a.at`)} AS at, a.actor, ${isProven(sql`a.actor`)} AS "actorProven",
  a.claimed_by AS "claimedBy", coalesce(a.application, '') AS application, a.machine, a.entity, a.entity_id AS "entityId",
  ${name} AS name, a.action, a.command_key::text AS "commandKey", ${changesOf(entry)} AS changes`,
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

/** One page of the whole audit. Throws `bad_input` for a foreign cursor. */
export async function listAudit(
  reader: Reader,
  { filter, ...request }: Parsed<'audit', 'list'>,
): Promise<Output<'audit', 'list'>> {
  const { rows, nextCursor } = await readPage<'at', Omit<AuditRow, 'source'>>(reader, list, request, {
    conditions: conditionsOf(filter),
  });
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
