import type { Parsed } from '../../contract/api';
import { creditableSchema, type Creditable } from '../../contract/credit-notes';
import { AppError } from '../../contract/result';
import { creditedOf, isLive } from './credited';
import { amount } from './expressions';
import { lineColumns } from './lines';
import { selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';

/** The figure of a line as an amount; a line of the service whose figure is none has nothing to credit by itself. */
const figure = sql`CASE WHEN l.line ->> 'amount' ~ '^-?[0-9]{1,10}[.][0-9]{2}$' THEN (l.line ->> 'amount')::numeric ELSE 0 END`;

/** An invoice's sums, what its live credit notes have taken, and each line with what is left of it. */
export function creditableQuery(invoiceId: string): Sql {
  const live = sql`billing_desktop.credit_notes c WHERE c.invoice_id = i.id AND ${isLive(sql`c`, 'credit_note')}`;
  return sql`SELECT i.id AS "invoiceId", i.invoice_number AS number, i.currency, ${amount(sql`i.subtotal`)} AS subtotal,
  ${amount(sql`i.discount_amount`)} AS "discountAmount", trim_scale(i.tax_rate)::text AS "taxRate",
  ${amount(sql`i.tax_amount`)} AS "taxAmount", ${amount(sql`i.total`)} AS total, ${amount(sql`i.amount_paid`)} AS "amountPaid",
  ${amount(sql`i.amount_due`)} AS "amountDue",
  (SELECT jsonb_build_object('subtotal', coalesce(sum(c.subtotal), 0)::numeric(20, 2)::text,
    'discountAmount', coalesce(sum(c.discount_amount), 0)::numeric(20, 2)::text,
    'taxAmount', coalesce(sum(c.tax_amount), 0)::numeric(20, 2)::text) FROM ${live}) AS credited,
  ${amount(sql`greatest(i.total - ${creditedOf(sql`i.id`)} - greatest(coalesce(h.amount, 0), 0), 0)`)} AS "left",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('place', l.place - 1, 'description', l.line ->> 'description',
      'descriptionAr', l.line ->> 'descriptionAr', 'amount', (${figure})::numeric(20, 2)::text,
      'left', ((${figure}) - coalesce((
        SELECT sum((taken.line ->> 'amount')::numeric)
        FROM ${sql`billing_desktop.credit_notes c CROSS JOIN LATERAL jsonb_array_elements(c.lines) AS taken (line)
        WHERE c.invoice_id = i.id AND ${isLive(sql`c`, 'credit_note')}`} AND (taken.line ->> 'place')::integer = l.place - 1
      ), 0))::numeric(20, 2)::text) ORDER BY l.place), '[]')
    FROM jsonb_array_elements(${lineColumns(sql`i.line_items`)}) WITH ORDINALITY AS l (line, place)) AS lines
FROM public.invoices i LEFT JOIN billing_desktop.inherited_amounts h ON h.invoice_id = i.id
WHERE i.id = ${invoiceId}`;
}

/** What of an issued invoice can still be credited. Throws `not_found`. */
export async function getCreditable(
  reader: Reader,
  { invoiceId }: Parsed<'creditNotes', 'preview'>,
): Promise<Creditable> {
  const row = await selectOne(reader, creditableQuery(invoiceId));
  if (row === null) throw new AppError('not_found', { entity: 'invoice' });
  return creditableSchema.parse(row);
}
