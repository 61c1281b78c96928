import { z } from 'zod';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { commandKeySchema } from './ids';
import { method } from './method';
import { listInput, listOutput } from './page';
import { auditChangeSchema, auditSourceSchema, timelineEntrySchema } from './timeline';

export const auditFilterSchema = z.object({
  actor: z.string().max(63).optional(),
  /** The audit's name for a kind of record, such as `invoice`. */
  entity: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  entityId: z.string().max(255).optional(),
  action: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  from: calendarDateSchema.optional(),
  /** The last day, included. */
  to: calendarDateSchema.optional(),
  commandKey: commandKeySchema.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditSortColumns = ['at'] as const;

export const auditRowSchema = z.object({
  id: z.string(),
  at: instantSchema,
  actor: z.string(),
  /** True where the login is one person's own. */
  actorProven: z.boolean(),
  /** Who said that he was working, where several share a login. */
  claimedBy: z.string().nullable(),
  source: auditSourceSchema,
  application: z.string(),
  machine: z.string().nullable(),
  entity: z.string(),
  entityId: z.string(),
  /** How people call the record: an invoice's number, a customer's name; null where it has no such name. */
  name: z.string().nullable(),
  /** The same in Arabic, where it has a name of its own there. */
  nameAr: z.string().nullable(),
  action: z.string(),
  commandKey: z.string().nullable(),
  changes: z.array(auditChangeSchema),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

/** What has a history of its own; what belongs to it is told with it, such as the cancellation of a credit note. */
export const auditedEntitySchema = z.enum([
  'invoice',
  'payment',
  'subscription',
  'tenant',
  'plan',
  'usage_record',
  'credit_note',
  'refund',
  'day_close',
  'period_lock',
  'billing_run',
  'bank_account',
  'bank_line',
  'settings',
]);
export type AuditedEntity = z.infer<typeof auditedEntitySchema>;

export const audit = {
  list: method(listInput(auditFilterSchema, auditSortColumns), listOutput(auditRowSchema)),
  /** One entry with all that changed. Throws `not_found`. */
  get: method(z.object({ id: z.string().regex(/^\d{1,18}$/) }), auditRowSchema),
  /** One record's history, newest first: for everyone who may see the record. */
  history: method(z.object({ entity: auditedEntitySchema, id: z.string().max(255) }), z.array(timelineEntrySchema)),
  /** What the list can be narrowed to: the logins and the kinds of records that stand in it. */
  choices: method(z.object({}), z.object({ actors: z.array(z.string()), entities: z.array(z.string()) })),
};
