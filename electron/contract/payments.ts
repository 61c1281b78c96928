import { z } from 'zod';
import { amountSchema, positiveAmountSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { commandKeySchema, invoiceIdSchema, paymentIdSchema, refundIdSchema, tenantIdSchema } from './ids';
import { timelineEntrySchema } from './timeline';
import { method } from './method';
import { listInput, listOutput, totalsSchema } from './page';
import {
  refundDetailSchema,
  refundFilterSchema,
  refundPaymentSchema,
  refundResultSchema,
  refundRowSchema,
  refundSortColumns,
} from './refunds';
import { paymentMethodSchema, paymentStatusSchema } from './status';
import { blockText, lineText } from './text';

/** What each method must bring (domain.md, Payments): mobile money has the payer's number as well. */
export const referenceRules = {
  cash: { reference: 'none', payerNumber: 'none' },
  bank_transfer: { reference: 'required', payerNumber: 'none' },
  mobile_money: { reference: 'required', payerNumber: 'required' },
  tharwatt: { reference: 'required', payerNumber: 'none' },
  credit_card: { reference: 'required', payerNumber: 'none' },
} as const satisfies Record<
  z.infer<typeof paymentMethodSchema>,
  { reference: 'none' | 'required'; payerNumber: 'none' | 'required' }
>;

export const recordPaymentSchema = z.object({
  key: commandKeySchema,
  tenantId: tenantIdSchema,
  amount: positiveAmountSchema,
  currency: currencySchema,
  method: paymentMethodSchema,
  /** Bank or card reference, or Tharwatt's transaction id. */
  reference: lineText(255).nullable(),
  payerNumber: lineText(50).nullable(),
  paidOn: calendarDateSchema,
  /** True where the money is not confirmed yet: it counts from its confirmation. */
  pending: z.boolean(),
  note: blockText(1000).nullable(),
  /** Where it goes, at least one invoice; what is left over becomes the tenant's credit. */
  allocations: z
    .array(z.object({ invoiceId: invoiceIdSchema, amount: positiveAmountSchema }))
    .min(1)
    .max(200),
});
export type RecordPayment = z.infer<typeof recordPaymentSchema>;

export const paymentResultSchema = z.object({
  id: paymentIdSchema,
  /** The receipt voucher's number; null while the payment is pending. */
  voucherNumber: z.string().nullable(),
  status: paymentStatusSchema,
  amount: amountSchema,
  currency: currencySchema,
  allocated: amountSchema,
  /** What was left over and is now the tenant's credit. */
  credit: amountSchema,
});
export type PaymentResult = z.infer<typeof paymentResultSchema>;

export const paymentFilterSchema = z.object({
  search: z.string().max(200).optional(),
  status: z.array(paymentStatusSchema).max(5).optional(),
  method: z.array(paymentMethodSchema).max(5).optional(),
  currency: currencySchema.optional(),
  tenantId: tenantIdSchema.optional(),
  invoiceId: invoiceIdSchema.optional(),
  from: calendarDateSchema.optional(),
  to: calendarDateSchema.optional(),
});
export type PaymentFilter = z.infer<typeof paymentFilterSchema>;

export const paymentSortColumns = [
  'created_at',
  'paid_at',
  'amount',
  'status',
  'method',
  'currency',
  'voucher_number',
  'invoice_number',
  'tenant_name',
] as const;

export const paymentRowSchema = z.object({
  id: paymentIdSchema,
  voucherNumber: z.string().nullable(),
  invoiceId: invoiceIdSchema,
  invoiceNumber: z.string(),
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  status: paymentStatusSchema,
  reversed: z.boolean(),
  method: paymentMethodSchema,
  amount: amountSchema,
  currency: currencySchema,
  reference: z.string().nullable(),
  createdAt: instantSchema,
  paidAt: instantSchema.nullable(),
});
export type PaymentRow = z.infer<typeof paymentRowSchema>;

export const paymentDetailSchema = paymentRowSchema.extend({
  payerNumber: z.string().nullable(),
  note: z.string().nullable(),
  failureReason: z.string().nullable(),
  origin: z.enum(['desktop', 'service']),
  recordedBy: z.string().nullable(),
  allocated: amountSchema,
  refunded: amountSchema,
  /** Amount less what is allocated and refunded: the tenant's credit from this payment. */
  unallocated: amountSchema,
  reversalReason: z.string().nullable(),
  /** What was paid back of it, the latest first. */
  refunds: z.array(refundRowSchema),
  copies: z.int().nonnegative(),
  allocations: z.array(
    z.object({ invoiceId: invoiceIdSchema, invoiceNumber: z.string(), amount: amountSchema, at: instantSchema }),
  ),
  timeline: z.array(timelineEntrySchema),
});
export type PaymentDetail = z.infer<typeof paymentDetailSchema>;

/** An invoice of a tenant that can take money, oldest due first: what the payment form suggests. */
export const openInvoiceSchema = z.object({
  id: invoiceIdSchema,
  number: z.string(),
  dueDate: calendarDateSchema,
  daysOverdue: z.int(),
  total: amountSchema,
  amountDue: amountSchema,
  currency: currencySchema,
});
export type OpenInvoice = z.infer<typeof openInvoiceSchema>;

export const payments = {
  list: method(listInput(paymentFilterSchema, paymentSortColumns), listOutput(paymentRowSchema)),
  totals: method(z.object({ filter: paymentFilterSchema }), totalsSchema),
  get: method(z.object({ id: paymentIdSchema }), paymentDetailSchema),
  openInvoices: method(
    z.object({ tenantId: tenantIdSchema, currency: currencySchema.optional() }),
    z.array(openInvoiceSchema),
  ),
  record: method(recordPaymentSchema, paymentResultSchema),
  /** A pending or processing payment arrived: it counts from now and gets its receipt voucher. */
  confirm: method(
    z.object({ key: commandKeySchema, id: paymentIdSchema, paidOn: calendarDateSchema }),
    paymentResultSchema,
  ),
  /** A pending or processing payment did not arrive; the reason is kept. */
  markFailed: method(
    z.object({ key: commandKeySchema, id: paymentIdSchema, reason: lineText(500, 3) }),
    z.object({ id: paymentIdSchema }),
  ),
  /** Applies what is left of a succeeded payment to further invoices of its tenant. */
  allocate: method(
    z.object({
      key: commandKeySchema,
      id: paymentIdSchema,
      allocations: z
        .array(z.object({ invoiceId: invoiceIdSchema, amount: positiveAmountSchema }))
        .min(1)
        .max(200),
    }),
    paymentResultSchema,
  ),
  /** Undoes a mistaken entry: every allocation is taken back by a negative one; nothing is deleted. */
  reverse: method(
    z.object({ key: commandKeySchema, id: paymentIdSchema, reason: lineText(500, 3) }),
    z.object({ id: paymentIdSchema }),
  ),
  /** Pays back all or a part of a succeeded payment, with a payment voucher. */
  refund: method(refundPaymentSchema, refundResultSchema),
  refunds: method(listInput(refundFilterSchema, refundSortColumns), listOutput(refundRowSchema)),
  refundTotals: method(z.object({ filter: refundFilterSchema }), totalsSchema),
  getRefund: method(z.object({ id: refundIdSchema }), refundDetailSchema),
  /** The refund was entered by mistake: the money is where it was before, as far as that is still due. */
  cancelRefund: method(
    z.object({ key: commandKeySchema, id: refundIdSchema, reason: lineText(500, 3) }),
    z.object({ id: refundIdSchema }),
  ),
};
