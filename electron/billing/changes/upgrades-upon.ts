import { AppError } from '../../contract/result';
import type { Work } from '../command';

/**
 * The newest live invoice of an upgrade that builds on the invoice $1: of an upgrade made after it was issued, while the days
 * that it billed still ran. The days of an invoice that has no period of its own are those of its upgrade, or of the
 * service's invoice the period that its issue date lies in.
 */
const upgradeSql = `WITH base AS (
  SELECT i.id, i.subscription_id, i.issue_date, b.period, own.id AS own_change, own.period AS own_period,
    d.invoice_id IS NULL AS of_service, coalesce(d.issued_at, i.created_at) AS issued_at
  FROM public.invoices i
  LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
  LEFT JOIN billing_desktop.billed_periods b ON b.invoice_id = i.id AND b.live
  LEFT JOIN billing_desktop.subscription_changes own ON own.invoice_id = i.id
  WHERE i.id = $1::uuid
)
SELECT u.invoice_number AS number
FROM base
JOIN billing_desktop.subscription_changes c ON c.subscription_id = base.subscription_id AND c.kind = 'upgraded'
JOIN public.invoices u ON u.id = c.invoice_id AND u.id <> base.id AND u.status NOT IN ('draft', 'canceled')
WHERE CASE WHEN base.own_change IS NOT NULL THEN c.id > base.own_change
    ELSE c.effective_on >= lower(base.period) OR c.changed_at >= base.issued_at END
  AND CASE WHEN base.of_service THEN c.period @> base.issue_date
    ELSE c.effective_on < upper(coalesce(base.period, base.own_period)) END
ORDER BY c.id DESC LIMIT 1`;

/**
 * An upgrade credits the unused days of what was billed: without that bill a run would bill the whole period anew, beside the
 * upgrade's invoice. Its invoice is voided first, the newest before the others. The subscription is locked already. Throws
 * `invoice_upgraded`.
 */
export async function requireNoUpgrade(work: Work, invoiceId: string): Promise<void> {
  const [upgrade] = await work.rows<{ number: string }>(upgradeSql, [invoiceId]);
  if (upgrade !== undefined) throw new AppError('invoice_upgraded', { number: upgrade.number });
}
