import type { BackupManifest } from '../contract/backup';
import { AppError } from '../contract/result';
import { endClient } from '../database/client';
import type { ConnectionTarget } from '../database/connection-target';
import { createDatabase, dropDatabase } from '../database/create-database';
import { openDatabase, type Database } from '../database/database';
import { checksumOf } from '../database/migrator/checksum';
import { migrations as shipped } from '../../migrations';
import { listTables } from './snapshot-tables';

/** Only what this app can make may be restored: its migrations as it knows them. Gives the last one's name. Throws `backup_newer`. */
export function requireKnown({ migrations }: BackupManifest): string {
  const known = new Map(shipped.map((migration) => [migration.name, checksumOf(migration)]));
  const other = migrations.filter(({ name, checksum }) => known.get(name) !== checksum);
  if (other.length > 0) throw new AppError('backup_newer', { names: other.map(({ name }) => name).join(', ') });
  const last = migrations.at(-1)?.name;
  if (last === undefined) throw new AppError('backup_damaged');
  return last;
}

/** True where it was made here; false for one that was there and is empty. Throws `restore_not_empty`. */
async function takePlace(target: ConnectionTarget): Promise<boolean> {
  try {
    await createDatabase(target);
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
  }
  const database = await openDatabase(target);
  try {
    const client = await database.connectClient();
    try {
      const tables = await listTables(client);
      if (tables.length > 0) throw new AppError('restore_not_empty', { database: target.database });
      return false;
    } finally {
      await endClient(client);
    }
  } finally {
    await database.close();
  }
}

/**
 * Makes or takes the database that is restored into and hands it to `fill`. What fails, or is stopped, leaves no database behind
 * that was made here. Throws `restore_not_empty`, `no_right_to_create`, and what `fill` throws.
 */
export async function inPlace<T>(target: ConnectionTarget, fill: (database: Database) => Promise<T>): Promise<T> {
  const isOurs = await takePlace(target);
  try {
    const database = await openDatabase(target);
    try {
      return await fill(database);
    } finally {
      await database.close();
    }
  } catch (error) {
    // What broke first is what matters.
    if (isOurs) await dropDatabase(target).catch(() => undefined);
    throw error;
  }
}
