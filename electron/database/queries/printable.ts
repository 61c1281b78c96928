import type { DocumentRef } from '../../contract/documents';
import type { InvoiceFilter } from '../../contract/invoices';
import type { PaymentFilter } from '../../contract/payments';
import { invoiceList, invoiceSelection } from './invoices';
import { selected } from './list';
import { paymentList, paymentSelection } from './payments';
import { select, type Reader } from './select';
import { sql } from './sql';

/** The invoices of a filter in the order of their numbers, `most` of them. Drafts only where the filter asks for them. */
export function printableInvoices(reader: Reader, filter: InvoiceFilter, most: number): Promise<DocumentRef[]> {
  const rows = selected(invoiceList.from, sql`i.id, i.invoice_number, i.status`, invoiceSelection(filter));
  const wanted = filter.standing?.includes('draft') === true ? sql`true` : sql`r.status <> 'draft'`;
  return select<DocumentRef>(
    reader,
    sql`SELECT 'invoice' AS kind, r.id FROM (${rows}) r WHERE ${wanted}
ORDER BY billing_desktop.number_order(r.invoice_number) COLLATE "C", r.id LIMIT ${most}`,
  );
}

/** The receipt vouchers of the payments of a filter, in the order of their numbers, `most` of them. */
export function printableReceipts(reader: Reader, filter: PaymentFilter, most: number): Promise<DocumentRef[]> {
  const rows = selected(paymentList.from, sql`p.id`, paymentSelection(filter));
  return select<DocumentRef>(
    reader,
    sql`SELECT 'receipt' AS kind, r.id FROM (${rows}) r
JOIN billing_desktop.receipt_vouchers v ON v.payment_id = r.id
ORDER BY billing_desktop.number_order(v.number) COLLATE "C", r.id LIMIT ${most}`,
  );
}
