import type { DocumentRef } from '../contract/documents';
import type { Database } from '../database/database';
import { inTransaction } from '../database/transaction';

/**
 * Notes that a document has left the program, on paper or as a file: the first is the original, whatever comes after it says
 * COPY. Called once it is out, never before.
 */
export async function countPrint(database: Database, { kind, id }: DocumentRef): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await database.models.DocumentPrint.create({ kind, entityId: id }, { transaction });
  });
}
