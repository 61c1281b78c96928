import type { Output, Parsed } from '../../contract/api';
import type { Totals } from '../../contract/page';
import type { OpenInvoice, PaymentFilter, PaymentRow, paymentSortColumns } from '../../contract/payments';
import { amount, day } from './expressions';
import { daysOverdue, isOpen } from './invoice-columns';
import { numberBranches } from './invoice-numbers';
import { nullableSortKey, readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { joinPayment, payment, paymentColumns, receivedAt } from './payment-columns';
import { select, type Reader } from './select';
import { sql, type Sql } from './sql';
import { sortByTenantName } from './tenant-names';
import { exactNumbers, tenantsNamed, termOf, type Term } from './term';
import { totalsOf } from './totals';

export { getPayment } from './payment-detail';

type Column = (typeof paymentSortColumns)[number];

const text = sql`text`;
const timestamp = sql`timestamptz`;
/** Sorts after every number that there can be. */
const lastText = sql`(chr(1114111) COLLATE "C")`;

function numberOrder(number: Sql): Sql {
  return sql`(billing_desktop.number_order(${number}) COLLATE "C")`;
}

export const paymentList: List<Column> = {
  from: sql`public.payments p`,
  id: sortKey(sql`uuid`, sql`p.id`),
  sorts: {
    created_at: sortBy(timestamp, sql`p.created_at`),
    paid_at: {
      keys: [nullableSortKey(timestamp, sql`p.paid_at`, sql`'-infinity'::timestamptz`, sql`'infinity'::timestamptz`)],
    },
    amount: sortBy(sql`numeric`, sql`p.amount`),
    status: sortBy(sql`public.payment_status_enum`, sql`p.status`),
    method: sortBy(sql`public.payment_method_enum`, sql`p.method`),
    currency: sortBy(sql`public.currency_enum`, sql`p.currency`),
    voucher_number: {
      keys: [nullableSortKey(text, numberOrder(sql`v.number`), sql`''`, lastText)],
      joins: sql`LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id`,
    },
    invoice_number: sortBy(
      text,
      numberOrder(sql`i.invoice_number`),
      sql`JOIN public.invoices i ON i.id = p.invoice_id`,
    ),
    tenant_name: sortByTenantName(payment),
  },
  columns: paymentColumns,
  joins: joinPayment,
};

/**
 * Each by an index of its own: voucher, reference, the invoice it was made out to or allocated to, the tenant. `tenants` is
 * the query of those that the term can mean, where a statement has asked for them already.
 */
export function paymentBranches(term: Term, tenants: Sql = tenantsNamed(term)): Sql[] {
  const voucher = exactNumbers(term, 'RV');
  const vouchers = sql`SELECT f.payment_id FROM billing_desktop.receipt_vouchers f WHERE`;
  const invoices = numberBranches(term).map((condition) => sql`SELECT i.id FROM public.invoices i WHERE ${condition}`);
  return [
    ...(voucher ? [sql`p.id IN (${vouchers} f.number = ANY (${voucher}))`] : []),
    ...(term.mayBePartOfNumber ? [sql`p.id IN (${vouchers} f.number ILIKE ${term.containing})`] : []),
    sql`p.id IN (SELECT f.payment_id FROM billing_desktop.payment_details f WHERE lower(f.reference) = ${term.folded})`,
    sql`p.tharwatt_transaction_id = ${term.raw}`,
    sql`p.stripe_payment_id = ${term.raw}`,
    ...invoices.flatMap((found) => [
      sql`p.invoice_id IN (${found})`,
      sql`p.id IN (SELECT a.payment_id FROM billing_desktop.allocations a WHERE a.invoice_id IN (${found}))`,
    ]),
    sql`p.tenant_id IN (${tenants})`,
  ];
}

/** Which payments a filter holds. */
export function paymentSelection(filter: PaymentFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.status && filter.status.length > 0) {
    conditions.push(sql`p.status = ANY (${filter.status}::public.payment_status_enum[])`);
  }
  if (filter.method && filter.method.length > 0) {
    conditions.push(sql`p.method = ANY (${filter.method}::public.payment_method_enum[])`);
  }
  if (filter.currency) conditions.push(sql`p.currency = ${filter.currency}`);
  if (filter.tenantId) conditions.push(sql`p.tenant_id = ${filter.tenantId}`);
  if (filter.invoiceId) {
    conditions.push(
      sql`p.id IN (SELECT x.id FROM public.payments x WHERE x.invoice_id = ${filter.invoiceId}
        UNION SELECT a.payment_id FROM billing_desktop.allocations a WHERE a.invoice_id = ${filter.invoiceId})`,
    );
  }
  // Whole days of the business zone.
  if (filter.from) conditions.push(sql`${receivedAt} >= billing_desktop.start_of(${filter.from}::date)`);
  if (filter.to) conditions.push(sql`${receivedAt} < billing_desktop.start_of(${filter.to}::date + 1)`);
  const term = termOf(filter.search);
  return term ? { conditions, branches: paymentBranches(term) } : { conditions };
}

/** One page of the payments that a filter holds. Throws `bad_input` for a foreign cursor. */
export function listPayments(
  reader: Reader,
  { filter, ...request }: Parsed<'payments', 'list'>,
): Promise<Output<'payments', 'list'>> {
  return readPage<Column, PaymentRow>(reader, paymentList, request, paymentSelection(filter));
}

/** How many a filter holds, and what they come to in each currency, whatever their status. */
export function paymentTotals(reader: Reader, { filter }: Parsed<'payments', 'totals'>): Promise<Totals> {
  return totalsOf(
    reader,
    selected(paymentList.from, sql`p.id, p.currency, p.amount AS total`, paymentSelection(filter)),
    false,
  );
}

const mostOpenInvoices = 500;

/** The invoices of a tenant that can take money, oldest due first. */
export function openInvoices(
  reader: Reader,
  { tenantId, currency }: Parsed<'payments', 'openInvoices'>,
): Promise<OpenInvoice[]> {
  const inCurrency = currency ? sql`i.currency = ${currency}` : sql`true`;
  return select<OpenInvoice>(
    reader,
    sql`SELECT i.id, i.invoice_number AS number, ${day(sql`i.due_date`)} AS "dueDate", ${daysOverdue} AS "daysOverdue",
  ${amount(sql`i.total`)} AS total, ${amount(sql`i.amount_due`)} AS "amountDue", i.currency
FROM public.invoices i
WHERE i.tenant_id = ${tenantId} AND ${isOpen} AND i.amount_due > 0 AND ${inCurrency}
ORDER BY i.due_date, i.issue_date, i.id LIMIT ${mostOpenInvoices}`,
  );
}
