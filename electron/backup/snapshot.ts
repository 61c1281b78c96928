import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { BackupManifest, BackupTable } from '../contract/backup';
import { instantSchema } from '../contract/calendar-date';
import { AppError } from '../contract/result';
import { readFoundCatalog } from '../database/catalog/drift';
import type { BillingClient } from '../database/client';
import type { Database } from '../database/database';
import { lockKey } from '../database/migrator/lock';
import { history } from '../database/migrator/state';
import { keepCatalog, type KeptCatalog } from './kept-catalog';
import { listTables, readSequences, textSettings, type SnapshotSequences, type SnapshotTable } from './snapshot-tables';
import { readOrigin } from './write-marks';

/** Begins the transaction in which all of a backup is read: as of one moment, values as text of one form. */
export const beginSnapshot = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${textSettings}; SET LOCAL lock_timeout = 10000`;

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

/** What a backup has to read, in the snapshot of the caller's transaction. */
export interface Snapshot {
  readonly migrations: BackupManifest['migrations'];
  readonly catalog: KeptCatalog;
  readonly leftOut: string[];
  readonly sequences: SnapshotSequences;
  readonly tables: readonly SnapshotTable[];
  /** What the tables take on the server. */
  readonly ofBytes: number;
}

/**
 * Keeps migrations out, and looks at what there is and at the room for it. Throws `not_migrated`, `migration_locked`,
 * `no_permission`, `disk_full`, `file_not_written`.
 */
export async function openSnapshot(client: BillingClient, database: Database, path: string): Promise<Snapshot> {
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
  return { migrations, catalog, leftOut, sequences, tables, ofBytes };
}

/** What the backup says of itself once its tables were read. */
export async function manifestOf(
  client: BillingClient,
  database: Database,
  parts: { readonly snapshot: Snapshot; readonly written: BackupTable[]; readonly appVersion: string },
): Promise<BackupManifest> {
  const { rows: moments } = await client.query('SELECT transaction_timestamp() AS at');
  const [moment] = z.tuple([z.object({ at: instantSchema })]).parse(moments);
  const { migrations, sequences, leftOut } = parts.snapshot;
  return {
    format: 1,
    takenAt: moment.at,
    database: database.server.database,
    origin: await readOrigin(client),
    server: `${database.route.endpoint.host}:${database.route.endpoint.port}`,
    serverVersion: database.server.version,
    takenBy: database.server.user,
    appVersion: parts.appVersion,
    migrations,
    tables: parts.written,
    sequences: sequences.all,
    leftOut,
  };
}
