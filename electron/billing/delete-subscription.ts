import type { Output, Parsed } from '../contract/api';
import { AppError } from '../contract/result';
import { subscriptions } from '../contract/subscriptions';
import type { Database } from '../database/database';
import { runCommand, type CommandContext, type Work } from './command';
import { lockSubscription } from './locked-subscription';

/**
 * Deletes a subscription that was entered by mistake. The foreign keys would take its invoices and usage along, so one
 * with any of them is never deleted: throws `subscription_has_records`, `not_found`.
 */
export function deleteSubscription(
  database: Database,
  actor: CommandContext,
  input: Parsed<'subscriptions', 'delete'>,
): Promise<Output<'subscriptions', 'delete'>> {
  const { key, id } = input;
  const answer = subscriptions.delete.output;
  const command = {
    key,
    kind: 'subscriptions.delete',
    action: 'deleted',
    content: input,
    answer,
  } as const;
  return runCommand(database, actor, command, async (work) => {
    await lockSubscription(work, id);
    const { transaction, models } = work;
    await models.SubscriptionTerms.destroy({ where: { subscriptionId: id }, transaction });
    const [deleted] = await work.rows<{ id: string }>(
      `DELETE FROM public.subscriptions s WHERE s.id = $1
  AND NOT EXISTS (SELECT FROM public.invoices i WHERE i.subscription_id = s.id)
  AND NOT EXISTS (SELECT FROM public.usage_records u WHERE u.subscription_id = s.id)
  AND NOT EXISTS (SELECT FROM billing_desktop.subscription_changes c WHERE c.subscription_id = s.id)
RETURNING s.id`,
      [id],
    );
    if (!deleted || (await tookRecordsAlong(work))) throw new AppError('subscription_has_records');
    return { deleted: true as const };
  });
}

/**
 * True where the service added a record between our look and the deletion, which waited for it and took it along: the
 * audit has what this command deleted. The transaction is then rolled back.
 */
async function tookRecordsAlong(work: Work): Promise<boolean> {
  const { took } = await work.row<{ took: boolean }>(
    `SELECT EXISTS (SELECT FROM billing_desktop.audit a
  WHERE a.command_key = $1 AND a.entity IN ('invoice', 'payment', 'usage_record')) AS took`,
    [work.key],
  );
  return took;
}
