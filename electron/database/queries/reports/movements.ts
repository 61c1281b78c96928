import type { Currency } from '../../../contract/currency';
import { join, sql, type Sql } from '../sql';

/** When a payment arrived. */
const arrivedOn = sql`coalesce(e.paid_on, billing_desktop.date_of(coalesce(p.paid_at, p.processed_at, p.created_at)))`;
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

/**
 * Every movement of a tenant's account in one currency, as a query of date, rank, kind, entity, id, number, about, method and
 * the signed amount. What an invoice counts as paid beyond its payments since before the triggers watched is a movement of
 * its own; where it is more than the total, the invoice's payments are in it already.
 */
export function accountMovements(tenantId: string, currency: Currency): Sql {
  const invoices = sql`public.invoices i LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id`;
  const ofInvoice = sql`WHERE i.tenant_id = ${tenantId} AND i.currency = ${currency} AND i.status <> 'draft' AND i.total < 'NaN'`;
  const payments = sql`public.payments p
    LEFT JOIN billing_desktop.payment_details e ON e.payment_id = p.id
    LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id
    LEFT JOIN billing_desktop.reversals r ON r.payment_id = p.id
    LEFT JOIN public.invoices i ON i.id = p.invoice_id`;
  const ofPayment = sql`WHERE p.tenant_id = ${tenantId} AND p.currency = ${currency} AND p.amount < 'NaN'`;
  const receipt = { entity: 'payment', id: sql`p.id`, number: sql`v.number`, method: sql`p.method` } as const;
  const sources: readonly Source[] = [
    {
      date: sql`i.issue_date`,
      rank: 1,
      kind: 'invoice',
      entity: 'invoice',
      id: sql`i.id`,
      number: sql`i.invoice_number`,
      amount: sql`i.total`,
      from: sql`${invoices} ${ofInvoice}`,
    },
    {
      // One that the service canceled says no day.
      date: sql`coalesce(billing_desktop.date_of(d.voided_at), i.issue_date)`,
      rank: 2,
      kind: 'void',
      entity: 'invoice',
      id: sql`i.id`,
      number: sql`i.invoice_number`,
      amount: sql`-i.total`,
      from: sql`${invoices} ${ofInvoice} AND i.status = 'canceled'`,
    },
    {
      date: sql`coalesce(i.paid_date, i.issue_date)`,
      rank: 3,
      kind: 'inherited',
      entity: 'invoice',
      id: sql`i.id`,
      number: sql`i.invoice_number`,
      amount: sql`CASE WHEN h.amount > i.total THEN coalesce((
        SELECT sum(p.amount) FROM public.payments p WHERE p.invoice_id = i.id AND p.currency = i.currency AND p.status = 'succeeded'
          AND p.amount < 'NaN' AND NOT EXISTS (SELECT FROM billing_desktop.payment_details e WHERE e.payment_id = p.id)), 0)
        - h.amount ELSE -h.amount END`,
      from: sql`billing_desktop.inherited_amounts h JOIN ${invoices} ON i.id = h.invoice_id ${ofInvoice}`,
    },
    {
      ...receipt,
      date: arrivedOn,
      rank: 4,
      kind: 'payment',
      about: sql`coalesce(i.invoice_number, '')`,
      amount: sql`-p.amount`,
      from: sql`${payments} ${ofPayment} AND (p.status IN ('succeeded', 'refunded') OR r.payment_id IS NOT NULL)`,
    },
    {
      ...receipt,
      date: sql`billing_desktop.date_of(r.reversed_at)`,
      rank: 5,
      kind: 'reversal',
      about: sql`coalesce(i.invoice_number, '')`,
      amount: sql`p.amount`,
      from: sql`${payments} ${ofPayment} AND r.payment_id IS NOT NULL`,
    },
    {
      // The service's own refunds have no row beside their payment.
      ...receipt,
      date: sql`billing_desktop.date_of(coalesce(p.processed_at, p.paid_at, p.created_at))`,
      rank: 6,
      kind: 'refund',
      about: sql`coalesce(i.invoice_number, '')`,
      amount: sql`p.amount`,
      from: sql`${payments} ${ofPayment} AND p.status = 'refunded' AND r.payment_id IS NULL
        AND NOT EXISTS (SELECT FROM billing_desktop.refunds f WHERE f.payment_id = p.id)`,
    },
  ];
  return join([...sources, ...creditSources(tenantId, currency)].map(movement), sql`\nUNION ALL\n`);
}
