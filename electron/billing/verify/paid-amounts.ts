import { invoiceOrigin, paymentOrigin, type Check } from './check';

// Reckoned here in its own way, not by the triggers' function: a fault of the one would hide behind the other.
const reckoned = `reckoned AS (
  SELECT i.*, coalesce(a.amount, 0) AS allocated, coalesce(h.amount, 0) AS inherited, coalesce(p.amount, 0) AS implicit,
    coalesce(k.amount, 0) AS credited, EXISTS (SELECT FROM billing_desktop.refund_lines l WHERE l.invoice_id = i.id) AS has_refunds,
    a.amount IS NOT NULL AS has_allocations
  FROM public.invoices i
  LEFT JOIN (SELECT invoice_id, sum(amount) AS amount FROM billing_desktop.allocations GROUP BY 1) a ON a.invoice_id = i.id
  LEFT JOIN billing_desktop.inherited_amounts h ON h.invoice_id = i.id
  LEFT JOIN (
    SELECT p.invoice_id, p.currency, sum(p.amount) AS amount FROM public.payments p
    WHERE p.status = 'succeeded' AND p.amount < 'NaN'
      AND NOT EXISTS (SELECT FROM billing_desktop.payment_details d WHERE d.payment_id = p.id)
    GROUP BY 1, 2
  ) p ON p.invoice_id = i.id AND p.currency = i.currency
  LEFT JOIN (
    SELECT x.invoice_id, sum(x.amount) AS amount FROM (
      SELECT c.id, c.invoice_id, c.total AS amount FROM billing_desktop.credit_notes c
      UNION ALL SELECT w.id, w.invoice_id, w.amount FROM billing_desktop.write_offs w
    ) x
    WHERE x.id NOT IN (SELECT coalesce(z.credit_note_id, z.write_off_id, z.refund_id) FROM billing_desktop.cancellations z)
    GROUP BY 1
  ) k ON k.invoice_id = i.id
  WHERE i.status <> 'draft' AND i.total < 'NaN'
), expected AS (
  SELECT r.*, greatest(r.total - r.credited - r.paid, 0) AS due
  FROM (
    SELECT x.*, greatest(allocated + inherited + least(implicit, greatest(total - credited - allocated - inherited, 0)), 0) AS paid
    FROM reckoned x
  ) r
)`;

/** A figure that is not what it follows from is the desktop's fault wherever the desktop has allocated. */
const origin = `CASE WHEN e.has_allocations THEN 'desktop' ELSE ${invoiceOrigin('e')} END`;

/** Invariant 1: amount_paid follows from the allocations and what was inherited; with what is credited it never exceeds the total. */
export const paidAmounts: Check = {
  invariant: 1,
  rows: `SELECT count(*) AS n FROM public.invoices WHERE status <> 'draft'`,
  findings: `WITH ${reckoned}
SELECT 'paid_differs' AS code, 'invoice' AS entity, e.id::text AS id, ${origin} AS origin,
  jsonb_build_object('number', e.invoice_number, 'stored', e.amount_paid::text, 'reckoned', e.paid::text) AS details
FROM expected e WHERE e.amount_paid IS DISTINCT FROM e.paid
UNION ALL
SELECT 'due_differs', 'invoice', e.id::text, ${origin},
  jsonb_build_object('number', e.invoice_number, 'stored', e.amount_due::text, 'reckoned', e.due::text)
FROM expected e WHERE e.amount_due IS DISTINCT FROM e.due
UNION ALL
SELECT 'paid_exceeds_total', 'invoice', e.id::text,
  CASE WHEN e.allocated > greatest(e.total - e.inherited, 0) THEN 'desktop' ELSE 'inherited' END,
  jsonb_build_object('number', e.invoice_number, 'paid', e.paid::text, 'total', e.total::text)
FROM expected e WHERE e.paid > e.total
UNION ALL
SELECT 'credited_exceeds_total', 'invoice', e.id::text, 'desktop',
  jsonb_build_object('number', e.invoice_number, 'credited', e.credited::text, 'paid', e.paid::text, 'total', e.total::text)
FROM expected e WHERE e.credited > 0 AND e.credited > greatest(e.total - e.paid, 0)
UNION ALL
SELECT 'credited_not_issued', 'invoice', e.id::text, 'desktop',
  jsonb_build_object('number', e.invoice_number, 'credited', e.credited::text)
FROM expected e WHERE e.credited > 0 AND e.status = 'canceled'
UNION ALL
SELECT 'status_differs', 'invoice', e.id::text, ${origin},
  jsonb_build_object('number', e.invoice_number, 'status', e.status::text, 'due', e.due::text)
FROM expected e WHERE e.status IN ('pending', 'overdue', 'paid') AND (e.status = 'paid') <> (e.due = 0)
  OR (e.status = 'refunded' AND e.has_refunds AND (e.due <> 0 OR e.paid <> 0 OR e.credited = 0))
UNION ALL
SELECT 'draft_paid', 'invoice', i.id::text, ${invoiceOrigin('i')},
  jsonb_build_object('number', i.invoice_number, 'paid', i.amount_paid::text)
FROM public.invoices i WHERE i.status = 'draft' AND i.amount_paid <> 0`,
};

