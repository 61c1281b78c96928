import type { Output, Parsed } from '../contract/api';
import { payments } from '../contract/payments';
import type { Database } from '../database/database';
import { serverNow } from '../database/models/attributes';
import { runCommand, type CommandContext } from './command';
import { lockPayment, requirePending } from './locked-payment';

/** A pending or processing payment did not arrive; the reason is kept. Throws `payment_not_pending`, `not_found`. */
export function markPaymentFailed(
  database: Database,
  actor: CommandContext,
  input: Parsed<'payments', 'markFailed'>,
): Promise<Output<'payments', 'markFailed'>> {
  const { key, id, reason } = input;
  const answer = payments.markFailed.output;
  const command = { key, kind: 'payments.markFailed', action: 'payment_failed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    requirePending(await lockPayment(work, id));
    const { transaction, models } = work;
    await models.Payment.update(
      { status: 'failed', failureReason: reason, processedAt: serverNow() },
      { where: { id }, transaction },
    );
    return { id };
  });
}
