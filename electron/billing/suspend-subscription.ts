import type { Output, Parsed } from '../contract/api';
import { subscriptions } from '../contract/subscriptions';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { keepTerms, lockSubscription, requireOnlyOne } from './locked-subscription';
import { anchorOf } from './rules/periods';
import { requireSuspendable, statusAfterResume } from './rules/subscription-states';

/** Stops a subscription with a reason, until it is resumed. Throws `subscription_closed`, `conflict`, `not_found`. */
export function suspendSubscription(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'suspend'>,
): Promise<Output<'subscriptions', 'suspend'>> {
  const { key, id, reason } = input;
  const answer = subscriptions.suspend.output;
  const command = { key, kind: 'subscriptions.suspend', action: 'suspended', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const subscription = await lockSubscription(work, id);
    requireSuspendable(subscription.status);
    await keepTerms(work, id, anchorOf(subscription), { suspendReason: reason });
    await work.rows(`UPDATE public.subscriptions SET status = 'suspended', updated_at = now() WHERE id = $1`, [id]);
    return { id };
  });
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
  const { key, id } = input;
  const answer = subscriptions.resume.output;
  const command = { key, kind: 'subscriptions.resume', action: 'resumed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const subscription = await lockSubscription(work, id);
    const status = statusAfterResume(subscription, work.today);
    await requireOnlyOne(work, subscription.tenantId, id);
    await keepTerms(work, id, anchorOf(subscription), { suspendReason: null });
    await work.rows('UPDATE public.subscriptions SET status = $2, updated_at = now() WHERE id = $1', [id, status]);
    return { id };
  });
}
