import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inspectAny } from '../backup/any-backup';
import { backupGuard, requireFresh } from '../backup/backup-guard';
import { makeBackup } from '../backup/make-backup';
import type { InspectedBackup } from '../contract/backup';
import type { Database } from '../database/database';
import type { Guard } from '../database/migrator/turn';
import { UsageError, textOption, type OptionValues } from './command';
import type { Output } from './output';
import { passphraseOf, passphraseOption } from './passphrase';
import { appVersion } from './version';

/** The options of a verb that drops tables with what is in them. */
export const backupFirstOptions = {
  ...passphraseOption,
  backup: { type: 'string' },
  'without-backup': { type: 'boolean' },
} as const;

/** How the help names them. */
export const backupFirstUsage = '(--backup FILE [--passphrase-file F] | --without-backup)';

async function standsAlready(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

async function takeBackup(path: string, options: OptionValues, database: Database): Promise<InspectedBackup> {
  const passphrase = await passphraseOf(options);
  if (await standsAlready(path)) return inspectAny(path, passphrase);
  return makeBackup(database, { path, passphrase, appVersion: appVersion() });
}

/**
 * What stands behind a downgrade or a reset: a verified backup of this very database that nothing was written after; made
 * now where there is no such file. Undefined where it was said in words that none is wanted. Throws UsageError where
 * neither was said, `backup_other_database`, `backup_stale`, and as makeBackup() and inspectAny().
 */
export async function guardByBackup(
  options: OptionValues,
  database: Database,
  output: Output,
): Promise<Guard | undefined> {
  const file = textOption(options, 'backup');
  const without = options['without-backup'] === true;
  if (file !== null && without) throw new UsageError('--backup and --without-backup exclude each other');
  if (without) return undefined;
  if (file === null) {
    throw new UsageError(
      'A backup comes first: give --backup FILE (one that holds the last change; it is made now where there is no such file), or --without-backup',
    );
  }
  const path = resolve(file);
  const { manifest, sha256 } = await takeBackup(path, options, database);
  const proof = { origin: manifest.origin, tables: manifest.tables };
  await requireFresh(database, proof);
  output.line(`Backup of ${manifest.takenAt} is whole and holds the last change: ${path}`);
  output.line(`  sha-256 ${sha256}`);
  return backupGuard(proof);
}
