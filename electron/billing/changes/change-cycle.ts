import type { Output, Parsed } from '../../contract/api';
import { subscriptions } from '../../contract/subscriptions';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext } from '../command';
import { applyChange } from './apply-change';

/** Changes how often a subscription is billed, at the end of what was billed; a new anchor begins there. Throws what applyChange throws. */
export function changeCycle(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'changeCycle'>,
): Promise<Output<'subscriptions', 'changeCycle'>> {
  const { key, id, expected } = input;
  const answer = subscriptions.changeCycle.output;
  const command = { key, kind: 'subscriptions.changeCycle', action: 'cycle_changed', content: input, answer } as const;
  return runCommand(database, actor, command, (work) =>
    applyChange(work, { id, change: { kind: 'cycle', cycle: input.cycle }, expected, reason: null }),
  );
}
