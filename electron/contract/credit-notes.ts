import { z } from 'zod';
import { amountSchema, positiveAmountSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { commandKeySchema, creditNoteIdSchema, invoiceIdSchema, tenantIdSchema } from './ids';
import { method } from './method';
import { listInput, listOutput, totalsSchema } from './page';
import { lineText } from './text';

export const creditNoteKindSchema = z.enum(['full', 'partial']);
export type CreditNoteKind = z.infer<typeof creditNoteKindSchema>;

/** A part of one line of the invoice: its place from 0, and how much of its amount, before discount and tax. */
export const creditedLineSchema = z.object({ place: z.int().min(0).max(999), amount: amountSchema });
export type CreditedLine = z.infer<typeof creditedLineSchema>;

/** What a credit note takes: parts of lines, one amount with its tax in it, or all that is left of the invoice. */
export const creditNoteContentSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('lines'), lines: z.array(creditedLineSchema).min(1).max(500) }),
  z.object({ by: z.literal('total'), total: positiveAmountSchema }),
  z.object({ by: z.literal('all') }),
]);
export type CreditNoteContent = z.infer<typeof creditNoteContentSchema>;

export const issueCreditNoteSchema = z.object({
  key: commandKeySchema,
  invoiceId: invoiceIdSchema,
  content: creditNoteContentSchema,
  /** One of the two is enough, with three letters or more: what is empty is printed as the other one. */
  reason: lineText(500),
  reasonAr: lineText(500),
});
export type IssueCreditNote = z.infer<typeof issueCreditNoteSchema>;

export const creditNoteResultSchema = z.object({
  id: creditNoteIdSchema,
  number: z.string(),
  total: amountSchema,
  currency: currencySchema,
  kind: creditNoteKindSchema,
  /** What of the total had been paid already and is the tenant's credit now. */
  freed: amountSchema,
});
export type CreditNoteResult = z.infer<typeof creditNoteResultSchema>;

/** A line of a credit note as it is stored; `place` is null where it is of no line of the invoice. */
export const creditNoteLineSchema = z.object({
  place: z.int().nullable(),
  description: z.string(),
  descriptionAr: z.string(),
  basis: z.string().nullable(),
  basisAr: z.string().nullable(),
  amount: amountSchema,
});
export type CreditNoteLine = z.infer<typeof creditNoteLineSchema>;

/** What of an invoice can still be credited: what the dialog offers, and what it reckons its live total from. */
export const creditableSchema = z.object({
  invoiceId: invoiceIdSchema,
  number: z.string(),
  currency: currencySchema,
  subtotal: amountSchema,
  discountAmount: amountSchema,
  taxRate: z.string(),
  taxAmount: amountSchema,
  total: amountSchema,
  amountPaid: amountSchema,
  amountDue: amountSchema,
  /** What its live credit notes have taken of each sum. */
  credited: z.object({ subtotal: amountSchema, discountAmount: amountSchema, taxAmount: amountSchema }),
  /** The most that a further note may come to: what was written off, or paid before payments were recorded, stays. */
  left: amountSchema,
  lines: z.array(
    z.object({
      place: z.int(),
      description: z.string(),
      descriptionAr: z.string(),
      amount: amountSchema,
      /** What of it no note has credited yet. */
      left: amountSchema,
    }),
  ),
});
export type Creditable = z.infer<typeof creditableSchema>;

export const creditNoteFilterSchema = z.object({
  /** Its number or its invoice's, or a part of the tenant's name in either language. */
  search: z.string().max(200).optional(),
  kind: creditNoteKindSchema.optional(),
  currency: currencySchema.optional(),
  tenantId: tenantIdSchema.optional(),
  invoiceId: invoiceIdSchema.optional(),
  canceled: z.boolean().optional(),
  from: calendarDateSchema.optional(),
  to: calendarDateSchema.optional(),
});
export type CreditNoteFilter = z.infer<typeof creditNoteFilterSchema>;

export const creditNoteSortColumns = ['issue_date', 'number', 'total', 'currency', 'tenant_name'] as const;

export const creditNoteRowSchema = z.object({
  id: creditNoteIdSchema,
  number: z.string(),
  invoiceId: invoiceIdSchema,
  invoiceNumber: z.string(),
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  kind: creditNoteKindSchema,
  issueDate: calendarDateSchema,
  currency: currencySchema,
  total: amountSchema,
  canceled: z.boolean(),
});
export type CreditNoteRow = z.infer<typeof creditNoteRowSchema>;

export const creditNoteDetailSchema = creditNoteRowSchema.extend({
  lines: z.array(creditNoteLineSchema),
  subtotal: amountSchema,
  discountAmount: amountSchema,
  taxRate: z.string(),
  taxAmount: amountSchema,
  freed: amountSchema,
  exchangeRate: z.string().nullable(),
  reason: z.string(),
  reasonAr: z.string(),
  cancelReason: z.string().nullable(),
  issuedAt: instantSchema,
  issuedBy: z.string(),
  canceledAt: instantSchema.nullable(),
  canceledBy: z.string().nullable(),
  copies: z.int().nonnegative(),
});
export type CreditNoteDetail = z.infer<typeof creditNoteDetailSchema>;

export const creditNotes = {
  list: method(listInput(creditNoteFilterSchema, creditNoteSortColumns), listOutput(creditNoteRowSchema)),
  totals: method(z.object({ filter: creditNoteFilterSchema }), totalsSchema),
  get: method(z.object({ id: creditNoteIdSchema }), creditNoteDetailSchema),
  preview: method(z.object({ invoiceId: invoiceIdSchema }), creditableSchema),
  /** Takes the next number of its series; what had been paid beyond what is left of the invoice becomes credit. */
  issue: method(issueCreditNoteSchema, creditNoteResultSchema),
  /** It was issued by mistake: it counts no more, and keeps its number with the reason. */
  cancel: method(
    z.object({ key: commandKeySchema, id: creditNoteIdSchema, reason: lineText(500, 3) }),
    z.object({ id: creditNoteIdSchema }),
  ),
};
