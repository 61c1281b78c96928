import type { Output, Parsed } from '../contract/api';
import { AppError } from '../contract/result';
import { usage } from '../contract/usage';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';

/** Adds a usage record to a subscription, as of now. Throws `not_found`. */
export function recordUsage(
  database: Database,
  actor: CommandContext,
  input: Parsed<'usage', 'record'>,
): Promise<Output<'usage', 'record'>> {
  const { key, subscriptionId, metric, quantity, note } = input;
  const answer = usage.record.output;
  const command = { key, kind: 'usage.record', action: 'usage_recorded', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const { transaction, models } = work;
    const subscription = await models.Subscription.findByPk(subscriptionId, { attributes: ['tenantId'], transaction });
    if (!subscription) throw new AppError('not_found', { entity: 'subscription' });
    const { id } = await models.UsageRecord.create(
      {
        subscriptionId,
        tenantId: subscription.tenantId,
        metricType: metric,
        quantity,
        metadata: note === null || note === '' ? {} : { note },
      },
      { transaction },
    );
    return answer.parse({ id });
  });
}
