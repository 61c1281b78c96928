import type { Finding } from '../../contract/verify';

/**
 * One check of an invariant, set-based. `findings` selects `code`, `entity`, `id`, `origin` and `details` (a jsonb object of
 * texts) of each breach; `rows` selects how many rows were looked at.
 */
export interface Check {
  readonly invariant: Finding['invariant'];
  readonly rows: string;
  readonly findings: string;
}

/**
 * Whose row an invoice is: the desktop's where the desktop wrote it, not merely voided it; else inherited where it was there
 * before the triggers watched, else the service's.
 */
export function invoiceOrigin(invoice: string): string {
  return `CASE WHEN EXISTS (SELECT FROM billing_desktop.invoice_details d WHERE d.invoice_id = ${invoice}.id
      AND (d.snapshot IS NOT NULL OR d.voided_at IS NULL)) THEN 'desktop'
    ELSE ${originByAge(`${invoice}.created_at`)} END`;
}

/** Whose row a payment is. */
export function paymentOrigin(payment: string): string {
  return `CASE WHEN EXISTS (SELECT FROM billing_desktop.payment_details d WHERE d.payment_id = ${payment}.id
      AND d.origin = 'desktop') THEN 'desktop'
    ELSE ${originByAge(`${payment}.created_at`)} END`;
}

/** What is not the desktop's: `inherited` where it is older than the triggers, else `service`. */
export function originByAge(createdAt: string): string {
  return `CASE WHEN ${createdAt} < (SELECT m.applied_at FROM billing_desktop.schema_migrations m
      WHERE m.name = '0004-deriving-triggers') THEN 'inherited' ELSE 'service' END`;
}
