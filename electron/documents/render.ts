import type { BillingDocument, DocumentChoice, InvoiceDocument, ReceiptDocument } from '../contract/document';
import { AppError } from '../contract/result';
import { documentTitle } from './frame';
import { labels } from './labels';
import { createSetting } from './setting';
import { renderInvoice1 } from './templates/invoice-1';
import { renderReceipt1 } from './templates/receipt-1';

/** What the window, the PDF's properties and the printer's queue call a document: `SAH-2026-0005 · Invoice`. */
export function titleOf(document: BillingDocument, choice: DocumentChoice): string {
  return documentTitle(createSetting(choice), labels[document.kind], document.number);
}

type Template<D> = (document: D, choice: DocumentChoice) => string;

/**
 * Each kind's templates by version, the newest last. A version stays as long as a document names it: what was issued with
 * it must print as it did. A redesign is a new row.
 */
const invoiceTemplates: ReadonlyMap<number, Template<InvoiceDocument>> = new Map([[1, renderInvoice1]]);
const receiptTemplates: ReadonlyMap<number, Template<ReceiptDocument>> = new Map([[1, renderReceipt1]]);

/** The version that a document issued now gets into its snapshot. */
export const templateVersions = {
  invoice: Math.max(...invoiceTemplates.keys()),
  receipt: Math.max(...receiptTemplates.keys()),
} as const;

function render<D extends InvoiceDocument | ReceiptDocument>(
  templates: ReadonlyMap<number, Template<D>>,
  document: D,
  choice: DocumentChoice,
): string {
  const template = templates.get(document.snapshot.templateVersion);
  // A newer app issued it: better to say so than to print something else.
  if (!template) throw new AppError('document_not_ready', { version: document.snapshot.templateVersion });
  return template(document, choice);
}

/**
 * An invoice as one self-contained HTML page, for preview, print and PDF. Pure: the same document gives the same text.
 * Throws AppError `document_not_ready` where a newer app made the document's template.
 */
export function renderInvoiceHtml(document: InvoiceDocument, choice: DocumentChoice): string {
  return render(invoiceTemplates, document, choice);
}

/** A receipt voucher (سند قبض) as one self-contained HTML page; as renderInvoiceHtml. */
export function renderReceiptHtml(document: ReceiptDocument, choice: DocumentChoice): string {
  return render(receiptTemplates, document, choice);
}
