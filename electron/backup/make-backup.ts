import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { BackupProgress, BackupTable, InspectedBackup } from '../contract/backup';
import { endClient, type BillingClient } from '../database/client';
import type { Database } from '../database/database';
import { serverError, toAppError } from '../database/error-translation';
import { makeWhole } from '../documents/whole-file';
import { frameWriter } from './frames';
import { inspectBackup } from './inspect-backup';
import { makeLock } from './keys';
import { readRows } from './read-rows';
import { recordLine } from './records';
import { beginSnapshot, manifestOf, openSnapshot } from './snapshot';
import { readMark } from './write-marks';

export interface BackupOptions {
  /** Where the file goes; what may be there is replaced once the new one is whole. */
  readonly path: string;
  /** Null for a file that anyone can read. */
  readonly passphrase: string | null;
  readonly appVersion: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BackupProgress) => void;
}

async function* records(
  client: BillingClient,
  database: Database,
  { appVersion, path, onProgress }: BackupOptions,
): AsyncGenerator<Buffer> {
  const snapshot = await openSnapshot(client, database, path);
  const { migrations, catalog, sequences, tables, ofBytes } = snapshot;
  yield recordLine({ kind: 'begin', migrations, catalog, sequences: sequences.alone });

  const written: BackupTable[] = [];
  let bytes = 0;
  for (const [done, table] of tables.entries()) {
    const { schema, name, columns } = table;
    const tell = (): void =>
      onProgress?.({ step: 'rows', table: `${schema}.${name}`, done, of: tables.length, bytes, ofBytes });
    tell();
    yield recordLine({ kind: 'table', schema, name, columns });
    const rows = readRows(client, table);
    for (;;) {
      const { done: isOver, value } = await rows.next();
      if (isOver === true) {
        written.push({ ...value, mark: await readMark(client, table) });
        break;
      }
      yield recordLine({ kind: 'rows', bytes: value.length });
      yield value;
      bytes += value.length;
      tell();
    }
    yield recordLine({ kind: 'end' });
  }
  const manifest = await manifestOf(client, database, { snapshot, written, appVersion });
  yield recordLine({ kind: 'manifest', manifest });
}

/**
 * Writes the whole database, as it stood at one moment, into one file: every table of `public` and `billing_desktop`, their
 * catalog, the sequences and the migrations. Clerks and the service go on working; only migrations wait. The file appears
 * whole, and read back once, or not at all.
 *
 * Throws `not_migrated`, `migration_locked`, `no_permission`, `disk_full`, `file_not_written`, `connection_lost`; where
 * `signal` is aborted, any error.
 */
export async function makeBackup(database: Database, options: BackupOptions): Promise<InspectedBackup> {
  const { path, passphrase, signal, onProgress } = options;
  const client = await database.connectClient();
  const locked = passphrase === null ? null : await makeLock(passphrase);
  let isOver = false;
  let failed: { readonly error: unknown } | null = null;
  try {
    await client.query(beginSnapshot);
    let inspected: InspectedBackup | null = null;
    await makeWhole(path, async (making) => {
      try {
        await pipeline(
          Readable.from(records(client, database, options), { objectMode: true, highWaterMark: 4 }),
          createGzip({ level: 4 }),
          frameWriter(locked),
          createWriteStream(making, { flags: 'wx', mode: 0o600 }),
          ...(signal ? [{ signal }] : []),
        );
      } catch (error) {
        // A statement that failed is no fault of the file.
        if (serverError(error) !== null) failed = { error: toAppError(error) ?? error };
        throw error;
      }
      onProgress?.({ step: 'checking', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
      inspected = await inspectBackup(making, passphrase);
      signal?.throwIfAborted();
    });
    await client.query('COMMIT');
    isOver = true;
    return resultOf(inspected);
  } catch (error) {
    throw firstOf(failed, error);
  } finally {
    // In the middle of a COPY nothing else can be said on this line: cutting it is the way to stop.
    if (isOver) await endClient(client);
    else client.cut();
  }
}

function firstOf(failed: { readonly error: unknown } | null, error: unknown): unknown {
  return failed === null ? (toAppError(error) ?? error) : failed.error;
}

function resultOf(inspected: InspectedBackup | null): InspectedBackup {
  if (inspected === null) throw new Error('a backup was written and not read back');
  return inspected;
}
