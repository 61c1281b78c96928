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

/** Whose credit is meant: that of a tenant in a currency. */
export interface CreditOwner {
  readonly tenantId: string;
  readonly currency: string;
}

/** Payments of tenants of which something is with no invoice; the oldest first. */
function paymentsWithCredit(tenantIds: readonly string[]): Sql {
  const theirs = sql`p.tenant_id = ANY (${tenantIds}::text[])`;
  return sql`SELECT p.id, p.tenant_id AS "tenantId", p.currency FROM public.payments p
WHERE p.id IN (
  SELECT p.id FROM public.payments p JOIN billing_desktop.payment_details e ON e.payment_id = p.id
  WHERE ${theirs} AND p.status = 'succeeded' AND p.amount < 'NaN'
    AND p.amount > coalesce((SELECT sum(a.amount) FROM billing_desktop.allocations a WHERE a.payment_id = p.id), 0)
      + ${refundedOf(sql`p.id`)}
  UNION ALL
  SELECT s.payment_id FROM (${implicitShares(theirs)}) s WHERE s.amount > s.counted
)
ORDER BY coalesce(p.paid_at, p.created_at), p.id`;
}

/**
 * Locks the credit of tenants that invoices about to be issued may take, where the business settings say that they do; the
 * oldest payment first. `invoiceIds` are to be locked with it: payments come first, and all invoices in one go, so that the order of the
 * locks holds. Empty where nothing is to be applied.
 */
export async function lockCredits(
  work: Work,
  owners: readonly CreditOwner[],
  invoiceIds: readonly string[] = [],
): Promise<readonly LockedPayment[]> {
  const wanted = new Set(owners.map(({ tenantId, currency }) => `${currency} ${tenantId}`));
  const [applies] = await work.rows(
    `SELECT FROM billing_desktop.settings g WHERE g.key = 'business' AND g.value -> 'applyCredit' = 'true'`,
  );
  if (applies === undefined || wanted.size === 0) return [];
  const { text, bind } = paymentsWithCredit([...new Set(owners.map(({ tenantId }) => tenantId))]).compile();
  const order = (await work.rows<CreditOwner & { id: string }>(text, bind))
    .filter(({ tenantId, currency }) => wanted.has(`${currency} ${tenantId}`))
    .map(({ id }) => id);
  const locked = await lockPayments(work, order);
  // Their own invoices too, for makeExplicit.
  await lockInvoices(work, [...invoiceIds, ...locked.map((payment) => payment.invoiceId)]);
  return locked
    .filter(({ status }) => status === 'succeeded')
    .toSorted((left, right) => order.indexOf(left.id) - order.indexOf(right.id));
}

const ownerSchema = z.object({ tenantId: z.string(), currency: z.string() });

/** The same for a draft, before it is locked itself. */
export async function lockCreditFor(work: Work, invoiceId: string): Promise<readonly LockedPayment[]> {
  const [draft] = await work.rows(
    'SELECT i.tenant_id AS "tenantId", i.currency FROM public.invoices i WHERE i.id = $1',
    [invoiceId],
  );
  return draft === undefined ? [] : lockCredits(work, [ownerSchema.parse(draft)], [invoiceId]);
}

/** Gives an invoice that was issued just now what lockCredits found of its tenant's, up to what is due. Gives what was applied. */
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
