import { z } from 'zod';
import { amountSchema, sumSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { billingRunIdSchema, commandKeySchema, subscriptionIdSchema } from './ids';
import { lineSchema } from './invoices';
import { method } from './method';
import { maxPageSize } from './page';
import { billingCycleSchema, subscriptionStatusSchema } from './status';

/** Why a run does not bill a subscription whose period has begun. */
export const leftOutReasons = [
  'no_plan',
  'no_price',
  'no_rate',
  'partly_billed',
  'too_large',
  'suspended',
  'canceled',
  'expired',
  'free',
] as const;
export const leftOutReasonSchema = z.enum(leftOutReasons);
export type LeftOutReason = z.infer<typeof leftOutReasonSchema>;

/** `running` while chunks are committed, or where the app that did it was cut off; it may then be resumed. */
export const runStateSchema = z.enum(['running', 'stopped', 'done']);
export type RunState = z.infer<typeof runStateSchema>;

const amounts = z.array(z.object({ currency: currencySchema, invoices: z.int().nonnegative(), total: sumSchema }));
export type RunAmounts = z.infer<typeof amounts>;

const period = z.object({ start: calendarDateSchema, end: calendarDateSchema });

/** Whom a run is about, in a list. */
const whoSchema = z.object({
  subscriptionId: subscriptionIdSchema,
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
  planId: z.string(),
  planName: z.string(),
  planNameAr: z.string(),
  cycle: billingCycleSchema,
  currency: currencySchema,
  status: subscriptionStatusSchema,
});

/** A subscription with what a run on the date would bill. */
export const dueRowSchema = whoSchema.extend({
  /** How many periods are due: more than one where it is behind. */
  periods: z.int().positive(),
  /** The start of the first and the end of the last of them. */
  from: calendarDateSchema,
  to: calendarDateSchema,
  total: sumSchema,
});
export type DueRow = z.infer<typeof dueRowSchema>;

export const leftOutRowSchema = whoSchema.extend({ reason: leftOutReasonSchema, since: calendarDateSchema.nullable() });
export type LeftOutRow = z.infer<typeof leftOutRowSchema>;

const reasonCount = z.object({ reason: leftOutReasonSchema, count: z.int().positive() });

export const runPreviewSchema = z.object({
  date: calendarDateSchema,
  today: calendarDateSchema,
  /** The rate that YER invoices of that date take; null where none is known. */
  rate: z.object({ yerPerUsd: z.string(), date: calendarDateSchema }).nullable(),
  taxRate: z.string(),
  /** Subscriptions that are billed. */
  subscriptions: z.int().nonnegative(),
  amounts,
  leftOut: z.array(reasonCount),
  /** A run of whatever date that was not finished. */
  unfinishedRun: billingRunIdSchema.nullable(),
});
export type RunPreview = z.infer<typeof runPreviewSchema>;

/** One invoice that a run would make. */
export const previewInvoiceSchema = z.object({
  period,
  lines: z.array(lineSchema),
  subtotal: amountSchema,
  taxRate: z.string(),
  tax: amountSchema,
  total: amountSchema,
});

export const runRowSchema = z.object({
  id: billingRunIdSchema,
  asOf: calendarDateSchema,
  state: runStateSchema,
  /** True while this program itself is at it. */
  active: z.boolean(),
  startedAt: instantSchema,
  startedBy: z.string(),
  machine: z.string(),
  /** Of the last chunk, or of the start. */
  lastAt: instantSchema,
  candidates: z.int().nonnegative(),
  examined: z.int().nonnegative(),
  leftOut: z.int().nonnegative(),
  amounts,
});
export type RunRow = z.infer<typeof runRowSchema>;

export const runDetailSchema = runRowSchema.extend({
  leftOutReasons: z.array(reasonCount),
  /** Invoices of it that were voided since. */
  voided: z.int().nonnegative(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

/** How far a run is; sent after each chunk and when it ends. */
export const runProgressSchema = z.object({
  id: billingRunIdSchema,
  state: runStateSchema,
  active: z.boolean(),
  candidates: z.int().nonnegative(),
  examined: z.int().nonnegative(),
  leftOut: z.int().nonnegative(),
  amounts,
  /** Why it was interrupted, as an error code; null where it was not. */
  failure: z.string().nullable(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

const onDate = z.object({ date: calendarDateSchema });
const reference = z.object({ id: billingRunIdSchema });
const page = { after: subscriptionIdSchema.nullable(), limit: z.int().min(1).max(maxPageSize) };

export const billing = {
  preview: method(onDate, runPreviewSchema),
  /** The subscriptions that a run on the date would bill, so many at a time in the order of their ids. */
  previewDue: method(
    onDate.extend(page),
    z.object({ rows: z.array(dueRowSchema), next: subscriptionIdSchema.nullable() }),
  ),
  previewLeftOut: method(
    onDate.extend(page).extend({ reason: leftOutReasonSchema }),
    z.object({ rows: z.array(leftOutRowSchema), next: subscriptionIdSchema.nullable() }),
  ),
  /** The invoices that one subscription would get, with their lines. */
  previewInvoices: method(
    onDate.extend({ subscriptionId: subscriptionIdSchema }),
    z.object({ currency: currencySchema, invoices: z.array(previewInvoiceSchema) }),
  ),
  start: method(z.object({ key: commandKeySchema, date: calendarDateSchema }), reference),
  /** Asks a run to stop after the chunk that it is at. */
  stop: method(z.object({ key: commandKeySchema, id: billingRunIdSchema }), reference),
  /** Goes on with a run that was stopped or cut off. */
  resume: method(z.object({ key: commandKeySchema, id: billingRunIdSchema }), reference),
  /** The latest runs, newest first. */
  list: method(z.object({}), z.array(runRowSchema)),
  get: method(reference, runDetailSchema),
  leftOut: method(
    reference.extend(page).extend({ reason: leftOutReasonSchema }),
    z.object({ rows: z.array(leftOutRowSchema), next: subscriptionIdSchema.nullable() }),
  ),
};
