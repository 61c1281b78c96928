import { subtractAmounts, sumAmounts } from '../contract/amount';
import type { Parsed } from '../contract/api';
import { payments, type PaymentResult } from '../contract/payments';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { requireOpenDate } from './closing/open-dates';
import { lockInvoices } from './locked-invoices';
import { lockPayment, requirePending } from './locked-payment';
import { makeExplicit } from './make-explicit';
import { arrivalSql, voucherSql } from './receipt-voucher';
import { requireArrived } from './record-payment';
import { fitAllocations } from './rules/receipt';

const confirmSql = `WITH payment AS (
  UPDATE public.payments SET status = 'succeeded', paid_at = ${arrivalSql('$2::date')}, processed_at = now(),
    failure_reason = NULL
  WHERE id = $1::uuid
), details AS (
  UPDATE billing_desktop.payment_details SET paid_on = $2::date WHERE payment_id = $1::uuid
), allocated AS (
  INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
  SELECT $1::uuid, (a.part ->> 'invoiceId')::uuid, (a.part ->> 'amount')::numeric(12, 2), 'payment', $3::uuid
  FROM jsonb_array_elements($4::jsonb) WITH ORDINALITY AS a (part, place) ORDER BY a.place
), ${voucherSql({ paymentId: '$1::uuid', tenantId: '$5', paidOn: '$2::date', key: '$3::uuid' })}
SELECT number FROM voucher`;

/**
 * A pending or processing payment arrived: what was intended is allocated as far as it is still due, the rest becomes the
 * tenant's credit, and it gets its receipt voucher. A payment of the service goes to its own invoice. Throws
 * `payment_not_pending`, `date_in_future`, `day_closed`, `period_locked`, `not_found`.
 */
export function confirmPayment(
  database: Database,
  actor: CommandContext,
  input: Parsed<'payments', 'confirm'>,
): Promise<PaymentResult> {
  const { key, id, paidOn } = input;
  const answer = payments.confirm.output;
  const command = { key, kind: 'payments.confirm', action: 'payment_confirmed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    requireArrived(work, paidOn);
    await requireOpenDate(work, paidOn);
    const payment = await lockPayment(work, id);
    requirePending(payment);
    const { amount, currency, tenantId } = payment;
    const intended = payment.intended ?? [{ invoiceId: payment.invoiceId, amount }];
    const invoices = await lockInvoices(
      work,
      intended.map(({ invoiceId }) => invoiceId),
    );
    for (const [invoiceId, invoice] of invoices) if (invoice.currency !== currency) invoices.delete(invoiceId);
    await makeExplicit(work, payment);
    const { allocations, credit } = fitAllocations(amount, intended, invoices);
    const { number } = await work.row<{ number: string }>(confirmSql, [
      id,
      paidOn,
      key,
      JSON.stringify(allocations),
      tenantId,
    ]);
    const allocated = subtractAmounts(amount, sumAmounts([credit]));
    return answer.parse({ id, voucherNumber: number, status: 'succeeded', amount, currency, allocated, credit });
  });
}
