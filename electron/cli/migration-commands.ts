import { AppError } from '../contract/result';
import { AdoptionRefused } from '../database/migrator/adoption';
import { migrateDown, migrateUp } from '../database/migrator/migrate';
import { rehearse } from '../database/migrator/rehearse';
import { requireDevelopment, resetDatabase } from '../database/migrator/reset';
import { migrationScript } from '../database/migrator/script';
import { stamp, StampRefused } from '../database/migrator/stamp';
import { backupFirstOptions, backupFirstUsage, guardByBackup } from './backup-first';
import type { CliCommand, Invocation } from './command';
import { requiredWord } from './command';
import { confirmByName, confirmOptions } from './confirm';
import { sayServiceHealth } from './keeper-commands';
import { sayDifferences, sayEvent, sayRehearsal } from './migration-words';
import { databaseOptions, withDatabase } from './open';
import type { Output } from './output';
import { surroundings } from './surroundings';
import { extentOf, scriptRangeOf } from './version-words';
import { appVersion } from './version';

/** Runs a migration verb; a refusal that carries differences lists each of them before it fails. */
async function listingDifferences(output: Output, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof AdoptionRefused || error instanceof StampRefused)) throw error;
    output.failure(error, { differences: error.differences });
    sayDifferences(output, error.differences);
    return 1;
  }
}

const otherWays = { sql: { type: 'boolean' }, 'dry-run': { type: 'boolean' } } as const;

/** The script as it is, whatever --json says: it is for a file. */
function printScript(direction: 'up' | 'down', { positionals }: Invocation): number {
  surroundings().out(migrationScript(scriptRangeOf(direction, positionals[0]), appVersion()));
  return 0;
}

function tryOut(direction: 'up' | 'down', { positionals, options, output }: Invocation): Promise<number> {
  return withDatabase(options, (database) =>
    listingDifferences(output, async () => {
      const all = await rehearse(database, direction, extentOf(positionals[0]));
      output.line(all.length === 0 ? 'Nothing to do.' : 'Tried out and undone; nothing was changed:');
      sayRehearsal(output, all);
      output.value(all);
    }),
  );
}

const upgrade: CliCommand = {
  area: 'db',
  verb: 'upgrade',
  usage: '[head | +N | VERSION] [--dry-run]  |  [FROM:TO] --sql',
  summary:
    'Runs the pending migrations; a database that the service made is compared and adopted first. --dry-run undoes it and tells locks and rows; --sql prints a script for psql.',
  options: { ...databaseOptions, ...otherWays },
  run: async (invocation) => {
    const { positionals, options, output } = invocation;
    if (options['sql'] === true) return printScript('up', invocation);
    if (options['dry-run'] === true) return tryOut('up', invocation);
    return withDatabase(options, (database) =>
      listingDifferences(output, async () => {
        const result = await migrateUp(database, {
          ...extentOf(positionals[0]),
          appVersion: appVersion(),
          onEvent: (event) => sayEvent(output, event),
        });
        sayDifferences(output, result.warnings);
        output.line(result.applied.length === 0 ? 'Nothing to do.' : `Applied ${result.applied.join(', ')}`);
        output.value(result);
        if (result.applied.length > 0) await sayServiceHealth(output);
      }),
    );
  },
};

const downgrade: CliCommand = {
  area: 'db',
  verb: 'downgrade',
  usage: `[-N | VERSION | base] --yes --database NAME ${backupFirstUsage}  |  [..] --dry-run  |  FROM:TO --sql`,
  summary:
    'Rolls migrations back with what is in their tables, the last one where nothing is named; adopted tables are never dropped. Asks for the name of the database and for a backup that holds the last change; FILE is made where it is not there yet.',
  options: { ...databaseOptions, ...otherWays, ...confirmOptions, ...backupFirstOptions },
  run: async (invocation) => {
    const { positionals, options, output } = invocation;
    if (options['sql'] === true) return printScript('down', invocation);
    if (options['dry-run'] === true) return tryOut('down', invocation);
    return withDatabase(options, async (database) => {
      await confirmByName(options, database, 'A downgrade drops tables with all that is in them.');
      const guard = await guardByBackup(options, database, output);
      const result = await migrateDown(database, {
        ...extentOf(positionals[0]),
        ...(guard ? { guard } : {}),
        appVersion: appVersion(),
        onEvent: (event) => sayEvent(output, event),
      });
      output.line(result.reverted.length === 0 ? 'Nothing to do.' : `Reverted ${result.reverted.join(', ')}`);
      output.value(result);
      if (result.stoppedAt !== null) throw new AppError('downgrade_stops_at_adopted', { name: result.stoppedAt });
      return 0;
    });
  },
};

const stampCommand: CliCommand = {
  area: 'db',
  verb: 'stamp',
  usage: '<head | base | VERSION> [--force]',
  summary:
    'Writes into the history that the database is at a version, without running anything. To head it is compared first, and refused where it differs.',
  options: { ...databaseOptions, force: { type: 'boolean' } },
  run: ({ positionals, options, output }) => {
    const to = requiredWord(positionals, 0, 'VERSION');
    return withDatabase(options, (database) =>
      listingDifferences(output, async () => {
        const force = options['force'] === true;
        const result = await stamp(database, { to, force, appVersion: appVersion() });
        const { marked, unmarked } = result;
        if (marked.length > 0) output.line(`Marked as applied: ${marked.join(', ')}`);
        if (unmarked.length > 0) output.line(`No longer marked: ${unmarked.join(', ')}`);
        if (marked.length + unmarked.length === 0) output.line('Nothing to do.');
        output.value(result);
      }),
    );
  },
};

const reset: CliCommand = {
  area: 'db',
  verb: 'reset',
  usage: `--yes --database NAME ${backupFirstUsage}`,
  summary: 'Drops every table of this program and creates them again. Only where ENVIRONMENT is development.',
  options: { ...databaseOptions, ...confirmOptions, ...backupFirstOptions },
  run: ({ options, output }) =>
    withDatabase(options, async (database) => {
      await confirmByName(options, database, 'Everything in the database is lost.');
      requireDevelopment(surroundings().env['ENVIRONMENT']);
      const guard = await guardByBackup(options, database, output);
      const result = await resetDatabase(database, surroundings().env['ENVIRONMENT'], {
        ...(guard ? { guard } : {}),
        appVersion: appVersion(),
        onEvent: (event) => sayEvent(output, event),
      });
      output.line(`Created again: ${result.applied.join(', ')}`);
      output.value(result);
      return 0;
    }),
};

export const migrationCommands: readonly CliCommand[] = [upgrade, downgrade, stampCommand, reset];
