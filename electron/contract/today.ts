import { z } from 'zod';
import { sumSchema } from './amount';
import { calendarDateSchema } from './calendar-date';
import { currencySchema } from './currency';
import { invoiceRowSchema } from './invoices';
import { method } from './method';
import { paymentRowSchema } from './payments';
import { subscriptionRowSchema } from './subscriptions';

const sums = z.array(z.object({ currency: currencySchema, amount: sumSchema }));

/** A pile of work: how many there are, what they come to in each currency, and the first few. */
function pile<R extends z.ZodType>(row: R) {
  return z.object({ count: z.int().nonnegative(), capped: z.boolean(), sums, first: z.array(row) });
}

export const todaySchema = z.object({
  /** The server's date in the business zone. */
  date: calendarDateSchema,
  zone: z.string(),
  overdue: pile(invoiceRowSchema),
  dueThisWeek: pile(invoiceRowSchema),
  drafts: pile(invoiceRowSchema),
  trialsEnding: pile(subscriptionRowSchema),
  pendingPayments: pile(paymentRowSchema),
  failedPayments: pile(paymentRowSchema),
  /** Receipts of this date, for each currency and method is in Payments. */
  receivedToday: sums,
});
export type Today = z.infer<typeof todaySchema>;

export const today = {
  get: method(z.object({}), todaySchema),
};
