import { z } from 'zod';
import { calendarDateSchema } from '../contract/calendar-date';
import { creditNoteDocumentSchema, creditNoteSnapshotSchema, type CreditNoteDocument } from '../contract/document';
import type { CreditNoteId } from '../contract/ids';
import type { Database } from '../database/database';
import { getCreditNote } from '../database/queries/credit-notes';
import { day, today } from '../database/queries/expressions';
import { selectRow } from '../database/queries/select';
import { sql } from '../database/queries/sql';
import { inTransaction } from '../database/transaction';
import { readSnapshot } from './stored-snapshot';

const keptSchema = z.object({ snapshot: z.unknown(), printedOn: calendarDateSchema });

/** A credit note as it is printed now, from its snapshot; a canceled one bears the reason. Throws `not_found`, `document_not_ready`. */
export function creditNoteDocument(database: Database, id: CreditNoteId): Promise<CreditNoteDocument> {
  const { sequelize } = database;
  return inTransaction(
    database,
    async (transaction) => {
      const reader = { sequelize, transaction };
      const note = await getCreditNote(reader, { id });
      const kept = keptSchema.parse(
        await selectRow(
          reader,
          sql`SELECT c.snapshot, ${day(today)} AS "printedOn" FROM billing_desktop.credit_notes c WHERE c.id = ${id}`,
        ),
      );
      const { discountAmount, taxAmount, copies } = note;
      return creditNoteDocumentSchema.parse({
        ...note,
        kind: 'credit_note',
        snapshot: await readSnapshot(reader, creditNoteSnapshotSchema, kept.snapshot),
        discount: discountAmount,
        tax: taxAmount,
        copy: copies,
        printedOn: kept.printedOn,
      });
    },
    { readOnly: true, isolation: 'REPEATABLE READ' },
  );
}
