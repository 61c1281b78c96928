import type { Currency } from '../../../contract/currency';
import { hasRefunds, invoiceChanges, paymentChanges } from '../changes-elsewhere';
import { join, sql, type Sql } from '../sql';

/** When a payment arrived, as it was said before another program wrote over it. */
const arrivedOn = sql`coalesce(e.paid_on, billing_desktop.date_of(coalesce(u.arrived_at, p.paid_at, p.processed_at, p.created_at)))`;
const nowhere = sql`NULL::public.payment_method_enum`;

interface Source {
  readonly date: Sql;
  /** Movements of one day stand in this order. */
  readonly rank: number;
  readonly kind: string;
  readonly entity: 'invoice' | 'payment';
  readonly id: Sql;
  readonly number: Sql;
  readonly about?: Sql;
  readonly method?: Sql;
  /** Signed: what the tenant owes more by it. */
  readonly amount: Sql;
  readonly from: Sql;
}

function movement({ date, rank, kind, entity, id, number, about, method, amount, from }: Source): Sql {
  return sql`SELECT ${date} AS date, ${rank}::integer AS rank, ${kind}::text AS kind, ${entity}::text AS entity, ${id} AS id,
    coalesce(${number}, '') AS number, ${about ?? sql`''`}::text AS about, ${method ?? nowhere} AS method, ${amount} AS amount
  FROM ${from}`;
}

/** Credit notes, write-offs and refunds, and what canceled one of them: each on its own day. */
function creditSources(tenantId: string, currency: Currency): readonly Source[] {
  const mine = sql`k.tenant_id = ${tenantId} AND k.currency = ${currency}`;
  const notes = sql`billing_desktop.credit_notes k LEFT JOIN public.invoices i ON i.id = k.invoice_id`;
  const offs = sql`billing_desktop.write_offs k LEFT JOIN public.invoices i ON i.id = k.invoice_id`;
  const refunds = sql`billing_desktop.refunds k LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = k.payment_id`;
  const canceled = (column: Sql): Sql => sql`JOIN billing_desktop.cancellations x ON ${column} = k.id`;
  const canceledOn = sql`billing_desktop.date_of(x.canceled_at)`;
  const note = {
    entity: 'invoice',
    id: sql`k.invoice_id`,
    number: sql`k.number`,
    about: sql`i.invoice_number`,
  } as const;
  const off = { ...note, number: sql`i.invoice_number`, about: sql`''` } as const;
  const refund = {
    entity: 'payment',
    id: sql`k.payment_id`,
    number: sql`k.number`,
    about: sql`coalesce(v.number, '')`,
    method: sql`k.method`,
  } as const;
  return [
    {
      ...note,
      kind: 'credit_note',
      rank: 7,
      date: sql`k.issue_date`,
      amount: sql`-k.total`,
      from: sql`${notes} WHERE ${mine}`,
    },
    {
      ...note,
      kind: 'credit_note_canceled',
      rank: 8,
      date: canceledOn,
      amount: sql`k.total`,
      from: sql`${notes} ${canceled(sql`x.credit_note_id`)} WHERE ${mine}`,
    },
    {
      ...off,
      kind: 'write_off',
      rank: 9,
      date: sql`k.written_on`,
      amount: sql`-k.amount`,
      from: sql`${offs} WHERE ${mine}`,
    },
    {
      ...off,
      kind: 'write_off_canceled',
      rank: 10,
      date: canceledOn,
      amount: sql`k.amount`,
      from: sql`${offs} ${canceled(sql`x.write_off_id`)} WHERE ${mine}`,
    },
    {
      ...refund,
      kind: 'refund',
      rank: 11,
      date: sql`k.refunded_on`,
      amount: sql`k.amount`,
      from: sql`${refunds} WHERE ${mine}`,
    },
    {
      ...refund,
      kind: 'refund_canceled',
      rank: 12,
      date: canceledOn,
      amount: sql`-k.amount`,
      from: sql`${refunds} ${canceled(sql`x.refund_id`)} WHERE ${mine}`,
    },
  ];
}

