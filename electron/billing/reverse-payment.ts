import type { Output, Parsed } from '../contract/api';
import { payments } from '../contract/payments';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { requireOpenDate, requireOpenTaking } from './closing/open-dates';
import { lockInvoices } from './locked-invoices';
import { lockPayment, netAllocations, requireNotRefunded, requireSucceeded } from './locked-payment';
import { makeExplicit } from './make-explicit';

/**
 * Undoes a payment that was entered by mistake: every allocation is taken back by a negative one, the payment is failed
 * with the reason, and its voucher's number is voided. Nothing is deleted. Throws `payment_already_reversed`,
 * `payment_refunded` where some of it was paid back, `payment_not_succeeded`, `day_closed`, `period_locked`, `not_found`.
 */
export function reversePayment(
  database: Database,
  actor: CommandContext,
  input: Parsed<'payments', 'reverse'>,
): Promise<Output<'payments', 'reverse'>> {
  const { key, id, reason } = input;
  const answer = payments.reverse.output;
  const command = { key, kind: 'payments.reverse', action: 'payment_reversed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await requireOpenDate(work, work.today);
    const payment = await lockPayment(work, id);
    await requireNotRefunded(work, payment);
    requireSucceeded(payment);
    await requireOpenTaking(work, 'payment', id);
    const before = await netAllocations(work, id);
    await lockInvoices(work, [payment.invoiceId, ...before.map(({ invoiceId }) => invoiceId)]);
    await makeExplicit(work, payment);
    await work.rows(
      `WITH reversal AS (
  INSERT INTO billing_desktop.reversals (payment_id, reason, reversed_at, command_key) VALUES ($1::uuid, $2, clock_timestamp(), $3::uuid)
), undone AS (
  INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
  SELECT $1::uuid, a.invoice_id, -sum(a.amount), 'reversal', $3::uuid
  FROM billing_desktop.allocations a WHERE a.payment_id = $1::uuid
  GROUP BY a.invoice_id HAVING sum(a.amount) <> 0 ORDER BY a.invoice_id
), number AS (
  UPDATE billing_desktop.numbers SET state = 'voided', reason = $2
  WHERE entity_id = $1::uuid AND series = 'receipt' AND state = 'used'
)
UPDATE public.payments SET status = 'failed', failure_reason = $2 WHERE id = $1::uuid`,
      [id, reason, key],
    );
    return { id };
  });
}
