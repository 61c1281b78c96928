import type { Parsed } from '../../contract/api';
import type { PaymentDetail } from '../../contract/payments';
import { AppError } from '../../contract/result';
import { implicitShares } from './counted';
import { refundedOf } from './credited';
import { amount, instant } from './expressions';
import { joinPayment, paymentColumns } from './payment-columns';
import { refundsOf } from './refunds';
import { select, selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';
import { readTimeline } from './timeline';

type Allocation = PaymentDetail['allocations'][number];

/** What of a payment is with invoices, and what was paid back. */
const allocated = sql`CASE WHEN e.payment_id IS NULL THEN coalesce(share.counted, 0) ELSE given.amount END`;
const refunded = refundedOf(sql`p.id`);

function detailOf(id: string): Sql {
  return sql`SELECT ${paymentColumns}, e.payer_number AS "payerNumber", e.note, p.failure_reason AS "failureReason",
  coalesce(e.origin, 'service') AS origin, e.recorded_by AS "recordedBy",
  ${amount(sql`(${allocated})`)} AS allocated, ${amount(sql`(${refunded})`)} AS refunded,
  CASE WHEN p.status = 'succeeded' THEN ${amount(sql`(p.amount - (${allocated}) - (${refunded}))`)} ELSE '0.00' END AS unallocated,
  r.reason AS "reversalReason",
  (SELECT count(*)::integer FROM billing_desktop.document_prints c
   WHERE c.entity_id = p.id AND c.kind = 'receipt') AS copies
FROM public.payments p ${joinPayment}
LEFT JOIN LATERAL (
  SELECT coalesce(sum(a.amount), 0) AS amount
  FROM billing_desktop.allocations a WHERE a.payment_id = p.id
) given ON true
LEFT JOIN (${implicitShares(ofSameInvoice(id))}) share ON share.payment_id = p.id
WHERE p.id = ${id}`;
}

function ofSameInvoice(id: string): Sql {
  return sql`p.invoice_id = (SELECT x.invoice_id FROM public.payments x WHERE x.id = ${id})`;
}

/** Each movement between the payment and an invoice; of a service payment, what it counts for its own. */
function allocationsOf(id: string): Sql {
  return sql`SELECT i.id AS "invoiceId", i.invoice_number AS "invoiceNumber", ${amount(sql`moved.amount`)} AS amount,
  ${instant(sql`moved.at`)} AS at
FROM (
  SELECT a.invoice_id, a.amount, a.created_at AS at, a.id AS place
  FROM billing_desktop.allocations a WHERE a.payment_id = ${id}
  UNION ALL
  SELECT s.invoice_id, s.counted, coalesce(p.paid_at, p.created_at), 0
  FROM (${implicitShares(ofSameInvoice(id))}) s JOIN public.payments p ON p.id = s.payment_id
  WHERE s.payment_id = ${id} AND s.counted > 0
) moved JOIN public.invoices i ON i.id = moved.invoice_id
ORDER BY moved.place`;
}

/** A payment with where it went and its timeline. Throws `not_found`. */
export async function getPayment(reader: Reader, { id }: Parsed<'payments', 'get'>): Promise<PaymentDetail> {
  const row = await selectOne<Omit<PaymentDetail, 'allocations' | 'refunds' | 'timeline'>>(reader, detailOf(id));
  if (!row) throw new AppError('not_found', { entity: 'payment' });
  const allocations = await select<Allocation>(reader, allocationsOf(id));
  const refunds = await refundsOf(reader, id);
  return { ...row, allocations, refunds, timeline: await readTimeline(reader, 'payment', id) };
}
