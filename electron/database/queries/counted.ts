import { creditedOf, refundedOf } from './credited';
import { sql, type Sql } from './sql';

/**
 * What each succeeded payment without details counts for its own invoice, as a query of payment_id, invoice_id, currency,
 * tenant_id, amount and counted. They share what allocations, the inherited amount and what was credited leave of the total, the earlier ones
 * first; a payment in another currency counts nothing. The same rule as billing_desktop.derive() and make-explicit.
 * `condition` is about `p`, a payment; every payment of an invoice has to be in it, or the shares come out wrong.
 */
export function implicitShares(condition: Sql): Sql {
  return sql`SELECT shared.payment_id, shared.invoice_id, shared.currency, shared.tenant_id, shared.amount,
    least(shared.amount, greatest(shared.room - shared.earlier, 0)) AS counted
  FROM (
    SELECT p.id AS payment_id, p.invoice_id, p.currency, p.tenant_id, p.amount,
      CASE
        WHEN x.status = 'draft' OR p.currency <> x.currency THEN 0
        -- More was paid than the total before the triggers watched: the inherited amount has all payments in it.
        WHEN h.amount > x.total THEN 1000000000000
        ELSE greatest(x.total - coalesce(h.amount, 0) - ${creditedOf(sql`x.id`)}
          - coalesce((SELECT sum(a.amount) FROM billing_desktop.allocations a WHERE a.invoice_id = x.id), 0), 0)
      END AS room,
      coalesce(sum(p.amount) OVER (PARTITION BY p.invoice_id, p.currency ORDER BY coalesce(p.paid_at, p.created_at), p.id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier
    FROM public.payments p
    JOIN public.invoices x ON x.id = p.invoice_id
    LEFT JOIN billing_desktop.inherited_amounts h ON h.invoice_id = x.id
    WHERE ${condition} AND p.status = 'succeeded' AND p.amount < 'NaN'
      AND NOT EXISTS (SELECT FROM billing_desktop.payment_details e WHERE e.payment_id = p.id)
  ) shared`;
}

/**
 * What is left of the succeeded payments of tenants, as a query of tenant_id, currency and credit: their amount less what
 * is allocated, paid back, or counted. `tenants` is the condition on `p`, a payment.
 */
export function credits(tenants: Sql): Sql {
  return sql`SELECT rest.tenant_id, rest.currency, sum(rest.credit) AS credit
  FROM (
    SELECT p.tenant_id, p.currency, p.amount
      - coalesce((SELECT sum(a.amount) FROM billing_desktop.allocations a WHERE a.payment_id = p.id), 0)
      - ${refundedOf(sql`p.id`)} AS credit
    FROM public.payments p
    JOIN billing_desktop.payment_details e ON e.payment_id = p.id
    WHERE ${tenants} AND p.status = 'succeeded' AND p.amount < 'NaN'
    UNION ALL
    SELECT s.tenant_id, s.currency, s.amount - s.counted FROM (${implicitShares(tenants)}) s
  ) rest
  GROUP BY rest.tenant_id, rest.currency`;
}