const given = `given AS (
  SELECT p.id, p.amount, p.status, p.tenant_id, p.currency, p.created_at, a.invoice_id, sum(a.amount) AS net
  FROM billing_desktop.allocations a JOIN public.payments p ON p.id = a.payment_id
  GROUP BY p.id, a.invoice_id
)`;

/** Invariant 2: nothing is given away that was not received, and nothing goes to another's invoice. */
export const allocatedAmounts: Check = {
  invariant: 2,
  rows: 'SELECT count(*) AS n FROM billing_desktop.allocations',
  findings: `WITH ${given}, back AS (
  SELECT r.payment_id, sum(r.amount) AS refunded FROM billing_desktop.refunds r
  WHERE NOT EXISTS (SELECT FROM billing_desktop.cancellations z WHERE z.refund_id = r.id) GROUP BY 1
), whole AS (
  SELECT p.id, p.amount, p.status, p.created_at, coalesce(g.net, 0) AS net, coalesce(b.refunded, 0) AS refunded
  FROM (SELECT id, sum(net) AS net FROM given GROUP BY id) g FULL JOIN back b ON b.payment_id = g.id
  JOIN public.payments p ON p.id = coalesce(g.id, b.payment_id)
)
SELECT 'allocated_exceeds_payment' AS code, 'payment' AS entity, w.id::text AS id, ${paymentOrigin('w')} AS origin,
  jsonb_build_object('amount', w.amount::text, 'allocated', (w.net + w.refunded)::text) AS details
FROM whole w WHERE w.net + w.refunded > w.amount
UNION ALL
SELECT 'allocated_not_succeeded', 'payment', w.id::text, ${paymentOrigin('w')},
  jsonb_build_object('status', w.status::text, 'allocated', w.net::text)
FROM whole w WHERE w.net <> 0 AND w.status NOT IN ('succeeded', 'refunded')
UNION ALL
SELECT 'allocated_below_zero', 'payment', g.id::text, 'desktop',
  jsonb_build_object('invoice', g.invoice_id::text, 'allocated', g.net::text)
FROM given g WHERE g.net < 0
UNION ALL
SELECT 'allocated_to_other', 'payment', g.id::text, ${paymentOrigin('g')},
  jsonb_build_object('number', i.invoice_number, 'tenant', i.tenant_id, 'currency', i.currency::text)
FROM given g JOIN public.invoices i ON i.id = g.invoice_id
WHERE g.net <> 0 AND (i.tenant_id <> g.tenant_id OR i.currency <> g.currency)
UNION ALL
SELECT 'refund_status_differs', 'payment', w.id::text, 'desktop',
  jsonb_build_object('amount', w.amount::text, 'refunded', w.refunded::text, 'status', w.status::text)
FROM whole w WHERE w.refunded > 0 AND (w.status = 'refunded') <> (w.refunded = w.amount)
UNION ALL
SELECT 'refund_lines_differ', 'refund', r.id::text, 'desktop', jsonb_build_object('number', r.number, 'amount', r.amount::text)
FROM billing_desktop.refunds r
WHERE r.amount <> coalesce((SELECT sum(l.amount) FROM billing_desktop.refund_lines l WHERE l.refund_id = r.id), 0)
UNION ALL
SELECT 'refund_not_taken', 'payment', r.payment_id::text, 'desktop', jsonb_build_object('amount', sum(l.amount)::text)
FROM billing_desktop.refund_lines l JOIN billing_desktop.refunds r ON r.id = l.refund_id WHERE NOT l.from_credit
GROUP BY r.payment_id
HAVING sum(l.amount) <> coalesce((SELECT -sum(a.amount) FROM billing_desktop.allocations a
  WHERE a.payment_id = r.payment_id AND a.kind = 'refund'), 0)
UNION ALL
SELECT 'freed_differs', 'invoice', c.invoice_id::text, 'desktop',
  jsonb_build_object('number', min(c.number), 'stored', sum(c.freed)::text)
FROM billing_desktop.credit_notes c GROUP BY c.invoice_id
HAVING sum(c.freed) <> coalesce((SELECT -sum(a.amount) FROM billing_desktop.allocations a
  WHERE a.invoice_id = c.invoice_id AND a.kind = 'credit' AND a.amount < 0), 0)`,
};
