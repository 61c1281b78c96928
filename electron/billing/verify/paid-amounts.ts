import { invoiceOrigin, paymentOrigin, type Check } from './check';

// Reckoned here in its own way, not by the triggers' function: a fault of the one would hide behind the other.
const reckoned = `reckoned AS (
  SELECT i.*, coalesce(a.amount, 0) AS allocated, coalesce(h.amount, 0) AS inherited, coalesce(p.amount, 0) AS implicit,
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
  WHERE i.status <> 'draft' AND i.total < 'NaN'
), expected AS (
  SELECT r.*, greatest(r.total - r.paid, 0) AS due
  FROM (
    SELECT x.*, greatest(allocated + inherited + least(implicit, greatest(total - allocated - inherited, 0)), 0) AS paid
    FROM reckoned x
  ) r
)`;

/** A figure that is not what it follows from is the desktop's fault wherever the desktop has allocated. */
const origin = `CASE WHEN e.has_allocations THEN 'desktop' ELSE ${invoiceOrigin('e')} END`;

/** Invariant 1: amount_paid follows from the allocations and what was inherited, and never exceeds the total. */
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
SELECT 'status_differs', 'invoice', e.id::text, ${origin},
  jsonb_build_object('number', e.invoice_number, 'status', e.status::text, 'due', e.due::text)
FROM expected e WHERE e.status IN ('pending', 'overdue', 'paid') AND (e.status = 'paid') <> (e.due = 0)
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
  findings: `WITH ${given}, whole AS (
  SELECT g.id, g.amount, g.status, g.created_at, sum(g.net) AS net FROM given g
  GROUP BY g.id, g.amount, g.status, g.created_at
)
SELECT 'allocated_exceeds_payment' AS code, 'payment' AS entity, w.id::text AS id, ${paymentOrigin('w')} AS origin,
  jsonb_build_object('amount', w.amount::text, 'allocated', w.net::text) AS details
FROM whole w WHERE w.net > w.amount
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
WHERE g.net <> 0 AND (i.tenant_id <> g.tenant_id OR i.currency <> g.currency)`,
};
