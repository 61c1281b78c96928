import type { Client } from 'pg';

/**
 * A small office's data with what lists stumble on: ties in every column, NULLs, every status, both currencies, numbers
 * beyond four digits, tenants without a row, names in several spellings, payments with and without details.
 */
export async function fillLists(client: Pick<Client, 'query'>): Promise<void> {
  const run = (sql: string): Promise<unknown> => client.query(sql);
  await run(`INSERT INTO public.tenants (tenant_id, name, name_ar, contact, is_active, created_at) VALUES
  ('amal', 'Al-Amal Farm', 'مزرعة الأمل', '{"city": "Seiyun", "governorate": "Hadramawt", "phone": "+967711"}', true, '2024-01-01T08:00:00Z'),
  ('wadi', 'Wadi Co-operative', 'تعاونية وادي إب', '{"governorate": "Ibb"}', true, '2024-01-01T08:00:00Z'),
  ('ahmad', 'Ahmad & Sons', 'أحمد وأولاده', '{}', true, '2024-03-01T08:00:00Z'),
  ('mustafa', 'Mustafa 100%_Nursery', 'مشتل مصطفى', '{}', false, '2024-03-02T08:00:00.123456Z'),
  ('twin', 'Al-Amal Farm', 'مزرعة الأمل', '{}', true, '2024-03-03T08:00:00Z')`);
  await run(`INSERT INTO public.subscriptions (tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date, trial_end_date,
  next_billing_date, created_at)
SELECT t.id, (ARRAY['starter', 'professional', 'own-plan'])[1 + t.n % 3],
  (ARRAY['active', 'trial', 'past_due', 'canceled', 'suspended', 'expired'])[1 + t.n % 6]::public.subscription_status_enum,
  (ARRAY['monthly', 'quarterly', 'yearly'])[1 + t.n % 3]::public.billing_cycle_enum,
  (ARRAY['USD', 'YER'])[1 + t.n % 2]::public.currency_enum,
  date '2025-01-31' + (t.n % 3), date '2026-01-31' + (t.n % 2), CASE WHEN t.n % 6 = 1 THEN billing_desktop.today() + 3 END,
  date '2026-02-28' + (t.n % 2), timestamptz '2025-01-31T10:00:00Z' + (t.n / 2) * interval '1 day'
FROM (SELECT id, n::integer FROM unnest(ARRAY['amal', 'wadi', 'ahmad', 'mustafa', 'twin', 'unregistered', 'ghost-7']) WITH ORDINALITY AS x (id, n)) t`);
  await run(`INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal, total, amount_due)
SELECT CASE WHEN n % 20 = 7 THEN 'DRAFT-' || gen_random_uuid()
    WHEN n <= 45 THEN 'SAH-' || (2024 + n % 3) || '-' || to_char(n / 3 + 1, 'FM0000') ELSE 'SAH-2026-' || (9960 + n) END,
  s.tenant_id, s.id,
  CASE WHEN n % 20 = 7 THEN 'draft' WHEN n % 11 = 0 THEN 'canceled' WHEN n % 13 = 0 THEN 'overdue' WHEN n % 17 = 0 THEN 'refunded'
    ELSE 'pending' END::public.invoice_status_enum,
  s.currency, d.issued, d.issued + 7, (n % 9) * 25 + 10, (n % 9) * 25 + 10, 0
FROM generate_series(1, 70) n
CROSS JOIN LATERAL (SELECT CASE WHEN n <= 45 THEN make_date(2024 + n % 3, 3, 1 + n % 10) ELSE billing_desktop.today() - (n % 10) * 5 END AS issued) d
JOIN (SELECT id, tenant_id, currency, row_number() OVER (ORDER BY tenant_id) AS place FROM public.subscriptions) s ON s.place = 1 + n % 7`);
  await run(`INSERT INTO public.payments (invoice_id, tenant_id, amount, currency, status, method, paid_at, processed_at, created_at, tharwatt_transaction_id)
SELECT i.id, i.tenant_id, CASE WHEN i.place % 3 = 0 THEN i.total ELSE 5 + i.place % 4 END, i.currency,
  (ARRAY['succeeded', 'succeeded', 'pending', 'failed', 'processing'])[1 + i.place % 5]::public.payment_status_enum,
  (ARRAY['cash', 'bank_transfer', 'mobile_money', 'tharwatt', 'credit_card'])[1 + i.place % 5]::public.payment_method_enum,
  CASE WHEN i.place % 5 < 2 THEN now() - (i.place % 4) * interval '1 day' END, NULL, now() - (i.place % 6) * interval '1 day',
  CASE WHEN i.place % 5 = 3 THEN 'TW-' || i.place END
FROM (SELECT *, row_number() OVER (ORDER BY invoice_number)::integer AS place FROM public.invoices WHERE status <> 'draft') i
WHERE i.place % 2 = 0`);
  // Every third succeeded one is the desktop's: with details, a voucher, and a part that is left over.
  await run(`WITH own AS (
  SELECT p.id, p.invoice_id, p.amount, row_number() OVER (ORDER BY p.id) AS place
  FROM public.payments p JOIN public.invoices i ON i.id = p.invoice_id AND i.status = 'pending'
  WHERE p.status = 'succeeded'
), chosen AS (SELECT * FROM own WHERE place % 3 = 0), details AS (
  INSERT INTO billing_desktop.payment_details (payment_id, origin, reference, note, paid_on)
  SELECT id, 'desktop', 'BANK-' || place, 'counter', billing_desktop.today() FROM chosen
), vouchers AS (
  INSERT INTO billing_desktop.receipt_vouchers (number, payment_id, snapshot)
  SELECT 'RV-2026-' || CASE WHEN place > 5 THEN (9994 + place)::text ELSE to_char(place, 'FM0000') END, id, '{}' FROM chosen
)
INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind) SELECT id, invoice_id, amount - 1, 'payment' FROM chosen`);
  await run(`INSERT INTO public.usage_records (subscription_id, tenant_id, metric_type, quantity, recorded_at, metadata)
SELECT s.id, s.tenant_id, (ARRAY['satellite_analyses', 'api_calls', 'fields'])[1 + n % 3], 1 + n % 5,
  now() - (n % 7) * interval '6 hours', CASE WHEN n % 4 = 0 THEN '{"note": "by hand"}'::jsonb ELSE '{}' END
FROM generate_series(1, 40) n
JOIN (SELECT id, tenant_id, row_number() OVER (ORDER BY tenant_id) AS place FROM public.subscriptions) s ON s.place = 1 + n % 7`);
  await run('ANALYZE');
}
