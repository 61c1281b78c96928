import { amount, day, today } from './expressions';
import { sql } from './sql';
import { joinTenant, tenantColumns } from './tenant-names';

export const invoice = sql`i`;
export const isOpen = sql`i.status IN ('pending', 'overdue')`;
/** Overdue is derived, whatever status is stored: pending past its due date with something due (domain.md, Time). */
export const isOverdue = sql`${isOpen} AND i.amount_due > 0 AND i.due_date < ${today}`;
/** What can still be paid; a draft, a void or a refunded invoice takes no money. As in 0005's index. */
export const openAmount = sql`CASE WHEN i.status IN ('pending', 'overdue') THEN i.amount_due ELSE 0 END`;

export const standing = sql`CASE WHEN NOT (${isOpen}) THEN i.status::text
    WHEN i.amount_due > 0 AND i.due_date < ${today} THEN 'overdue'
    WHEN i.amount_paid > 0 THEN 'partly_paid' ELSE 'pending' END`;
export const daysOverdue = sql`CASE WHEN ${isOverdue} THEN ${today} - i.due_date ELSE 0 END`;

/** The columns of an InvoiceRow, over `public.invoices i` and joinTenant. */
export const invoiceColumns = sql`i.id, i.invoice_number AS number, ${tenantColumns(invoice)},
  ${standing} AS standing, ${day(sql`i.issue_date`)} AS "issueDate", ${day(sql`i.due_date`)} AS "dueDate",
  ${daysOverdue} AS "daysOverdue", i.currency,
  ${amount(sql`i.total`)} AS total, ${amount(sql`(${openAmount})`)} AS "amountDue"`;

export const joinInvoiceTenant = joinTenant(invoice);
