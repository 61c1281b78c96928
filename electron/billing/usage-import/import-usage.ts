import { randomUUID } from 'node:crypto';
import type { Output } from '../../contract/api';
import type { CommandKey } from '../../contract/ids';
import { AppError } from '../../contract/result';
import { usage, type UsageMapping } from '../../contract/usage';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext } from '../command';
import type { Table } from '../csv/read-table';
import { checkUsage } from './check-usage';

/** A file that was read, with what its columns are. */
export interface UsageFile {
  readonly fileName: string;
  readonly table: Table;
  readonly mapping: UsageMapping;
}

/**
 * Adds the good rows of a file in one transaction: all of them or none. What is known already or wrong is left out, as the
 * preview said. The same file again throws `file_already_imported`; two desktops that take in the same rows at once add them
 * once. Throws `nothing_to_import`, `columns_missing`.
 */
export function importUsage(
  database: Database,
  actor: CommandContext,
  { key, fileName, table, mapping }: UsageFile & { readonly key: CommandKey },
): Promise<Output<'usage', 'import'>> {
  const answer = usage.import.output;
  const content = { contentHash: table.contentHash, mapping };
  const command = { key, kind: 'usage.import', action: 'usage_imported', content, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    // Imports go one after another: each sees the rows of the one before it.
    await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_usage_import', 0))`);
    const [before] = await work.rows<{ at: string }>(
      `SELECT to_char(billing_desktop.date_of(imported_at), 'YYYY-MM-DD') AS at
FROM billing_desktop.usage_imports WHERE content_hash = $1`,
      [table.contentHash],
    );
    if (before) throw new AppError('file_already_imported', { file: fileName, date: before.at });
    const checked = await checkUsage({ sequelize: database.sequelize, transaction: work.transaction }, table, mapping);
    if (checked.good.length === 0) throw new AppError('nothing_to_import', { file: fileName });
    const id = randomUUID();
    const leftOut = checked.rows - checked.good.length;
    await work.rows(
      `INSERT INTO billing_desktop.usage_imports (id, file_name, content_hash, row_count, left_out, command_key)
VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, fileName, table.contentHash, checked.good.length, leftOut, key],
    );
    const rows = checked.good.map((row) => ({ ...row, id: randomUUID() }));
    await work.rows(
      `WITH given AS (
  SELECT * FROM unnest($2::uuid[], $3::integer[], $4::uuid[], $5::text[], $6::text[], $7::integer[], $8::timestamptz[],
    $9::text[], $10::text[]) AS g (id, line, subscription_id, tenant_id, metric, quantity, recorded_at, note, row_key)
), added AS (
  INSERT INTO public.usage_records (id, subscription_id, tenant_id, metric_type, quantity, recorded_at, metadata)
  SELECT g.id, g.subscription_id, g.tenant_id, g.metric, g.quantity, g.recorded_at,
    jsonb_strip_nulls(jsonb_build_object('note', nullif(g.note, ''), 'import', $1::text))
  FROM given g
)
INSERT INTO billing_desktop.usage_import_rows (import_id, row_number, row_key, usage_record_id)
SELECT $1::uuid, g.line, g.row_key, g.id FROM given g`,
      [
        id,
        rows.map((row) => row.id),
        rows.map((row) => row.line),
        rows.map((row) => row.subscriptionId),
        rows.map((row) => row.tenantId),
        rows.map((row) => row.metric),
        rows.map((row) => row.quantity),
        rows.map((row) => row.recordedAt),
        rows.map((row) => row.note),
        rows.map((row) => row.rowKey),
      ],
    );
    return answer.parse({ id, added: rows.length, leftOut });
  });
}
