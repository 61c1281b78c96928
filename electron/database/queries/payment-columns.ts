import { amount, instant } from './expressions';
import { sql } from './sql';
import { joinTenant, tenantColumns } from './tenant-names';

export const payment = sql`p`;

/** The columns of a PaymentRow, over `public.payments p` and joinPayment. */
export const paymentColumns = sql`p.id, v.number AS "voucherNumber", p.invoice_id AS "invoiceId",
  i.invoice_number AS "invoiceNumber", ${tenantColumns(payment)}, p.status, r.payment_id IS NOT NULL AS reversed,
  p.method, ${amount(sql`p.amount`)} AS amount, p.currency,
  coalesce(e.reference, p.tharwatt_transaction_id, p.stripe_payment_id) AS reference,
  ${instant(sql`p.created_at`)} AS "createdAt", ${instant(sql`p.paid_at`)} AS "paidAt"`;

export const joinPayment = sql`${joinTenant(payment)}
  LEFT JOIN public.invoices i ON i.id = p.invoice_id
  LEFT JOIN billing_desktop.payment_details e ON e.payment_id = p.id
  LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id
  LEFT JOIN billing_desktop.reversals r ON r.payment_id = p.id`;

/** When a payment arrived, or was entered while it has not; as in 0005's index. */
export const receivedAt = sql`coalesce(p.paid_at, p.created_at)`;
