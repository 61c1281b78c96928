import { z } from 'zod';
import { amountSchema, compareAmounts, subtractAmounts, sumAmounts, zeroAmount, type Amount } from '../contract/amount';
import { currencySchema } from '../contract/currency';
import { invoiceIdSchema, paymentIdSchema } from '../contract/ids';
import { AppError } from '../contract/result';
import { paymentMethodSchema, paymentStatusSchema } from '../contract/status';
import type { Work } from './command';

const lockedPaymentSchema = z.object({
  id: paymentIdSchema,
  invoiceId: invoiceIdSchema,
  tenantId: z.string(),
  amount: amountSchema,
  currency: currencySchema,
  status: paymentStatusSchema,
  method: paymentMethodSchema,
  /** False for one of the service's that nobody here has touched yet. */
  explicit: z.boolean(),
  reversed: z.boolean(),
  intended: z.array(z.object({ invoiceId: invoiceIdSchema, amount: amountSchema })).nullable(),
});
export type LockedPayment = z.infer<typeof lockedPaymentSchema>;

/** Locks a payment and reads it. Throws `not_found`. */
export async function lockPayment(work: Work, id: string): Promise<LockedPayment> {
  const [locked] = await work.rows('SELECT p.id FROM public.payments p WHERE p.id = $1 FOR NO KEY UPDATE OF p', [id]);
  if (locked === undefined) throw new AppError('not_found', { entity: 'payment' });
  // Read in a statement of its own: its snapshot is taken after the lock was had.
  return lockedPaymentSchema.parse(
    await work.row(
      `SELECT p.id, p.invoice_id AS "invoiceId", p.tenant_id AS "tenantId", p.amount, p.currency, p.status, p.method,
  d.payment_id IS NOT NULL AS explicit, d.intended,
  EXISTS (SELECT FROM billing_desktop.reversals r WHERE r.payment_id = p.id) AS reversed
FROM public.payments p LEFT JOIN billing_desktop.payment_details d ON d.payment_id = p.id
WHERE p.id = $1`,
      [id],
    ),
  );
}

/** Locks payments in the order of their ids and reads each. */
export async function lockPayments(work: Work, ids: readonly string[]): Promise<LockedPayment[]> {
  const locked: LockedPayment[] = [];
  for (const id of ids.toSorted()) locked.push(await lockPayment(work, id));
  return locked;
}

/** Throws `payment_not_pending` for what has succeeded, failed or was refunded. */
export function requirePending({ status }: LockedPayment): void {
  if (status !== 'pending' && status !== 'processing') throw new AppError('payment_not_pending', { status });
}

/** Throws `payment_already_reversed`, `payment_not_succeeded`. */
export function requireSucceeded({ status, reversed }: LockedPayment): void {
  if (reversed) throw new AppError('payment_already_reversed');
  if (status !== 'succeeded') throw new AppError('payment_not_succeeded', { status });
}

/** What every payment has given to each invoice, less what was taken back. */
export async function netAllocations(work: Work, paymentId: string): Promise<{ invoiceId: string; amount: string }[]> {
  return work.rows(
    `SELECT a.invoice_id AS "invoiceId", sum(a.amount)::numeric(12, 2) AS amount
FROM billing_desktop.allocations a WHERE a.payment_id = $1
GROUP BY a.invoice_id HAVING sum(a.amount) <> 0 ORDER BY a.invoice_id`,
    [paymentId],
  );
}

/** What was paid back of a payment, by refunds that stand. */
export async function refundedOf(work: Work, paymentId: string): Promise<Amount> {
  const { amount } = await work.row<{ amount: string }>(
    `SELECT coalesce(sum(r.amount), 0)::numeric(12, 2) AS amount FROM billing_desktop.refunds r
WHERE r.payment_id = $1 AND NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.refund_id = r.id)`,
    [paymentId],
  );
  return amountSchema.parse(amount);
}

/** What of a succeeded payment is neither with an invoice nor paid back: the tenant's credit from it. */
export async function unallocatedOf(
  work: Work,
  { id, amount }: Pick<LockedPayment, 'id' | 'amount'>,
): Promise<{ readonly given: Amount; readonly available: Amount }> {
  const given = sumAmounts((await netAllocations(work, id)).map((allocation) => allocation.amount));
  return { given, available: subtractAmounts(amount, sumAmounts([given, await refundedOf(work, id)])) };
}

/** Money that has gone back did arrive: such an entry was no mistake. Throws `payment_refunded`. */
export async function requireNotRefunded(work: Work, { id, currency }: LockedPayment): Promise<void> {
  const amount = await refundedOf(work, id);
  if (compareAmounts(amount, zeroAmount) > 0) throw new AppError('payment_refunded', { amount, currency });
}
