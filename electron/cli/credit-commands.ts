import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  amountSchema,
  compareAmounts,
  positiveAmountSchema,
  smallerAmount,
  subtractAmounts,
  sumAmounts,
  zeroAmount,
  type Amount,
} from '../contract/amount';
import { calendarDateSchema } from '../contract/calendar-date';
import { issueCreditNoteSchema, type CreditNoteContent } from '../contract/credit-notes';
import { commandKeySchema } from '../contract/ids';
import { payments, type PaymentDetail } from '../contract/payments';
import { refundPaymentSchema } from '../contract/refunds';
import { AppError } from '../contract/result';
import { paymentMethodSchema } from '../contract/status';
import { askOutcome } from '../billing/command';
import { creditInvoice } from '../billing/issue-credit-note';
import { refundPayment } from '../billing/refund-payment';
import type { Database } from '../database/database';
import { getBusinessSettings } from '../database/queries/business';
import { getPayment } from '../database/queries/payments';
import { selectOne } from '../database/queries/select';
import { sql } from '../database/queries/sql';
import { UsageError, requiredOption, textOption, type CliCommand, type OptionValues } from './command';
import { invoiceOfNumber } from './find-invoice';
import { databaseOptions, withBilling } from './open';
import { parsed, wholeCents } from './values';

/** `2=12.50`: 12.50 of the invoice's second line. */
function linesOf(options: OptionValues): CreditNoteContent | null {
  const given = options['line'];
  if (!Array.isArray(given) || given.length === 0) return null;
  return {
    by: 'lines',
    lines: given.map((text) => {
      const [place = '', amount = ''] = String(text).split('=');
      const line = Number(place);
      if (!Number.isInteger(line) || line < 1)
        throw new UsageError('--line: a line from 1 and an amount, such as 2=12.50');
      return { place: line - 1, amount: parsed('line', positiveAmountSchema.safeParse(wholeCents(amount))) };
    }),
  };
}

function contentOf(options: OptionValues): CreditNoteContent {
  const lines = linesOf(options);
  const amount = textOption(options, 'amount');
  if (lines && amount !== null) throw new UsageError('--amount or --line, not both');
  if (lines) return lines;
  if (options['all'] === true) return { by: 'all' };
  if (amount === null) throw new UsageError('--amount, --line or --all is required');
  return { by: 'total', total: parsed('amount', positiveAmountSchema.safeParse(wholeCents(amount))) };
}

const credit: CliCommand = {
  area: 'credit',
  verb: '',
  usage: '--invoice N --amount A|--line i=A..|--all --reason R [--key K]',
  summary:
    'Issues a credit note: an amount with its tax, parts of lines, or all that is left; the same key again gives the first answer.',
  options: {
    ...databaseOptions,
    invoice: { type: 'string' },
    amount: { type: 'string' },
    line: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    reason: { type: 'string' },
    key: { type: 'string' },
  },
  run: ({ options, output }) => {
    const number = requiredOption(options, 'invoice');
    const content = contentOf(options);
    const reason = requiredOption(options, 'reason');
    const key = parsed('key', commandKeySchema.safeParse(textOption(options, 'key') ?? randomUUID()));
    return withBilling(options, 'write', async (database) => {
      const { id: invoiceId } = await invoiceOfNumber(database, number);
      const input = issueCreditNoteSchema.parse({ key, invoiceId, content, reason, reasonAr: '' });
      const note = await creditInvoice(database, { machine: hostname() }, input);
      output.line(`${note.number}: ${note.total} ${note.currency} off ${number}`);
      if (note.freed !== zeroAmount) output.line(`${note.freed} ${note.currency} is the customer's credit`);
      output.value({ ...note, key });
      return 0;
    });
  },
};

async function paymentOfVoucher(database: Database, number: string): Promise<PaymentDetail> {
  const row = await selectOne<{ id: string }>(
    database,
    sql`SELECT v.payment_id AS id FROM billing_desktop.receipt_vouchers v WHERE v.number = ${number.toUpperCase()}`,
  );
  if (!row) throw new AppError('not_found', { entity: 'payment' });
  return getPayment(database, payments.get.input.parse(row));
}

/** The customer's credit goes back first; then what the payment gave last is taken back first. */
function sourcesFor(
  payment: PaymentDetail,
  amount: Amount,
): { fromCredit: Amount; parts: { invoiceId: string; amount: Amount }[] } {
  const fromCredit = smallerAmount(amount, payment.unallocated);
  let left = subtractAmounts(amount, fromCredit);
  const net = new Map<string, Amount>();
  for (const { invoiceId, amount: moved } of payment.allocations) {
    net.set(invoiceId, sumAmounts([net.get(invoiceId) ?? zeroAmount, moved]));
  }
  const parts: { invoiceId: string; amount: Amount }[] = [];
  for (const [invoiceId, given] of [...net].toReversed()) {
    const part = smallerAmount(left, given);
    if (compareAmounts(part, zeroAmount) <= 0) continue;
    parts.push({ invoiceId, amount: part });
    left = subtractAmounts(left, part);
  }
  if (compareAmounts(left, zeroAmount) > 0) {
    throw new AppError('refund_exceeds_payment', { left: subtractAmounts(amount, left), currency: payment.currency });
  }
  return { fromCredit, parts };
}

const refund: CliCommand = {
  area: 'refund',
  verb: '',
  usage: '--payment RV-... --amount A --method M [--reference R] [--payee P] [--date D] --reason R [--key K]',
  summary:
    "Refunds a part of a payment: the customer's credit first, then off the invoices; makes the payment voucher.",
  options: {
    ...databaseOptions,
    payment: { type: 'string' },
    amount: { type: 'string' },
    method: { type: 'string' },
    reference: { type: 'string' },
    payee: { type: 'string' },
    date: { type: 'string' },
    reason: { type: 'string' },
    key: { type: 'string' },
  },
  run: ({ options, output }) => {
    const voucher = requiredOption(options, 'payment');
    const amount = parsed('amount', positiveAmountSchema.safeParse(wholeCents(requiredOption(options, 'amount'))));
    const method = parsed('method', paymentMethodSchema.safeParse(requiredOption(options, 'method')));
    const reason = requiredOption(options, 'reason');
    const key = parsed('key', commandKeySchema.safeParse(textOption(options, 'key') ?? randomUUID()));
    const date = textOption(options, 'date');
    const day = date === null ? null : parsed('date', calendarDateSchema.safeParse(date));
    return withBilling(options, 'write', async (database) => {
      // What it was taken from is found anew each time: the same key with the same amount is the same refund.
      const outcome = await askOutcome(database, key);
      const before = outcome.done ? payments.refund.output.safeParse(outcome.answer) : null;
      if (outcome.done && (before?.success !== true || before.data.amount !== amount))
        throw new AppError('key_reused', { key });
      const payment = await paymentOfVoucher(database, voucher);
      const result =
        before?.success === true
          ? before.data
          : await refundPayment(
              database,
              { machine: hostname() },
              refundPaymentSchema.parse({
                key,
                paymentId: payment.id,
                ...sourcesFor(payment, amountSchema.parse(amount)),
                method,
                reference: textOption(options, 'reference'),
                payeeNumber: textOption(options, 'payee'),
                refundedOn: day ?? (await getBusinessSettings(database)).today,
                reason,
              }),
            );
      output.line(`${result.number}: ${result.amount} ${result.currency} paid back of ${voucher}`);
      output.value({ ...result, key });
      return 0;
    });
  },
};

export const creditCommands: readonly CliCommand[] = [credit, refund];