/** An invoice's issue, and each void or other change of what it counts, by whatever program. */
function invoiceSources(ofInvoice: Sql): readonly Source[] {
  const invoices = sql`public.invoices i LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
    LEFT JOIN invoice_first o ON o.invoice_id = i.id`;
  const invoice = { entity: 'invoice', id: sql`i.id`, number: sql`i.invoice_number` } as const;
  const changed = { ...invoice, date: sql`greatest(billing_desktop.date_of(k.at), i.issue_date)` };
  const ofChange = (condition: Sql): Sql =>
    sql`invoice_changes k JOIN public.invoices i ON i.id = k.invoice_id ${ofInvoice} AND ${condition}`;
  const difference = sql`k.counted_after - k.counted_before`;
  return [
    {
      ...invoice,
      date: sql`i.issue_date`,
      rank: 1,
      kind: 'invoice',
      amount: sql`coalesce(o.total, i.total)`,
      from: sql`${invoices} ${ofInvoice}`,
    },
    {
      // Of one that was void before the triggers watched nothing says the day.
      ...invoice,
      date: sql`coalesce(billing_desktop.date_of(d.voided_at), i.issue_date)`,
      rank: 2,
      kind: 'void',
      amount: sql`-coalesce(o.total, i.total)`,
      from: sql`${invoices} ${ofInvoice} AND coalesce(o.status, i.status) = 'canceled'`,
    },
    {
      ...changed,
      rank: 2,
      kind: 'void',
      amount: difference,
      from: ofChange(sql`k.status_after = 'canceled' AND k.status_before <> 'canceled'`),
    },
    {
      ...changed,
      rank: 13,
      kind: 'void_undone',
      amount: difference,
      from: ofChange(sql`k.status_before = 'canceled' AND k.status_after <> 'canceled'`),
    },
    {
      ...changed,
      rank: 14,
      kind: 'invoice_changed',
      amount: difference,
      from: ofChange(sql`(k.status_before = 'canceled') = (k.status_after = 'canceled') AND ${difference} <> 0`),
    },
    {
      ...invoice,
      date: sql`coalesce(i.paid_date, i.issue_date)`,
      rank: 3,
      kind: 'inherited',
      amount: sql`CASE WHEN h.amount > i.total THEN coalesce((
        SELECT sum(p.amount) FROM public.payments p WHERE p.invoice_id = i.id AND p.currency = i.currency AND p.status = 'succeeded'
          AND p.amount < 'NaN' AND NOT EXISTS (SELECT FROM billing_desktop.payment_details e WHERE e.payment_id = p.id)), 0)
        - h.amount ELSE -h.amount END`,
      from: sql`billing_desktop.inherited_amounts h JOIN ${invoices} ON i.id = h.invoice_id ${ofInvoice}`,
    },
  ];
}

