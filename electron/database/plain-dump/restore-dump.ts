import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { AppError } from '../../contract/result';
import { endClient, type BillingClient } from '../client';
import { withDatabase, type ConnectionTarget } from '../connection-target';
import { createDatabase, openMaintenance } from '../create-database';
import { serverError, toAppError } from '../error-translation';
import { openSession } from '../open-session';
import { readDump, type DumpPart } from './read-dump';

export interface RestoredDump {
  readonly database: string;
  readonly statements: number;
  readonly tables: number;
  /** Rows that were copied, as the server counted them; a whole number as text. */
  readonly rows: string;
  /** What the server refused and a restore can do without: owners and grants of roles that it has not, settings it does not know. */
  readonly leftOut: readonly string[];
}

/** Where the dump goes is chosen by whoever restores it. */
const ofTheDump = /^(?:CREATE|DROP|ALTER)\s+DATABASE\b/iu;
/** What another server may not know: roles, settings of a newer version, a comment on an extension of another owner. */
const dispensable =
  /^(?:SET\s|GRANT\s|REVOKE\s|ALTER\s+DEFAULT\s+PRIVILEGES\b|ALTER\s[\s\S]*\sOWNER\s+TO\s|COMMENT\s+ON\s+EXTENSION\b|SELECT\s+pg_catalog\.set_config\b)/iu;

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 200) ?? '';
}

interface Progress {
  statements: number;
  tables: number;
  rows: bigint;
  readonly leftOut: string[];
}

async function runPart(client: BillingClient, part: DumpPart, progress: Progress): Promise<void> {
  if (part.kind === 'copy') {
    const into = client.query(copyFrom(part.sql));
    await pipeline(Readable.from(part.rows), into);
    progress.tables += 1;
    progress.rows += BigInt(into.rowCount ?? 0);
    return;
  }
  const { sql } = part;
  if (ofTheDump.test(sql)) return;
  progress.statements += 1;
  if (!dispensable.test(sql)) {
    await client.query(sql);
    return;
  }
  await client.query('SAVEPOINT dispensable');
  try {
    await client.query(sql);
    await client.query('RELEASE SAVEPOINT dispensable');
  } catch (error) {
    if (!serverError(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT dispensable');
    progress.leftOut.push(`${firstLine(sql)}: ${error instanceof Error ? error.message : ''}`);
  }
}

async function runAll(client: BillingClient, file: string, progress: Progress): Promise<void> {
  await client.query('BEGIN');
  const input = createReadStream(file, { encoding: 'utf8', highWaterMark: 262_144 });
  // A file that cannot be read must fail here, and not as an event that nobody hears.
  await new Promise<void>((resolve, reject) => input.once('open', () => resolve()).once('error', reject));
  // Its iterator is asked for at once, without an await between: lines that nobody waits for are lost.
  const lines = createInterface({ input, crlfDelay: Infinity });
  let last = '';
  try {
    for await (const part of readDump(lines[Symbol.asyncIterator]())) {
      last = firstLine(part.sql);
      await runPart(client, part, progress);
    }
    await client.query('COMMIT');
  } catch (error) {
    const known = toAppError(error);
    if (known && !serverError(error)) throw known;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('dump_not_restored', { statement: last, reason }, error);
  } finally {
    lines.close();
    input.destroy();
  }
}

async function dropAgain(target: ConnectionTarget): Promise<void> {
  const client = await openMaintenance(target);
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(target.database)} WITH (FORCE)`);
  } finally {
    await endClient(client);
  }
}

/**
 * Restores a plain dump (`pg_dump > file.sql`) into a new database beside the target's own, in one transaction, without
 * any program of PostgreSQL's. A dump that breaks off, or that the server refuses, leaves no database behind. Throws
 * `conflict` where one of this name is there already, `no_right_to_create`, and `dump_not_restored` with the statement.
 */
export async function restoreDump(target: ConnectionTarget, into: string, file: string): Promise<RestoredDump> {
  const made = withDatabase(target, into);
  await createDatabase(made);
  const progress: Progress = { statements: 0, tables: 0, rows: 0n, leftOut: [] };
  try {
    const { client } = await openSession(made);
    try {
      await runAll(client, file, progress);
    } finally {
      await endClient(client);
    }
  } catch (error) {
    await dropAgain(made);
    throw error;
  }
  const { statements, tables, rows, leftOut } = progress;
  return { database: into, statements, tables, rows: String(rows), leftOut };
}
