import { z } from 'zod';
import { amountSchema, nonNegativeAmountSchema, positiveAmountSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { commandKeySchema, invoiceIdSchema, paymentIdSchema, refundIdSchema, tenantIdSchema } from './ids';
import { paymentMethodSchema } from './status';
import { lineText } from './text';

/** All or a part of a succeeded payment, paid back: off invoices that it had paid, and out of the tenant's credit. */
export const refundPaymentSchema = z.object({
  key: commandKeySchema,
  paymentId: paymentIdSchema,
  /** Off these invoices: what is taken off one is due again. */
  parts: z.array(z.object({ invoiceId: invoiceIdSchema, amount: positiveAmountSchema })).max(200),
  /** Out of what of the payment is with no invoice. */
  fromCredit: nonNegativeAmountSchema,
  method: paymentMethodSchema,
  reference: lineText(255).nullable(),
  /** The wallet's number where it is paid back by mobile money. */
  payeeNumber: lineText(50).nullable(),
  refundedOn: calendarDateSchema,
  reason: lineText(500, 3),
});
export type RefundPayment = z.infer<typeof refundPaymentSchema>;

export const refundResultSchema = z.object({
  id: refundIdSchema,
  /** The payment voucher's number. */
  number: z.string(),
  amount: amountSchema,
  currency: currencySchema,
});
export type RefundResult = z.infer<typeof refundResultSchema>;

export const refundFilterSchema = z.object({
  /** Its voucher's number or the receipt's, its reference, or a part of the tenant's name. */
  search: z.string().max(200).optional(),
  method: z.array(paymentMethodSchema).max(5).optional(),
  currency: currencySchema.optional(),
  tenantId: tenantIdSchema.optional(),
  paymentId: paymentIdSchema.optional(),
  from: calendarDateSchema.optional(),
  to: calendarDateSchema.optional(),
});
export type RefundFilter = z.infer<typeof refundFilterSchema>;

export const refundSortColumns = ['refunded_on', 'number', 'amount', 'currency', 'tenant_name'] as const;

export const refundRowSchema = z.object({
  id: refundIdSchema,
  number: z.string(),
  paymentId: paymentIdSchema,
  /** The receipt voucher that it goes back on. */
  receiptNumber: z.string().nullable(),
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  amount: amountSchema,
  currency: currencySchema,
  method: paymentMethodSchema,
  reference: z.string().nullable(),
  refundedOn: calendarDateSchema,
  canceled: z.boolean(),
});
export type RefundRow = z.infer<typeof refundRowSchema>;

export const refundDetailSchema = refundRowSchema.extend({
  payeeNumber: z.string().nullable(),
  reason: z.string(),
  lines: z.array(
    z.object({
      invoiceId: invoiceIdSchema.nullable(),
      invoiceNumber: z.string().nullable(),
      fromCredit: z.boolean(),
      amount: amountSchema,
    }),
  ),
  refundedAt: instantSchema,
  refundedBy: z.string(),
  cancelReason: z.string().nullable(),
  canceledAt: instantSchema.nullable(),
  canceledBy: z.string().nullable(),
  copies: z.int().nonnegative(),
});
export type RefundDetail = z.infer<typeof refundDetailSchema>;
