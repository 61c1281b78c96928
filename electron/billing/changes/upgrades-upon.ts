import { AppError } from '../../contract/result';
import type { Work } from '../command';

/**
 * The newest live invoice that builds on the invoice $1: of an upgrade made after it was issued, or of a run that billed again
 * what a voided upgrade gave back, for some of the days that it billed. `after` puts them in order: the change that an upgrade is,
 * and half a step behind the newest change that a run knew of. The days of an invoice that has no period of its own are those of its
 * upgrade, or of the service's invoice the period that its issue date lies in.
 */
const upgradeSql = `WITH base AS (
  SELECT i.id, i.subscription_id, i.issue_date, i.line_items, b.period, d.invoice_id IS NULL AS of_service,
    coalesce(d.issued_at, i.created_at) AS issued_at
  FROM public.invoices i
  LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
  LEFT JOIN billing_desktop.billed_periods b ON b.invoice_id = i.id AND b.live
  WHERE i.id = $1::uuid
), upgrades AS (
  SELECT c.invoice_id, c.period AS whole, daterange(c.effective_on, upper(c.period)) AS days, c.id::numeric AS after, c.changed_at
  FROM billing_desktop.subscription_changes c JOIN base ON base.subscription_id = c.subscription_id
  WHERE c.kind = 'upgraded' AND c.invoice_id IS NOT NULL AND c.period IS NOT NULL
), plan_lines AS (
  SELECT i.id AS invoice_id, l.line -> 'plan' AS plan, l.line #> '{plan,difference}' AS difference
  FROM base JOIN public.invoices i ON i.subscription_id = base.subscription_id
  CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(i.line_items) = 'array' THEN i.line_items ELSE '[]' END) AS l (line)
  WHERE l.line ? 'plan'
), builds AS (
  SELECT * FROM upgrades
  UNION ALL
  SELECT p.invoice_id, daterange((p.plan ->> 'start')::date, (p.plan ->> 'end')::date),
    daterange((p.difference ->> 'from')::date, (p.difference ->> 'until')::date), (p.plan ->> 'after')::bigint + 0.5, NULL
  FROM plan_lines p WHERE p.difference IS NOT NULL
), billed AS (
  SELECT base.*, coalesce(base.period, own.days) AS days, coalesce(own.after, (SELECT max((p.plan ->> 'after')::bigint)
      FROM plan_lines p WHERE p.invoice_id = base.id)) AS after
  FROM base
  LEFT JOIN LATERAL (SELECT range_merge(range_agg(n.days)) AS days, max(n.after) AS after FROM builds n WHERE n.invoice_id = base.id) own ON true
)
SELECT u.invoice_number AS number
FROM billed JOIN builds n ON n.invoice_id <> billed.id
JOIN public.invoices u ON u.id = n.invoice_id AND u.status NOT IN ('draft', 'canceled')
WHERE CASE WHEN billed.of_service THEN n.whole @> billed.issue_date ELSE n.days && billed.days END
  AND CASE WHEN billed.after IS NOT NULL THEN n.after > billed.after
    ELSE coalesce(n.changed_at >= billed.issued_at OR lower(n.days) >= lower(billed.period), true) END
ORDER BY n.after DESC LIMIT 1`;

/**
 * An upgrade credits the unused days of what was billed: without that bill a run would bill the period anew, beside the
 * upgrade's invoice. Its invoice is voided first, the newest before the others. The subscription is locked already. Throws
 * `invoice_upgraded`.
 */
export async function requireNoUpgrade(work: Work, invoiceId: string): Promise<void> {
  const [upgrade] = await work.rows<{ number: string }>(upgradeSql, [invoiceId]);
  if (upgrade !== undefined) throw new AppError('invoice_upgraded', { number: upgrade.number });
}
