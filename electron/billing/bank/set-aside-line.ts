import type { Output, Parsed } from '../../contract/api';
import { bank, type BankLineId } from '../../contract/bank';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext, type Work } from '../command';
import { lockBankLine, requireWaiting } from './bank-line';

async function decide(
  work: Work,
  id: BankLineId,
  decision: 'set_aside' | 'put_back',
  reason: string | null,
): Promise<void> {
  await work.rows(
    'INSERT INTO billing_desktop.bank_line_decisions (line_id, decision, reason, command_key) VALUES ($1, $2, $3, $4)',
    [id, decision, reason, work.key],
  );
}

/** A waiting line that is no customer's payment is set aside, with the reason. Throws `bank_line_confirmed`, `bank_line_set_aside`. */
export function setLineAside(
  database: Database,
  actor: CommandContext,
  input: Parsed<'bank', 'setAside'>,
): Promise<Output<'bank', 'setAside'>> {
  const { key, id, reason } = input;
  const answer = bank.setAside.output;
  const command = { key, kind: 'bank.setAside', action: 'bank_line_set_aside', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    requireWaiting(await lockBankLine(work, id));
    await decide(work, id, 'set_aside', reason);
    return { id };
  });
}

/** A line that was set aside waits again. Throws `bank_line_confirmed`, `bank_line_waits`. */
export function putLineBack(
  database: Database,
  actor: CommandContext,
  input: Parsed<'bank', 'putBack'>,
): Promise<Output<'bank', 'putBack'>> {
  const { key, id } = input;
  const answer = bank.putBack.output;
  const command = { key, kind: 'bank.putBack', action: 'bank_line_put_back', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const { state } = await lockBankLine(work, id);
    if (state === 'confirmed') throw new AppError('bank_line_confirmed');
    if (state === 'waiting') throw new AppError('bank_line_waits');
    await decide(work, id, 'put_back', null);
    return { id };
  });
}
