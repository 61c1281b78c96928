import type { Difference, MigrationEvent, MigrationInfo } from '../contract/schema';
import { AppError } from '../contract/result';
import { checkHealth, healthExitCode, unreachableHealth, type Health } from '../database/health';
import { AdoptionRefused } from '../database/migrator/adoption';
import { migrateDown, migrateUp } from '../database/migrator/migrate';
import { history, schemaState } from '../database/migrator/state';
import type { Extent } from '../database/migrator/target';
import { UsageError, type CliCommand } from './command';
import { describeDifference } from './sentences';
import { databaseOptions, withDatabase } from './open';
import type { Output } from './output';
import { appVersion } from './version';

/**
 * How far to go, as Alembic's words say it: `head`, `base`, `+2`, `-1`, a migration's name or its number `0001`. Nothing
 * is head on the way up and one step on the way down.
 */
function extentOf(word: string | undefined): Extent {
  if (word === undefined) return {};
  const steps = /^[+-](\d{1,4})$/.exec(word);
  return steps ? { step: Number(steps[1]) } : { to: word };
}

function sayEvent(output: Output, event: MigrationEvent): void {
  switch (event.kind) {
    case 'waiting':
      return output.line('Another start of the app is migrating this database; waiting for it.');
    case 'started':
      return output.line(`${event.direction === 'up' ? 'upgrade' : 'downgrade'} ${event.name}: ${event.title.en}`);
    case 'step':
      return output.line(`  ${String(event.step).padStart(3)}/${event.steps}  ${event.what}`);
    case 'retrying':
      return output.line(`  a table is busy; attempt ${event.attempt}`);
    case 'finished':
      return output.line(`  done in ${event.durationMs} ms`);
    case 'adopted':
      return output.line(`adopted ${event.name}: the tables stand already and agree`);
    case 'failed':
      return output.line(`  failed: ${event.reason}`);
  }
}

function sayDifferences(output: Output, differences: readonly Difference[]): void {
  for (const difference of differences) output.line(`  - ${describeDifference(difference, output.language)}`);
}

/** Runs a migration verb; a refused adoption lists each difference before it fails. */
async function listingDifferences(output: Output, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof AdoptionRefused)) throw error;
    output.failure(error, { differences: error.differences });
    sayDifferences(output, error.differences);
    return 1;
  }
}

const upgrade: CliCommand = {
  area: 'db',
  verb: 'upgrade',
  usage: '[head | +N | VERSION]',
  summary: 'Runs the pending migrations; a database that the service made is compared and adopted first.',
  options: databaseOptions,
  run: ({ positionals, options, output }) =>
    withDatabase(options, (database) =>
      listingDifferences(output, async () => {
        const result = await migrateUp(database, {
          ...extentOf(positionals[0]),
          appVersion: appVersion(),
          onEvent: (event) => sayEvent(output, event),
        });
        sayDifferences(output, result.warnings);
        output.line(result.applied.length === 0 ? 'Nothing to do.' : `Applied ${result.applied.join(', ')}`);
        output.value(result);
      }),
    ),
};

const downgrade: CliCommand = {
  area: 'db',
  verb: 'downgrade',
  usage: '[-N | VERSION | base]',
  summary: 'Takes migrations back, the last one where nothing is named; adopted tables are never dropped.',
  options: databaseOptions,
  run: ({ positionals, options, output }) =>
    withDatabase(options, async (database) => {
      const result = await migrateDown(database, {
        ...extentOf(positionals[0]),
        appVersion: appVersion(),
        onEvent: (event) => sayEvent(output, event),
      });
      output.line(result.reverted.length === 0 ? 'Nothing to do.' : `Reverted ${result.reverted.join(', ')}`);
      output.value(result);
      if (result.stoppedAt !== null) throw new AppError('downgrade_stops_at_adopted', { name: result.stoppedAt });
      return 0;
    }),
};

const current: CliCommand = {
  area: 'db',
  verb: 'current',
  usage: '',
  summary: 'The version of the schema, and how it stands to this app.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withDatabase(options, async (database) => {
      const state = await schemaState(database);
      output.line(`${state.current ?? 'none'} (${state.kind}; this app: ${state.expected})`);
      if (state.kind === 'refused') sayDifferences(output, state.differences);
      if (state.kind === 'newer') output.line(`unknown to this app: ${state.unknown.join(', ')}`);
      if (state.kind === 'edited') output.line(`edited: ${state.edited.map((one) => one.name).join(', ')}`);
      output.value(state);
      return 0;
    }),
};

function historyRow(info: MigrationInfo): string[] {
  const { applied } = info;
  return [
    info.name,
    applied?.adopted === true ? 'adopted' : info.state,
    applied?.at ?? '',
    applied?.by ?? '',
    applied ? `${applied.durationMs} ms` : '',
    applied?.appVersion ?? '',
    info.checksum.slice(0, 12),
  ];
}

const historyCommand: CliCommand = {
  area: 'db',
  verb: 'history',
  usage: '',
  summary: 'Every migration with its checksum, when it ran, by whom and for how long.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withDatabase(options, async (database) => {
      const infos = await history(database);
      output.table(['migration', 'state', 'when', 'who', 'took', 'app', 'checksum'], infos.map(historyRow));
      output.value(infos);
      return 0;
    }),
};

function sayHealth(output: Output, health: Health): number {
  output.line(`${health.status}: database ${health.database.status}, app ${health.version}`);
  if (health.database.url !== undefined) output.line(health.database.url);
  if (health.database.schema)
    output.line(`schema ${health.database.schema.current ?? 'none'} (${health.database.schema.state})`);
  for (const reason of health.reasons) output.line(`  - ${reason}`);
  output.value(health);
  return healthExitCode(health);
}

const health: CliCommand = {
  area: 'db',
  verb: 'health',
  usage: '',
  summary:
    'Whether the database answers, how fast, and how its schema stands. Exit code 0 ok, 1 degraded, 2 unhealthy.',
  options: databaseOptions,
  run: async ({ options, output }) => {
    try {
      return await withDatabase(options, async (database) =>
        sayHealth(output, await checkHealth(database, appVersion())),
      );
    } catch (error) {
      if (error instanceof UsageError) throw error;
      return sayHealth(output, unreachableHealth(error, appVersion()));
    }
  },
};

export const databaseCommands: readonly CliCommand[] = [upgrade, downgrade, current, historyCommand, health];
