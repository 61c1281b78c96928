import { join, sql, Sql } from './sql';

/*
 * What another program than the desktop changed after the fact, from the audit: the given tables say how a record is, and not
 * since when. Each change has its own day, so that what was reckoned for a day that is past stays as it was.
 */

/** A column to follow, with its type. */
type Column = readonly [name: string, type: string];

/**
 * Every update of the records concerned, as id, place (its order), at, by_desktop, and each column before and after it. A row of
 * the audit keeps only what it changed: a column was what the next row to change it found, and where none does, what it is now.
 */
function followed(entity: 'invoice' | 'payment', columns: readonly Column[], ids: Sql | null): Sql {
  const each = (piece: (name: string, type: string) => string): Sql =>
    join(
      columns.map(([name, type]) => new Sql([piece(name, type)], [])),
      sql`,\n`,
    );
  const table = entity === 'invoice' ? sql`public.invoices` : sql`public.payments`;
  return sql`SELECT f.id, f.place, f.at, f.by_desktop,
    ${each((name) => `f.${name}_before, lead(f.${name}_before, 1, f.${name}_now) OVER (PARTITION BY f.id ORDER BY f.place) AS ${name}_after`)}
  FROM (
    SELECT h.*, ${each(
      (name, type) => `CASE WHEN h.${name}_turns = 0 THEN h.${name}_now
        ELSE (max(h.${name}_was) OVER (PARTITION BY h.id, h.${name}_turns))::${type} END AS ${name}_before`,
    )}
    FROM (
      SELECT r.id, c.id AS place, c.at, c.command_key IS NOT NULL AS by_desktop, ${each(
        (name) => `r.${name} AS ${name}_now, c.before ->> '${name}' AS ${name}_was,
        count(c.before -> '${name}') OVER (PARTITION BY r.id ORDER BY c.id DESC) AS ${name}_turns`,
      )}
      FROM billing_desktop.changed_elsewhere(${entity}, ${ids ?? sql`NULL`}) c JOIN ${table} r ON r.id = c.entity_id::uuid
    ) h
  ) f`;
}

/**
 * The changes of issued invoices, as a query of invoice_id, place, at, status and total before and after, and what the invoice
 * counted before and after: nothing while it is void. `ids` is an array of texts, or null for all; the desktop's own voids of
 * these invoices are among them.
 */
export function invoiceChanges(ids: Sql | null): Sql {
  const columns: readonly Column[] = [
    ['status', 'public.invoice_status_enum'],
    ['total', 'numeric'],
  ];
  return sql`SELECT k.* FROM (
  SELECT f.id AS invoice_id, f.place, f.at, f.status_before, f.status_after, f.total_before, f.total_after,
    CASE WHEN f.status_before = 'canceled' THEN 0 ELSE f.total_before END AS counted_before,
    CASE WHEN f.status_after = 'canceled' THEN 0 ELSE f.total_after END AS counted_after
  FROM (${followed('invoice', columns, ids)}) f WHERE f.status_before <> 'draft'
) k WHERE (k.status_before = 'canceled') <> (k.status_after = 'canceled') OR k.total_before <> k.total_after`;
}

/** True where the desktop paid back of the payment: what went back stands in its own rows then, whatever the status says. */
export const hasRefunds = (paymentId: Sql): Sql =>
  sql`EXISTS (SELECT FROM billing_desktop.refunds f WHERE f.payment_id = ${paymentId})`;

/**
 * What another program made of payments that had arrived, as a query of payment_id, place, at, status and amount before and
 * after, `arrived_at` as it was said before, and what the payment counted before and after. What the desktop does to a payment has
 * rows of its own elsewhere and is not among them.
 */
export function paymentChanges(ids: Sql | null): Sql {
  const columns: readonly Column[] = [
    ['status', 'public.payment_status_enum'],
    ['amount', 'numeric'],
    ['paid_at', 'timestamptz'],
    ['processed_at', 'timestamptz'],
    ['created_at', 'timestamptz'],
  ];
  const counted = (status: Sql, amount: Sql): Sql =>
    sql`CASE WHEN ${status} = 'succeeded' OR (${status} = 'refunded' AND ${hasRefunds(sql`f.id`)}) THEN ${amount} ELSE 0 END`;
  return sql`SELECT k.* FROM (
  SELECT c.*, bool_or(c.counted_before > 0) OVER (PARTITION BY c.payment_id ORDER BY c.place) AS had_arrived
  FROM (
    SELECT f.id AS payment_id, f.place, f.at, f.by_desktop, f.status_before, f.status_after, f.amount_before, f.amount_after,
      coalesce(f.paid_at_before, f.processed_at_before, f.created_at_before) AS arrived_at,
      ${counted(sql`f.status_before`, sql`f.amount_before`)} AS counted_before,
      ${counted(sql`f.status_after`, sql`f.amount_after`)} AS counted_after
    FROM (${followed('payment', columns, ids)}) f
  ) c
) k WHERE k.had_arrived AND NOT k.by_desktop AND k.counted_before <> k.counted_after`;
}
