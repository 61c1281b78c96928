import { day } from '../queries/expressions';
import { sql } from '../queries/sql';
import type { SheetColumn } from './sheet';
import { column, money, tenantColumns, word } from './sheet-columns';

/** Over the joins of the credit notes' list. One that was canceled comes to nothing. */
export const creditNoteColumns: readonly SheetColumn[] = [
  column('creditNoteNumber', 'text', sql`c.number`),
  column('invoiceNumber', 'text', sql`i.invoice_number`),
  ...tenantColumns(sql`c`),
  word('kind', 'creditNote', sql`CASE WHEN x.id IS NULL THEN c.kind ELSE 'canceled' END`),
  column('issueDate', 'date', day(sql`c.issue_date`)),
  column('reasonAr', 'text', sql`c.reason_ar`),
  column('reason', 'text', sql`c.reason`),
  column('issuedBy', 'text', sql`c.issued_by`),
  column('currency', 'currency', sql`c.currency`),
  money('total', sql`CASE WHEN x.id IS NULL THEN c.total ELSE 0 END`),
];

/** Over the joins of the refunds' list. One that was canceled comes to nothing. */
export const refundColumns: readonly SheetColumn[] = [
  column('voucherNumber', 'text', sql`f.number`),
  column('receiptNumber', 'text', sql`v.number`),
  ...tenantColumns(sql`f`),
  word('status', 'refund', sql`CASE WHEN x.id IS NULL THEN 'paid' ELSE 'canceled' END`),
  word('method', 'method', sql`f.method`),
  column('reference', 'text', sql`f.reference`),
  column('refundedOn', 'date', day(sql`f.refunded_on`)),
  column('reason', 'text', sql`f.reason`),
  column('refundedBy', 'text', sql`f.refunded_by`),
  column('currency', 'currency', sql`f.currency`),
  money('amount', sql`CASE WHEN x.id IS NULL THEN f.amount ELSE 0 END`),
];
