import { z } from 'zod';
import { amountSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { commandKeySchema, planIdSchema, subscriptionIdSchema, tenantIdSchema } from './ids';
import { invoiceRowSchema } from './invoices';
import { timelineEntrySchema } from './timeline';
import { method } from './method';
import { listInput, listOutput, totalsSchema } from './page';
import { billingCycleSchema, paymentMethodSchema, subscriptionStatusSchema } from './status';
import {
  changePreviewSchema,
  changeRequestSchema,
  changeResultSchema,
  comingChangeSchema,
  subscriptionChangeSchema,
  subscriptionPeriodSchema,
} from './subscription-changes';
import { lineText } from './text';

export const subscriptionFilterSchema = z.object({
  search: z.string().max(200).optional(),
  status: z.array(subscriptionStatusSchema).max(6).optional(),
  planId: planIdSchema.optional(),
  cycle: billingCycleSchema.optional(),
  currency: currencySchema.optional(),
  tenantId: tenantIdSchema.optional(),
  billingFrom: calendarDateSchema.optional(),
  billingTo: calendarDateSchema.optional(),
  trialEndsTo: calendarDateSchema.optional(),
});
export type SubscriptionFilter = z.infer<typeof subscriptionFilterSchema>;

export const subscriptionSortColumns = [
  'next_billing_date',
  'start_date',
  'end_date',
  'status',
  'plan_id',
  'billing_cycle',
  'currency',
  'tenant_name',
  'created_at',
] as const;

export const subscriptionRowSchema = z.object({
  id: subscriptionIdSchema,
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  planId: z.string(),
  planName: z.string(),
  planNameAr: z.string(),
  status: subscriptionStatusSchema,
  cycle: billingCycleSchema,
  currency: currencySchema,
  startDate: calendarDateSchema,
  endDate: calendarDateSchema,
  trialEndDate: calendarDateSchema.nullable(),
  nextBillingDate: calendarDateSchema,
  canceledAt: instantSchema.nullable(),
});
export type SubscriptionRow = z.infer<typeof subscriptionRowSchema>;

export const subscriptionDetailSchema = subscriptionRowSchema.extend({
  lastBillingDate: calendarDateSchema.nullable(),
  paymentMethod: paymentMethodSchema.nullable(),
  /** The plan's price for the cycle in the subscription's currency; null where the plan has none. */
  price: amountSchema.nullable(),
  /** True where invoices, payments or usage hang on it: it can then never be deleted. */
  hasRecords: z.boolean(),
  /** The date that its periods count from. */
  anchorDate: calendarDateSchema,
  /** True where it ends at `endDate` because it was canceled for then. */
  endsAtPeriodEnd: z.boolean(),
  coming: comingChangeSchema.nullable(),
  /** The latest periods, earliest first, and those that come next. */
  periods: z.array(subscriptionPeriodSchema),
  changes: z.array(subscriptionChangeSchema),
  invoices: z.array(invoiceRowSchema),
  timeline: z.array(timelineEntrySchema),
  version: z.string(),
});
export type SubscriptionDetail = z.infer<typeof subscriptionDetailSchema>;

export const createSubscriptionSchema = z.object({
  key: commandKeySchema,
  tenantId: tenantIdSchema,
  planId: planIdSchema,
  cycle: billingCycleSchema,
  currency: currencySchema,
  startDate: calendarDateSchema,
  /** Days of trial before the first bill; 0 starts it active. */
  trialDays: z.int().min(0).max(365),
  paymentMethod: paymentMethodSchema.nullable(),
});
export type CreateSubscription = z.infer<typeof createSubscriptionSchema>;

const reference = z.object({ id: subscriptionIdSchema });
/** What a preview gave: the command is refused with `conflict` where it no longer holds. */
const expected = z.string().max(64);
const changed = changeResultSchema.extend({ id: subscriptionIdSchema });

export const subscriptions = {
  list: method(listInput(subscriptionFilterSchema, subscriptionSortColumns), listOutput(subscriptionRowSchema)),
  totals: method(z.object({ filter: subscriptionFilterSchema }), totalsSchema),
  get: method(reference, subscriptionDetailSchema),
  create: method(createSubscriptionSchema, reference),
  /** What does not move money: how it pays. Plan and cycle change through their own commands. */
  update: method(
    z.object({
      key: commandKeySchema,
      id: subscriptionIdSchema,
      version: z.string().max(100),
      paymentMethod: paymentMethodSchema.nullable(),
    }),
    reference,
  ),
  /** The money that a change would move, why, and the dates after it. Reads only. */
  previewChange: method(z.object({ id: subscriptionIdSchema, change: changeRequestSchema }), changePreviewSchema),
  changePlan: method(
    z.object({ key: commandKeySchema, id: subscriptionIdSchema, planId: planIdSchema, expected }),
    changeResultSchema,
  ),
  changeCycle: method(
    z.object({ key: commandKeySchema, id: subscriptionIdSchema, cycle: billingCycleSchema, expected }),
    changeResultSchema,
  ),
  /** Takes back a plan or a cycle that was to come. */
  takeBackChange: method(z.object({ key: commandKeySchema, id: subscriptionIdSchema, expected }), changeResultSchema),
  suspend: method(
    z.object({
      key: commandKeySchema,
      id: subscriptionIdSchema,
      reason: lineText(500, 3),
      expected: expected.optional(),
    }),
    changed,
  ),
  resume: method(z.object({ key: commandKeySchema, id: subscriptionIdSchema, expected: expected.optional() }), changed),
  cancel: method(
    z.object({
      key: commandKeySchema,
      id: subscriptionIdSchema,
      when: z.enum(['now', 'period_end']),
      reason: lineText(500, 3),
      /** Credits the unused days that were billed; only with `now`. */
      credit: z.boolean().optional(),
      expected: expected.optional(),
    }),
    changed,
  ),
  /** Takes back a cancellation while the paid period lasts. */
  reactivate: method(
    z.object({ key: commandKeySchema, id: subscriptionIdSchema, expected: expected.optional() }),
    changed,
  ),
  /** Only where no invoice, payment or usage hangs on it. */
  delete: method(z.object({ key: commandKeySchema, id: subscriptionIdSchema }), z.object({ deleted: z.literal(true) })),
};
