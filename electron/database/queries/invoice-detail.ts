import type { Parsed } from '../../contract/api';
import type { CalendarDate } from '../../contract/calendar-date';
import type { InvoiceDetail, WriteOff } from '../../contract/invoices';
import { AppError } from '../../contract/result';
import { anchorOf, periodContaining } from '../../billing/rules/periods';

import { implicitShares } from './counted';
import { creditNotesOf } from './credit-notes';
import { creditedOf } from './credited';
import { amount, day, instant, joinPlan, planNames } from './expressions';
import { daysOverdue, invoice, standing } from './invoice-columns';
import { lineColumns } from './lines';
import { rateOn } from './rates';
import { select, selectOne, type Reader } from './select';
import { Sql, sql } from './sql';
import { joinTenant, tenantColumns } from './tenant-names';
import { readTimeline } from './timeline';
import { versionOf } from './versions';

type InvoicePayment = InvoiceDetail['payments'][number];

interface Terms {
  readonly periodStart: CalendarDate | null;
  readonly periodEnd: CalendarDate | null;
  readonly anchorDate: CalendarDate | null;
  readonly trialEndDate: CalendarDate | null;
  readonly startDate: CalendarDate;
}
type DetailRow = Omit<InvoiceDetail, 'period' | 'payments' | 'creditNotes' | 'writeOffs' | 'timeline'> & Terms;

/** A service invoice that the desktop voided has a row of details too, but was never issued here. */
const byDesktop = sql`d.invoice_id IS NOT NULL AND NOT (d.issued_at IS NULL AND d.voided_at IS NOT NULL)`;
const rate = sql`CASE WHEN d.issued_at IS NOT NULL THEN d.exchange_rate ELSE ${rateOn(sql`i.issue_date`)} END`;

function detailOf(id: string): Sql {
  return sql`SELECT i.id, i.invoice_number AS number, i.status, ${standing} AS standing, ${daysOverdue} AS "daysOverdue",
  ${tenantColumns(invoice)}, i.subscription_id AS "subscriptionId", ${planNames}, s.billing_cycle AS cycle,
  ${day(sql`lower(d.period)`)} AS "periodStart", ${day(sql`upper(d.period)`)} AS "periodEnd",
  ${day(sql`terms.anchor_date`)} AS "anchorDate", ${day(sql`s.trial_end_date`)} AS "trialEndDate",
  ${day(sql`s.start_date`)} AS "startDate", i.currency, ${day(sql`i.issue_date`)} AS "issueDate",
  ${day(sql`i.due_date`)} AS "dueDate", ${day(sql`i.paid_date`)} AS "paidDate", ${lineColumns(sql`i.line_items`)} AS lines,
  ${amount(sql`i.subtotal`)} AS subtotal, ${amount(sql`i.discount_amount`)} AS "discountAmount",
  trim_scale(i.tax_rate)::text AS "taxRate", ${amount(sql`i.tax_amount`)} AS "taxAmount",
  ${amount(sql`i.total`)} AS total, ${amount(sql`i.amount_paid`)} AS "amountPaid",
  ${amount(sql`coalesce(h.amount, 0)`)} AS inherited, ${amount(creditedOf(sql`i.id`))} AS credited,
  ${amount(sql`(CASE WHEN i.status IN ('canceled', 'refunded') THEN 0 ELSE i.amount_due END)`)} AS "amountDue",
  i.notes, i.notes_ar AS "notesAr", trim_scale(${rate})::text AS "exchangeRate", d.void_reason AS "voidReason",
  CASE WHEN ${byDesktop} THEN 'desktop' ELSE 'service' END AS origin,
  (SELECT count(*)::integer FROM billing_desktop.document_prints c
   WHERE c.entity_id = i.id AND c.kind = 'invoice') AS copies,
  ${new Sql([versionOf.invoice], [])} AS version
FROM public.invoices i
JOIN public.subscriptions s ON s.id = i.subscription_id
${joinPlan}
${joinTenant(invoice)}
LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
LEFT JOIN billing_desktop.inherited_amounts h ON h.invoice_id = i.id
LEFT JOIN billing_desktop.subscription_terms terms ON terms.subscription_id = s.id
WHERE i.id = ${id}`;
}

/** What an invoice's payments are: those made out to it, and those of which a part was allocated to it. */
function paymentsOf(id: string): Sql {
  return sql`SELECT p.id AS "paymentId", v.number AS "voucherNumber", ${instant(sql`coalesce(p.paid_at, p.created_at)`)} AS at,
  p.method, p.status, r.payment_id IS NOT NULL AS reversed, coalesce(e.reference, p.tharwatt_transaction_id, p.stripe_payment_id) AS reference,
  ${amount(sql`coalesce(given.amount, share.counted, 0)`)} AS allocated, ${amount(sql`p.amount`)} AS amount
FROM (
  SELECT id FROM public.payments WHERE invoice_id = ${id}
  UNION SELECT payment_id FROM billing_desktop.allocations WHERE invoice_id = ${id}
) mine
JOIN public.payments p ON p.id = mine.id
LEFT JOIN billing_desktop.payment_details e ON e.payment_id = p.id
LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id
LEFT JOIN billing_desktop.reversals r ON r.payment_id = p.id
LEFT JOIN LATERAL (SELECT sum(a.amount) AS amount FROM billing_desktop.allocations a
                   WHERE a.payment_id = p.id AND a.invoice_id = ${id}) given ON e.payment_id IS NOT NULL
LEFT JOIN (${implicitShares(sql`p.invoice_id = ${id}`)}) share ON share.payment_id = p.id
ORDER BY coalesce(p.paid_at, p.created_at), p.id`;
}

function writeOffsOf(id: string): Sql {
  return sql`SELECT w.id, ${amount(sql`w.amount`)} AS amount, w.reason, ${day(sql`w.written_on`)} AS "writtenOn",
  w.written_by AS "writtenBy", x.reason AS "cancelReason"
FROM billing_desktop.write_offs w LEFT JOIN billing_desktop.cancellations x ON x.write_off_id = w.id
WHERE w.invoice_id = ${id} ORDER BY w.written_at, w.id`;
}

function periodOf(row: DetailRow): InvoiceDetail['period'] {
  if (row.periodStart !== null && row.periodEnd !== null) return { start: row.periodStart, end: row.periodEnd };
  // A service invoice covers the anchored period that contains its issue date (schema.md); a manual one covers none.
  return row.origin === 'service' ? periodContaining(anchorOf(row), row.cycle, row.issueDate) : null;
}

/** An invoice with its lines, payments and timeline. Throws `not_found`. */
export async function getInvoice(reader: Reader, { id }: Parsed<'invoices', 'get'>): Promise<InvoiceDetail> {
  const row = await selectOne<DetailRow>(reader, detailOf(id));
  if (!row) throw new AppError('not_found', { entity: 'invoice' });
  const payments = await select<InvoicePayment>(reader, paymentsOf(id));
  const creditNotes = await creditNotesOf(reader, id);
  const writeOffs = await select<WriteOff>(reader, writeOffsOf(id));
  const timeline = await readTimeline(reader, 'invoice', id);
  const period = periodOf(row);
  const {
    periodStart: _start,
    periodEnd: _end,
    anchorDate: _anchor,
    trialEndDate: _trial,
    startDate: _from,
    ...rest
  } = row;
  return { ...rest, period, payments, creditNotes, writeOffs, timeline };
}
