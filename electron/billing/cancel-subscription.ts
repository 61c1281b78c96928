import type { Output, Parsed } from '../contract/api';
import { subscriptions } from '../contract/subscriptions';
import type { Database } from '../database/database';
import { applyChange } from './changes/apply-change';
import { runCommand, type CommandContext } from './command';

/**
 * Cancels a subscription with a reason: at once, so that it ends today, with a credit for the unused days where that is
 * asked; or for the end of what was billed, until which it runs on. Throws what applyChange throws.
 */
export function cancelSubscription(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'cancel'>,
): Promise<Output<'subscriptions', 'cancel'>> {
  const { key, id, when, reason, credit = false, expected = null } = input;
  const answer = subscriptions.cancel.output;
  const action = when === 'now' ? 'canceled' : 'cancel_scheduled';
  const command = { key, kind: 'subscriptions.cancel', action, content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => ({
    id,
    ...(await applyChange(work, { id, change: { kind: 'cancel', when, credit }, expected, reason })),
  }));
}

/**
 * Takes a cancellation back while what was paid for lasts. Throws `conflict` where it is not canceled,
 * `subscription_closed` where it is too late, `subscription_exists` where the tenant has another one by now.
 */
export function reactivateSubscription(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'reactivate'>,
): Promise<Output<'subscriptions', 'reactivate'>> {
  const { key, id, expected = null } = input;
  const answer = subscriptions.reactivate.output;
  const command = { key, kind: 'subscriptions.reactivate', action: 'reactivated', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => ({
    id,
    ...(await applyChange(work, { id, change: { kind: 'reactivate' }, expected, reason: null })),
  }));
}
