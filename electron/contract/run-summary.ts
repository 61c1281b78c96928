import { z } from 'zod';
import { sumSchema } from './amount';
import { leftOutReasonSchema, runStateSchema } from './billing';
import { sellerSchema } from './business';
import { calendarDateSchema } from './calendar-date';
import { currencySchema } from './currency';

const count = z.int().nonnegative();

/** What a billing run did (ملخص دورة الفوترة): its totals as they were made, by currency and by plan, and whom it left out. */
export const runSummaryDocumentSchema = z.object({
  kind: z.literal('run_summary'),
  snapshot: z.object({ templateVersion: z.int().positive(), seller: sellerSchema }),
  asOf: calendarDateSchema,
  state: runStateSchema,
  /** The days of its start and of its last chunk in the business zone. */
  startedOn: calendarDateSchema,
  lastOn: calendarDateSchema,
  startedBy: z.string(),
  candidates: count,
  examined: count,
  /** Invoices of it that were voided since; they are among the totals. */
  voided: count,
  /** `first` and `last` are the invoice numbers of the lowest and of the highest. */
  totals: z.array(
    z.object({
      currency: currencySchema,
      invoices: count,
      subscriptions: count,
      first: z.string(),
      last: z.string(),
      subtotal: sumSchema,
      tax: sumSchema,
      total: sumSchema,
    }),
  ),
  plans: z.array(
    z.object({
      planName: z.string(),
      planNameAr: z.string(),
      currency: currencySchema,
      invoices: count,
      total: sumSchema,
    }),
  ),
  reasons: z.array(z.object({ reason: leftOutReasonSchema, count: z.int().positive() })),
  /** Who was left out for a reason that somebody may do something about, the first so many of them. */
  leftOut: z.array(
    z.object({
      reason: leftOutReasonSchema,
      tenantId: z.string(),
      tenantName: z.string(),
      tenantNameAr: z.string(),
      planName: z.string(),
      planNameAr: z.string(),
      since: calendarDateSchema.nullable(),
    }),
  ),
  /** How many more there are. */
  notListed: count,
  number: z.null(),
  copy: z.literal(0),
  printedOn: calendarDateSchema,
});
export type RunSummaryDocument = z.infer<typeof runSummaryDocumentSchema>;
