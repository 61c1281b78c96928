import { hostname } from 'node:os';
import { runUpkeep } from '../billing/upkeep/run-upkeep';
import type { CliCommand } from './command';
import { databaseOptions, withBilling } from './open';

export const upkeepCommand: CliCommand = {
  area: 'upkeep',
  verb: 'run',
  usage: '',
  summary:
    'What time changes: overdue, past due, trials and cancellations whose day has come. The program does it hourly.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withBilling(options, 'write', async (database) => {
      const result = await runUpkeep(database, { machine: hostname() });
      const { ran, ...counts } = result;
      if (!ran) output.line('another desktop is at it');
      for (const [name, count] of Object.entries(counts)) output.line(`${name}: ${count}`);
      output.value(result);
      return 0;
    }),
};
