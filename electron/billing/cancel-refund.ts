import { z } from 'zod';
import { amountSchema } from '../contract/amount';
import type { Output, Parsed } from '../contract/api';
import { invoiceIdSchema } from '../contract/ids';
import { payments } from '../contract/payments';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { requireOpenDate, requireOpenTaking } from './closing/open-dates';
import { lockInvoices } from './locked-invoices';
import { lockPayment } from './locked-payment';
import { fitAllocations } from './rules/receipt';

const partsSchema = z.array(z.object({ invoiceId: invoiceIdSchema, amount: amountSchema }));

/**
 * A refund that was entered by mistake: the money goes back to the invoices that it was taken off, as far as they are still
 * due, and the rest is the tenant's credit. Its voucher's number is voided. Throws `not_found`, `already_canceled`, `day_closed`,
 * `period_locked`.
 */
export function cancelRefund(
  database: Database,
  actor: CommandContext,
  input: Parsed<'payments', 'cancelRefund'>,
): Promise<Output<'payments', 'cancelRefund'>> {
  const { key, id, reason } = input;
  const answer = payments.cancelRefund.output;
  const command = { key, kind: 'payments.cancelRefund', action: 'refund_canceled', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const refund = await work.models.Refund.findByPk(id, { transaction: work.transaction });
    if (!refund) throw new AppError('not_found', { entity: 'refund' });
    await requireOpenDate(work, work.today);
    // The row's default is the clock after this wait: a cancellation that waited for a close is later than it.
    await requireOpenTaking(work, 'refund', id);
    await lockPayment(work, refund.paymentId);
    const [before] = await work.rows('SELECT x.id FROM billing_desktop.cancellations x WHERE x.refund_id = $1', [id]);
    if (before) throw new AppError('already_canceled', { number: refund.number });
    const parts = partsSchema.parse(
      await work.rows(
        `SELECT l.invoice_id AS "invoiceId", l.amount FROM billing_desktop.refund_lines l
WHERE l.refund_id = $1 AND NOT l.from_credit ORDER BY l.id`,
        [id],
      ),
    );
    const invoices = await lockInvoices(
      work,
      parts.map(({ invoiceId }) => invoiceId),
    );
    const { allocations } = fitAllocations(amountSchema.parse(refund.amount), parts, invoices);
    await work.rows(
      `WITH canceled AS (
  INSERT INTO billing_desktop.cancellations (refund_id, reason, command_key) VALUES ($1::uuid, $2, $3::uuid)
), number AS (
  UPDATE billing_desktop.numbers SET state = 'voided', reason = $2
  WHERE entity_id = $1::uuid AND series = 'payment_voucher' AND state = 'used'
), given AS (
  INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
  SELECT $4::uuid, (a.part ->> 'invoiceId')::uuid, (a.part ->> 'amount')::numeric(12, 2), 'reversal', $3::uuid
  FROM jsonb_array_elements($5::jsonb) WITH ORDINALITY AS a (part, place) ORDER BY a.place
)
UPDATE public.payments SET status = 'succeeded' WHERE id = $4::uuid AND status = 'refunded'`,
      [id, reason, key, refund.paymentId, JSON.stringify(allocations)],
    );
    return { id };
  });
}
