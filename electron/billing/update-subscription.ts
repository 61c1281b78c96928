import type { Output, Parsed } from '../contract/api';
import { AppError } from '../contract/result';
import { subscriptions } from '../contract/subscriptions';
import type { Database } from '../database/database';
import { serverNow } from '../database/models/attributes';
import { runCommand, type CommandContext } from './command';
import { lockSubscription } from './locked-subscription';
import { requireNotClosed } from './rules/subscription-states';

/** Changes how a subscription pays. Throws `not_found`, `conflict`, `subscription_closed`. */
export function updateSubscription(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'update'>,
): Promise<Output<'subscriptions', 'update'>> {
  const { key, id, version, paymentMethod } = input;
  const answer = subscriptions.update.output;
  const command = {
    key,
    kind: 'subscriptions.update',
    action: 'updated',
    content: input,
    answer,
  } as const;
  return runCommand(database, actor, command, async (work) => {
    const subscription = await lockSubscription(work, id);
    if (subscription.version !== version) throw new AppError('conflict', { entity: 'subscription' });
    requireNotClosed(subscription.status);
    const { transaction, models } = work;
    await models.Subscription.update({ paymentMethod, updatedAt: serverNow() }, { where: { id }, transaction });
    return { id };
  });
}
