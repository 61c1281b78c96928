export const subscriptionId = '11111111-1111-4111-8111-111111111111';
export const invoiceId = '22222222-2222-4222-8222-222222222222';
export const paymentId = '33333333-3333-4333-8333-333333333333';
/** Of every record of a table that is no other's. */
const record = '55555555-5555-4555-8555-555555555555';
export const key = '44444444-4444-4444-8444-444444444444';

/** A row in every table that the migrations leave empty, with what a number, a Date or a float would spoil. */
export const everyTable: readonly string[] = [
  `INSERT INTO public.tenants (tenant_id, name, name_ar, contact, created_at)
VALUES ('farm', 'Al-Jawf Farm', 'مزرعة الجوف', '{"city": "مأرب"}', '2026-01-31 23:30:00.123456+00')`,
  `INSERT INTO public.subscriptions (id, tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date, next_billing_date, canceled_at)
VALUES ('${subscriptionId}', 'farm', 'starter', 'active', 'monthly', 'YER', '2026-01-31', '2026-02-28', '2026-02-28', '2026-01-31 21:00:00.5+00')`,
  `INSERT INTO public.invoices (id, invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal, tax_rate,
  tax_amount, total, amount_due, line_items)
VALUES ('${invoiceId}', 'SAH-2026-100001', 'farm', '${subscriptionId}', 'pending', 'YER', '2026-03-29', '2026-04-05', 9523809523.80, 5.00,
  476190476.19, 9999999999.99, 9999999999.99, '[{"quantity": 1, "amount": 9523809523.80}]')`,
  `INSERT INTO public.payments (id, invoice_id, tenant_id, amount, currency, status, method, paid_at)
VALUES ('${paymentId}', '${invoiceId}', 'farm', 1234567890.10, 'YER', 'pending', 'bank_transfer', '2026-03-29 00:00:00.000001+03')`,
  `INSERT INTO public.usage_records (subscription_id, tenant_id, metric_type, quantity)
VALUES ('${subscriptionId}', 'farm', 'api_calls_per_day', 2147483647)`,
  `INSERT INTO billing_desktop.commands (key, kind, content_hash, answer) VALUES ('${key}', 'test', '', '{"done": true}')`,
  `INSERT INTO billing_desktop.pictures (hash, media_type, content) VALUES (encode(sha256('\\x89504e470a00ff'), 'hex'), 'image/png', '\\x89504e470a00ff')`,
  `INSERT INTO billing_desktop.exchange_rates (rate_date, rate) VALUES ('2026-02-28', 12345678.123456)`,
  `INSERT INTO billing_desktop.number_counters VALUES ('invoice', 2026, 9007199254740993, 9007199254740995)`,
  `INSERT INTO billing_desktop.numbers (series, year, n, document_number, state) VALUES ('invoice', 2026, 9007199254740993, 'SAH', 'used')`,
  `INSERT INTO billing_desktop.invoice_details (invoice_id, period, snapshot, exchange_rate) VALUES ('${invoiceId}', '[2026-01-31,2026-02-28)', '{}', 530.25)`,
  `INSERT INTO billing_desktop.inherited_amounts (invoice_id, amount) VALUES ('${invoiceId}', -0.01)`,
  `INSERT INTO billing_desktop.payment_details (payment_id, origin, reference, paid_on, intended)
VALUES ('${paymentId}', 'desktop', 'ح-١٢', '2026-03-29', '[{"amount": "1.10"}]')`,
  `INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key) VALUES ('${paymentId}', '${invoiceId}', 0.10, 'payment', '${key}')`,
  `INSERT INTO billing_desktop.receipt_vouchers (number, payment_id, snapshot) VALUES ('RV-2026-0001', '${paymentId}', '{"templateVersion": 1}')`,
  `INSERT INTO billing_desktop.reversals (payment_id, reason) VALUES ('${paymentId}', 'أُدخلت خطأ')`,
  `INSERT INTO billing_desktop.document_prints (kind, entity_id) VALUES ('invoice', '${invoiceId}')`,
  `INSERT INTO billing_desktop.login_changes (login, change, role, display_name) VALUES ('ahmed', 'created', 'clerk', 'أحمد')`,
  `INSERT INTO billing_desktop.subscription_terms (subscription_id, anchor_date, coming_cycle) VALUES ('${subscriptionId}', '2026-01-31', 'yearly')`,
  `INSERT INTO billing_desktop.billed_periods (invoice_id, subscription_id, period) VALUES ('${invoiceId}', '${subscriptionId}', '[2026-01-31,2026-02-28)')`,
  `INSERT INTO billing_desktop.credit_notes (id, number, invoice_id, tenant_id, currency, issue_date, kind, lines, subtotal, discount_amount, tax_rate,
  tax_amount, total, freed, reason, reason_ar, template_version, snapshot)
VALUES ('${record}', 'CN-2026-0001', '${invoiceId}', 'farm', 'YER', '2026-03-30', 'partial', '[]', 9523809523.80, 0, 5.00, 476190476.19, 9999999999.99, 0,
  'reason', 'سبب', 1, '{}')`,
  `INSERT INTO billing_desktop.write_offs (id, invoice_id, tenant_id, currency, amount, reason, written_on)
VALUES ('${record}', '${invoiceId}', 'farm', 'YER', 0.01, 'سبب', '2026-02-28')`,
  `INSERT INTO billing_desktop.refunds (id, number, payment_id, tenant_id, amount, currency, method, reason, refunded_on, snapshot)
VALUES ('${record}', 'PV-2026-0001', '${paymentId}', 'farm', 0.10, 'YER', 'cash', 'سبب', '2026-03-30', '{}')`,
  `INSERT INTO billing_desktop.refund_lines (refund_id, invoice_id, from_credit, amount) VALUES ('${record}', '${invoiceId}', false, 0.10)`,
  `INSERT INTO billing_desktop.cancellations (credit_note_id, reason) VALUES ('${record}', 'سبب')`,
  `INSERT INTO billing_desktop.billing_runs (id, as_of, chunk_size, candidates, machine) VALUES ('${record}', '2026-02-28', 5000, 2147483647, 'desk')`,
  `INSERT INTO billing_desktop.billing_run_chunks (run_id, n, examined, machine, command_key) VALUES ('${record}', 1, 1, 'desk', '${key}')`,
  `INSERT INTO billing_desktop.billing_run_amounts (run_id, n, currency, invoices, total) VALUES ('${record}', 1, 'YER', 1, 999999999999999999.99)`,
  `INSERT INTO billing_desktop.billing_run_invoices (invoice_id, run_id, n) VALUES ('${invoiceId}', '${record}', 1)`,
  `INSERT INTO billing_desktop.billing_run_left_out (run_id, n, subscription_id, tenant_id, reason) VALUES ('${record}', 1, '${subscriptionId}', 'farm', 'no_rate')`,
  `INSERT INTO billing_desktop.billed_usage (invoice_id, subscription_id, metric, span, over)
VALUES ('${invoiceId}', '${subscriptionId}', 'api_calls_per_day', '[2026-01-31,2026-02-28)', 9007199254740993)`,
  `INSERT INTO billing_desktop.pending_lines (subscription_id, currency, description, description_ar, basis, basis_ar, amount)
VALUES ('${subscriptionId}', 'YER', 'line', 'بند', 'basis', 'أساس', -0.01)`,
  `INSERT INTO billing_desktop.subscription_changes (subscription_id, kind, effective_on, from_plan_id, to_plan_id, from_cycle, to_cycle, from_status,
  to_status, period, from_price, currency, credit_note_ids)
VALUES ('${subscriptionId}', 'upgraded', '2026-02-28', 'starter', 'professional', 'monthly', 'monthly', 'active', 'active',
  '[2026-01-31,2026-02-28)', 9999999999.99, 'YER', '{${record}}')`,
  `INSERT INTO billing_desktop.day_closes (id, clerk, day, turn) VALUES ('${record}', 'أحمد', '2026-02-28', 1)`,
  `INSERT INTO billing_desktop.day_close_figures (close_id, currency, method, entries, expected, counted)
VALUES ('${record}', 'YER', 'cash', 1, 999999999999.99, -0.01)`,
  `INSERT INTO billing_desktop.day_reopenings (close_id, reason) VALUES ('${record}', 'سبب')`,
  `INSERT INTO billing_desktop.period_locks (lock_date, reason) VALUES ('2026-02-28', 'سبب')`,
  `INSERT INTO billing_desktop.period_exceptions (first_day, last_day, reason, until) VALUES ('2026-02-28', '2026-03-29', 'سبب', '2026-03-29 00:00:00.000001+03')`,
  `INSERT INTO billing_desktop.follow_up_notes (tenant_id, channel, note) VALUES ('farm', 'call', 'وعد بالسداد')`,
  `INSERT INTO billing_desktop.promises (id, tenant_id, currency, amount, promised_for) VALUES ('${record}', 'farm', 'YER', 9999999999.99, '2026-02-28')`,
  `INSERT INTO billing_desktop.promise_withdrawals (promise_id, reason) VALUES ('${record}', 'سبب')`,
  `INSERT INTO billing_desktop.reminders (tenant_id, n, level, language, as_of, snapshot) VALUES ('farm', 1, 3, 'ar', '2026-02-28', '{}')`,
  `INSERT INTO billing_desktop.usage_imports (id, file_name, content_hash, row_count, left_out) VALUES ('${record}', 'استخدام.csv', 'hash', 1, 0)`,
  `INSERT INTO billing_desktop.usage_import_rows (import_id, row_number, row_key, usage_record_id)
SELECT '${record}', 1, 'key', u.id FROM public.usage_records u`,
  `INSERT INTO billing_desktop.bank_accounts (id, name, name_ar, currency, method, mapping) VALUES ('${record}', 'Bank', 'البنك', 'YER', 'bank_transfer', '{}')`,
  `INSERT INTO billing_desktop.bank_statements (id, account_id, file_name, content_hash, line_count, known_count, outgoing_count, wrong_count)
VALUES ('${record}', '${record}', 'كشف.csv', 'hash', 1, 0, 0, 0)`,
  `INSERT INTO billing_desktop.bank_lines (id, account_id, statement_id, line_number, booked_on, amount, currency, description, line_key)
VALUES ('${record}', '${record}', '${record}', 1, '2026-02-28', 1234567890.10, 'YER', 'حوالة ٤٢', 'key')`,
  `INSERT INTO billing_desktop.bank_line_payments (payment_id, line_id) VALUES ('${paymentId}', '${record}')`,
  `INSERT INTO billing_desktop.bank_line_decisions (line_id, decision, reason) VALUES ('${record}', 'set_aside', 'سبب')`,
];
