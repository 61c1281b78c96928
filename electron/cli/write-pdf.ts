import { resolve } from 'node:path';
import type { DocumentLanguage } from '../contract/documents';
import type { InvoiceId } from '../contract/ids';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';

/**
 * Saves an invoice as PDF at `out`, over what may be there: the document that the screen shows, counted as printed like any
 * other. Gives the whole path. Throws `document_not_ready`, `pdf_failed`, `disk_full`, `file_not_written`.
 */
export async function writeInvoicePdf(
  database: Database,
  id: InvoiceId,
  language: DocumentLanguage,
  out: string,
): Promise<string> {
  // Only now: no other verb has to wait for Electron, or for the documents' fonts.
  const [{ createDocumentOutput }, { openHiddenPrinter }] = await Promise.all([
    import('../documents/output'),
    import('./hidden-window'),
  ]);
  const output = createDocumentOutput({
    reading: () => database,
    writing: () => database,
    printer: await openHiddenPrinter(),
  });
  const path = await output.save({ kind: 'invoice', id }, { language }, async () => resolve(out));
  if (path === null) throw new AppError('file_not_written', { file: out });
  return path;
}
