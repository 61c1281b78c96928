import { z } from 'zod';
import { instantSchema } from './calendar-date';
import { chosenFileSchema, fileTokenSchema } from './chosen-file';
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

/** A metric of which a customer has used most of, or all of, what the plan allows. */
export const limitAlertSchema = z.object({
  subscriptionId: subscriptionIdSchema,
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  planName: z.string(),
  planNameAr: z.string(),
  metric: z.string(),
  window: z.enum(['month', 'day', 'latest']),
  used: z.string(),
  limit: z.string(),
  /** Whole per cent of the limit, rounded down; 100 and more is at the limit. */
  percent: z.int().nonnegative(),
});
export type LimitAlert = z.infer<typeof limitAlertSchema>;

/** So many alerts are told; who has more changes plans, not customers. */
export const mostLimitAlerts = 500;

/** What a column of a usage file can be. Each row says whose usage it is by subscription or by customer. */
export const usageColumnNames = ['subscription', 'tenant', 'metric', 'quantity', 'date', 'id', 'note'] as const;
export type UsageColumnName = (typeof usageColumnNames)[number];
const column = z.int().min(0).max(499).nullable();
export const usageMappingSchema = z.object({
  /** The row of heads among the file's rows; -1 where there is none. */
  headRow: z.int().min(-1).max(100),
  columns: z.object({
    subscription: column,
    tenant: column,
    metric: column,
    quantity: column,
    date: column,
    id: column,
    note: column,
  }),
});
export type UsageMapping = z.infer<typeof usageMappingSchema>;

export const usageRowErrors = [
  'unknown_subscription',
  'unknown_tenant',
  'no_subscription',
  'tenant_differs',
  'bad_metric',
  'bad_quantity',
  'bad_date',
  'date_in_future',
  'bad_text',
  'duplicate',
] as const;

export const usagePreviewSchema = z.object({
  fileName: z.string(),
  /** True where this very file was taken in before: then there is nothing to add. */
  alreadyImported: z.boolean(),
  rows: z.int().nonnegative(),
  /** Rows that will be added. */
  good: z.int().nonnegative(),
  /** Rows that came with an earlier file. */
  known: z.int().nonnegative(),
  /** Rows that cannot be taken. */
  wrong: z.int().nonnegative(),
  /** What the good rows come to for each metric. */
  metrics: z.array(z.object({ metric: z.string(), rows: z.int(), quantity: z.string() })),
  /** The first rows that are left out, with the reason. */
  problems: z.array(z.object({ line: z.int(), error: z.enum(usageRowErrors), value: z.string() })),
  /** The first rows that will be added, as they were understood. */
  first: z.array(
    z.object({
      line: z.int(),
      tenantId: z.string(),
      tenantName: z.string(),
      tenantNameAr: z.string(),
      metric: z.string(),
      quantity: z.int(),
      recordedAt: instantSchema,
    }),
  ),
});
export type UsagePreview = z.infer<typeof usagePreviewSchema>;

export const usageImportSchema = z.object({
  id: z.uuid(),
  fileName: z.string(),
  rowCount: z.int(),
  leftOut: z.int(),
  importedAt: instantSchema,
  importedBy: z.string(),
});
export type UsageImport = z.infer<typeof usageImportSchema>;

const fileWithMapping = z.object({ file: fileTokenSchema, mapping: usageMappingSchema });

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
  /** Limits of which 80 % or more is used: how many, and the fullest of them first. */
  alerts: method(
    z.object({}),
    z.object({ count: z.int().nonnegative(), alerts: z.array(limitAlertSchema).max(mostLimitAlerts) }),
  ),
  /** Asks for a CSV file by main's dialog; null where it was closed. */
  chooseFile: method(z.object({}), chosenFileSchema(usageMappingSchema).nullable()),
  /** What an import of a chosen file would do, without doing it. */
  previewImport: method(fileWithMapping, usagePreviewSchema),
  /** Adds the good rows of a chosen file. The same file again adds nothing. */
  import: method(
    fileWithMapping.extend({ key: commandKeySchema }),
    z.object({ id: z.uuid(), added: z.int(), leftOut: z.int() }),
  ),
  /** The latest imports, newest first. */
  imports: method(z.object({}), z.array(usageImportSchema)),
};
