import { z } from 'zod';
import { sumSchema } from './amount';
import { calendarDateSchema } from './calendar-date';
import { currencySchema } from './currency';
import { tenantIdSchema } from './ids';
import { paymentMethodSchema } from './status';

/* Statement of account: what a customer owes in one currency over a period, movement by movement. */

export const movementKindSchema = z.enum([
  'invoice',
  'void',
  'void_undone',
  'invoice_changed',
  'inherited',
  'payment',
  'payment_undone',
  'payment_again',
  'payment_changed',
  'reversal',
  'credit_note',
  'credit_note_canceled',
  'write_off',
  'write_off_canceled',
  'refund',
  'refund_canceled',
]);
export type MovementKind = z.infer<typeof movementKindSchema>;

export const movementSchema = z.object({
  date: calendarDateSchema,
  kind: movementKindSchema,
  /** What it opens. */
  entity: z.enum(['invoice', 'payment']),
  id: z.uuid(),
  /** The document's number; empty where it has none, such as a receipt of the service. */
  number: z.string(),
  /** The invoice or the payment that it concerns, where the movement is another document. */
  about: z.string(),
  method: paymentMethodSchema.nullable(),
  /** What the tenant owes more by it, and what less; one of them is 0.00. */
  debit: sumSchema,
  credit: sumSchema,
  /** After it. */
  balance: sumSchema,
});
export type Movement = z.infer<typeof movementSchema>;

export const statementInputSchema = z.object({
  tenantId: tenantIdSchema,
  currency: currencySchema,
  /** Both days are in it. */
  from: calendarDateSchema,
  to: calendarDateSchema,
});
export type StatementInput = z.infer<typeof statementInputSchema>;

/** More movements than a statement shows; a shorter period is asked for then. */
export const longestStatement = 5000;

/** What a statement says of an account, on the screen and on paper. */
export const accountShape = {
  currency: currencySchema,
  from: calendarDateSchema,
  to: calendarDateSchema,
  opening: sumSchema,
  /** What all movements of the period come to: opening + debits - credits = closing. */
  debits: sumSchema,
  credits: sumSchema,
  closing: sumSchema,
  movements: z.array(movementSchema),
};

export const statementSchema = z.object({
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  ...accountShape,
});
export type Statement = z.infer<typeof statementSchema>;
