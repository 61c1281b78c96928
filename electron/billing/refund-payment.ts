import { amountSchema, compareAmounts, sumAmounts } from '../contract/amount';
import { calendarDateSchema, compareDates } from '../contract/calendar-date';
import { payments } from '../contract/payments';
import type { RefundPayment, RefundResult } from '../contract/refunds';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { runCommand, type CommandContext, type Work } from './command';
import { requireOpenDate } from './closing/open-dates';
import { lockInvoices } from './locked-invoices';
import { lockPayment, netAllocations, requireSucceeded, unallocatedOf, type LockedPayment } from './locked-payment';
import { makeExplicit } from './make-explicit';
import { takeNumberSql } from './numbers';
import { requireArrived } from './record-payment';
import { checkReference } from './rules/receipt';
import { refundLines, type Refundable } from './rules/refund';
import { paymentVoucherSnapshot } from './snapshot';

async function refundable(work: Work, payment: LockedPayment): Promise<Refundable> {
  const freed = await work.rows<{ invoiceId: string; amount: string }>(
    `SELECT a.invoice_id AS "invoiceId", (-sum(a.amount) - coalesce((
  SELECT sum(l.amount) FROM billing_desktop.refund_lines l JOIN billing_desktop.refunds r ON r.id = l.refund_id
  WHERE r.payment_id = $1 AND l.invoice_id = a.invoice_id AND l.from_credit
    AND NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.refund_id = r.id)), 0))::numeric(12, 2) AS amount
FROM billing_desktop.allocations a WHERE a.payment_id = $1 AND a.kind = 'credit' AND a.amount < 0
GROUP BY a.invoice_id ORDER BY min(a.id)`,
    [payment.id],
  );
  const part = (row: { invoiceId: string; amount: string }) => ({ ...row, amount: amountSchema.parse(row.amount) });
  const given = await netAllocations(work, payment.id);
  const { available } = await unallocatedOf(work, payment);
  return { currency: payment.currency, given: given.map(part), unallocated: available, freed: freed.map(part) };
}

/** Money goes back on the day that it came, or later. Throws `date_in_future`, `date_order`. */
async function checkDay(work: Work, { paymentId, refundedOn }: RefundOrder): Promise<void> {
  requireArrived(work, refundedOn);
  const { arrived } = await work.row<{ arrived: string }>(
    `SELECT coalesce(d.paid_on, billing_desktop.date_of(coalesce(p.paid_at, p.created_at))) AS arrived
FROM public.payments p LEFT JOIN billing_desktop.payment_details d ON d.payment_id = p.id WHERE p.id = $1`,
    [paymentId],
  );
  if (compareDates(refundedOn, calendarDateSchema.parse(arrived)) < 0) {
    throw new AppError('date_order', { from: arrived, to: refundedOn });
  }
}

const writeSql = `WITH taken AS (
  ${takeNumberSql('payment_voucher', 'extract(year FROM $3::date)::integer')}
), refund AS (
  INSERT INTO billing_desktop.refunds (number, payment_id, tenant_id, amount, currency, method, reference, payee_number, reason,
    refunded_on, snapshot, command_key)
  SELECT taken.document_number, p.id, p.tenant_id, $2::numeric, p.currency, $4::public.payment_method_enum, $5, $6, $7,
    $3::date, ${paymentVoucherSnapshot('p.tenant_id')}, $8::uuid
  FROM taken CROSS JOIN public.payments p WHERE p.id = $1::uuid
  RETURNING id, number, amount, currency
), numbered AS (
  INSERT INTO billing_desktop.numbers (series, year, n, document_number, state, entity_id, command_key)
  SELECT 'payment_voucher', extract(year FROM $3::date)::integer, taken.n, taken.document_number, 'used', refund.id, $8::uuid
  FROM taken, refund
), part AS (
  SELECT (l.line ->> 'invoiceId')::uuid AS invoice_id, (l.line ->> 'fromCredit')::boolean AS from_credit,
    (l.line ->> 'amount')::numeric(12, 2) AS amount, l.place
  FROM jsonb_array_elements($9::jsonb) WITH ORDINALITY AS l (line, place)
), lines AS (
  INSERT INTO billing_desktop.refund_lines (refund_id, invoice_id, from_credit, amount)
  SELECT refund.id, part.invoice_id, part.from_credit, part.amount FROM part, refund ORDER BY part.place
), taken_back AS (
  INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
  SELECT $1::uuid, part.invoice_id, -part.amount, 'refund', $8::uuid FROM part WHERE NOT part.from_credit ORDER BY part.place
), whole AS (
  UPDATE public.payments SET status = 'refunded' WHERE id = $1::uuid AND $10::boolean
)
SELECT refund.id, refund.number, refund.amount, refund.currency FROM refund`;

/** A refund as another command may ask for it. */
export type RefundOrder = Omit<RefundPayment, 'key'>;

/**
 * Pays back all or a part of a succeeded payment inside the transaction of a command, off invoices that it had paid (which
 * are due again) and out of the tenant's credit from it, and makes the payment voucher (سند صرف). A payment of which nothing
 * is left is `refunded`. Throws `payment_not_succeeded`, `payment_already_reversed`, `reference_required`, `date_in_future`,
 * `date_order`, `refund_exceeds_payment`, `refund_is_nothing`, `day_closed`, `period_locked`, `not_found`.
 */
export async function refund(work: Work, order: RefundOrder): Promise<RefundResult> {
  const { paymentId, parts, method, reference, payeeNumber, refundedOn, reason } = order;
  checkReference({ method, reference, payerNumber: payeeNumber });
  await requireOpenDate(work, refundedOn);
  const payment = await lockPayment(work, paymentId);
  requireSucceeded(payment);
  await checkDay(work, order);
  await lockInvoices(work, [payment.invoiceId, ...parts.map(({ invoiceId }) => invoiceId)]);
  await makeExplicit(work, payment);
  const found = await refundable(work, payment);
  const { lines, amount } = refundLines(found, order);
  const left = sumAmounts([found.unallocated, ...found.given.map((given) => given.amount)]);
  return payments.refund.output.parse(
    await work.row(writeSql, [
      paymentId,
      amount,
      refundedOn,
      method,
      reference,
      payeeNumber,
      reason,
      work.key,
      JSON.stringify(lines),
      compareAmounts(amount, left) === 0,
    ]),
  );
}

/** Pays back all or a part of a succeeded payment. Throws what refund throws. */
export function refundPayment(database: Database, actor: CommandContext, input: RefundPayment): Promise<RefundResult> {
  const { key, ...order } = input;
  const answer = payments.refund.output;
  const command = { key, kind: 'payments.refund', action: 'refunded', content: input, answer } as const;
  return runCommand(database, actor, command, (work) => refund(work, order));
}
