import { z } from 'zod';
import { calendarDateSchema } from '../contract/calendar-date';
import { invoiceDocumentSchema, invoiceSnapshotSchema, type InvoiceDocument } from '../contract/document';
import type { InvoiceId } from '../contract/ids';
import type { InvoiceDetail } from '../contract/invoices';
import type { Database } from '../database/database';
import { day, today } from '../database/queries/expressions';
import { getInvoice } from '../database/queries/invoices';
import { selectRow, type Reader } from '../database/queries/select';
import { Sql, sql } from '../database/queries/sql';
import { inTransaction } from '../database/transaction';
import { invoiceSnapshot, rateOn } from './snapshot';
import { readSnapshot } from './stored-snapshot';

const current = new Sql([invoiceSnapshot('d.period')], []);
const rate = new Sql([rateOn('i.issue_date')], []);

const keptSchema = z.object({ stored: z.unknown(), current: z.unknown(), today: calendarDateSchema });

/** What was kept when the invoice was issued; where nothing was, the same as of now. */
async function keptOf(reader: Reader, id: InvoiceId): Promise<z.infer<typeof keptSchema>> {
  return keptSchema.parse(
    await selectRow(
      reader,
      sql`SELECT d.snapshot AS stored, CASE WHEN d.snapshot IS NULL THEN ${current} END AS current, ${day(today)} AS today
FROM public.invoices i
JOIN public.subscriptions s ON s.id = i.subscription_id
LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
LEFT JOIN LATERAL (${rate}) rate ON d.snapshot IS NULL
WHERE i.id = ${id}`,
    ),
  );
}

async function documentOf(
  reader: Reader,
  invoice: InvoiceDetail,
  kept: z.infer<typeof keptSchema>,
): Promise<InvoiceDocument> {
  const snapshot =
    kept.stored === null
      ? { ...(await readSnapshot(reader, invoiceSnapshotSchema, kept.current)), period: invoice.period }
      : await readSnapshot(reader, invoiceSnapshotSchema, kept.stored);
  const isDraft = invoice.standing === 'draft';
  return invoiceDocumentSchema.parse({
    kind: 'invoice',
    snapshot,
    number: isDraft ? null : invoice.number,
    standing: invoice.standing,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    currency: invoice.currency,
    lines: invoice.lines,
    subtotal: invoice.subtotal,
    discount: invoice.discountAmount,
    taxRate: invoice.taxRate,
    tax: invoice.taxAmount,
    total: invoice.total,
    paid: invoice.amountPaid,
    credited: invoice.credited,
    due: invoice.amountDue,
    notes: invoice.notes,
    notesAr: invoice.notesAr,
    voidReason: invoice.voidReason,
    copy: isDraft ? 0 : invoice.copies,
    printedOn: kept.today,
  });
}

/**
 * An invoice as it is printed now: what its snapshot keeps, with today's standing and payments. A draft, and an invoice that
 * the service made, have no snapshot and take seller, tenant and rate from the current rows. `copy` is how often it was
 * printed before. Throws `not_found`, and `document_not_ready` for what a newer app issued.
 */
export function invoiceDocument(database: Database, id: InvoiceId): Promise<InvoiceDocument> {
  const { sequelize } = database;
  return inTransaction(
    database,
    async (transaction) => {
      const reader = { sequelize, transaction };
      const invoice = await getInvoice(reader, { id });
      return documentOf(reader, invoice, await keptOf(reader, id));
    },
    { readOnly: true, isolation: 'REPEATABLE READ' },
  );
}
