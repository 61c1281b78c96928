import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { suggestAllocations } from '@contract/allocation';
import type { Currency } from '@contract/currency';
import type { InvoiceId } from '@contract/ids';
import { recordPaymentSchema, referenceRules, type OpenInvoice } from '@contract/payments';

/** What the form holds: the command without its key, and the rules that tie its parts together. */
export const paymentFormSchema = recordPaymentSchema.omit({ key: true }).superRefine((payment, context) => {
  const rules = referenceRules[payment.method];
  const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
  if (rules.reference === 'required' && !payment.reference) refuse('reference', 'required');
  if (rules.payerNumber === 'required' && !payment.payerNumber) refuse('payerNumber', 'required');
});
export type PaymentSchema = typeof paymentFormSchema;
export type PaymentValues = z.input<PaymentSchema>;

export interface PaymentStart {
  readonly tenantId: string;
  readonly tenantName: string;
  /** The invoice that the payment was opened from: its whole due amount is suggested. */
  readonly invoice?: { readonly id: InvoiceId; readonly currency: Currency };
}

export type PaymentFormMethods = UseFormReturn<PaymentValues, unknown, z.output<PaymentSchema>>;

/** The suggestion for an amount: the invoice it was opened from first, then the oldest due. */
export function suggestFor(
  amount: Parameters<typeof suggestAllocations>[0],
  open: readonly OpenInvoice[],
  preferred: InvoiceId | undefined,
): PaymentValues['allocations'] {
  const ordered = [...open.filter(({ id }) => id === preferred), ...open.filter(({ id }) => id !== preferred)];
  return [...suggestAllocations(amount, ordered).allocations];
}
