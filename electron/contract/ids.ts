import { z } from 'zod';

const uuid = z.uuid();

export const subscriptionIdSchema = uuid.brand<'SubscriptionId'>();
export type SubscriptionId = z.infer<typeof subscriptionIdSchema>;

export const invoiceIdSchema = uuid.brand<'InvoiceId'>();
export type InvoiceId = z.infer<typeof invoiceIdSchema>;

export const paymentIdSchema = uuid.brand<'PaymentId'>();
export type PaymentId = z.infer<typeof paymentIdSchema>;

export const creditNoteIdSchema = uuid.brand<'CreditNoteId'>();
export type CreditNoteId = z.infer<typeof creditNoteIdSchema>;

export const writeOffIdSchema = uuid.brand<'WriteOffId'>();
export type WriteOffId = z.infer<typeof writeOffIdSchema>;

export const refundIdSchema = uuid.brand<'RefundId'>();
export type RefundId = z.infer<typeof refundIdSchema>;
export const billingRunIdSchema = uuid.brand<'BillingRunId'>();
export type BillingRunId = z.infer<typeof billingRunIdSchema>;

/** The service's own key of a tenant: free text up to 255 characters, without control characters. */
export const tenantIdSchema = z
  .string()
  .min(1)
  .max(255)
  // eslint-disable-next-line no-control-regex
  .refine((text) => text.trim() === text && !/[\u0000-\u001f\u007f]/.test(text), { message: 'tenant_id' })
  .brand<'TenantId'>();
export type TenantId = z.infer<typeof tenantIdSchema>;

export const planIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, { message: 'plan_id' })
  .brand<'PlanId'>();
export type PlanId = z.infer<typeof planIdSchema>;

/** Made by the screen once for each command that writes; the same key again is the same command (domain.md). */
export const commandKeySchema = uuid.brand<'CommandKey'>();
export type CommandKey = z.infer<typeof commandKeySchema>;
