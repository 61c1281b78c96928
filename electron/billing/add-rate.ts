import type { Output, Parsed } from '../contract/api';
import { business } from '../contract/business';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';

/** Enters how many YER one USD is worth from a date on. Of several entries for a date the newest counts; none is changed. */
export function addRate(
  database: Database,
  actor: CommandContext,
  input: Parsed<'business', 'addRate'>,
): Promise<Output<'business', 'addRate'>> {
  const { key, date, rate } = input;
  const answer = business.addRate.output;
  const command = { key, kind: 'business.addRate', action: 'created', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const { transaction, models } = work;
    await models.ExchangeRate.create({ rateDate: date, rate, commandKey: key }, { transaction });
    return { date };
  });
}
