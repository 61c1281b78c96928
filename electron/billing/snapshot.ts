/**
 * What documents keep from the moment they are issued, built by the database from what it holds at that moment: a logo of
 * some hundred kilobytes never travels. Each constant is an SQL expression.
 */

/** The version of the template that a document issued today is printed with for good. */
export const templateVersions = { invoice: 1, receipt: 1, credit_note: 1, payment_voucher: 1, reminder: 1 } as const;

/** The seller as the business settings have it. */
const seller = `(SELECT g.value -> 'seller' FROM billing_desktop.settings g WHERE g.key = 'business')`;

/** A tenant by the SQL expression of its id; one without a record of its own goes by its id. */
function tenant(tenantId: string): string {
  return `(SELECT jsonb_build_object('tenantId', x.id, 'name', coalesce(t.name, x.id), 'nameAr', coalesce(t.name_ar, x.id),
    'taxId', nullif(t.tax_id, ''), 'phone', nullif(t.contact ->> 'phone', ''), 'email', nullif(t.contact ->> 'email', ''),
    'address', nullif(t.contact ->> 'address', ''), 'city', nullif(t.contact ->> 'city', ''),
    'governorate', nullif(t.contact ->> 'governorate', ''))
  FROM (SELECT ${tenantId}::text AS id) x LEFT JOIN public.tenants t ON t.tenant_id = x.id)`;
}

/** The exchange rate in force on a date: the newest entry of the newest date up to it; no row where none is known. */
export function rateOn(date: string): string {
  return `SELECT r.rate, r.rate_date FROM billing_desktop.exchange_rates r WHERE r.rate_date <= ${date}
  ORDER BY r.rate_date DESC, r.id DESC LIMIT 1`;
}

/** The snapshot of a receipt voucher. */
export function receiptSnapshot(tenantId: string): string {
  return `jsonb_build_object('templateVersion', ${templateVersions.receipt}, 'seller', ${seller}, 'tenant', ${tenant(tenantId)})`;
}

/** The snapshot of a reminder letter: every open invoice of the tenant by currency, oldest due first. */
export function reminderSnapshot(tenantId: string): string {
  return `jsonb_build_object('templateVersion', ${templateVersions.reminder}, 'seller', ${seller}, 'tenant', ${tenant(tenantId)},
  'groups', (SELECT jsonb_agg(to_jsonb(g) ORDER BY g.currency DESC) FROM (
    SELECT i.currency, sum(i.amount_due)::numeric(20, 2)::text AS due,
      coalesce(sum(i.amount_due) FILTER (WHERE i.due_date < billing_desktop.today()), 0)::numeric(20, 2)::text AS overdue,
      jsonb_agg(jsonb_build_object('number', i.invoice_number, 'issueDate', i.issue_date, 'dueDate', i.due_date,
        'daysOverdue', greatest(billing_desktop.today() - i.due_date, 0), 'total', i.total::numeric(12, 2)::text,
        'amountDue', i.amount_due::numeric(12, 2)::text) ORDER BY i.due_date, i.issue_date, i.id) AS invoices
    FROM public.invoices i
    WHERE i.tenant_id = ${tenantId} AND i.status IN ('pending', 'overdue') AND i.amount_due > 0 AND i.amount_due < 'NaN'
    GROUP BY i.currency) g))`;
}

/** The snapshot of a payment voucher. */
export function paymentVoucherSnapshot(tenantId: string): string {
  return `jsonb_build_object('templateVersion', ${templateVersions.payment_voucher}, 'seller', ${seller}, 'tenant', ${tenant(tenantId)})`;
}

/** The snapshot of a credit note on the invoice `i`; `rate` is a row of rateOn. */
export const creditNoteSnapshot = `jsonb_build_object(
  'templateVersion', ${templateVersions.credit_note},
  'seller', ${seller},
  'tenant', ${tenant('i.tenant_id')},
  'invoice', jsonb_build_object('number', i.invoice_number, 'issueDate', i.issue_date, 'total', i.total::numeric(12, 2)::text),
  'rate', CASE WHEN rate.rate IS NOT NULL
    THEN jsonb_build_object('yerPerUsd', trim_scale(rate.rate)::text, 'date', rate.rate_date) END)`;

/** The snapshot of the invoice `i` with its subscription `s`; `period` is a daterange or null, `rate` a row of rateOn. */
export function invoiceSnapshot(period: string): string {
  return `jsonb_build_object(
  'templateVersion', ${templateVersions.invoice},
  'seller', ${seller},
  'tenant', ${tenant('i.tenant_id')},
  'plan', jsonb_build_object(
    'name', coalesce((SELECT p.name FROM public.plans p WHERE p.plan_id = s.plan_id), s.plan_id),
    'nameAr', coalesce((SELECT p.name_ar FROM public.plans p WHERE p.plan_id = s.plan_id), s.plan_id),
    'cycle', s.billing_cycle),
  'period', CASE WHEN ${period} IS NOT NULL
    THEN jsonb_build_object('start', lower(${period}), 'end', upper(${period})) END,
  'rate', CASE WHEN rate.rate IS NOT NULL
    THEN jsonb_build_object('yerPerUsd', trim_scale(rate.rate)::text, 'date', rate.rate_date) END)`;
}
