import type { Output, Parsed } from '../../contract/api';
import type {
  CreditNoteDetail,
  CreditNoteFilter,
  CreditNoteRow,
  creditNoteSortColumns,
} from '../../contract/credit-notes';
import type { Totals } from '../../contract/page';
import { AppError } from '../../contract/result';
import { amount, day, instant } from './expressions';
import { numberBranches } from './invoice-numbers';
import { readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { select, selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';
import { joinTenant, sortByTenantName, tenantColumns } from './tenant-names';
import { exactNumbers, tenantsNamed, termOf } from './term';
import { totalsOf } from './totals';

type Column = (typeof creditNoteSortColumns)[number];

const note = sql`c`;
const cancellation = sql`LEFT JOIN billing_desktop.cancellations x ON x.credit_note_id = c.id`;

const columns = sql`c.id, c.number, c.invoice_id AS "invoiceId", i.invoice_number AS "invoiceNumber", ${tenantColumns(note)},
  c.kind, ${day(sql`c.issue_date`)} AS "issueDate", c.currency, ${amount(sql`c.total`)} AS total,
  x.id IS NOT NULL AS canceled`;

const joins = sql`${joinTenant(note)}
  JOIN public.invoices i ON i.id = c.invoice_id
  ${cancellation}`;

export const creditNoteList: List<Column> = {
  from: sql`billing_desktop.credit_notes c`,
  id: sortKey(sql`uuid`, sql`c.id`),
  sorts: {
    issue_date: sortBy(sql`date`, sql`c.issue_date`),
    number: sortBy(sql`text`, sql`(billing_desktop.number_order(c.number) COLLATE "C")`),
    total: sortBy(sql`numeric`, sql`c.total`),
    currency: sortBy(sql`public.currency_enum`, sql`c.currency`),
    tenant_name: sortByTenantName(note),
  },
  columns,
  joins,
};

export function creditNoteSelection(filter: CreditNoteFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.kind) conditions.push(sql`c.kind = ${filter.kind}`);
  if (filter.currency) conditions.push(sql`c.currency = ${filter.currency}`);
  if (filter.tenantId) conditions.push(sql`c.tenant_id = ${filter.tenantId}`);
  if (filter.invoiceId) conditions.push(sql`c.invoice_id = ${filter.invoiceId}`);
  if (filter.from) conditions.push(sql`c.issue_date >= ${filter.from}::date`);
  if (filter.to) conditions.push(sql`c.issue_date <= ${filter.to}::date`);
  if (filter.canceled !== undefined) {
    const gone = sql`EXISTS (SELECT FROM billing_desktop.cancellations g WHERE g.credit_note_id = c.id)`;
    conditions.push(filter.canceled ? gone : sql`NOT ${gone}`);
  }
  const term = termOf(filter.search);
  if (!term) return { conditions };
  const numbers = exactNumbers(term, 'CN');
  const branches = [
    ...(numbers ? [sql`c.number = ANY (${numbers})`] : []),
    ...(term.mayBePartOfNumber ? [sql`c.number ILIKE ${term.containing}`] : []),
    ...numberBranches(term).map((found) => sql`c.invoice_id IN (SELECT i.id FROM public.invoices i WHERE ${found})`),
    sql`c.tenant_id IN (${tenantsNamed(term)})`,
  ];
  return { conditions, branches };
}

/** One page of the credit notes that a filter holds. Throws `bad_input` for a foreign cursor. */
export function listCreditNotes(
  reader: Reader,
  { filter, ...request }: Parsed<'creditNotes', 'list'>,
): Promise<Output<'creditNotes', 'list'>> {
  return readPage<Column, CreditNoteRow>(reader, creditNoteList, request, creditNoteSelection(filter));
}

/** How many a filter holds, and for each currency what they come to; a canceled one comes to nothing. */
export function creditNoteTotals(reader: Reader, { filter }: Parsed<'creditNotes', 'totals'>): Promise<Totals> {
  const total = sql`CASE WHEN EXISTS (SELECT FROM billing_desktop.cancellations g WHERE g.credit_note_id = c.id)
    THEN 0 ELSE c.total END AS total`;
  return totalsOf(
    reader,
    selected(creditNoteList.from, sql`c.id, c.currency, ${total}`, creditNoteSelection(filter)),
    false,
  );
}

/** The credit notes on an invoice, in the order of issue. */
export function creditNotesOf(reader: Reader, invoiceId: string): Promise<CreditNoteRow[]> {
  return select<CreditNoteRow>(
    reader,
    sql`SELECT ${columns} FROM billing_desktop.credit_notes c ${joins}
WHERE c.invoice_id = ${invoiceId} ORDER BY c.issued_at, c.id`,
  );
}

/** A credit note with its lines. Throws `not_found`. */
export async function getCreditNote(reader: Reader, { id }: Parsed<'creditNotes', 'get'>): Promise<CreditNoteDetail> {
  const row = await selectOne<CreditNoteDetail>(
    reader,
    sql`SELECT ${columns}, c.lines, ${amount(sql`c.subtotal`)} AS subtotal,
  ${amount(sql`c.discount_amount`)} AS "discountAmount", trim_scale(c.tax_rate)::text AS "taxRate",
  ${amount(sql`c.tax_amount`)} AS "taxAmount", ${amount(sql`c.freed`)} AS freed,
  trim_scale(c.exchange_rate)::text AS "exchangeRate", c.reason, c.reason_ar AS "reasonAr", x.reason AS "cancelReason",
  ${instant(sql`c.issued_at`)} AS "issuedAt", c.issued_by AS "issuedBy",
  ${instant(sql`x.canceled_at`)} AS "canceledAt", x.canceled_by AS "canceledBy",
  (SELECT count(*)::integer FROM billing_desktop.document_prints d
   WHERE d.entity_id = c.id AND d.kind = 'credit_note') AS copies
FROM billing_desktop.credit_notes c ${joins} WHERE c.id = ${id}`,
  );
  if (!row) throw new AppError('not_found', { entity: 'credit_note' });
  return row;
}
