import { z } from 'zod';
import { amountSchema, sumSchema } from './amount';
import { calendarDateSchema } from './calendar-date';
import { currencySchema } from './currency';
import { planIdSchema, tenantIdSchema } from './ids';
import { method } from './method';
import { statementInputSchema, statementSchema } from './statement';
import { billingCycleSchema, paymentMethodSchema } from './status';

/*
 * Sums are made by the database and cross as exact text. No sum has two currencies in it: each row and each total names
 * its own.
 */

/** A month as YYYY-MM. */
export const monthSchema = z
  .string()
  .regex(/^(?:19|2\d)\d{2}-(?:0[1-9]|1[0-2])$/, { message: 'month' })
  .brand<'Month'>();
export type Month = z.infer<typeof monthSchema>;

const tenantNames = { tenantId: z.string(), tenantName: z.string(), tenantNameAr: z.string() };
/** Names of a plan; one that has no record goes by its id. */
const planNames = { planId: z.string(), planName: z.string(), planNameAr: z.string() };
const count = z.int().nonnegative();

// Aging

export const agingBuckets = ['not_due', 'days_30', 'days_60', 'days_90', 'over_90'] as const;
export const agingBucketSchema = z.enum(agingBuckets);
export type AgingBucket = z.infer<typeof agingBucketSchema>;

const bucketSums = z.object({
  not_due: sumSchema,
  days_30: sumSchema,
  days_60: sumSchema,
  days_90: sumSchema,
  over_90: sumSchema,
});
const agingFigures = { currency: currencySchema, invoices: count, total: sumSchema, buckets: bucketSums };

export const agingSchema = z.object({
  asOf: calendarDateSchema,
  today: calendarDateSchema,
  currencies: z.array(z.object(agingFigures)),
  /** Those who owe most, for each currency; `more` are left out. */
  tenants: z.array(z.object({ ...tenantNames, ...agingFigures })),
  more: count,
});
export type Aging = z.infer<typeof agingSchema>;

// Revenue

/** By the day of issue, or by the day on which an invoice was paid in full. */
export const revenueBasisSchema = z.enum(['issued', 'paid']);
const revenueFigures = {
  currency: currencySchema,
  invoices: count,
  /** Without tax, after discounts and credit notes. */
  net: sumSchema,
  tax: sumSchema,
};

export const revenueSchema = z.object({
  /** One for each month, plan and currency that has something in it. */
  cells: z.array(z.object({ month: monthSchema, ...planNames, ...revenueFigures })),
  months: z.array(z.object({ month: monthSchema, ...revenueFigures })),
  plans: z.array(z.object({ ...planNames, ...revenueFigures })),
  totals: z.array(z.object(revenueFigures)),
});
export type Revenue = z.infer<typeof revenueSchema>;

const revenueInput = z.object({
  from: monthSchema,
  to: monthSchema,
  basis: revenueBasisSchema.default('issued'),
  currency: currencySchema.nullable().default(null),
  planId: planIdSchema.nullable().default(null),
});

// MRR

export const mrrSchema = z.object({
  asOf: calendarDateSchema,
  /** The rate by which USD prices of YER subscriptions are reckoned; null where none is known. */
  rate: z.string().nullable(),
  lines: z.array(
    z.object({
      ...planNames,
      cycle: billingCycleSchema,
      currency: currencySchema,
      subscriptions: count,
      /** For one whole cycle; null where the plan has no price for it. */
      price: amountSchema.nullable(),
      /** subscriptions x price / months of the cycle, rounded once. */
      mrr: sumSchema.nullable(),
    }),
  ),
  totals: z.array(
    z.object({
      currency: currencySchema,
      subscriptions: count,
      /** Of these, how many have no price. */
      unpriced: count,
      mrr: sumSchema,
    }),
  ),
});
export type Mrr = z.infer<typeof mrrSchema>;

// Churn and new

export const churnSchema = z.object({
  months: z.array(
    z.object({
      month: monthSchema,
      atStart: count,
      started: count,
      ended: count,
      /** atStart + started - ended. */
      atEnd: count,
      /** ended / atStart in per cent, one decimal; null where there was none to lose. */
      rate: z.string().nullable(),
    }),
  ),
});
export type Churn = z.infer<typeof churnSchema>;

