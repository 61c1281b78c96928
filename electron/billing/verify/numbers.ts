import type { Check } from './check';

/** Invariant 5: the desktop's numbers run without a gap from where their series starts, each with its document or a reason. */
export const documentNumbers: Check = {
  invariant: 5,
  rows: 'SELECT count(*) AS n FROM billing_desktop.numbers',
  findings: `WITH counted AS (
  SELECT c.series, c.year, c.first_number, c.next_number, count(n.n) AS found
  FROM billing_desktop.number_counters c
  LEFT JOIN billing_desktop.numbers n ON n.series = c.series AND n.year = c.year
    AND n.n >= c.first_number AND n.n < c.next_number
  GROUP BY c.series, c.year
), missing AS (
  SELECT c.series, c.year, g.n FROM counted c
  CROSS JOIN LATERAL generate_series(c.first_number, c.next_number - 1) AS g (n)
  LEFT JOIN billing_desktop.numbers x ON x.series = c.series AND x.year = c.year AND x.n = g.n
  WHERE c.found <> c.next_number - c.first_number AND x.n IS NULL
)
SELECT 'number_missing' AS code, 'number' AS entity, m.series || '-' || m.year || '-' || m.n AS id, 'desktop' AS origin,
  jsonb_build_object('series', m.series, 'year', m.year::text, 'n', m.n::text) AS details
FROM missing m
UNION ALL
SELECT 'number_beyond_counter', 'number', n.document_number, 'desktop', jsonb_build_object('number', n.document_number)
FROM billing_desktop.numbers n LEFT JOIN billing_desktop.number_counters c ON c.series = n.series AND c.year = n.year
WHERE c.series IS NULL OR n.n < c.first_number OR n.n >= c.next_number
UNION ALL
SELECT 'number_unexplained', 'number', n.document_number, 'desktop', jsonb_build_object('number', n.document_number)
FROM billing_desktop.numbers n WHERE n.state <> 'used' AND coalesce(n.reason, '') = ''
UNION ALL
SELECT 'number_without_document', 'number', n.document_number, 'desktop', jsonb_build_object('number', n.document_number)
FROM billing_desktop.numbers n
LEFT JOIN public.invoices i ON n.series = 'invoice' AND i.id = n.entity_id AND i.invoice_number = n.document_number
LEFT JOIN billing_desktop.receipt_vouchers v ON n.series = 'receipt' AND v.payment_id = n.entity_id AND v.number = n.document_number
LEFT JOIN billing_desktop.credit_notes c ON n.series = 'credit_note' AND c.id = n.entity_id AND c.number = n.document_number
LEFT JOIN billing_desktop.refunds f ON n.series = 'payment_voucher' AND f.id = n.entity_id AND f.number = n.document_number
WHERE n.series IN ('invoice', 'receipt', 'credit_note', 'payment_voucher') AND n.state IN ('used', 'voided')
  AND i.id IS NULL AND v.id IS NULL AND c.id IS NULL AND f.id IS NULL
UNION ALL
SELECT 'document_without_number', 'invoice', i.id::text, 'desktop', jsonb_build_object('number', i.invoice_number)
FROM public.invoices i JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
WHERE d.snapshot IS NOT NULL AND i.status <> 'draft'
  AND NOT EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.series = 'invoice' AND n.entity_id = i.id)
UNION ALL
SELECT 'document_without_number', 'payment', v.payment_id::text, 'desktop', jsonb_build_object('number', v.number)
FROM billing_desktop.receipt_vouchers v
WHERE NOT EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.series = 'receipt' AND n.entity_id = v.payment_id)
UNION ALL
SELECT 'document_without_number', 'credit_note', c.id::text, 'desktop', jsonb_build_object('number', c.number)
FROM billing_desktop.credit_notes c
WHERE NOT EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.series = 'credit_note' AND n.entity_id = c.id)
UNION ALL
SELECT 'document_without_number', 'refund', f.id::text, 'desktop', jsonb_build_object('number', f.number)
FROM billing_desktop.refunds f
WHERE NOT EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.series = 'payment_voucher' AND n.entity_id = f.id)
UNION ALL
SELECT 'number_not_voided', 'number', n.document_number, 'desktop', jsonb_build_object('number', n.document_number)
FROM billing_desktop.cancellations z JOIN billing_desktop.numbers n ON n.entity_id = coalesce(z.credit_note_id, z.refund_id)
WHERE n.series IN ('credit_note', 'payment_voucher') AND n.state <> 'voided'
UNION ALL
SELECT 'voucher_missing', 'payment', p.id::text, 'desktop', jsonb_build_object('amount', p.amount::text)
FROM public.payments p JOIN billing_desktop.payment_details d ON d.payment_id = p.id AND d.origin = 'desktop'
WHERE p.status = 'succeeded' AND NOT EXISTS (SELECT FROM billing_desktop.receipt_vouchers v WHERE v.payment_id = p.id)`,
};
