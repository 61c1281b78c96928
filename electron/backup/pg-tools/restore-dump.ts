import type { RestoreResult } from '../../contract/backup';
import { withDatabase } from '../../database/connection-target';
import type { Database } from '../../database/database';
import { compareRestored } from '../compare-restored';
import type { RestoreOptions } from '../restore-backup';
import { inPlace, requireKnown } from '../restore-place';
import { checkDump } from './beside-dump';
import { majorOf, type ToolPlaces } from './find-tools';
import { connectionWord, requireTools } from './make-dump';
import { runTool } from './run-tool';

export interface RestoreDumpOptions extends RestoreOptions {
  /** Where to look for the tools; PATH and the usual places where it is not given. */
  readonly places?: ToolPlaces;
}

/**
 * The dump names roles that may not be on this server, so it is restored without its grants; the migrations' own function gives
 * the program's roles, where they are, what they hold, and takes from everybody else what nobody else should have.
 */
async function grantAgain({ sequelize }: Database): Promise<void> {
  await sequelize.query(`DO $do$
BEGIN
  IF to_regprocedure('billing_desktop.grant_roles()') IS NOT NULL THEN
    PERFORM billing_desktop.grant_roles();
  END IF;
END
$do$`);
}

/**
 * Restores a dump with pg_restore into a new or empty database, all or nothing, and compares it as restoreBackup() does. The tool
 * is at least as new as the one that wrote the dump and as the server. Throws as restoreBackup(), and `backup_no_manifest`,
 * `pg_tools_not_found`, `pg_tool_failed`.
 */
export async function restoreDumpFile(options: RestoreDumpOptions): Promise<RestoreResult> {
  const { path, into, signal, onProgress } = options;
  const started = performance.now();
  onProgress?.({ step: 'checking', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
  const { inspected, catalog, major } = await checkDump(path);
  const { manifest } = inspected;
  requireKnown(manifest);
  signal?.throwIfAborted();
  const target = withDatabase(options.target, into);
  onProgress?.({ step: 'preparing', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
  return inPlace(target, async (database) => {
    const tools = await requireTools(Math.max(major, majorOf(database.server.version)), options.places);
    onProgress?.({ step: 'tool', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
    const { endpoint } = database.route;
    const words = ['--single-transaction', '--no-owner', '--no-privileges', connectionWord(target), path];
    await runTool({ program: tools.restore, major: tools.major }, words, { target, endpoint }, signal);
    await grantAgain(database);
    const comparison = await compareRestored(database, { manifest, catalog, signal, onProgress });
    const durationMs = Math.round(performance.now() - started);
    const server = `${endpoint.host}:${endpoint.port}`;
    return { tool: tools.version, database: into, server, durationMs, manifest, comparison };
  });
}
