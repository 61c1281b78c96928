import { numberGaps } from '../database/queries/number-gaps';
import type { CliCommand } from './command';
import { databaseOptions, withBilling } from './open';

const gaps: CliCommand = {
  area: 'numbers',
  verb: 'gaps',
  usage: '',
  summary:
    'Every number of every series that no document bears: passed over or voided, why, by whom, when. 1 where one is unexplained.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withBilling(options, 'read', async (database) => {
      const found = await numberGaps(database);
      output.table(
        ['series', 'year', 'first', 'last', 'in use'],
        found.series.map(({ series, year, first, last, used }) => [series, String(year), first, last, String(used)]),
      );
      if (found.gaps.length > 0) output.line('');
      output.table(
        ['number', 'state', 'by', 'at', 'reason'],
        found.gaps.map(({ number, state, by, at, reason }) => [number, state, by ?? '', at ?? '', reason ?? '']),
      );
      const unexplained = found.gaps.filter(({ state, reason }) => state === 'missing' || (reason ?? '') === '').length;
      output.line(unexplained === 0 ? 'Every number is explained.' : `${unexplained} numbers are NOT explained.`);
      output.value({ ...found, unexplained });
      return unexplained === 0 ? 0 : 1;
    }),
};

export const numberCommands: readonly CliCommand[] = [gaps];
