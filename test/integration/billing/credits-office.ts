import pg from 'pg';
import { cancelCreditNote } from '../../../electron/billing/cancel-credit-note';
import { cancelRefund } from '../../../electron/billing/cancel-refund';
import { creditInvoice } from '../../../electron/billing/issue-credit-note';
import { refundPayment } from '../../../electron/billing/refund-payment';
import { reversePayment } from '../../../electron/billing/reverse-payment';
import { cancelWriteOff, writeOff } from '../../../electron/billing/write-off';
import { amountSchema } from '../../../electron/contract/amount';
import {
  issueCreditNoteSchema,
  type CreditNoteContent,
  type CreditNoteResult,
} from '../../../electron/contract/credit-notes';
import {
  creditNoteIdSchema,
  invoiceIdSchema,
  paymentIdSchema,
  refundIdSchema,
  writeOffIdSchema,
} from '../../../electron/contract/ids';
import { refundPaymentSchema, type RefundResult } from '../../../electron/contract/refunds';
import type { Input } from '../../../electron/contract/api';
import { actor, newKey, type Office } from './office';

/** What takes money back, through the use cases, with the words that do not matter to a test filled in. */
export interface Credits {
  /** A number is a total with its tax. */
  credit(
    invoiceId: string,
    content: string | readonly (readonly [place: number, amount: string])[],
  ): Promise<CreditNoteResult>;
  cancelCredit(id: string): Promise<unknown>;
  writeOff(invoiceId: string, amount: string): Promise<{ id: string }>;
  cancelWriteOff(id: string): Promise<unknown>;
  refund(
    paymentId: string,
    parts: readonly (readonly [invoiceId: string, amount: string])[],
    fromCredit?: string,
    overrides?: Partial<Input<'payments', 'refund'>>,
  ): Promise<RefundResult>;
  cancelRefund(id: string): Promise<unknown>;
  reverse(paymentId: string): Promise<unknown>;
}

function contentOf(content: Parameters<Credits['credit']>[1]): CreditNoteContent {
  if (content === 'all') return { by: 'all' };
  if (typeof content === 'string') return { by: 'total', total: amountSchema.parse(content) };
  return { by: 'lines', lines: content.map(([place, amount]) => ({ place, amount: amountSchema.parse(amount) })) };
}

export function creditsOf({ database, today }: Office): Credits {
  const reason = 'Agreed with the customer';
  return {
    credit: (invoiceId, content) =>
      creditInvoice(
        database,
        actor,
        issueCreditNoteSchema.parse({
          key: newKey(),
          invoiceId,
          content: contentOf(content),
          reason,
          reasonAr: 'باتفاق مع العميل',
        }),
      ),
    cancelCredit: (id) =>
      cancelCreditNote(database, actor, { key: newKey(), id: creditNoteIdSchema.parse(id), reason }),
    writeOff: (id, amount) =>
      writeOff(database, actor, {
        key: newKey(),
        id: invoiceIdSchema.parse(id),
        amount: amountSchema.parse(amount),
        reason,
      }),
    cancelWriteOff: (id) => cancelWriteOff(database, actor, { key: newKey(), id: writeOffIdSchema.parse(id), reason }),
    refund: async (paymentId, parts, fromCredit = '0.00', overrides = {}) =>
      refundPayment(
        database,
        actor,
        refundPaymentSchema.parse({
          key: newKey(),
          paymentId,
          parts: parts.map(([invoiceId, amount]) => ({ invoiceId, amount })),
          fromCredit,
          method: 'cash',
          reference: null,
          payeeNumber: null,
          refundedOn: await today(),
          reason,
          ...overrides,
        }),
      ),
    cancelRefund: (id) => cancelRefund(database, actor, { key: newKey(), id: refundIdSchema.parse(id), reason }),
    reverse: (id) => reversePayment(database, actor, { key: newKey(), id: paymentIdSchema.parse(id), reason }),
  };
}

/** Work on a connection of its own, as the service has one. */
export async function asService<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
