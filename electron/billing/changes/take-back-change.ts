import type { Output, Parsed } from '../../contract/api';
import { subscriptions } from '../../contract/subscriptions';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext } from '../command';
import { applyChange } from './apply-change';

/** Takes back a plan or a cycle that was to come at the period's end. Throws what applyChange throws. */
export function takeBackChange(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'takeBackChange'>,
): Promise<Output<'subscriptions', 'takeBackChange'>> {
  const { key, id, expected } = input;
  const answer = subscriptions.takeBackChange.output;
  const command = {
    key,
    kind: 'subscriptions.takeBackChange',
    action: 'change_taken_back',
    content: input,
    answer,
  } as const;
  return runCommand(database, actor, command, (work) =>
    applyChange(work, { id, change: { kind: 'take_back' }, expected, reason: null }),
  );
}
