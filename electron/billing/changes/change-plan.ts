import type { Output, Parsed } from '../../contract/api';
import { subscriptions } from '../../contract/subscriptions';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext } from '../command';
import { applyChange } from './apply-change';

/**
 * Moves a subscription to another plan: now where it is dearer, with an invoice for the difference of the remaining days; at
 * the end of what was billed where it is cheaper. Throws what applyChange throws.
 */
export function changePlan(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'changePlan'>,
): Promise<Output<'subscriptions', 'changePlan'>> {
  const { key, id, expected } = input;
  const answer = subscriptions.changePlan.output;
  const command = { key, kind: 'subscriptions.changePlan', action: 'plan_changed', content: input, answer } as const;
  return runCommand(database, actor, command, (work) =>
    applyChange(work, { id, change: { kind: 'plan', planId: input.planId }, expected, reason: null }),
  );
}
