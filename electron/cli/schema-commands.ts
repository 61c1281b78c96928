import type { MigrationInfo } from '../contract/schema';
import { checkSchema } from '../database/migrator/check';
import { history, schemaState } from '../database/migrator/state';
import type { CliCommand } from './command';
import { sayDifferences } from './migration-words';
import { databaseOptions, withDatabase } from './open';
import type { Output } from './output';

const current: CliCommand = {
  area: 'db',
  verb: 'current',
  usage: '',
  summary: 'The version of the schema, and how it stands to this program.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withDatabase(options, async (database) => {
      const state = await schemaState(database);
      output.line(`${state.current ?? 'none'} (${state.kind}; this program: ${state.expected})`);
      if (state.kind === 'refused') sayDifferences(output, state.differences);
      if (state.kind === 'newer') output.line(`unknown to this program: ${state.unknown.join(', ')}`);
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

function sayWhole(output: Output, { name, title, state, checksum, applied }: MigrationInfo): void {
  output.line(name);
  const rows: readonly (readonly [string, string])[] = [
    ['title', title?.[output.language] ?? '-'],
    ['state', applied?.adopted === true ? 'adopted' : state],
    ['checksum', checksum],
    ...(applied === null
      ? []
      : ([
          ['when', applied.at],
          ['who', applied.by],
          ['took', `${applied.durationMs} ms`],
          ['app', applied.appVersion],
          ...(applied.checksum === checksum ? [] : [['applied as', applied.checksum] as const]),
          ...(applied.found.length === 0 ? [] : [['stood already', applied.found.join(', ')] as const]),
        ] as const)),
  ];
  for (const [what, value] of rows) output.line(`  ${what.padEnd(14)}${value}`);
}

const historyCommand: CliCommand = {
  area: 'db',
  verb: 'history',
  usage: '[--verbose]',
  summary: 'Every migration with its checksum, when it ran, by whom and for how long.',
  options: { ...databaseOptions, verbose: { type: 'boolean', short: 'v' } },
  run: ({ options, output }) =>
    withDatabase(options, async (database) => {
      const infos = await history(database);
      if (options['verbose'] === true) for (const info of infos) sayWhole(output, info);
      else output.table(['migration', 'state', 'when', 'who', 'took', 'app', 'checksum'], infos.map(historyRow));
      output.value(infos);
      return 0;
    }),
};

const check: CliCommand = {
  area: 'db',
  verb: 'check',
  usage: '',
  summary:
    'Holds the database against this program’s models and migrations, both ways, with the SQL that fixes each difference. Exit code 1 where they differ or a migration is pending.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withDatabase(options, async (database) => {
      const result = await checkSchema(database);
      const { state, clean, differences } = result;
      if (state.kind === 'current') {
        sayDifferences(output, differences, true);
        output.line(
          clean ? 'The database is what this program expects.' : 'The database is NOT what this program expects.',
        );
      } else {
        output.line(
          `Not compared: the database is at ${state.current ?? 'none'} (${state.kind}), this program at ${state.expected}.`,
        );
        if (state.kind === 'refused') sayDifferences(output, state.differences, true);
      }
      output.value(result);
      return clean ? 0 : 1;
    }),
};

export const schemaCommands: readonly CliCommand[] = [current, historyCommand, check];
