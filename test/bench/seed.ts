import type { Client } from 'pg';

const givenNames = `ARRAY['مزرعة','مؤسسة','شركة','جمعية','تعاونية','مشتل']`;
const placeNames = `ARRAY['الأمل','وادي حضرموت','تهامة','إب الخضراء','صعدة','الضالع','سيئون','مأرب','لحج','أبين']`;
const englishKinds = `ARRAY['Farm','Foundation','Company','Association','Cooperative','Nursery']`;
const englishPlaces = `ARRAY['Al-Amal','Hadramawt Valley','Tihama','Green Ibb','Saada','Al-Dhale','Seiyun','Marib','Lahij','Abyan']`;

/**
 * Fills a migrated, empty database by SQL alone: tenants, a subscription for each, `invoices` invoices over the last three
 * years as the service writes them, and a succeeded payment for nine of ten. Every second payment is the desktop's, with
 * details, an allocation and a receipt voucher.
 */
export async function seedBench(client: Pick<Client, 'query'>, invoices: number): Promise<void> {
  const tenants = Math.max(10, Math.round(invoices / 20));
  const run = (sql: string): Promise<unknown> => client.query(sql);
  await run('BEGIN');
  await run(`INSERT INTO public.tenants (tenant_id, name, name_ar, contact)
SELECT 'tenant-' || lpad(n::text, 6, '0'),
  (${englishPlaces})[1 + n % 10] || ' ' || (${englishKinds})[1 + n % 6] || ' ' || n,
  (${givenNames})[1 + n % 6] || ' ' || (${placeNames})[1 + n % 10] || ' ' || n,
  jsonb_build_object('city', (${englishPlaces})[1 + n % 10], 'governorate', (${englishPlaces})[1 + n % 7], 'phone', '+9677' || lpad(n::text, 8, '0'))
FROM generate_series(1, ${tenants}) n`);
  await run(`INSERT INTO public.subscriptions (tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date, next_billing_date)
SELECT 'tenant-' || lpad(n::text, 6, '0'), (ARRAY['starter','professional','enterprise'])[1 + n % 3], 'active',
  (ARRAY['monthly','quarterly','yearly'])[1 + n % 3]::public.billing_cycle_enum, (ARRAY['USD','USD','YER'])[1 + n % 3]::public.currency_enum,
  current_date - 1000, current_date + 30, current_date + 30
FROM generate_series(1, ${tenants}) n`);
  // Row by row the triggers would take minutes; what they would write is written here, and verified by the bench.
  await run(`SET LOCAL session_replication_role = replica`);
  await run(`INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date,
  paid_date, subtotal, total, amount_paid, amount_due, line_items)
SELECT 'SAH-' || extract(year FROM d.day)::integer || '-' || to_char(row_number() OVER (PARTITION BY extract(year FROM d.day) ORDER BY d.n), 'FM999999990000'),
  s.tenant_id, s.id, CASE WHEN d.n % 10 = 0 THEN 'pending' ELSE 'paid' END::public.invoice_status_enum, s.currency,
  d.day, d.day + 7, CASE WHEN d.n % 10 <> 0 THEN d.day + 3 END, a.amount, a.amount,
  CASE WHEN d.n % 10 = 0 THEN 0 ELSE a.amount END, CASE WHEN d.n % 10 = 0 THEN a.amount ELSE 0 END,
  jsonb_build_array(jsonb_build_object('description', 'Starter - monthly', 'description_ar', 'المبتدئ - شهري', 'quantity', 1, 'unit_price', a.amount, 'amount', a.amount, 'is_usage_based', false))
FROM (SELECT n, (current_date - 1095 + (n::bigint * 1095 / ${invoices})::integer) AS day FROM generate_series(1, ${invoices}) n) d
JOIN (SELECT *, row_number() OVER (ORDER BY tenant_id) AS place FROM public.subscriptions) s
  ON s.place = 1 + (d.n::bigint * 7919) % ${tenants}
CROSS JOIN LATERAL (SELECT round((29 + (d.n * 37) % 5000 + (d.n % 100) / 100.0)::numeric, 2) AS amount) a`);
  await run(`INSERT INTO public.payments (invoice_id, tenant_id, amount, currency, status, method, paid_at, processed_at, created_at)
SELECT id, tenant_id, total, currency, 'succeeded',
  (ARRAY['cash','bank_transfer','mobile_money'])[1 + (total * 100)::bigint % 3]::public.payment_method_enum,
  paid_date + interval '9 hours', paid_date + interval '9 hours', paid_date + interval '9 hours'
FROM public.invoices WHERE status = 'paid'`);
  await run(`CREATE TEMPORARY TABLE own ON COMMIT DROP AS
SELECT p.id, p.invoice_id, p.amount, p.paid_at::date AS day,
  row_number() OVER (PARTITION BY extract(year FROM p.paid_at) ORDER BY p.paid_at, p.id) AS n
FROM public.payments p WHERE (p.amount * 100)::bigint % 2 = 0`);
  await run(`INSERT INTO billing_desktop.payment_details (payment_id, origin, reference, paid_on)
SELECT id, 'desktop', 'TRF-' || n, day FROM own`);
  await run(
    `INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind) SELECT id, invoice_id, amount, 'payment' FROM own`,
  );
  await run(`INSERT INTO billing_desktop.receipt_vouchers (number, payment_id, snapshot)
SELECT 'RV-' || extract(year FROM day)::integer || '-' || to_char(n, 'FM999999990000'), id, '{"templateVersion": 1}' FROM own`);
  // The bench's own receipts go on after these.
  await run(`INSERT INTO billing_desktop.number_counters (series, year, first_number, next_number)
SELECT 'receipt', extract(year FROM day)::integer, 1, max(n) + 1 FROM own GROUP BY 2`);
  await run(`INSERT INTO billing_desktop.numbers (series, year, n, document_number, state, entity_id)
SELECT 'receipt', extract(year FROM day)::integer, n, 'RV-' || extract(year FROM day)::integer || '-' || to_char(n, 'FM999999990000'), 'used', id
FROM own`);
  await run('COMMIT');
  await run('VACUUM (ANALYZE)');
}

/** A million rows of the smallest table, for what is written down in whole. */
export async function seedUsage(client: Pick<Client, 'query'>): Promise<void> {
  await client.query(
    `WITH subscription AS MATERIALIZED (
  SELECT id, tenant_id, row_number() OVER (ORDER BY id) - 1 AS place FROM public.subscriptions
), record AS (
  SELECT n, n % (SELECT count(*) FROM subscription) AS place FROM generate_series(1, 1000000) n
)
INSERT INTO public.usage_records (subscription_id, tenant_id, metric_type, quantity, recorded_at)
SELECT s.id, s.tenant_id, 'api_calls', 1 + n % 500, now() - n * interval '1 second'
FROM record JOIN subscription s USING (place)`,
  );
  await client.query('ANALYZE public.usage_records');
}
