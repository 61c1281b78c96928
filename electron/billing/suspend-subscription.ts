import type { Output, Parsed } from '../contract/api';
import { subscriptions } from '../contract/subscriptions';
import type { Database } from '../database/database';
import { applyChange } from './changes/apply-change';
import { runCommand, type CommandContext } from './command';

/** Stops a subscription with a reason, until it is resumed. Throws `subscription_closed`, `conflict`, `not_found`. */
export function suspendSubscription(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'suspend'>,
): Promise<Output<'subscriptions', 'suspend'>> {
  const { key, id, reason, expected = null } = input;
  const answer = subscriptions.suspend.output;
  const command = { key, kind: 'subscriptions.suspend', action: 'suspended', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => ({
    id,
    ...(await applyChange(work, { id, change: { kind: 'suspend' }, expected, reason })),
  }));
}

/**
 * Lets a suspended subscription run again. Throws `subscription_closed`, `conflict` where it is not suspended, and
 * `subscription_exists` where the tenant has another one by now.
 */
export function resumeSubscription(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'resume'>,
): Promise<Output<'subscriptions', 'resume'>> {
  const { key, id, expected = null } = input;
  const answer = subscriptions.resume.output;
  const command = { key, kind: 'subscriptions.resume', action: 'resumed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => ({
    id,
    ...(await applyChange(work, { id, change: { kind: 'resume' }, expected, reason: null })),
  }));
}
