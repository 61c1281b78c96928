import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { compareAmounts, positiveAmountSchema, smallerAmount } from '../contract/amount';
import { calendarDateSchema } from '../contract/calendar-date';
import { commandKeySchema } from '../contract/ids';
import { payments, recordPaymentSchema } from '../contract/payments';
import { AppError } from '../contract/result';
import { paymentMethodSchema } from '../contract/status';
import { askOutcome } from '../billing/command';
import { recordPayment } from '../billing/record-payment';
import { getBusinessSettings } from '../database/queries/business';
import { UsageError, requiredOption, textOption, type CliCommand } from './command';
import { invoiceOfNumber } from './find-invoice';
import { databaseOptions, withDatabase } from './open';

/** An option's value as the contract wants it, or a usage error that names the option. */
function parsed<T>(name: string, result: { success: true; data: T } | { success: false }): T {
  if (!result.success) throw new UsageError(`--${name}: not a value that can be taken`);
  return result.data;
}

/** `12`, `12.5` and `12.50` are the same amount; anything that would have to be rounded is refused. */
function wholeCents(text: string): string {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return match ? `${match[1]?.replace(/^0+(?=\d)/, '') ?? ''}.${(match[2] ?? '').padEnd(2, '0')}` : text;
}

const record: CliCommand = {
  area: 'payment',
  verb: 'record',
  usage: '--invoice N --amount A --method M [--reference R] [--payer P] [--date D] [--key K]',
  summary: 'Records a payment on an invoice; the same key again gives the first answer again.',
  options: {
    ...databaseOptions,
    invoice: { type: 'string' },
    amount: { type: 'string' },
    method: { type: 'string' },
    reference: { type: 'string' },
    payer: { type: 'string' },
    date: { type: 'string' },
    key: { type: 'string' },
  },
  run: ({ options, output }) => {
    const number = requiredOption(options, 'invoice');
    const amount = parsed('amount', positiveAmountSchema.safeParse(wholeCents(requiredOption(options, 'amount'))));
    const method = parsed('method', paymentMethodSchema.safeParse(requiredOption(options, 'method')));
    const key = parsed('key', commandKeySchema.safeParse(textOption(options, 'key') ?? randomUUID()));
    const date = textOption(options, 'date');
    const paidOn = date === null ? null : parsed('date', calendarDateSchema.safeParse(date));
    return withDatabase(options, async (database) => {
      const invoice = await invoiceOfNumber(database, number);
      const { today } = await getBusinessSettings(database);
      // The same key again must bring the same content, whatever is due by now: what the first call applied.
      const outcome = await askOutcome(database, key);
      const known = outcome.done ? payments.record.output.safeParse(outcome.answer) : null;
      const allocated = known?.success ? known.data.allocated : smallerAmount(amount, invoice.amountDue);
      if (compareAmounts(allocated, '0.00') <= 0) throw new AppError('invoice_not_open', { number: invoice.number });
      const input = recordPaymentSchema.parse({
        key,
        tenantId: invoice.tenantId,
        amount,
        currency: invoice.currency,
        method,
        reference: textOption(options, 'reference'),
        payerNumber: textOption(options, 'payer'),
        paidOn: paidOn ?? today,
        pending: false,
        note: null,
        allocations: [{ invoiceId: invoice.id, amount: allocated }],
      });
      const result = await recordPayment(database, { machine: hostname() }, input);
      output.line(`${result.voucherNumber ?? result.status}: ${result.amount} ${result.currency} on ${invoice.number}`);
      if (result.credit !== '0.00') output.line(`${result.credit} ${result.currency} is the customer's credit`);
      output.value({ ...result, key });
      return 0;
    });
  },
};

export const paymentCommands: readonly CliCommand[] = [record];
