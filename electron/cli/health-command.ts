import type { Health } from '../contract/health';
import { checkHealth, healthExitCode, unreachableHealth } from '../database/health';
import { UsageError, type CliCommand } from './command';
import { databaseOptions, withDatabase } from './open';
import type { Output } from './output';
import { appVersion } from './version';

function sayHealth(output: Output, health: Health): number {
  output.line(`${health.status}: database ${health.database.status}, app ${health.version}`);
  if (health.database.url !== undefined) output.line(health.database.url);
  if (health.database.schema)
    output.line(`schema ${health.database.schema.current ?? 'none'} (${health.database.schema.state})`);
  for (const reason of health.reasons) output.line(`  - ${reason}`);
  output.value(health);
  return healthExitCode(health);
}

export const healthCommand: CliCommand = {
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
