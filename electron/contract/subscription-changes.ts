import { z } from 'zod';
import { amountSchema, nonNegativeAmountSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { invoiceIdSchema, planIdSchema } from './ids';
import { billingCycleSchema, invoiceStandingSchema, subscriptionStatusSchema } from './status';

/** What a clerk asks to change about a subscription. */
export const changeRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), planId: planIdSchema }),
  z.object({ kind: z.literal('cycle'), cycle: billingCycleSchema }),
  /** `credit`: the unused days that were billed are credited; only with `now`. */
  z.object({ kind: z.literal('cancel'), when: z.enum(['now', 'period_end']), credit: z.boolean() }),
  z.object({ kind: z.literal('suspend') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('reactivate') }),
  /** Takes back a plan or a cycle that was to come at the period's end. */
  z.object({ kind: z.literal('take_back') }),
]);
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

/** What the rules make of a request; as kept in the history of a subscription's changes. */
export const changeKindSchema = z.enum([
  'upgraded',
  'plan_changed',
  'downgrade_planned',
  'cycle_changed',
  'cycle_planned',
  'canceled',
  'cancel_planned',
  'suspended',
  'resumed',
  'reactivated',
  'taken_back',
  'coming_applied',
]);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** A line of money that a change moves, with the reason for its amount in both languages. Credits are negative. */
export const changeLineSchema = z.object({
  description: z.string(),
  descriptionAr: z.string(),
  amount: amountSchema,
  basis: z.string(),
  basisAr: z.string(),
});
export type ChangeLine = z.infer<typeof changeLineSchema>;

const agreedTermsSchema = z.object({
  planId: z.string(),
  planName: z.string(),
  planNameAr: z.string(),
  cycle: billingCycleSchema,
  status: subscriptionStatusSchema,
  endDate: calendarDateSchema,
  nextBillingDate: calendarDateSchema,
  /** What a period costs by today's list, in the subscription's currency; null where there is no price. */
  price: nonNegativeAmountSchema.nullable(),
});

/** What a change will do, before it is done: the money it moves and the dates after it. */
export const changePreviewSchema = z.object({
  kind: changeKindSchema,
  /** The first day on which what changes holds. */
  effectiveOn: calendarDateSchema,
  currency: currencySchema,
  before: agreedTermsSchema,
  /** As it stands once the change holds. */
  after: agreedTermsSchema,
  /** The invoice that is issued at once; null where none is. */
  invoice: z
    .object({
      issueDate: calendarDateSchema,
      dueDate: calendarDateSchema,
      lines: z.array(changeLineSchema),
      subtotal: amountSchema,
      taxRate: z.string(),
      taxAmount: amountSchema,
      total: amountSchema,
    })
    .nullable(),
  /** The credit notes that are issued at once, each on its invoice; amounts before tax. */
  credits: z.array(z.object({ invoiceId: invoiceIdSchema, invoiceNumber: z.string(), line: changeLineSchema })),
  /** The periods that a run of today would bill once it runs again, earliest first; null where the change is not a resumption. */
  nextRun: z
    .array(
      z.object({
        start: calendarDateSchema,
        end: calendarDateSchema,
        /** It began while the subscription was suspended. */
        whileSuspended: z.boolean(),
      }),
    )
    .nullable(),
  /** Stands for all of the above: the command carries it, and is refused where it no longer holds. */
  expected: z.string().max(64),
});
export type ChangePreview = z.infer<typeof changePreviewSchema>;

/** What came of a change. */
export const changeResultSchema = z.object({
  kind: changeKindSchema,
  effectiveOn: calendarDateSchema,
  invoice: z.object({ id: invoiceIdSchema, number: z.string(), total: amountSchema }).nullable(),
  creditNotes: z.array(z.string()),
});
export type ChangeResult = z.infer<typeof changeResultSchema>;

/** One change of a subscription's history, newest first. */
export const subscriptionChangeSchema = z.object({
  at: instantSchema,
  by: z.string(),
  kind: changeKindSchema,
  effectiveOn: calendarDateSchema,
  fromPlanName: z.string(),
  fromPlanNameAr: z.string(),
  toPlanName: z.string(),
  toPlanNameAr: z.string(),
  fromCycle: billingCycleSchema,
  toCycle: billingCycleSchema,
  currency: currencySchema,
  /** Charged at once, with tax; negative where it was credited. */
  money: amountSchema,
  invoiceId: invoiceIdSchema.nullable(),
  invoiceNumber: z.string().nullable(),
  reason: z.string().nullable(),
});
export type SubscriptionChange = z.infer<typeof subscriptionChangeSchema>;

/** A period of a subscription and how it stands: `free` cost nothing, `suspended` is billed by nobody, `unbilled` has begun without an invoice. */
export const subscriptionPeriodSchema = z.object({
  start: calendarDateSchema,
  end: calendarDateSchema,
  state: z.enum(['trial', 'paid', 'due', 'overdue', 'free', 'suspended', 'unbilled', 'coming']),
  current: z.boolean(),
  invoiceId: invoiceIdSchema.nullable(),
  invoiceNumber: z.string().nullable(),
  standing: invoiceStandingSchema.nullable(),
  total: amountSchema.nullable(),
});
export type SubscriptionPeriod = z.infer<typeof subscriptionPeriodSchema>;

/** What is to come at a period's end: another plan, another cycle, or both. */
export const comingChangeSchema = z.object({
  on: calendarDateSchema,
  planId: z.string().nullable(),
  planName: z.string().nullable(),
  planNameAr: z.string().nullable(),
  cycle: billingCycleSchema.nullable(),
});
