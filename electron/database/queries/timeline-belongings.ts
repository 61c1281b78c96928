import type { AuditedEntity } from '../../contract/audit';
import { join, sql, type Sql } from './sql';

/*
 * What belongs to a record and has rows of its own in the audit: told with the record, by what a reader of that record wants to
 * know of it and not by all its columns.
 */

/**
 * The columns of an entry, as timeline.ts reads them. Of what one command wrote the lowest rank leads: the record's own rows are 0,
 * a document of its own is 1, and what only adds to them is 2.
 */
function entry(from: Sql, told: { before?: Sql; after?: Sql; action?: Sql; rank?: number }): Sql {
  const { before = sql`NULL::jsonb`, after = sql`h.after`, action = sql`h.action`, rank = 2 } = told;
  return sql`SELECT h.id, h.at, h.actor, h.application, h.machine, h.entity, ${action} AS action, ${before} AS before,
    jsonb_strip_nulls(${after}) AS after, h.command_key, h.claimed_by, ${rank}::integer AS rank FROM ${from}`;
}

const history = (entity: string, id: Sql): Sql =>
  sql`CROSS JOIN LATERAL billing_desktop.history_of(${entity}, ${id}::text) h`;

/** A document of its own: its number, what it comes to, and why; and the same of what canceled it. */
function document(entity: string, rows: Sql, column: Sql): readonly Sql[] {
  const after = sql`jsonb_build_object('number', f.number, 'amount', f.amount, 'reason', f.reason)`;
  const canceled = sql`jsonb_build_object('number', f.number, 'amount', f.amount, 'reason', x.reason)`;
  return [
    entry(sql`(${rows}) f ${history(entity, sql`f.id`)}`, { after, rank: 1 }),
    entry(
      sql`(${rows}) f JOIN billing_desktop.cancellations x ON ${column} = f.id ${history('cancellation', sql`x.id`)}`,
      { after: canceled, rank: 1 },
    ),
  ];
}

/** What was moved by one command between payments and invoices, with their numbers; nothing where it only became explicit. */
function moved(where: Sql, number: Sql, numbered: Sql): Sql {
  return sql`(
    SELECT min(a.id) AS first, string_agg(DISTINCT ${number}, ', ') AS numbers,
      nullif(sum(a.amount) FILTER (WHERE a.kind <> 'adopted'), 0) AS amount
    FROM billing_desktop.allocations a ${numbered} WHERE ${where}
    GROUP BY coalesce(a.command_key::text, a.id::text) HAVING bool_or(a.kind <> 'adopted')
  ) f ${history('allocation', sql`f.first`)}`;
}

const cancellation = (column: Sql, id: string): Sql =>
  entry(sql`billing_desktop.cancellations x ${history('cancellation', sql`x.id`)} WHERE ${column} = ${id}::uuid`, {});

