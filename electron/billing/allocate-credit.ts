import { sumAmounts } from '../contract/amount';
import type { Parsed } from '../contract/api';
import { payments, type PaymentResult } from '../contract/payments';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { requireOpenDate } from './closing/open-dates';
import { lockInvoices } from './locked-invoices';
import { lockPayment, requireSucceeded, unallocatedOf } from './locked-payment';
import { makeExplicit } from './make-explicit';
import { checkAllocations } from './rules/receipt';

/**
 * Applies what is left of a succeeded payment, the tenant's credit, to further invoices. Throws
 * `payment_not_succeeded`, `payment_already_reversed`, `day_closed`, and what recordPayment throws of its allocations.
 */
export function allocateCredit(
  database: Database,
  actor: CommandContext,
  input: Parsed<'payments', 'allocate'>,
): Promise<PaymentResult> {
  const { key, id, allocations } = input;
  const answer = payments.allocate.output;
  const command = { key, kind: 'payments.allocate', action: 'allocated', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await requireOpenDate(work, work.today);
    const payment = await lockPayment(work, id);
    requireSucceeded(payment);
    // Its own invoice too, for makeExplicit; all in one go, so that the order of the locks holds.
    const invoices = await lockInvoices(work, [payment.invoiceId, ...allocations.map(({ invoiceId }) => invoiceId)]);
    await makeExplicit(work, payment);
    const { tenantId, currency, amount } = payment;
    const { given, available } = await unallocatedOf(work, payment);
    const { allocated, credit } = checkAllocations({ tenantId, currency, available }, allocations, invoices);
    await work.rows(
      `INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
SELECT $1, (a.part ->> 'invoiceId')::uuid, (a.part ->> 'amount')::numeric(12, 2), 'credit', $2
FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS a (part, place) ORDER BY a.place`,
      [id, key, JSON.stringify(allocations)],
    );
    const [voucher] = await work.rows<{ number: string }>(
      'SELECT v.number FROM billing_desktop.receipt_vouchers v WHERE v.payment_id = $1',
      [id],
    );
    return answer.parse({
      id,
      voucherNumber: voucher?.number ?? null,
      status: 'succeeded',
      amount,
      currency,
      allocated: sumAmounts([given, allocated]),
      credit,
    });
  });
}
