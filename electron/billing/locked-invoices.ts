import { amountSchema } from '../contract/amount';
import { calendarDateSchema } from '../contract/calendar-date';
import { currencySchema } from '../contract/currency';
import { invoiceIdSchema } from '../contract/ids';
import { invoiceStatusSchema } from '../contract/status';
import { AppError } from '../contract/result';
import { creditedOf } from '../database/queries/credited';
import { sql } from '../database/queries/sql';
import { versionOf } from '../database/queries/versions';
import type { Work } from './command';
import type { LockedInvoice } from './rules/receipt';
import { z } from 'zod';

const lockedInvoiceSchema = z.object({
  id: invoiceIdSchema,
  number: z.string(),
  tenantId: z.string(),
  currency: currencySchema,
  status: invoiceStatusSchema,
  amountDue: amountSchema,
});

const creditedSql = creditedOf(sql`i.id`).compile().text;

const columns = `i.id, i.invoice_number AS number, i.tenant_id AS "tenantId", i.currency, i.status, i.amount_due AS "amountDue"`;

/** Locks invoices in the order of their ids and reads them as they are by then. What is not there is left out. */
export async function lockInvoices(work: Work, ids: readonly string[]): Promise<Map<string, LockedInvoice>> {
  const rows = await work.rows(
    `SELECT ${columns} FROM public.invoices i WHERE i.id = ANY ($1::uuid[]) ORDER BY i.id FOR NO KEY UPDATE OF i`,
    [ids],
  );
  return new Map(rows.map((row) => lockedInvoiceSchema.parse(row)).map((invoice) => [invoice.id, invoice]));
}

const singleInvoiceSchema = lockedInvoiceSchema.extend({
  version: z.string(),
  amountPaid: amountSchema,
  /** Its live credit notes and write-offs. */
  credited: amountSchema,
  lines: z.int(),
  discountExceedsSubtotal: z.boolean(),
  issueDate: calendarDateSchema,
  year: z.int(),
});
export type SingleInvoice = z.infer<typeof singleInvoiceSchema>;

/** Locks one invoice and reads what its own commands need. Throws `not_found`. */
export async function lockInvoice(work: Work, id: string): Promise<SingleInvoice> {
  const [row] = await work.rows(
    `SELECT ${columns}, ${versionOf.invoice} AS version, i.amount_paid AS "amountPaid",
  ${creditedSql}::numeric(12, 2) AS credited,
  CASE WHEN jsonb_typeof(i.line_items) = 'array' THEN jsonb_array_length(i.line_items) ELSE 0 END AS lines,
  i.discount_amount > i.subtotal AS "discountExceedsSubtotal", to_char(i.issue_date, 'YYYY-MM-DD') AS "issueDate",
  extract(year FROM i.issue_date)::integer AS year
FROM public.invoices i WHERE i.id = $1 FOR NO KEY UPDATE OF i`,
    [id],
  );
  if (row === undefined) throw new AppError('not_found', { entity: 'invoice' });
  return singleInvoiceSchema.parse(row);
}

/** Throws `invoice_not_draft` for what is issued already, `conflict` where somebody changed it since it was read. */
export function requireDraft(invoice: SingleInvoice, version: string): void {
  if (invoice.status !== 'draft') throw new AppError('invoice_not_draft', { number: invoice.number });
  if (invoice.version !== version) throw new AppError('conflict', { entity: 'invoice' });
}
