/** Findings about day closes, for invariant 7: each is in the audit, and a closed day has taken no entry while it was closed. */
export const closingFindings = `SELECT 'audit_missing' AS code, 'day_close' AS entity, c.id::text AS id, 'desktop' AS origin,
  jsonb_build_object('number', c.clerk || ' ' || c.day) AS details
FROM billing_desktop.day_closes c
WHERE NOT EXISTS (SELECT FROM billing_desktop.audit a WHERE a.entity = 'day_close' AND a.entity_id = c.id::text)
UNION ALL
SELECT 'entry_in_closed_day', 'payment', v.payment_id::text, 'desktop',
  jsonb_build_object('number', v.number, 'clerk', c.clerk, 'day', to_char(c.day, 'YYYY-MM-DD'))
FROM billing_desktop.day_closes c
LEFT JOIN billing_desktop.day_reopenings o ON o.close_id = c.id
JOIN billing_desktop.payment_details d ON d.paid_on = c.day
JOIN billing_desktop.receipt_vouchers v ON v.payment_id = d.payment_id AND v.issued_by = c.clerk
WHERE v.issued_at > c.signed_at AND (o.close_id IS NULL OR v.issued_at < o.reopened_at)`;