// Collections

const collected = { currency: currencySchema, payments: count, amount: sumSchema, refunded: sumSchema, net: sumSchema };

export const collectionsSchema = z.object({
  cells: z.array(z.object({ day: calendarDateSchema, method: paymentMethodSchema, ...collected })),
  days: z.array(z.object({ day: calendarDateSchema, ...collected })),
  methods: z.array(z.object({ method: paymentMethodSchema, ...collected })),
  totals: z.array(z.object(collected)),
});
export type Collections = z.infer<typeof collectionsSchema>;

const days = z.object({ from: calendarDateSchema, to: calendarDateSchema });

// The rows behind a number

export const reportRowsInputSchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('aging'),
    asOf: calendarDateSchema,
    currency: currencySchema,
    bucket: agingBucketSchema.nullable(),
    tenantId: tenantIdSchema.nullable(),
  }),
  z.object({
    of: z.literal('revenue'),
    from: monthSchema,
    to: monthSchema,
    basis: revenueBasisSchema,
    currency: currencySchema,
    /** As the report has it, also of a plan without a record. */
    planId: z.string().max(255).nullable(),
  }),
  z.object({
    of: z.literal('mrr'),
    currency: currencySchema,
    planId: z.string().max(255).nullable(),
    cycle: billingCycleSchema.nullable(),
  }),
  z.object({
    of: z.literal('churn'),
    month: monthSchema,
    figure: z.enum(['atStart', 'started', 'ended', 'atEnd']),
    currency: currencySchema.nullable(),
    planId: z.string().max(255).nullable(),
  }),
  z.object({
    of: z.literal('collections'),
    ...days.shape,
    currency: currencySchema,
    method: paymentMethodSchema.nullable(),
  }),
  z.object({
    of: z.literal('takings'),
    clerk: z.string().min(1).max(63),
    day: calendarDateSchema,
    currency: currencySchema,
    method: paymentMethodSchema,
  }),
]);
export type ReportRowsInput = z.infer<typeof reportRowsInputSchema>;

/** So many rows are shown; count and sums are over all of them. */
export const mostReportRows = 500;

export const reportRowSchema = z.object({
  entity: z.enum(['invoice', 'payment', 'subscription']),
  id: z.uuid(),
  /** Empty for a subscription, and for a receipt without a voucher. */
  number: z.string(),
  ...tenantNames,
  date: calendarDateSchema.nullable(),
  /** What it adds to the number that was opened; of a subscription its price for a cycle, null where it has none. */
  amount: sumSchema.nullable(),
  currency: currencySchema,
  /** What tells it apart: the method of a payment, the plan of a subscription. */
  method: paymentMethodSchema.nullable(),
  cycle: billingCycleSchema.nullable(),
  planName: z.string().nullable(),
  planNameAr: z.string().nullable(),
  /** True for a row that takes away: a refund, a credit note, a reversal. */
  takesAway: z.boolean(),
});
export type ReportRow = z.infer<typeof reportRowSchema>;

export const reportRowsSchema = z.object({
  rows: z.array(reportRowSchema),
  count,
  /** What all rows come to, for each currency: the number that was opened. */
  sums: z.array(z.object({ currency: currencySchema, amount: sumSchema })),
});
export type ReportRows = z.infer<typeof reportRowsSchema>;

const byPlan = { currency: currencySchema.nullable().default(null), planId: planIdSchema.nullable().default(null) };

export const reports = {
  statement: method(statementInputSchema, statementSchema),
  aging: method(
    z.object({
      /** Today where none is given. */
      asOf: calendarDateSchema.nullable().default(null),
      currency: currencySchema.nullable().default(null),
      tenantId: tenantIdSchema.nullable().default(null),
    }),
    agingSchema,
  ),
  revenue: method(revenueInput, revenueSchema),
  mrr: method(z.object(byPlan), mrrSchema),
  churn: method(z.object({ from: monthSchema, to: monthSchema, ...byPlan }), churnSchema),
  collections: method(
    days.extend({
      currency: currencySchema.nullable().default(null),
      method: paymentMethodSchema.nullable().default(null),
    }),
    collectionsSchema,
  ),
  /** The rows behind one number of a report. */
  rows: method(reportRowsInputSchema, reportRowsSchema),
};
