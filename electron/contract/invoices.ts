import { z } from 'zod';
import { amountSchema, decimalSchema, nonNegativeAmountSchema, percentSchema, positiveAmountSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { creditNoteRowSchema } from './credit-notes';
import {
  billingRunIdSchema,
  commandKeySchema,
  invoiceIdSchema,
  paymentIdSchema,
  subscriptionIdSchema,
  tenantIdSchema,
  writeOffIdSchema,
} from './ids';
import { method } from './method';
import { listInput, listOutput, totalsSchema } from './page';
import {
  billingCycleSchema,
  invoiceStandingSchema,
  invoiceStatusSchema,
  paymentMethodSchema,
  paymentStatusSchema,
} from './status';
import { blockText, lineText } from './text';
import { timelineEntrySchema } from './timeline';

/** A line as it is typed: its amount is round(quantity x unit price), half-up to two places. */
export const lineInputSchema = z.object({
  description: lineText(500, 1),
  descriptionAr: lineText(500, 1),
  quantity: decimalSchema.refine((text) => /^\d{1,8}(?:\.\d{1,4})?$/.test(text) && !/^[0.]+$/.test(text), {
    message: 'quantity',
  }),
  unitPrice: nonNegativeAmountSchema,
  isUsageBased: z.boolean().default(false),
});
export type LineInput = z.infer<typeof lineInputSchema>;

/** A line as it is stored. The service's lines may lack a field or hold JSON numbers; they are read all the same. */
export const lineSchema = z.object({
  description: z.string(),
  descriptionAr: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  amount: z.string(),
  isUsageBased: z.boolean(),
  /** How the amount came about (days, period, rounding), where it is not plain quantity x price. */
  basis: z.string().nullable(),
  basisAr: z.string().nullable(),
});
export type Line = z.infer<typeof lineSchema>;

/** What a draft holds and the form edits. Totals are never sent: main computes them. */
export const draftInputSchema = z.object({
  tenantId: tenantIdSchema,
  subscriptionId: subscriptionIdSchema,
  currency: currencySchema,
  issueDate: calendarDateSchema,
  dueDate: calendarDateSchema,
  lines: z.array(lineInputSchema).max(500),
  discountAmount: nonNegativeAmountSchema,
  taxRate: percentSchema,
  notes: blockText(4000).nullable(),
  notesAr: blockText(4000).nullable(),
});
export type DraftInput = z.infer<typeof draftInputSchema>;

export const invoiceFilterSchema = z.object({
  /** Number (either digit set, with or without prefix) or a part of the tenant's name in either language. */
  search: z.string().max(200).optional(),
  standing: z.array(invoiceStandingSchema).max(7).optional(),
  currency: currencySchema.optional(),
  tenantId: tenantIdSchema.optional(),
  subscriptionId: subscriptionIdSchema.optional(),
  /** Those that one billing run made. */
  billingRunId: billingRunIdSchema.optional(),
  issuedFrom: calendarDateSchema.optional(),
  issuedTo: calendarDateSchema.optional(),
  dueFrom: calendarDateSchema.optional(),
  dueTo: calendarDateSchema.optional(),
});
export type InvoiceFilter = z.infer<typeof invoiceFilterSchema>;

export const invoiceSortColumns = [
  'issue_date',
  'invoice_number',
  'due_date',
  'status',
  'total',
  'amount_due',
  'currency',
  'tenant_name',
] as const;

export const invoiceRowSchema = z.object({
  id: invoiceIdSchema,
  number: z.string(),
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  standing: invoiceStandingSchema,
  issueDate: calendarDateSchema,
  dueDate: calendarDateSchema,
  /** Days past due, 0 where it is not overdue. */
  daysOverdue: z.int(),
  currency: currencySchema,
  total: amountSchema,
  amountDue: amountSchema,
});
export type InvoiceRow = z.infer<typeof invoiceRowSchema>;

export const invoicePaymentSchema = z.object({
  paymentId: paymentIdSchema,
  voucherNumber: z.string().nullable(),
  at: instantSchema,
  method: paymentMethodSchema,
  status: paymentStatusSchema,
  reversed: z.boolean(),
  reference: z.string().nullable(),
  /** What of the payment went to this invoice. */
  allocated: amountSchema,
  amount: amountSchema,
});

/** What was given up of an invoice: no document, and apart from credit notes. */
export const writeOffSchema = z.object({
  id: writeOffIdSchema,
  amount: amountSchema,
  reason: z.string(),
  writtenOn: calendarDateSchema,
  writtenBy: z.string(),
  /** Why it was taken back; null while it counts. */
  cancelReason: z.string().nullable(),
});
export type WriteOff = z.infer<typeof writeOffSchema>;

export const invoiceDetailSchema = z.object({
  id: invoiceIdSchema,
  number: z.string(),
  status: invoiceStatusSchema,
  standing: invoiceStandingSchema,
  daysOverdue: z.int(),
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  subscriptionId: subscriptionIdSchema,
  planName: z.string(),
  planNameAr: z.string(),
  cycle: billingCycleSchema,
  period: z.object({ start: calendarDateSchema, end: calendarDateSchema }).nullable(),
  currency: currencySchema,
  issueDate: calendarDateSchema,
  dueDate: calendarDateSchema,
  paidDate: calendarDateSchema.nullable(),
  lines: z.array(lineSchema),
  subtotal: amountSchema,
  discountAmount: amountSchema,
  taxRate: z.string(),
  taxAmount: amountSchema,
  total: amountSchema,
  amountPaid: amountSchema,
  /** Paid before the database was adopted, without a payment row. */
  inherited: amountSchema,
  /** Its live credit notes and write-offs. */
  credited: amountSchema,
  creditNotes: z.array(creditNoteRowSchema),
  writeOffs: z.array(writeOffSchema),
  amountDue: amountSchema,
  notes: z.string().nullable(),
  notesAr: z.string().nullable(),
  /** USD to YER on the issue date, where known. */
  exchangeRate: z.string().nullable(),
  voidReason: z.string().nullable(),
  /** Set by the service, or by the desktop. */
  origin: z.enum(['desktop', 'service']),
  copies: z.int().nonnegative(),
  payments: z.array(invoicePaymentSchema),
  timeline: z.array(timelineEntrySchema),
  /** Changes with every write; an edit sends it back so that a meanwhile change is noticed. */
  version: z.string(),
});
export type InvoiceDetail = z.infer<typeof invoiceDetailSchema>;

const invoiceRef = z.object({ id: invoiceIdSchema });
const draftRef = z.object({ id: invoiceIdSchema, version: z.string() });

export const invoices = {
  list: method(listInput(invoiceFilterSchema, invoiceSortColumns), listOutput(invoiceRowSchema)),
  totals: method(z.object({ filter: invoiceFilterSchema }), totalsSchema),
  get: method(invoiceRef, invoiceDetailSchema),
  findByNumber: method(z.object({ number: z.string().max(60) }), invoiceRef.nullable()),
  createDraft: method(z.object({ key: commandKeySchema, draft: draftInputSchema }), draftRef),
  updateDraft: method(
    z.object({ key: commandKeySchema, id: invoiceIdSchema, version: z.string().max(100), draft: draftInputSchema }),
    draftRef,
  ),
  deleteDraft: method(z.object({ key: commandKeySchema, id: invoiceIdSchema }), z.object({ deleted: z.literal(true) })),
  /** Takes the next number and freezes the invoice with its snapshot. */
  issue: method(
    z.object({ key: commandKeySchema, id: invoiceIdSchema, version: z.string().max(100) }),
    z.object({ id: invoiceIdSchema, number: z.string(), total: amountSchema, currency: currencySchema }),
  ),
  /** Cancels an issued invoice on which nothing is paid; it keeps its number and the reason. */
  void: method(
    z.object({ key: commandKeySchema, id: invoiceIdSchema, reason: lineText(500, 3) }),
    z.object({ id: invoiceIdSchema }),
  ),
  /** Gives up what is due of an issued invoice, or a part of it. */
  writeOff: method(
    z.object({
      key: commandKeySchema,
      id: invoiceIdSchema,
      amount: positiveAmountSchema,
      reason: lineText(500, 3),
    }),
    z.object({ id: writeOffIdSchema, amount: amountSchema, currency: currencySchema }),
  ),
  /** The tenant pays after all, or it was a mistake: what was written off is due again. */
  cancelWriteOff: method(
    z.object({ key: commandKeySchema, id: writeOffIdSchema, reason: lineText(500, 3) }),
    z.object({ id: writeOffIdSchema }),
  ),
  /** Notes may change after issue: they are no part of what was frozen. */
  setNotes: method(
    z.object({
      key: commandKeySchema,
      id: invoiceIdSchema,
      version: z.string().max(100),
      notes: blockText(4000).nullable(),
      notesAr: blockText(4000).nullable(),
    }),
    z.object({ id: invoiceIdSchema }),
  ),
};
