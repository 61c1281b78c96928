import { resolve } from 'node:path';
import { inspectAny, restoreAny } from '../backup/any-backup';
import { drillBackup } from '../backup/drill';
import { makeBackup } from '../backup/make-backup';
import { makeDump } from '../backup/pg-tools/make-dump';
import type { BackupManifest, InspectedBackup, RestoreResult } from '../contract/backup';
import { AppError } from '../contract/result';
import type { ConnectionTarget } from '../database/connection-target';
import { openDatabase } from '../database/database';
import { requiredOption, requiredWord, textOption, UsageError, type CliCommand, type OptionValues } from './command';
import { sayDifferences } from './migration-words';
import { databaseOptions, withServer } from './open';
import type { Output } from './output';
import { passphraseOf, passphraseOption } from './passphrase';
import { appVersion } from './version';

function sayManifest(output: Output, manifest: BackupManifest): void {
  output.line(`database    ${manifest.database} on ${manifest.server}, PostgreSQL ${manifest.serverVersion}`);
  output.line(`taken       ${manifest.takenAt} by ${manifest.takenBy}, version ${manifest.appVersion}`);
  output.line(`schema      ${manifest.migrations.at(-1)?.name ?? ''}`);
  if (manifest.leftOut.length > 0) output.line(`left out    ${manifest.leftOut.join(', ')}`);
  output.line('');
  output.table(
    ['table', 'rows', 'sha-256'],
    manifest.tables.map(({ name, rows, sha256 }) => [name, rows, sha256.slice(0, 16)]),
  );
  output.line('');
  output.table(
    ['sum of', 'currency', 'amount'],
    manifest.tables.flatMap(({ name, sums }) =>
      sums.map(({ column, currency, sum }) => [`${name}.${column}`, currency ?? '', sum]),
    ),
  );
}

function sayInspected(output: Output, { way, tool, manifest, encrypted, sizeBytes, sha256 }: InspectedBackup): void {
  output.line(`made by     ${way === 'pg_dump' ? `pg_dump ${tool ?? ''}` : 'the snapshot of this app'}`);
  output.line(`file        ${sizeBytes} bytes, ${encrypted ? 'encrypted' : 'not encrypted'}, whole`);
  output.line(`sha-256     ${sha256}`);
  sayManifest(output, manifest);
}

/** The comparison in lines; the exit code is 0 only where nothing differs. */
function sayRestored(output: Output, { tool, database, durationMs, comparison }: RestoreResult): number {
  if (tool !== null) output.line(`restored by pg_restore ${tool}`);
  output.table(
    ['table', 'backup', 'restored', ''],
    comparison.tables.map(({ name, expectedRows, foundRows, same }) => [
      name,
      expectedRows,
      foundRows,
      same ? 'same' : 'DIFFERS',
    ]),
  );
  sayDifferences(output, comparison.catalog);
  output.line(
    `books: ${comparison.books.clean ? 'in order' : 'NOT in order, as in the backup'} (${comparison.books.findings} findings)`,
  );
  output.line(
    comparison.same
      ? `Counts, hashes, sums and catalog of ${database} are those of the backup (${durationMs} ms).`
      : `${database} differs from its backup.`,
  );
  return comparison.same ? 0 : 1;
}

type Way = 'snapshot' | 'pg_dump' | 'either';

function wayOf(options: OptionValues): Way {
  const way = textOption(options, 'with') ?? 'snapshot';
  if (way === 'snapshot' || way === 'pg_dump' || way === 'either') return way;
  throw new UsageError('--with is snapshot, pg_dump or either');
}

async function backUp(
  target: ConnectionTarget,
  { path, passphrase, way }: { readonly path: string; readonly passphrase: string | null; readonly way: Way },
): Promise<InspectedBackup> {
  if (way === 'pg_dump' || (way === 'either' && passphrase === null)) {
    try {
      return await makeDump({ path, target, appVersion: appVersion() });
    } catch (error) {
      if (way === 'pg_dump' || !(error instanceof AppError) || error.code !== 'pg_tools_not_found') throw error;
    }
  }
  const database = await openDatabase(target);
  try {
    return await makeBackup(database, { path, passphrase, appVersion: appVersion() });
  } finally {
    await database.close();
  }
}

const backup: CliCommand = {
  area: 'db',
  verb: 'backup',
  usage: '--out FILE [--with snapshot|pg_dump|either] [--passphrase-file F]',
  summary:
    'Writes the whole database, as of one moment, into one file, with counts, sums and hashes; encrypted with the passphrase in the first line of F. By the snapshot of this program, or with pg_dump (custom format, with FILE.json beside it) where one at least as new as the server is found; `either` takes pg_dump where it can.',
  options: { ...databaseOptions, ...passphraseOption, out: { type: 'string' }, with: { type: 'string' } },
  run: async ({ options, output }) => {
    const path = resolve(requiredOption(options, 'out'));
    const passphrase = await passphraseOf(options);
    const way = wayOf(options);
    if (way === 'pg_dump' && passphrase !== null) throw new UsageError('pg_dump knows no passphrase');
    return withServer(options, async (target) => {
      const made = await backUp(target, { path, passphrase, way });
      sayInspected(output, made);
      output.value(made);
      return 0;
    });
  },
};

const inspect: CliCommand = {
  area: 'db',
  verb: 'inspect',
  usage: '<FILE> [--passphrase-file F]',
  summary: 'Reads a backup file through, checks every hash in it and says what it holds. Needs no database.',
  options: passphraseOption,
  run: async ({ positionals, options, output }) => {
    const path = resolve(requiredWord(positionals, 0, 'FILE'));
    const inspected = await inspectAny(path, await passphraseOf(options));
    sayInspected(output, inspected);
    output.value(inspected);
    return 0;
  },
};

const restore: CliCommand = {
  area: 'db',
  verb: 'restore',
  usage: '<FILE> --into NAME [--passphrase-file F]',
  summary:
    'Restores a backup into a new or empty database NAME of the server and compares counts, hashes, sums, catalog and books; never over tables.',
  options: { ...databaseOptions, ...passphraseOption, into: { type: 'string' }, yes: { type: 'boolean' } },
  run: async ({ positionals, options, output }) => {
    const path = resolve(requiredWord(positionals, 0, 'FILE'));
    const into = requiredOption(options, 'into');
    const passphrase = await passphraseOf(options);
    return withServer(options, async (target) => {
      const result = await restoreAny({ path, passphrase, target, into, appVersion: appVersion() });
      output.value(result);
      return sayRestored(output, result);
    });
  },
};

const drill: CliCommand = {
  area: 'db',
  verb: 'drill',
  usage: '<FILE> [--passphrase-file F]',
  summary: 'Restores a backup into a scratch database, compares it as `restore` does, and drops it again.',
  options: { ...databaseOptions, ...passphraseOption },
  run: async ({ positionals, options, output }) => {
    const path = resolve(requiredWord(positionals, 0, 'FILE'));
    const passphrase = await passphraseOf(options);
    return withServer(options, async (target) => {
      const result = await drillBackup({ path, passphrase, target, appVersion: appVersion() });
      output.value(result);
      return sayRestored(output, result);
    });
  },
};

export const backupCommands: readonly CliCommand[] = [backup, inspect, restore, drill];
