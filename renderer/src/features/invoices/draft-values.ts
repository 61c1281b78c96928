import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import type { draftInputSchema, InvoiceDetail } from '@contract/invoices';

/** What the draft's form holds: the contract's own schema, before and after it is checked. */
export type DraftSchema = typeof draftInputSchema;
export type DraftValues = z.input<DraftSchema>;
export type DraftFormMethods = UseFormReturn<DraftValues, unknown, z.output<DraftSchema>>;

/** An empty line, as the form starts with and as `Add a line` adds. */
export const emptyLine: DraftValues['lines'][number] = {
  description: '',
  descriptionAr: '',
  quantity: '1',
  unitPrice: '',
};

/** What a draft holds, as its form edits it. */
export function draftValuesOf(invoice: InvoiceDetail): DraftValues {
  const { tenantId, subscriptionId, currency, issueDate, dueDate, discountAmount, taxRate, notes, notesAr } = invoice;
  return {
    tenantId,
    subscriptionId,
    currency,
    issueDate,
    dueDate,
    lines: invoice.lines.map(({ description, descriptionAr, quantity, unitPrice, isUsageBased }) => ({
      description,
      descriptionAr,
      quantity,
      unitPrice,
      isUsageBased,
    })),
    discountAmount,
    taxRate,
    notes,
    notesAr,
  };
}
