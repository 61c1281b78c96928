import { creditedOf } from '../database/queries/credited';
import { sql } from '../database/queries/sql';
import type { Work } from './command';
import type { LockedPayment } from './locked-payment';

const creditedSql = creditedOf(sql`i.id`).compile().text;

/**
 * Writes down where a payment of the service has counted so far, before the desktop moves it: a payment without details
 * counts for its own invoice up to what is due, from here on it counts by its allocations. Of several such payments on one
 * invoice the earlier ones count first, so that no figure moves. The payment and its invoice are locked already.
 */
export async function makeExplicit(work: Work, payment: LockedPayment): Promise<void> {
  if (payment.explicit) return;
  await work.rows(
    `WITH invoice AS (
  SELECT i.id, i.currency,
    greatest(i.total
      - coalesce((SELECT sum(a.amount) FROM billing_desktop.allocations a WHERE a.invoice_id = i.id), 0)
      - coalesce((SELECT h.amount FROM billing_desktop.inherited_amounts h WHERE h.invoice_id = i.id), 0)
      - ${creditedSql}, 0) AS room
  FROM public.invoices i WHERE i.id = $2 AND i.status <> 'draft'
), implicit AS (
  SELECT p.id, p.amount, coalesce(sum(p.amount) OVER (ORDER BY coalesce(p.paid_at, p.created_at), p.id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier
  FROM public.payments p JOIN invoice ON p.invoice_id = invoice.id AND p.currency = invoice.currency
  WHERE p.status = 'succeeded' AND NOT EXISTS (SELECT FROM billing_desktop.payment_details d WHERE d.payment_id = p.id)
), details AS (
  INSERT INTO billing_desktop.payment_details (payment_id, origin, command_key) VALUES ($1::uuid, 'service', $3)
)
INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
SELECT implicit.id, invoice.id, counted.amount, 'adopted', $3
FROM implicit, invoice, LATERAL (SELECT least(implicit.amount, greatest(invoice.room - implicit.earlier, 0)) AS amount) counted
WHERE implicit.id = $1::uuid AND counted.amount > 0`,
    [payment.id, payment.invoiceId, work.key],
  );
}
