import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { z } from 'zod';
import type { BackupManifest, BackupProgress } from '../contract/backup';
import { AppError } from '../contract/result';
import { alterTable, identifier, qualified } from '../database/catalog/ddl';
import type { BillingClient } from '../database/client';
import type { ReadRecord } from './records';
import { copyInSql, listTables, textSettings } from './snapshot-tables';

const keySchema = z.object({ schema: z.string(), table: z.string(), name: z.string(), definition: z.string() });
const triggerSchema = z.object({
  schema: z.string(),
  table: z.string(),
  name: z.string(),
  mode: z.enum(['O', 'R', 'A']),
});

const keysSql = `
SELECT n.nspname::text AS schema, c.relname::text AS table, k.conname::text AS name, pg_get_constraintdef(k.oid) AS definition
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname IN ('public', 'billing_desktop')
ORDER BY 1, 2, 3`;

const triggersSql = `
SELECT n.nspname::text AS schema, c.relname::text AS table, g.tgname::text AS name, g.tgenabled::text AS mode
FROM pg_trigger g
JOIN pg_class c ON c.oid = g.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND g.tgenabled <> 'D' AND n.nspname IN ('public', 'billing_desktop')
ORDER BY 1, 2, 3`;

const enabling = { O: 'ENABLE TRIGGER', R: 'ENABLE REPLICA TRIGGER', A: 'ENABLE ALWAYS TRIGGER' } as const;

/** Writes a piece of a COPY; waits while the server is behind. */
async function write(sink: NodeJS.WritableStream, bytes: Buffer): Promise<void> {
  if (sink.write(bytes)) return;
  await once(sink, 'drain');
}

interface LoadOptions {
  readonly manifest: BackupManifest;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: BackupProgress) => void) | undefined;
}

/** Reads the records of a backup into the tables that stand. */
async function copyAll(
  client: BillingClient,
  records: AsyncGenerator<ReadRecord>,
  { manifest, signal, onProgress }: LoadOptions,
): Promise<void> {
  const of = manifest.tables.length;
  let sink: ReturnType<typeof copyFrom> | null = null;
  let table = '';
  let done = 0;
  let bytes = 0;
  for await (const { record, rows } of records) {
    signal?.throwIfAborted();
    if (record.kind === 'table') {
      table = `${record.schema}.${record.name}`;
      sink = client.query(copyFrom(copyInSql(record)));
      // Told by whoever writes next or waits for the end.
      sink.on('error', () => undefined);
    }
    if (record.kind === 'rows') {
      if (sink === null) throw new AppError('backup_damaged');
      if (sink.errored) throw sink.errored;
      await write(sink, rows);
      bytes += rows.length;
    }
    if (record.kind === 'end') {
      if (sink === null) throw new AppError('backup_damaged');
      const ending = finished(sink);
      sink.end();
      await ending;
      sink = null;
      done += 1;
    }
    onProgress?.({ step: 'rows', table, done, of, bytes, ofBytes: null });
  }
}

/**
 * Fills the tables of a database that nobody uses yet, in one transaction. Foreign keys are taken away and made anew at the
 * end, so that PostgreSQL checks them over all rows and no order of tables is needed; triggers are off meanwhile, for what
 * they derive and audit is in the rows already. Neither needs a superuser, only the tables' owner.
 */
export async function loadRows(
  client: BillingClient,
  records: AsyncGenerator<ReadRecord>,
  options: LoadOptions,
): Promise<void> {
  const { manifest, onProgress } = options;
  await client.query(`BEGIN; ${textSettings}; SET LOCAL lock_timeout = 10000`);
  const tables = await listTables(client);
  const keys = z.array(keySchema).parse((await client.query(keysSql)).rows);
  const triggers = z.array(triggerSchema).parse((await client.query(triggersSql)).rows);
  for (const { schema, table, name } of keys) {
    await client.query(alterTable({ schema, name: table }, `DROP CONSTRAINT ${identifier(name)}`));
  }
  for (const table of tables) await client.query(alterTable(table, 'DISABLE TRIGGER USER'));
  // What the migrations put into them is in the backup too, as it was changed since.
  await client.query(`TRUNCATE ${tables.map(qualified).join(', ')}`);

  await copyAll(client, records, options);

  onProgress?.({ step: 'completing', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
  for (const { name, lastValue } of manifest.sequences) {
    if (lastValue === null) await client.query(`ALTER SEQUENCE ${name} RESTART`);
    else await client.query('SELECT setval($1::regclass, $2::bigint)', [name, lastValue]);
  }
  for (const { schema, table, name, definition } of keys) {
    await client.query(alterTable({ schema, name: table }, `ADD CONSTRAINT ${identifier(name)} ${definition}`));
  }
  for (const { schema, table, name, mode } of triggers) {
    await client.query(alterTable({ schema, name: table }, `${enabling[mode]} ${identifier(name)}`));
  }
  await client.query('COMMIT');
  // The planner knows nothing of the new rows yet.
  await client.query('ANALYZE');
}
