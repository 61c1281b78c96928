import type { Check } from './check';

// An invoice of the service carries no period: it covers the anchored one that its issue date lies in (schema.md).
const covered = `months AS (
  SELECT s.id, CASE s.billing_cycle WHEN 'monthly' THEN 1 WHEN 'quarterly' THEN 3 ELSE 12 END AS n,
    coalesce(t.anchor_date, s.trial_end_date, s.start_date) AS anchor
  FROM public.subscriptions s LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id
), covered AS (
  SELECT i.id, i.invoice_number, i.subscription_id, d.period, 'desktop' AS origin
  FROM public.invoices i JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
  WHERE d.period IS NOT NULL AND i.status NOT IN ('draft', 'canceled')
  UNION ALL
  SELECT i.id, i.invoice_number, i.subscription_id,
    daterange((m.anchor + make_interval(months => place.k * m.n))::date, (m.anchor + make_interval(months => (place.k + 1) * m.n))::date),
    'service'
  FROM public.invoices i
  JOIN months m ON m.id = i.subscription_id
  CROSS JOIN LATERAL (
    SELECT floor(((extract(year FROM i.issue_date) - extract(year FROM m.anchor)) * 12
      + extract(month FROM i.issue_date) - extract(month FROM m.anchor)) / m.n)::integer AS k
  ) guess
  CROSS JOIN LATERAL (
    SELECT CASE WHEN (m.anchor + make_interval(months => guess.k * m.n))::date > i.issue_date THEN guess.k - 1 ELSE guess.k END AS k
  ) place
  WHERE i.status NOT IN ('draft', 'canceled') AND NOT EXISTS (
    SELECT FROM billing_desktop.invoice_details d WHERE d.invoice_id = i.id)
), ordered AS (
  SELECT c.*, lag(c.id) OVER w AS earlier_id, max(upper(c.period)) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_to,
    lag(c.invoice_number) OVER w AS earlier_number, lag(c.origin) OVER w AS earlier_origin
  FROM covered c WHERE NOT isempty(c.period)
  WINDOW w AS (PARTITION BY c.subscription_id ORDER BY lower(c.period), c.origin DESC, c.id)
)`;

/** Invariant 4: no subscription has two live invoices for overlapping periods. */
export const billedPeriods: Check = {
  invariant: 4,
  rows: `SELECT count(*) AS n FROM public.invoices WHERE status NOT IN ('draft', 'canceled')`,
  findings: `WITH ${covered}
SELECT 'period_billed_twice' AS code, 'subscription' AS entity, o.subscription_id::text AS id,
  CASE WHEN 'service' IN (o.origin, o.earlier_origin) THEN 'service' ELSE 'desktop' END AS origin,
  jsonb_build_object('number', o.invoice_number, 'earlier', o.earlier_number,
    'start', lower(o.period)::text, 'end', upper(o.period)::text) AS details
FROM ordered o WHERE o.covered_to > lower(o.period)
UNION ALL
SELECT 'period_not_freed', 'invoice', i.id::text, 'desktop', jsonb_build_object('number', i.invoice_number)
FROM billing_desktop.billed_periods b JOIN public.invoices i ON i.id = b.invoice_id
WHERE b.live AND i.status = 'canceled'
UNION ALL
SELECT 'period_not_guarded', 'invoice', i.id::text, 'desktop', jsonb_build_object('number', i.invoice_number)
FROM public.invoices i JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
WHERE d.period IS NOT NULL AND i.status NOT IN ('draft', 'canceled')
  AND NOT EXISTS (SELECT FROM billing_desktop.billed_periods b WHERE b.invoice_id = i.id AND b.live AND b.period = d.period)
UNION ALL
SELECT 'usage_not_freed', 'invoice', i.id::text, 'desktop', jsonb_build_object('number', i.invoice_number)
FROM billing_desktop.billed_usage u JOIN public.invoices i ON i.id = u.invoice_id
WHERE u.live AND i.status = 'canceled'
UNION ALL
SELECT 'run_differs', 'billing_run', r.id::text, 'desktop', jsonb_build_object('currency', d.currency::text,
  'stored', d.stored::text, 'reckoned', d.reckoned::text)
FROM (
  SELECT run_id, currency, sum(stored) AS stored, sum(reckoned) AS reckoned FROM (
    SELECT a.run_id, a.currency, a.total AS stored, 0 AS reckoned, a.invoices AS n FROM billing_desktop.billing_run_amounts a
    UNION ALL
    SELECT x.run_id, i.currency, 0, i.total, -1 FROM billing_desktop.billing_run_invoices x JOIN public.invoices i ON i.id = x.invoice_id
  ) both_sides GROUP BY run_id, currency HAVING sum(stored) <> sum(reckoned) OR sum(n) <> 0
) d JOIN billing_desktop.billing_runs r ON r.id = d.run_id`,
};