const belongings: Partial<Readonly<Record<AuditedEntity, (id: string) => readonly Sql[]>>> = {
  invoice: (id) => [
    ...document(
      'credit_note',
      sql`SELECT n.id, n.number, n.total AS amount, n.reason FROM billing_desktop.credit_notes n WHERE n.invoice_id = ${id}::uuid`,
      sql`x.credit_note_id`,
    ),
    ...document(
      'write_off',
      sql`SELECT w.id, NULL AS number, w.amount, w.reason FROM billing_desktop.write_offs w WHERE w.invoice_id = ${id}::uuid`,
      sql`x.write_off_id`,
    ),
    ...document(
      'refund',
      sql`SELECT r.id, r.number, l.amount, r.reason FROM billing_desktop.refunds r JOIN (
        SELECT g.refund_id, sum(g.amount) AS amount FROM billing_desktop.refund_lines g WHERE g.invoice_id = ${id}::uuid GROUP BY 1
      ) l ON l.refund_id = r.id`,
      sql`x.refund_id`,
    ),
    entry(
      moved(
        sql`a.invoice_id = ${id}::uuid`,
        sql`v.number`,
        sql`LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = a.payment_id`,
      ),
      { after: sql`jsonb_build_object('number', f.numbers)` },
    ),
    // A reminder names the invoices that it asks for.
    entry(
      sql`public.invoices i JOIN billing_desktop.reminders r ON r.tenant_id = i.tenant_id
        AND r.snapshot @> jsonb_build_object('groups', jsonb_build_array(jsonb_build_object('invoices',
          jsonb_build_array(jsonb_build_object('number', i.invoice_number)))))
      ${history('reminder', sql`r.id`)} WHERE i.id = ${id}::uuid`,
      { after: sql`jsonb_build_object('n', r.n, 'as_of', r.as_of, 'level', r.level)` },
    ),
  ],
  payment: (id) => [
    ...document(
      'refund',
      sql`SELECT r.id, r.number, r.amount, r.reason FROM billing_desktop.refunds r WHERE r.payment_id = ${id}::uuid`,
      sql`x.refund_id`,
    ),
    // What an invoice took of it on its issue is, seen from the payment, an application like any other.
    entry(
      moved(sql`a.payment_id = ${id}::uuid`, sql`i.invoice_number`, sql`JOIN public.invoices i ON i.id = a.invoice_id`),
      {
        after: sql`jsonb_build_object('invoice_number', f.numbers,
          'amount', CASE WHEN h.action <> 'payment_reversed' THEN f.amount END)`,
        action: sql`CASE WHEN h.action IN ('issued', 'billed', 'insert') THEN 'allocated' ELSE h.action END`,
      },
    ),
  ],
  subscription: (id) => [
    entry(
      sql`billing_desktop.subscription_changes c LEFT JOIN public.invoices i ON i.id = c.invoice_id
      ${history('subscription_change', sql`c.id`)} WHERE c.subscription_id = ${id}::uuid`,
      {
        after: sql`jsonb_build_object('effective_on', c.effective_on, 'money', nullif(c.money, 0), 'invoice_number', i.invoice_number,
          'reason', c.reason)`,
      },
    ),
    entry(sql`billing_desktop.history_of('subscription_terms', ${id}) h`, { before: sql`h.before` }),
  ],
  tenant: (id) => [
    entry(sql`billing_desktop.follow_up_notes f ${history('follow_up_note', sql`f.id`)} WHERE f.tenant_id = ${id}`, {
      after: sql`jsonb_build_object('channel', f.channel, 'note', f.note)`,
    }),
    entry(sql`billing_desktop.promises f ${history('promise', sql`f.id`)} WHERE f.tenant_id = ${id}`, {
      after: sql`h.after - 'tenant_id' || jsonb_build_object('amount', f.amount, 'currency', f.currency, 'promised_for', f.promised_for)`,
    }),
    entry(sql`billing_desktop.reminders f ${history('reminder', sql`f.id`)} WHERE f.tenant_id = ${id}`, {
      after: sql`jsonb_build_object('n', f.n, 'as_of', f.as_of, 'level', f.level)`,
    }),
  ],
  usage_record: (id) => [
    entry(
      sql`billing_desktop.usage_import_rows r JOIN billing_desktop.usage_imports m ON m.id = r.import_id
      ${history('usage_import', sql`m.id`)} WHERE r.usage_record_id = ${id}::uuid`,
      { after: sql`jsonb_build_object('file_name', m.file_name)` },
    ),
  ],
  bank_line: (id) => [
    entry(
      sql`billing_desktop.bank_line_payments m JOIN billing_desktop.receipt_vouchers v ON v.payment_id = m.payment_id
      ${history('payment', sql`m.payment_id`)}
      WHERE m.line_id = ${id}::uuid AND h.action IN ('bank_line_confirmed', 'payment_reversed')`,
      { after: sql`jsonb_build_object('number', v.number)` },
    ),
  ],
  credit_note: (id) => [cancellation(sql`x.credit_note_id`, id)],
  refund: (id) => [cancellation(sql`x.refund_id`, id)],
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** All that happened to a record, unordered: its own rows of the audit, and what belongs to it. */
export function historyOf(entity: AuditedEntity, id: string): Sql {
  // The figures of a day that was closed are many rows of one table; they are shown with the close itself.
  const told = entity === 'day_close' ? sql`NOT coalesce(jsonb_exists(h.after, 'counted'), false)` : sql`true`;
  const own = sql`SELECT h.id, h.at, h.actor, h.application, h.machine, h.entity, h.action, h.before, h.after, h.command_key,
    h.claimed_by, 0 AS rank FROM billing_desktop.history_of(${entity}, ${id}) h WHERE ${told}`;
  const more = entity === 'tenant' || uuid.test(id) ? belongings[entity] : undefined;
  return join([own, ...(more?.(id) ?? [])], sql`\nUNION ALL\n`);
}
