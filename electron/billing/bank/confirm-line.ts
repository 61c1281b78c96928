import type { Output, Parsed } from '../../contract/api';
import { bank } from '../../contract/bank';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext } from '../command';
import { receivePayment } from '../record-payment';
import { lockBankLine, referenceOf, requireWaiting } from './bank-line';

/**
 * Records a waiting line of a statement as a payment, as if a clerk had typed it: amount, day, method and reference are the
 * line's; what is left over becomes the customer's credit. The line keeps its payment; reversing that frees the line.
 *
 * Throws `bank_line_confirmed`, `bank_line_set_aside`, `payer_number_required`, and as recordPayment().
 */
export function confirmBankLine(
  database: Database,
  actor: CommandContext,
  input: Parsed<'bank', 'confirm'>,
): Promise<Output<'bank', 'confirm'>> {
  const { key, id, tenantId, allocations } = input;
  const answer = bank.confirm.output;
  const command = { key, kind: 'bank.confirm', action: 'bank_line_confirmed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const line = await lockBankLine(work, id);
    requireWaiting(line);
    const payerNumber = input.payerNumber ?? line.payerNumber;
    if (line.method === 'mobile_money' && (payerNumber ?? '') === '') throw new AppError('payer_number_required');
    const payment = await receivePayment(work, {
      tenantId,
      amount: line.amount,
      currency: line.currency,
      method: line.method,
      reference: referenceOf(line),
      payerNumber: line.method === 'mobile_money' ? payerNumber : null,
      paidOn: line.bookedOn,
      pending: false,
      note: line.description === '' || line.reference === null ? null : line.description.slice(0, 1000),
      allocations,
    });
    await work.rows(
      'INSERT INTO billing_desktop.bank_line_payments (payment_id, line_id, command_key) VALUES ($1, $2, $3)',
      [payment.id, id, key],
    );
    return payment;
  });
}
