import { z } from 'zod';
import { instantSchema } from './calendar-date';

/**
 * What one column was and became, as text; null for nothing. Long ones are cut, and a list says how many entries it has:
 * `[3]`.
 */
export const auditChangeSchema = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type AuditChange = z.infer<typeof auditChangeSchema>;

/** Where a write came from, by the name that its program gave itself. */
export const auditSourceSchema = z.enum(['desktop', 'service', 'other']);

/** One thing that happened to a record, newest first in its timeline. */
export const timelineEntrySchema = z.object({
  at: instantSchema,
  /** What happened: a word of the audit, such as `issued`, `payment_recorded`, `voided`. */
  action: z.string(),
  actor: z.string(),
  /** False where several clerks share one database login, so that the name is only claimed. */
  actorProven: z.boolean(),
  /** Who said that he was working, where several share a login. */
  claimedBy: z.string().nullable(),
  source: auditSourceSchema,
  machine: z.string().nullable(),
  commandKey: z.string().nullable(),
  changes: z.array(auditChangeSchema),
  details: z.record(z.string(), z.string()),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
