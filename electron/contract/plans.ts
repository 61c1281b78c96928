import { z } from 'zod';
import { nonNegativeAmountSchema } from './amount';
import { instantSchema } from './calendar-date';
import { commandKeySchema, planIdSchema } from './ids';
import { method } from './method';
import { blockText, lineText } from './text';

export const planTierSchema = z.enum(['free', 'starter', 'professional', 'enterprise']);
export type PlanTier = z.infer<typeof planTierSchema>;

const metricName = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/);
const price = nonNegativeAmountSchema.nullable();
/** A fixed price in rials: what is left empty is converted by the rate in force. */
const fixedPrice = price.default(null);

/** What one unit above a metric's limit costs; null in both currencies where it is not sold. */
export const overagePriceSchema = z.object({ metric: metricName, usd: fixedPrice, yer: fixedPrice });
export type OveragePrice = z.infer<typeof overagePriceSchema>;

/** A price for each cycle, null where the plan is not sold so; fixed prices in rials and prices of overage where given. */
export const pricingSchema = z.object({
  monthlyUsd: price,
  quarterlyUsd: price,
  yearlyUsd: price,
  setupFeeUsd: price,
  monthlyYer: fixedPrice,
  quarterlyYer: fixedPrice,
  yearlyYer: fixedPrice,
  setupFeeYer: fixedPrice,
  overage: z.array(overagePriceSchema).max(100).default([]),
});
export type Pricing = z.infer<typeof pricingSchema>;

/** A metric's limit; -1 is unlimited (domain.md, Usage). */
export const limitsSchema = z
  .array(z.object({ metric: metricName, limit: z.int().min(-1).max(1_000_000_000) }))
  .max(100);

/** What the plan offers beside its limits, in words, in the order in which it is told. */
export const featuresSchema = z.array(z.object({ name: lineText(255, 1), nameAr: lineText(255, 1) })).max(50);

export const planInputSchema = z.object({
  name: lineText(255, 1),
  nameAr: lineText(255, 1),
  description: blockText(2000).nullable(),
  descriptionAr: blockText(2000).nullable(),
  tier: planTierSchema,
  pricing: pricingSchema,
  limits: limitsSchema,
  features: featuresSchema.default([]),
  trialDays: z.int().min(0).max(365),
  isActive: z.boolean(),
});
export type PlanInput = z.infer<typeof planInputSchema>;

export const planSchema = planInputSchema.extend({
  planId: z.string(),
  /** Live subscriptions on it. */
  subscribers: z.int().nonnegative(),
  updatedAt: instantSchema,
  version: z.string(),
});
export type Plan = z.infer<typeof planSchema>;

const reference = z.object({ planId: planIdSchema });

export const plans = {
  /** All of them: a price list is short. */
  list: method(z.object({}), z.array(planSchema)),
  get: method(reference, planSchema),
  create: method(z.object({ key: commandKeySchema, planId: planIdSchema, plan: planInputSchema }), reference),
  update: method(
    z.object({ key: commandKeySchema, planId: planIdSchema, version: z.string().max(100), plan: planInputSchema }),
    reference,
  ),
  /** Only where no subscription ever used it; otherwise it is set inactive. */
  delete: method(z.object({ key: commandKeySchema, planId: planIdSchema }), z.object({ deleted: z.literal(true) })),
};
