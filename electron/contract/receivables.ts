import { z } from 'zod';
import { amountSchema, positiveAmountSchema, sumSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { documentLanguageSchema } from './documents';
import { commandKeySchema, planIdSchema, tenantIdSchema } from './ids';
import { method } from './method';
import { listInput, listOutput, totalsSchema } from './page';
import { openInvoiceSchema } from './payments';
import { blockText, lineText } from './text';

/** How late the oldest of what is overdue is: aging's own bounds. */
export const bucketSchema = z.enum(['1_30', '31_60', '61_90', 'over_90']);
export type Bucket = z.infer<typeof bucketSchema>;

export const promiseStateSchema = z.enum(['open', 'kept', 'broken', 'withdrawn']);
export type PromiseState = z.infer<typeof promiseStateSchema>;

export const noteChannelSchema = z.enum(['call', 'visit', 'message', 'email', 'other']);
export type NoteChannel = z.infer<typeof noteChannelSchema>;

export const reminderLevelSchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type ReminderLevel = z.infer<typeof reminderLevelSchema>;

/** One customer's overdue money in one currency. */
export const receivableRowSchema = z.object({
  /** `YER:farm-1` */
  id: z.string(),
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  currency: currencySchema,
  /** What is past its due date. */
  overdue: sumSchema,
  invoices: z.int().positive(),
  daysOverdue: z.int().positive(),
  bucket: bucketSchema,
  /** False while all of it is within the grace days of the business settings. */
  pastGrace: z.boolean(),
  phone: z.string().nullable(),
  /** The last time anyone noted a contact. */
  lastContactAt: instantSchema.nullable(),
  /** The promise that matters now: the open one, else the last. */
  promise: z.object({ state: promiseStateSchema, amount: amountSchema, promisedFor: calendarDateSchema }).nullable(),
  reminders: z.int().nonnegative(),
  lastLevel: reminderLevelSchema.nullable(),
});
export type ReceivableRow = z.infer<typeof receivableRowSchema>;

export const receivableFilterSchema = z.object({
  search: z.string().max(200).optional(),
  currency: currencySchema.optional(),
  bucket: bucketSchema.optional(),
  planId: planIdSchema.optional(),
  promise: z.enum(['open', 'broken', 'none']).optional(),
  /** Nobody noted a contact for so many days. */
  notContactedFor: z.int().min(1).max(365).optional(),
  /** Leaves out what is still within its grace days. */
  pastGrace: z.literal(true).optional(),
});
export type ReceivableFilter = z.infer<typeof receivableFilterSchema>;

/** `overdue` sorts within each currency: amounts of different currencies are never compared. */
export const receivableSortColumns = ['overdue', 'days_overdue', 'tenant_name', 'last_contact'] as const;

export const followUpNoteSchema = z.object({
  id: z.string(),
  channel: noteChannelSchema,
  note: z.string(),
  at: instantSchema,
  by: z.string(),
});
export type FollowUpNote = z.infer<typeof followUpNoteSchema>;

export const paymentPromiseSchema = z.object({
  id: z.uuid(),
  currency: currencySchema,
  amount: amountSchema,
  promisedFor: calendarDateSchema,
  note: z.string().nullable(),
  state: promiseStateSchema,
  /** What has come in for it so far. */
  received: amountSchema,
  withdrawnFor: z.string().nullable(),
  at: instantSchema,
  by: z.string(),
});
export type PaymentPromise = z.infer<typeof paymentPromiseSchema>;

export const reminderSchema = z.object({
  id: z.uuid(),
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  /** The how-manieth to this customer. */
  n: z.int().positive(),
  level: reminderLevelSchema,
  language: documentLanguageSchema,
  asOf: calendarDateSchema,
  at: instantSchema,
  by: z.string(),
  /** How often it was printed or saved. */
  printed: z.int().nonnegative(),
});
export type Reminder = z.infer<typeof reminderSchema>;

export const receivableDetailSchema = z.object({
  tenantId: tenantIdSchema,
  tenantName: z.string(),
  tenantNameAr: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  contactName: z.string().nullable(),
  contactNameAr: z.string().nullable(),
  graceDays: z.int(),
  owed: z.array(z.object({ currency: currencySchema, due: sumSchema, overdue: sumSchema })),
  invoices: z.array(openInvoiceSchema),
  notes: z.array(followUpNoteSchema),
  promises: z.array(paymentPromiseSchema),
  reminders: z.array(reminderSchema),
});
export type ReceivableDetail = z.infer<typeof receivableDetailSchema>;

/** The language of a letter: the customer's own, or one for all. */
export const reminderLanguageSchema = z.enum(['tenant', 'ar', 'en', 'both']);

export const receivables = {
  list: method(listInput(receivableFilterSchema, receivableSortColumns), listOutput(receivableRowSchema)),
  totals: method(z.object({ filter: receivableFilterSchema }), totalsSchema),
  get: method(z.object({ tenantId: tenantIdSchema }), receivableDetailSchema),
  addNote: method(
    z.object({
      key: commandKeySchema,
      tenantId: tenantIdSchema,
      channel: noteChannelSchema,
      note: blockText(2000).refine((text) => text.length > 0, { message: 'required' }),
    }),
    z.object({ id: z.string() }),
  ),
  recordPromise: method(
    z.object({
      key: commandKeySchema,
      tenantId: tenantIdSchema,
      currency: currencySchema,
      amount: positiveAmountSchema,
      promisedFor: calendarDateSchema,
      note: lineText(500).nullable(),
    }),
    z.object({ id: z.uuid() }),
  ),
  withdrawPromise: method(
    z.object({ key: commandKeySchema, id: z.uuid(), reason: lineText(500, 3) }),
    z.object({ id: z.uuid() }),
  ),
  /** One letter for each customer, numbered for each; those with nothing overdue get none. */
  makeReminders: method(
    z.object({
      key: commandKeySchema,
      tenantIds: z.array(tenantIdSchema).min(1).max(200),
      level: reminderLevelSchema,
      language: reminderLanguageSchema,
    }),
    z.object({
      reminders: z.array(
        z.object({
          id: z.uuid(),
          tenantId: tenantIdSchema,
          n: z.int().positive(),
          language: documentLanguageSchema,
        }),
      ),
      /** Those that got none. */
      skipped: z.int().nonnegative(),
    }),
  ),
  /** The latest letters, newest first. */
  reminders: method(z.object({}), z.array(reminderSchema)),
};
