import { z } from 'zod';
import { usageImportSchema, type UsageImport } from '../../contract/usage';
import { instant } from './expressions';
import { select, type Reader } from './select';
import { sql } from './sql';

/** The latest files of usage that were taken in, newest first. */
export async function listUsageImports(reader: Reader): Promise<UsageImport[]> {
  const rows = await select<object>(
    reader,
    sql`SELECT m.id, m.file_name AS "fileName", m.row_count AS "rowCount", m.left_out AS "leftOut",
  ${instant(sql`m.imported_at`)} AS "importedAt", m.imported_by AS "importedBy"
FROM billing_desktop.usage_imports m ORDER BY m.imported_at DESC, m.id LIMIT 100`,
  );
  return z.array(usageImportSchema).parse(rows);
}
