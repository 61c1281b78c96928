import type { Output, Parsed } from '../../contract/api';
import type { InvoiceFilter, InvoiceRow, invoiceSortColumns } from '../../contract/invoices';
import type { Totals } from '../../contract/page';
import type { InvoiceStanding } from '../../contract/status';
import { today } from './expressions';
import { invoice, invoiceColumns, isOpen, isOverdue, joinInvoiceTenant, openAmount } from './invoice-columns';
import { numberBranches } from './invoice-numbers';
import { readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { selectOne, type Reader } from './select';
import { anyOf, sql, type Sql } from './sql';
import { sortByTenantName } from './tenant-names';
import { exactNumbers, tenantsNamed, termOf } from './term';
import { totalsOf } from './totals';

export { isOverdue, openAmount } from './invoice-columns';
export { getInvoice } from './invoice-detail';

type Column = (typeof invoiceSortColumns)[number];

const date = sql`date`;
const text = sql`text`;
const numeric = sql`numeric`;

export const invoiceList: List<Column> = {
  from: sql`public.invoices i`,
  id: sortKey(sql`uuid`, sql`i.id`),
  sorts: {
    issue_date: sortBy(date, sql`i.issue_date`),
    due_date: sortBy(date, sql`i.due_date`),
    // SAH-2026-9999 comes before SAH-2026-10000.
    invoice_number: sortBy(text, sql`(billing_desktop.number_order(i.invoice_number) COLLATE "C")`),
    // Pending and overdue are one group in which the due date keeps them apart.
    status: {
      keys: [
        sortKey(
          sql`public.invoice_status_enum`,
          sql`(CASE WHEN i.status = 'overdue' THEN 'pending' ELSE i.status END)`,
        ),
        sortKey(date, sql`i.due_date`),
      ],
    },
    total: sortBy(numeric, sql`i.total`),
    amount_due: sortBy(numeric, sql`(${openAmount})`),
    currency: sortBy(sql`public.currency_enum`, sql`i.currency`),
    tenant_name: sortByTenantName(invoice),
  },
  columns: invoiceColumns,
  joins: joinInvoiceTenant,
};

const standings: Readonly<Record<InvoiceStanding, Sql>> = {
  draft: sql`i.status = 'draft'`,
  pending: sql`${isOpen} AND i.amount_paid <= 0 AND NOT (i.amount_due > 0 AND i.due_date < ${today})`,
  partly_paid: sql`${isOpen} AND i.amount_paid > 0 AND NOT (i.amount_due > 0 AND i.due_date < ${today})`,
  overdue: isOverdue,
  paid: sql`i.status = 'paid'`,
  canceled: sql`i.status = 'canceled'`,
  refunded: sql`i.status = 'refunded'`,
};

/** Which invoices a filter holds. */
export function invoiceSelection(filter: InvoiceFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.standing && filter.standing.length > 0) {
    conditions.push(anyOf(filter.standing.map((wanted) => standings[wanted])));
  }
  if (filter.currency) conditions.push(sql`i.currency = ${filter.currency}`);
  if (filter.tenantId) conditions.push(sql`i.tenant_id = ${filter.tenantId}`);
  if (filter.subscriptionId) conditions.push(sql`i.subscription_id = ${filter.subscriptionId}`);
  if (filter.billingRunId) {
    conditions.push(
      sql`i.id IN (SELECT x.invoice_id FROM billing_desktop.billing_run_invoices x WHERE x.run_id = ${filter.billingRunId})`,
    );
  }
  if (filter.issuedFrom) conditions.push(sql`i.issue_date >= ${filter.issuedFrom}`);
  if (filter.issuedTo) conditions.push(sql`i.issue_date <= ${filter.issuedTo}`);
  if (filter.dueFrom) conditions.push(sql`i.due_date >= ${filter.dueFrom}`);
  if (filter.dueTo) conditions.push(sql`i.due_date <= ${filter.dueTo}`);
  const term = termOf(filter.search);
  if (!term) return { conditions };
  return { conditions, branches: [...numberBranches(term), sql`i.tenant_id IN (${tenantsNamed(term)})`] };
}

/** One page of the invoices that a filter holds. Throws `bad_input` for a foreign cursor. */
export function listInvoices(
  reader: Reader,
  { filter, ...request }: Parsed<'invoices', 'list'>,
): Promise<Output<'invoices', 'list'>> {
  return readPage<Column, InvoiceRow>(reader, invoiceList, request, invoiceSelection(filter));
}

/** How many a filter holds, and for each currency their totals and what can still be paid of them. */
export function invoiceTotals(reader: Reader, { filter }: Parsed<'invoices', 'totals'>): Promise<Totals> {
  const columns = sql`i.id, i.currency, i.total, ${openAmount} AS due`;
  return totalsOf(reader, selected(invoiceList.from, columns, invoiceSelection(filter)), true);
}

/**
 * The invoice that a number means, in either digit set, with or without its prefix and zeros; the latest year's where
 * only the running number was given. Null where there is none.
 */
export async function findInvoiceByNumber(
  reader: Reader,
  { number }: Parsed<'invoices', 'findByNumber'>,
): Promise<Output<'invoices', 'findByNumber'>> {
  const term = termOf(number);
  if (!term) return null;
  const exact = exactNumbers(term, 'SAH');
  const wanted = exact ? sql`i.invoice_number = ANY (${exact})` : sql`false`;
  return selectOne(
    reader,
    sql`SELECT i.id FROM public.invoices i
WHERE i.invoice_number IN (${term.raw}, ${term.folded.toUpperCase()}) OR ${wanted}
ORDER BY i.invoice_number = ${term.raw} DESC, i.issue_date DESC, i.id DESC LIMIT 1`,
  );
}
