import { resolve } from 'node:path';
import type { DocumentLanguage, DocumentRef } from '../contract/documents';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';

/**
 * Saves a document as PDF at `out`, over what may be there: the one that the screen shows, counted as printed like any
 * other. Gives the whole path. Throws `document_not_ready`, `pdf_failed`, `disk_full`, `file_not_written`.
 */
export async function writePdf(
  database: Database,
  document: DocumentRef,
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
  const path = await output.save(document, { language }, async () => resolve(out));
  if (path === null) throw new AppError('file_not_written', { file: out });
  return path;
}
