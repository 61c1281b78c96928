import { sql, type Sql } from './sql';

/** True for a row of credit_notes, write_offs or refunds that nobody has canceled since. */
export function isLive(row: Sql, kind: 'credit_note' | 'write_off' | 'refund'): Sql {
  const column = { credit_note: sql`credit_note_id`, write_off: sql`write_off_id`, refund: sql`refund_id` }[kind];
  return sql`NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.${column} = ${row}.id)`;
}

/** What of an invoice's total is credited: its live credit notes and write-offs; as billing_desktop.derive() has it. */
export function creditedOf(invoiceId: Sql): Sql {
  return sql`(coalesce((SELECT sum(cn.total) FROM billing_desktop.credit_notes cn
      WHERE cn.invoice_id = ${invoiceId} AND ${isLive(sql`cn`, 'credit_note')}), 0)
    + coalesce((SELECT sum(wo.amount) FROM billing_desktop.write_offs wo
      WHERE wo.invoice_id = ${invoiceId} AND ${isLive(sql`wo`, 'write_off')}), 0))`;
}

/** What was paid back of a payment. */
export function refundedOf(paymentId: Sql): Sql {
  return sql`coalesce((SELECT sum(rf.amount) FROM billing_desktop.refunds rf
      WHERE rf.payment_id = ${paymentId} AND ${isLive(sql`rf`, 'refund')}), 0)`;
}