/** A payment on the day of its arrival, its reversal, and what another program made of it later. */
function paymentSources(ofPayment: Sql): readonly Source[] {
  const payments = sql`public.payments p
    LEFT JOIN billing_desktop.payment_details e ON e.payment_id = p.id
    LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id
    LEFT JOIN billing_desktop.reversals r ON r.payment_id = p.id
    LEFT JOIN public.invoices i ON i.id = p.invoice_id
    LEFT JOIN payment_first u ON u.payment_id = p.id`;
  const receipt = {
    entity: 'payment',
    id: sql`p.id`,
    number: sql`v.number`,
    about: sql`coalesce(i.invoice_number, '')`,
    method: sql`p.method`,
  } as const;
  // The service's own refunds have no row beside their payment; of one before the triggers watched its processing says the day.
  const refundedUnseen = sql`p.status = 'refunded' AND r.payment_id IS NULL AND NOT ${hasRefunds(sql`p.id`)}
    AND NOT coalesce(u.refunded, false)`;
  const standing = sql`CASE WHEN p.status = 'succeeded' OR r.payment_id IS NOT NULL
    OR (p.status = 'refunded' AND ${hasRefunds(sql`p.id`)}) OR (${refundedUnseen}) THEN p.amount ELSE 0 END`;
  const arrived = sql`${standing} - coalesce(u.moved, 0)`;
  const changed = {
    ...receipt,
    date: sql`billing_desktop.date_of(k.at)`,
    amount: sql`k.counted_before - k.counted_after`,
  };
  const ofChange = (condition: Sql): Sql =>
    sql`payment_changes k JOIN (${payments}) ON p.id = k.payment_id ${ofPayment} AND ${condition}`;
  return [
    {
      ...receipt,
      date: arrivedOn,
      rank: 4,
      kind: 'payment',
      amount: sql`-(${arrived})`,
      from: sql`${payments} ${ofPayment} AND ${arrived} <> 0`,
    },
    {
      ...receipt,
      date: sql`billing_desktop.date_of(r.reversed_at)`,
      rank: 5,
      kind: 'reversal',
      amount: sql`p.amount`,
      from: sql`${payments} ${ofPayment} AND r.payment_id IS NOT NULL`,
    },
    {
      ...receipt,
      date: sql`billing_desktop.date_of(coalesce(p.processed_at, p.paid_at, p.created_at))`,
      rank: 6,
      kind: 'refund',
      amount: sql`p.amount`,
      from: sql`${payments} ${ofPayment} AND ${refundedUnseen}`,
    },
    { ...changed, rank: 6, kind: 'refund', from: ofChange(sql`k.counted_after = 0 AND k.status_after = 'refunded'`) },
    {
      ...changed,
      rank: 15,
      kind: 'payment_undone',
      from: ofChange(sql`k.counted_after = 0 AND k.status_after <> 'refunded'`),
    },
    { ...changed, rank: 16, kind: 'payment_again', from: ofChange(sql`k.counted_before = 0`) },
    {
      ...changed,
      rank: 17,
      kind: 'payment_changed',
      from: ofChange(sql`k.counted_before <> 0 AND k.counted_after <> 0`),
    },
  ];
}

/**
 * Every movement of a tenant's account in one currency, as a query of date, rank, kind, entity, id, number, about, method and
 * the signed amount. What an invoice counts as paid beyond its payments since before the triggers watched is a movement of
 * its own; where it is more than the total, the invoice's payments are in it already. What another program changed later moves the
 * account on its own day, and what had been there before stays as it was.
 */
export function accountMovements(tenantId: string, currency: Currency): Sql {
  const ofInvoice = sql`WHERE i.tenant_id = ${tenantId} AND i.currency = ${currency} AND i.status <> 'draft' AND i.total < 'NaN'`;
  const ofPayment = sql`WHERE p.tenant_id = ${tenantId} AND p.currency = ${currency} AND p.amount < 'NaN'`;
  const sources = [...invoiceSources(ofInvoice), ...paymentSources(ofPayment), ...creditSources(tenantId, currency)];
  return sql`WITH invoice_changes AS MATERIALIZED (
    ${invoiceChanges(sql`ARRAY(SELECT i.id::text FROM public.invoices i ${ofInvoice})`)}
  ), invoice_first AS MATERIALIZED (
    SELECT DISTINCT ON (k.invoice_id) k.invoice_id, k.status_before AS status, k.total_before AS total
    FROM invoice_changes k ORDER BY k.invoice_id, k.place
  ), payment_changes AS MATERIALIZED (
    ${paymentChanges(sql`ARRAY(SELECT p.id::text FROM public.payments p ${ofPayment})`)}
  ), payment_first AS MATERIALIZED (
    SELECT k.payment_id, sum(k.counted_after - k.counted_before) AS moved, bool_or(k.status_after = 'refunded') AS refunded,
      (array_agg(k.arrived_at ORDER BY k.place))[1] AS arrived_at
    FROM payment_changes k GROUP BY k.payment_id
  )
  ${join(sources.map(movement), sql`\nUNION ALL\n`)}`;
}
