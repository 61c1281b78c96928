import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { BackupProgress, BackupTable, InspectedBackup } from '../../contract/backup';
import { AppError } from '../../contract/result';
import { endClient, type BillingClient } from '../../database/client';
import type { ConnectionTarget } from '../../database/connection-target';
import { openDatabase, type Database } from '../../database/database';
import { serverError, toAppError } from '../../database/error-translation';
import { makeWhole } from '../../documents/whole-file';
import { readRows } from '../read-rows';
import { beginSnapshot, manifestOf, openSnapshot, type Snapshot } from '../snapshot';
import { readMark } from '../write-marks';
import { besidePath, besideText, checkDump, hashOfFile } from './beside-dump';
import { findTools, fittingTools, majorOf, usualPlaces, type PgTools, type ToolPlaces } from './find-tools';
import { runTool } from './run-tool';

export interface DumpOptions {
  /** Where the dump goes; what is known of its content goes beside it, as `FILE.json`. */
  readonly path: string;
  readonly target: ConnectionTarget;
  readonly appVersion: string;
  /** Where to look for the tools; PATH and the usual places where it is not given. */
  readonly places?: ToolPlaces;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: BackupProgress) => void) | undefined;
}

/** The nearest tools that are at least as new as the server. Throws `pg_tools_not_found`. */
export async function requireTools(major: number, places: ToolPlaces = usualPlaces()): Promise<PgTools> {
  const found = await findTools(places);
  const tools = fittingTools(found, major);
  if (tools === null) {
    const seen = [...new Set(found.map(({ version }) => version))].join(', ');
    throw new AppError('pg_tools_not_found', { needed: major, found: seen === '' ? '-' : seen });
  }
  return tools;
}

async function countTables(client: BillingClient, { tables }: Snapshot, options: DumpOptions): Promise<BackupTable[]> {
  const counted: BackupTable[] = [];
  for (const [done, table] of tables.entries()) {
    const name = `${table.schema}.${table.name}`;
    options.onProgress?.({ step: 'rows', table: name, done, of: tables.length, bytes: 0, ofBytes: null });
    const rows = readRows(client, table);
    let step = await rows.next();
    while (step.done !== true) {
      options.signal?.throwIfAborted();
      step = await rows.next();
    }
    counted.push({ ...step.value, mark: await readMark(client, table) });
  }
  return counted;
}

const exportedSchema = z.tuple([z.object({ id: z.string() })]);

async function dump(database: Database, client: BillingClient, tools: PgTools, options: DumpOptions): Promise<void> {
  const { path, target, appVersion, signal, onProgress } = options;
  await client.query(beginSnapshot);
  const snapshot = await openSnapshot(client, database, path);
  const [{ id }] = exportedSchema.parse((await client.query('SELECT pg_export_snapshot() AS id')).rows);
  const place = { target, endpoint: database.route.endpoint };
  await makeWhole(path, async (making) => {
    onProgress?.({ step: 'tool', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
    const words = ['--format=custom', `--snapshot=${id}`, '--lock-wait-timeout=10000', `--file=${making}`];
    await runTool({ program: tools.dump, major: tools.major }, [...words, connectionWord(target)], place, signal);
    const written = await countTables(client, snapshot, options);
    const manifest = await manifestOf(client, database, {
      snapshot: { ...snapshot, leftOut: [] },
      written,
      appVersion,
    });
    const { catalog } = snapshot;
    const beside = besideText({
      format: 'sahool-pg-dump-1',
      tool: tools.version,
      ...(await hashOfFile(making)),
      manifest,
      catalog,
    });
    await makeWhole(besidePath(path), (file) => writeFile(file, beside, { flag: 'wx', mode: 0o600 }));
    signal?.throwIfAborted();
  });
  await client.query('COMMIT');
}

/** The database by name, in a form in which no name can be read as anything else. */
export function connectionWord({ database }: Pick<ConnectionTarget, 'database'>): string {
  return `--dbname=dbname='${database.replaceAll(/[\\']/g, '\\$&')}'`;
}

/**
 * Backs a database up with pg_dump in its custom format, and reads every table in the same snapshot for its count, sums and hash,
 * so that a restore can be compared as with this program's own snapshot. Both files appear whole, and are read back once.
 *
 * Throws `pg_tools_not_found`, `pg_tool_failed`, and as makeBackup().
 */
export async function makeDump(options: DumpOptions): Promise<InspectedBackup> {
  const database = await openDatabase(options.target);
  try {
    const tools = await requireTools(majorOf(database.server.version), options.places);
    const client = await database.connectClient();
    let isOver = false;
    try {
      await dump(database, client, tools, options);
      isOver = true;
    } catch (error) {
      throw serverError(error) === null ? error : (toAppError(error) ?? error);
    } finally {
      if (isOver) await endClient(client);
      else client.cut();
    }
    options.onProgress?.({ step: 'checking', table: '', done: 0, of: 0, bytes: 0, ofBytes: null });
    return (await checkDump(options.path)).inspected;
  } finally {
    await database.close();
  }
}
