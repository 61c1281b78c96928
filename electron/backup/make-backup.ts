import { createWriteStream } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import { instantSchema } from '../contract/calendar-date';
import type { BackupManifest, BackupProgress, BackupTable, InspectedBackup } from '../contract/backup';
import { AppError } from '../contract/result';
import { readFoundCatalog } from '../database/catalog/drift';
import { endClient, type BillingClient } from '../database/client';
import type { Database } from '../database/database';
import { serverError, toAppError } from '../database/error-translation';
import { lockKey } from '../database/migrator/lock';
import { history } from '../database/migrator/state';
import { makeWhole } from '../documents/whole-file';
import { frameWriter } from './frames';
import { inspectBackup } from './inspect-backup';
import { keepCatalog } from './kept-catalog';
import { makeLock } from './keys';
import { readRows } from './read-rows';
import { recordLine } from './records';
import { listTables, readSequences, textSettings } from './snapshot-tables';
import { readMark, readOrigin } from './write-marks';

export interface BackupOptions {
  /** Where the file goes; what may be there is replaced once the new one is whole. */
  readonly path: string;
  /** Null for a file that anyone can read. */
  readonly passphrase: string | null;
  readonly appVersion: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BackupProgress) => void;
}

/** The free bytes of a folder's disk; throws the file system's error. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** A snapshot is text that was compressed: it stays below what its tables take on the server. */
async function requireRoom(path: string, tableBytes: number): Promise<void> {
  let free: number;
  try {
    free = await freeBytes(dirname(path));
  } catch (error) {
    throw new AppError('file_not_written', { file: basename(path) }, error);
  }
  if (free < tableBytes) throw new AppError('disk_full', { file: basename(path) });
}

/** Keeps migrations out while it lasts; throws `migration_locked` where one is under way. */
async function keepMigrationsOut(client: BillingClient): Promise<void> {
  const { rows } = await client.query(`SELECT pg_try_advisory_xact_lock_shared(${lockKey}) AS taken`);
  if (z.array(z.object({ taken: z.boolean() })).parse(rows)[0]?.taken !== true) throw new AppError('migration_locked');
}

async function readMigrations(client: BillingClient): Promise<BackupManifest['migrations']> {
  const { rows: there } = await client.query(`SELECT to_regclass('billing_desktop.schema_migrations') AS there`);
  if ((z.array(z.object({ there: z.string().nullable() })).parse(there)[0]?.there ?? null) === null) {
    throw new AppError('not_migrated');
  }
  const { rows } = await client.query(
    `SELECT name, checksum::text AS checksum FROM billing_desktop.schema_migrations ORDER BY name COLLATE "C"`,
  );
  const migrations = z.array(z.object({ name: z.string(), checksum: z.string() })).parse(rows);
  if (migrations.length === 0) throw new AppError('not_migrated');
  return migrations;
}

async function* records(
  client: BillingClient,
  database: Database,
  { appVersion, path, onProgress }: BackupOptions,
): AsyncGenerator<Buffer> {
  await keepMigrationsOut(client);
  const migrations = await readMigrations(client);
  // The snapshot was taken just before the lock: a migration that committed between the two is not in it.
  const now = (await history(database)).filter(({ applied }) => applied !== null);
  if (now.length !== migrations.length) throw new AppError('migration_locked');

  const { catalog, leftOut } = keepCatalog(await readFoundCatalog(database));
  const sequences = await readSequences(client);
  const tables = await listTables(client);
  const ofBytes = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  await requireRoom(path, ofBytes);
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
  const { rows: moments } = await client.query('SELECT transaction_timestamp() AS at');
  const [moment] = z.tuple([z.object({ at: instantSchema })]).parse(moments);
  const manifest: BackupManifest = {
    format: 1,
    takenAt: moment.at,
    database: database.server.database,
    origin: await readOrigin(client),
    server: `${database.route.endpoint.host}:${database.route.endpoint.port}`,
    serverVersion: database.server.version,
    takenBy: database.server.user,
    appVersion,
    migrations,
    tables: written,
    sequences: sequences.all,
    leftOut,
  };
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
    await client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${textSettings}; SET LOCAL lock_timeout = 10000`,
    );
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
