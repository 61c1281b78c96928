import { z } from 'zod';
import { instantSchema } from './calendar-date';
import { commandKeySchema, subscriptionIdSchema, tenantIdSchema } from './ids';
import { method } from './method';
import { listInput, listOutput, totalsSchema } from './page';
import { lineText } from './text';

export const metricSchema = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, { message: 'metric' });

export const usageFilterSchema = z.object({
  search: z.string().max(200).optional(),
  tenantId: tenantIdSchema.optional(),
  subscriptionId: subscriptionIdSchema.optional(),
  metric: metricSchema.optional(),
});
export type UsageFilter = z.infer<typeof usageFilterSchema>;

export const usageSortColumns = ['recorded_at', 'metric_type', 'quantity', 'tenant_name'] as const;

export const usageRowSchema = z.object({
  id: z.uuid(),
  subscriptionId: subscriptionIdSchema,
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  metric: z.string(),
  quantity: z.int().positive(),
  recordedAt: instantSchema,
  note: z.string().nullable(),
});
export type UsageRow = z.infer<typeof usageRowSchema>;

/** Used, limit and what is left of one metric in the window that its name gives (domain.md, Usage). */
export const usageStandingSchema = z.object({
  metric: z.string(),
  window: z.enum(['month', 'day', 'latest']),
  used: z.string(),
  /** Null is unlimited. */
  limit: z.string().nullable(),
  left: z.string().nullable(),
});
export type UsageStanding = z.infer<typeof usageStandingSchema>;

export const usage = {
  list: method(listInput(usageFilterSchema, usageSortColumns), listOutput(usageRowSchema)),
  totals: method(z.object({ filter: usageFilterSchema }), totalsSchema),
  get: method(z.object({ id: z.uuid() }), usageRowSchema),
  standing: method(z.object({ subscriptionId: subscriptionIdSchema }), z.array(usageStandingSchema)),
  /** Records are only added; a wrong one is corrected by the service's keepers, never here. */
  record: method(
    z.object({
      key: commandKeySchema,
      subscriptionId: subscriptionIdSchema,
      metric: metricSchema,
      quantity: z.int().min(1).max(2_147_483_647),
      note: lineText(500).nullable(),
    }),
    z.object({ id: z.uuid() }),
  ),
};
