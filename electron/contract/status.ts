import { z } from 'zod';

/** The labels of the given enums, in the schema's order. */
export const subscriptionStatusSchema = z.enum(['active', 'trial', 'past_due', 'canceled', 'suspended', 'expired']);
export type SubscriptionStatus = z.infer<typeof subscriptionStatusSchema>;

export const billingCycleSchema = z.enum(['monthly', 'quarterly', 'yearly']);
export type BillingCycle = z.infer<typeof billingCycleSchema>;

export const invoiceStatusSchema = z.enum(['draft', 'pending', 'paid', 'overdue', 'canceled', 'refunded']);
export type InvoiceStatus = z.infer<typeof invoiceStatusSchema>;

/** What a list shows: overdue is derived from due_date, partly paid from the amounts (domain.md, Time). */
export const invoiceStandingSchema = z.enum([
  'draft',
  'pending',
  'partly_paid',
  'paid',
  'overdue',
  'canceled',
  'refunded',
]);
export type InvoiceStanding = z.infer<typeof invoiceStandingSchema>;

export const paymentMethodSchema = z.enum(['credit_card', 'bank_transfer', 'mobile_money', 'cash', 'tharwatt']);
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;

export const paymentStatusSchema = z.enum(['pending', 'processing', 'succeeded', 'failed', 'refunded']);
export type PaymentStatus = z.infer<typeof paymentStatusSchema>;
