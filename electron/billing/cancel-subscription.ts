import type { Output, Parsed } from '../contract/api';
import { subscriptions } from '../contract/subscriptions';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { keepTerms, lockSubscription, requireOnlyOne } from './locked-subscription';
import { anchorOf } from './rules/periods';
import { afterReactivation, requireNotClosed } from './rules/subscription-states';

/**
 * Cancels a subscription with a reason: at once, so that it ends today, or for the end of its period, until which it runs
 * on. Throws `subscription_closed`, `not_found`.
 */
export function cancelSubscription(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'cancel'>,
): Promise<Output<'subscriptions', 'cancel'>> {
  const { key, id, when, reason } = input;
  const now = when === 'now';
  const answer = subscriptions.cancel.output;
  const action = now ? 'canceled' : 'cancel_scheduled';
  const command = { key, kind: 'subscriptions.cancel', action, content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const subscription = await lockSubscription(work, id);
    requireNotClosed(subscription.status);
    await keepTerms(work, id, anchorOf(subscription), { cancelAtPeriodEnd: !now, cancelReason: reason });
    await work.rows(
      `UPDATE public.subscriptions SET canceled_at = now(), updated_at = now(),
  status = CASE WHEN $2::boolean THEN 'canceled' ELSE status END,
  end_date = CASE WHEN $2::boolean THEN least(end_date, billing_desktop.today()) ELSE end_date END
WHERE id = $1`,
      [id, now],
    );
    return { id };
  });
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
  const { key, id } = input;
  const answer = subscriptions.reactivate.output;
  const command = { key, kind: 'subscriptions.reactivate', action: 'reactivated', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const subscription = await lockSubscription(work, id);
    const { status, endDate } = afterReactivation(subscription, work.today);
    if (subscription.status === 'canceled') await requireOnlyOne(work, subscription.tenantId, id);
    await keepTerms(work, id, anchorOf(subscription), { cancelAtPeriodEnd: false, cancelReason: null });
    await work.rows(
      `UPDATE public.subscriptions SET canceled_at = NULL, status = $2, end_date = $3, updated_at = now() WHERE id = $1`,
      [id, status, endDate],
    );
    return { id };
  });
}
