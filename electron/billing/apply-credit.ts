import { z } from 'zod';
import {
  amountSchema,
  compareAmounts,
  smallerAmount,
  subtractAmounts,
  sumAmounts,
  zeroAmount,
} from '../contract/amount';
import type { Amount } from '../contract/amount';
import { implicitShares } from '../database/queries/counted';
import { refundedOf } from '../database/queries/credited';
import { sql, type Sql } from '../database/queries/sql';
import type { Work } from './command';
import { lockInvoices } from './locked-invoices';
import { lockPayments, unallocatedOf, type LockedPayment } from './locked-payment';
import { makeExplicit } from './make-explicit';

/** Payments of tenants of which something is with no invoice, in one currency; the oldest first. */
function paymentsWithCredit(tenantIds: readonly string[], currency: string): Sql {
  const mine = sql`p.tenant_id = ANY (${tenantIds}::text[]) AND p.currency = ${currency}::public.currency_enum`;
  return sql`SELECT p.id FROM public.payments p
WHERE p.id IN (
  SELECT p.id FROM public.payments p JOIN billing_desktop.payment_details e ON e.payment_id = p.id
  WHERE ${mine} AND p.status = 'succeeded' AND p.amount < 'NaN'
    AND p.amount > coalesce((SELECT sum(a.amount) FROM billing_desktop.allocations a WHERE a.payment_id = p.id), 0)
      + ${refundedOf(sql`p.id`)}
  UNION ALL
  SELECT s.payment_id FROM (${implicitShares(mine)}) s WHERE s.amount > s.counted
)
ORDER BY coalesce(p.paid_at, p.created_at), p.id`;
}

/** Locks the payments, and the invoices that they came for; gives those that still hold money, in the given order. */
async function lockInOrder(
  work: Work,
  order: readonly string[],
  invoiceIds: readonly string[],
): Promise<readonly LockedPayment[]> {
  const locked = await lockPayments(work, order);
  // Their own invoices too, for makeExplicit; all in one go, so that the order of the locks holds.
  await lockInvoices(work, [...invoiceIds, ...locked.map((payment) => payment.invoiceId)]);
  return locked
    .filter(({ status }) => status === 'succeeded')
    .toSorted((left, right) => order.indexOf(left.id) - order.indexOf(right.id));
}

const draftSchema = z.object({ tenantId: z.string(), currency: z.string() });

/**
 * Locks what an invoice that is about to be issued may take of its tenant's credit, where the business settings say that it
 * does; the oldest payment first. Called before the invoice is locked: payments come first. Empty where nothing is to be
 * applied.
 */
export async function lockCreditFor(work: Work, invoiceId: string): Promise<readonly LockedPayment[]> {
  const [draft] = await work.rows(
    `SELECT i.tenant_id AS "tenantId", i.currency FROM public.invoices i JOIN billing_desktop.settings g ON g.key = 'business'
WHERE i.id = $1 AND g.value -> 'applyCredit' = 'true'`,
    [invoiceId],
  );
  if (draft === undefined) return [];
  const { tenantId, currency } = draftSchema.parse(draft);
  const { text, bind } = paymentsWithCredit([tenantId], currency).compile();
  const order = (await work.rows<{ id: string }>(text, bind)).map(({ id }) => id);
  return lockInOrder(work, order, [invoiceId]);
}

const planSchema = z.object({ currency: z.string(), tenantIds: z.array(z.string()) });

/**
 * The same for the customers whom a billing run is about to bill: called before anything is locked but their subscriptions,
 * so that payments come first and the invoices and the counter last. Empty where the business settings do not apply credit.
 */
export async function lockCreditOf(
  work: Work,
  customers: readonly { readonly tenantId: string; readonly currency: string }[],
): Promise<readonly LockedPayment[]> {
  const [applies] = await work.rows(
    `SELECT FROM billing_desktop.settings g WHERE g.key = 'business' AND g.value -> 'applyCredit' = 'true'`,
  );
  if (applies === undefined || customers.length === 0) return [];
  const plans = z.array(planSchema).parse(
    await work.rows(
      `SELECT x.currency, jsonb_agg(DISTINCT x.tenant) AS "tenantIds"
FROM unnest($1::text[], $2::text[]) AS x (tenant, currency) GROUP BY x.currency ORDER BY x.currency`,
      [customers.map(({ tenantId }) => tenantId), customers.map(({ currency }) => currency)],
    ),
  );
  const order: string[] = [];
  for (const { currency, tenantIds } of plans) {
    const { text, bind } = paymentsWithCredit(tenantIds, currency).compile();
    order.push(...(await work.rows<{ id: string }>(text, bind)).map(({ id }) => id));
  }
  return lockInOrder(work, order, []);
}

/** Gives an invoice that was issued just now what lockCreditFor found, up to what is due. Gives what was applied. */
export async function applyCredit(work: Work, invoiceId: string, credits: readonly LockedPayment[]): Promise<Amount> {
  if (credits.length === 0) return zeroAmount;
  const { due } = await work.row<{ due: string }>(
    `SELECT CASE WHEN i.status IN ('pending', 'overdue') THEN i.amount_due ELSE 0 END::numeric(12, 2) AS due
FROM public.invoices i WHERE i.id = $1`,
    [invoiceId],
  );
  let left = amountSchema.parse(due);
  const given: { paymentId: string; amount: Amount }[] = [];
  for (const payment of credits) {
    if (compareAmounts(left, zeroAmount) <= 0) break;
    await makeExplicit(work, payment);
    const part = smallerAmount(left, (await unallocatedOf(work, payment)).available);
    if (compareAmounts(part, zeroAmount) <= 0) continue;
    given.push({ paymentId: payment.id, amount: part });
    left = subtractAmounts(left, part);
  }
  if (given.length === 0) return zeroAmount;
  await work.rows(
    `INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
SELECT (a.part ->> 'paymentId')::uuid, $1::uuid, (a.part ->> 'amount')::numeric(12, 2), 'credit', $2::uuid
FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS a (part, place) ORDER BY a.place`,
    [invoiceId, work.key, JSON.stringify(given)],
  );
  return sumAmounts(given.map(({ amount }) => amount));
}
