import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { compareAmounts, positiveAmountSchema, smallerAmount, type Amount } from '../contract/amount';
import { calendarDateSchema, type CalendarDate } from '../contract/calendar-date';
import { commandKeySchema, type CommandKey } from '../contract/ids';
import { payments, recordPaymentSchema } from '../contract/payments';
import { AppError } from '../contract/result';
import { paymentMethodSchema } from '../contract/status';
import { askOutcome } from '../billing/command';
import { recordPayment } from '../billing/record-payment';
import type { Database } from '../database/database';
import { getBusinessSettings } from '../database/queries/business';
import { day } from '../database/queries/expressions';
import { selectRow } from '../database/queries/select';
import { sql } from '../database/queries/sql';
import { requiredOption, textOption, type CliCommand } from './command';
import { invoiceOfNumber } from './find-invoice';
import { databaseOptions, withBilling } from './open';
import { parsed, wholeCents } from './values';

/** What a command with this key was asked before, where it was left to the day and to what was due; null for a new key. */
async function askedBefore(database: Database, key: CommandKey): Promise<Asked | null> {
  const outcome = await askOutcome(database, key);
  const known = outcome.done ? payments.record.output.safeParse(outcome.answer) : null;
  if (known?.success !== true) return null;
  const { id, allocated } = known.data;
  const row = await selectRow(
    database,
    sql`SELECT ${day(sql`d.paid_on`)} AS "paidOn" FROM billing_desktop.payment_details d WHERE d.payment_id = ${id}`,
  );
  return { allocated, paidOn: calendarDateSchema.parse(z.object({ paidOn: z.string() }).parse(row).paidOn) };
}

interface Asked {
  readonly allocated: Amount;
  readonly paidOn: CalendarDate;
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
    return withBilling(options, 'write', async (database) => {
      const invoice = await invoiceOfNumber(database, number);
      // The same key again must bring the same content, on another day and whatever is due by now.
      const before = await askedBefore(database, key);
      const allocated = before?.allocated ?? smallerAmount(amount, invoice.amountDue);
      if (compareAmounts(allocated, '0.00') <= 0) throw new AppError('invoice_not_open', { number: invoice.number });
      const input = recordPaymentSchema.safeParse({
        key,
        tenantId: invoice.tenantId,
        amount,
        currency: invoice.currency,
        method,
        reference: textOption(options, 'reference'),
        payerNumber: textOption(options, 'payer'),
        paidOn: paidOn ?? before?.paidOn ?? (await getBusinessSettings(database)).today,
        pending: false,
        note: null,
        allocations: [{ invoiceId: invoice.id, amount: allocated }],
      });
      if (!input.success) {
        throw new AppError('bad_input', { path: input.error.issues[0]?.path.map(String).join('.') ?? '' });
      }
      const result = await recordPayment(database, { machine: hostname() }, input.data);
      output.line(`${result.voucherNumber ?? result.status}: ${result.amount} ${result.currency} on ${invoice.number}`);
      if (result.credit !== '0.00') output.line(`${result.credit} ${result.currency} is the customer's credit`);
      output.value({ ...result, key });
      return 0;
    });
  },
};

export const paymentCommands: readonly CliCommand[] = [record];
