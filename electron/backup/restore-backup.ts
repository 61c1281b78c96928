import type { BackupProgress, RestoreResult } from '../contract/backup';
import { driftFindings, readFoundCatalog } from '../database/catalog/drift';
import { endClient, type BillingClient } from '../database/client';
import { withDatabase, type ConnectionTarget } from '../database/connection-target';
import type { Database } from '../database/database';
import { toAppError } from '../database/error-translation';
import { migrateUp } from '../database/migrator/migrate';
import { compareRestored } from './compare-restored';
import { openFrames, type OpenBackup } from './frames';
import { checkBackup, type CheckedBackup } from './inspect-backup';
import { expectedOf } from './kept-catalog';
import { loadRows } from './load-rows';
import { readRecords } from './records';
import { inPlace, requireKnown } from './restore-place';

export interface RestoreOptions {
  readonly path: string;
  readonly passphrase: string | null;
  /** The server; its own database's name is not used. */
  readonly target: ConnectionTarget;
  /** The database to restore into: a new one, or one that is there without a table. */
  readonly into: string;
  readonly appVersion: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BackupProgress) => void;
}

/** Brings what the migrations do not make: tables and columns of other programs, and what was changed by hand. */
async function mendCatalog(
  client: BillingClient,
  database: Database,
  { catalog, sequencesAlone }: CheckedBackup,
): Promise<void> {
  for (const name of sequencesAlone) await client.query(`CREATE SEQUENCE IF NOT EXISTS ${name}`);
  const findings = driftFindings(expectedOf(catalog), await readFoundCatalog(database));
  // What needs another table comes when all of them stand.
  const statements = [...findings.map(({ mend }) => mend), ...findings.map(({ later }) => later?.mend)];
  for (const sql of statements.flatMap((some) => some ?? [])) await client.query(sql);
}

async function fill(
  database: Database,
  backup: OpenBackup,
  checked: CheckedBackup,
  { appVersion, signal, onProgress }: RestoreOptions,
): Promise<void> {
  const { manifest } = checked.inspected;
  onProgress?.({ step: 'migrating', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
  await migrateUp(database, { to: requireKnown(manifest), appVersion });
  signal?.throwIfAborted();
  const client = await database.connectClient();
  let isOver = false;
  try {
    await mendCatalog(client, database, checked);
    await readRecords(backup, (records) => loadRows(client, records, { manifest, signal, onProgress }));
    isOver = true;
  } catch (error) {
    throw toAppError(error) ?? error;
  } finally {
    if (isOver) await endClient(client);
    else client.cut();
  }
}

/**
 * Restores a backup into a new or empty database and holds it against the backup: counts, hashes, sums, catalog, books. The
 * file is read through before anything is made. What fails, or is stopped, leaves no database behind that was made here. The
 * caller looks at `comparison.same` before anyone works on it.
 *
 * Throws as inspectBackup(), `backup_newer`, `restore_not_empty`, `no_right_to_create`, and as migrateUp(); where `signal`
 * is aborted, any error.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const { path, passphrase, into, signal, onProgress } = options;
  const started = performance.now();
  onProgress?.({ step: 'checking', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
  const backup = await openFrames(path, passphrase);
  try {
    const checked = await checkBackup(backup);
    const { manifest } = checked.inspected;
    requireKnown(manifest);
    signal?.throwIfAborted();
    const target = withDatabase(options.target, into);
    onProgress?.({ step: 'preparing', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
    return await inPlace(target, async (database) => {
      await fill(database, backup, checked, options);
      const comparison = await compareRestored(database, { manifest, catalog: checked.catalog, signal, onProgress });
      const durationMs = Math.round(performance.now() - started);
      const { host, port } = database.route.endpoint;
      return { tool: null, database: into, server: `${host}:${port}`, durationMs, manifest, comparison };
    });
  } finally {
    await backup.close();
  }
}
