import { randomUUID } from 'node:crypto';
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
    const [recorded] = await work.rows<{ id: string }>(
      `INSERT INTO public.usage_records (id, subscription_id, tenant_id, metric_type, quantity, metadata)
SELECT $1, s.id, s.tenant_id, $3, $4, jsonb_strip_nulls(jsonb_build_object('note', nullif($5::text, '')))
FROM public.subscriptions s WHERE s.id = $2
RETURNING id`,
      [randomUUID(), subscriptionId, metric, quantity, note],
    );
    if (!recorded) throw new AppError('not_found', { entity: 'subscription' });
    return answer.parse({ id: recorded.id });
  });
}
