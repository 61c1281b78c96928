import { z } from 'zod';
import { subtractAmounts, sumAmounts } from '../contract/amount';
import { receiptDocumentSchema, receiptSnapshotSchema, type ReceiptDocument } from '../contract/document';
import type { PaymentId } from '../contract/ids';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { amount, day, today } from '../database/queries/expressions';
import { select, selectOne, type Reader } from '../database/queries/select';
import { sql } from '../database/queries/sql';
import { inTransaction } from '../database/transaction';
import { readSnapshot } from './stored-snapshot';

const voucherFields = receiptDocumentSchema
  .omit({ kind: true, snapshot: true, number: true, allocations: true, credit: true })
  .extend({ number: z.string().nullable(), snapshot: z.unknown() });

async function voucherOf(reader: Reader, id: PaymentId): Promise<z.infer<typeof voucherFields> & { number: string }> {
  const row = await selectOne(
    reader,
    sql`SELECT v.number, v.snapshot,
  ${day(sql`coalesce(e.paid_on, billing_desktop.date_of(coalesce(p.paid_at, v.issued_at, p.created_at)))`)} AS date,
  ${amount(sql`p.amount`)} AS amount, p.currency, p.method,
  coalesce(e.reference, p.tharwatt_transaction_id, p.stripe_payment_id) AS reference, e.payer_number AS "payerNumber",
  v.issued_by AS "receivedBy", e.note, r.reason AS "reversalReason",
  (SELECT count(*)::integer FROM billing_desktop.document_prints c
   WHERE c.entity_id = p.id AND c.kind = 'receipt') AS copy,
  ${day(today)} AS "printedOn"
FROM public.payments p
LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id
LEFT JOIN billing_desktop.payment_details e ON e.payment_id = p.id
LEFT JOIN billing_desktop.reversals r ON r.payment_id = p.id
WHERE p.id = ${id}`,
  );
  if (row === null) throw new AppError('not_found', { what: 'payment', name: id });
  const voucher = voucherFields.parse(row);
  // Money that is not there yet, or that the service received: nobody here has signed for it.
  if (voucher.number === null) throw new AppError('document_not_ready', { what: 'receipt' });
  return { ...voucher, number: voucher.number };
}

/**
 * Where the payment went, as it was before a reversal, in the order of entry. `dueAfter` is what the invoice still asked for
 * at that moment: later payments must not change an old voucher. What the service's payments counted for then is reckoned as
 * the triggers do it, whether or not they were written out as allocations since.
 */
async function allocationsOf(reader: Reader, id: PaymentId): Promise<ReceiptDocument['allocations']> {
  const rows = await select(
    reader,
    sql`WITH given AS (
  SELECT a.invoice_id, sum(a.amount) AS amount, min(a.id) AS first_id, max(a.id) AS last_id, max(a.created_at) AS at
  FROM billing_desktop.allocations a
  -- What a credit note took off the invoice later does not change where the money had gone.
  WHERE a.payment_id = ${id} AND a.kind NOT IN ('reversal', 'refund') AND a.amount > 0
  GROUP BY a.invoice_id HAVING sum(a.amount) > 0
)
SELECT i.invoice_number AS "invoiceNumber", ${amount(sql`given.amount`)} AS amount,
  ${amount(sql`greatest(i.total - credited.amount - explicit.amount - implicit.amount, 0)`)} AS "dueAfter"
FROM given
JOIN public.invoices i ON i.id = given.invoice_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(a.amount), 0)
    + coalesce((SELECT h.amount FROM billing_desktop.inherited_amounts h WHERE h.invoice_id = i.id), 0) AS amount
  FROM billing_desktop.allocations a JOIN public.payments p ON p.id = a.payment_id
  WHERE a.invoice_id = i.id
    AND CASE WHEN a.kind = 'adopted' AND a.payment_id <> ${id} THEN coalesce(p.paid_at, p.created_at) <= given.at
      ELSE a.id <= given.last_id END
) explicit
CROSS JOIN LATERAL (
  SELECT coalesce(sum(p.amount), 0) AS amount FROM public.payments p
  WHERE p.invoice_id = i.id AND p.status = 'succeeded' AND p.currency = i.currency
    AND coalesce(p.paid_at, p.created_at) <= given.at
    AND NOT EXISTS (SELECT FROM billing_desktop.payment_details e WHERE e.payment_id = p.id)
) implicit
CROSS JOIN LATERAL (
  SELECT coalesce(sum(k.amount), 0) AS amount FROM (
    SELECT c.id, c.total AS amount, c.issued_at AS at FROM billing_desktop.credit_notes c WHERE c.invoice_id = i.id
    UNION ALL
    SELECT w.id, w.amount, w.written_at FROM billing_desktop.write_offs w WHERE w.invoice_id = i.id
  ) k
  WHERE k.at <= given.at AND NOT EXISTS (
    SELECT FROM billing_desktop.cancellations x WHERE k.id IN (x.credit_note_id, x.write_off_id) AND x.canceled_at <= given.at)
) credited
ORDER BY given.first_id`,
  );
  return receiptDocumentSchema.shape.allocations.parse(rows);
}

/**
 * A payment's receipt voucher as it is printed now: seller and customer as its snapshot keeps them, and where the money went;
 * what is left over is the customer's credit. A reversed one bears its reason. Throws `not_found`, and `document_not_ready`
 * for a payment without a voucher or one of a newer app.
 */
export function receiptDocument(database: Database, id: PaymentId): Promise<ReceiptDocument> {
  const { sequelize } = database;
  return inTransaction(
    database,
    async (transaction) => {
      const reader = { sequelize, transaction };
      const voucher = await voucherOf(reader, id);
      const allocations = await allocationsOf(reader, id);
      return receiptDocumentSchema.parse({
        ...voucher,
        kind: 'receipt',
        snapshot: await readSnapshot(reader, receiptSnapshotSchema, voucher.snapshot),
        allocations,
        credit: subtractAmounts(voucher.amount, sumAmounts(allocations.map((allocation) => allocation.amount))),
      });
    },
    { readOnly: true, isolation: 'REPEATABLE READ' },
  );
}
