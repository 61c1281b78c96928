import type { DocumentRef } from '../contract/documents';
import type { Database } from '../database/database';
import { inTransaction } from '../database/transaction';

/** What has a number, and so an original. */
export type CountedRef = Exclude<DocumentRef, { kind: 'statement' | 'day_close' | 'run_summary' }>;

/** False for a report: it has no original, and may be printed as often as is liked. */
export function isCounted(ref: DocumentRef): ref is CountedRef {
  return ref.kind !== 'statement' && ref.kind !== 'day_close' && ref.kind !== 'run_summary';
}

/**
 * Notes that a document has left the program, on paper or as a file: the first is the original, whatever comes after it says
 * COPY. Called once it is out, never before.
 */
export async function countPrint(database: Database, { kind, id }: CountedRef): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await database.models.DocumentPrint.create({ kind, entityId: id }, { transaction });
  });
}
