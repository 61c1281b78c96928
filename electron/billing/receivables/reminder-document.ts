import { z } from 'zod';
import { reminderDocumentSchema, reminderSnapshotSchema, type ReminderDocument } from '../../contract/document';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { day, today } from '../../database/queries/expressions';
import { selectOne } from '../../database/queries/select';
import { sql } from '../../database/queries/sql';
import { inTransaction } from '../../database/transaction';
import { readSnapshot } from '../stored-snapshot';

const fields = reminderDocumentSchema
  .omit({ kind: true, snapshot: true, number: true })
  .extend({ n: z.int(), snapshot: z.unknown() });

/** A reminder letter as it was made: what it asks for does not change with what was paid since. Throws `not_found`, `document_not_ready`. */
export function reminderDocument(database: Database, id: string): Promise<ReminderDocument> {
  const { sequelize } = database;
  return inTransaction(
    database,
    async (transaction) => {
      const reader = { sequelize, transaction };
      const row = await selectOne(
        reader,
        sql`SELECT r.n, r.snapshot, r.level::integer AS level, ${day(sql`r.as_of`)} AS date, ${day(today)} AS "printedOn",
  (SELECT count(*)::integer FROM billing_desktop.document_prints c WHERE c.entity_id = r.id AND c.kind = 'reminder') AS copy
FROM billing_desktop.reminders r WHERE r.id = ${id}`,
      );
      if (row === null) throw new AppError('not_found', { what: 'reminder', name: id });
      const { n, snapshot, ...rest } = fields.parse(row);
      return reminderDocumentSchema.parse({
        ...rest,
        kind: 'reminder',
        number: `R-${n}`,
        snapshot: await readSnapshot(reader, reminderSnapshotSchema, snapshot),
      });
    },
    { readOnly: true, isolation: 'REPEATABLE READ' },
  );
}
