import { lineItemsSql } from '../line-items';
import type { Work } from '../command';
import { arrivalSql } from '../receipt-voucher';
import { invoiceSnapshot, receiptSnapshot, rateOn, templateVersions } from '../snapshot';
import type { SampleData } from './make';
import { sampleTenants } from './tenants';

/** Each function writes its rows by one statement or a few; `$1` is their JSON, `$2` the command's key where it is kept. */

export async function writeTenants(work: Work): Promise<void> {
  await work.rows(
    `INSERT INTO public.tenants (tenant_id, name, name_ar, contact, tax_id)
SELECT t.row ->> 'tenantId', t.row ->> 'name', t.row ->> 'nameAr',
  jsonb_build_object('name', t.row ->> 'contactName', 'name_ar', t.row ->> 'contactNameAr',
    'email', 'accounts@' || (t.row ->> 'tenantId') || '.example', 'phone', '+967 77' || lpad((1000000 + t.place * 7919)::text, 7, '0'),
    'address', null, 'city', t.row ->> 'city', 'governorate', t.row ->> 'governorate'),
  CASE WHEN t.place % 4 <> 0 THEN 'YE-' || (100000 + t.place * 1373)::text END
FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t (row, place)
ON CONFLICT (tenant_id) DO NOTHING`,
    [JSON.stringify(sampleTenants)],
  );
}

export async function writeRates(work: Work, { rates }: SampleData): Promise<void> {
  await work.rows(
    `INSERT INTO billing_desktop.exchange_rates (rate_date, rate, command_key)
SELECT r.date, r.rate, $2::uuid FROM jsonb_to_recordset($1::jsonb) AS r (date date, rate numeric) ORDER BY r.date`,
    [JSON.stringify(rates), work.key],
  );
}

export async function writeSubscriptions(work: Work, { subscriptions }: SampleData): Promise<void> {
  await work.rows(
    `WITH r AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "tenantId" text, "planId" text, status public.subscription_status_enum,
    cycle public.billing_cycle_enum, currency public.currency_enum, "startDate" date, "anchorDate" date, "trialEndDate" date,
    "endDate" date, "nextBillingDate" date, "lastBillingDate" date, "canceledOn" date, "paymentMethod" public.payment_method_enum)
), written AS (
  INSERT INTO public.subscriptions (id, tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date, trial_end_date,
    canceled_at, next_billing_date, last_billing_date, payment_method, metadata, created_at)
  SELECT id, "tenantId", "planId", status, cycle, currency, "startDate", "endDate", "trialEndDate",
    ${arrivalSql('"canceledOn"')}, "nextBillingDate", "lastBillingDate", "paymentMethod", '{}',
    billing_desktop.start_of("startDate") + interval '9 hours'
  FROM r
)
INSERT INTO billing_desktop.subscription_terms (subscription_id, anchor_date, cancel_reason, suspended_at, suspend_reason)
SELECT id, "anchorDate", CASE WHEN status = 'canceled' THEN 'The season is over' END,
  CASE WHEN status = 'suspended' THEN now() - interval '6 days' END, CASE WHEN status = 'suspended' THEN 'Unpaid for two months' END
FROM r`,
    [JSON.stringify(subscriptions)],
  );
}

/** Where the numbers of a year begin: beside a service the desktop keeps away from its counter. */
async function firstInvoiceNumber(work: Work): Promise<number> {
  const { present } = await work.row<{ present: boolean }>(
    `SELECT coalesce((SELECT (g.value ->> 'present')::boolean FROM billing_desktop.settings g WHERE g.key = 'service'), false) AS present`,
  );
  return present ? 100_001 : 1;
}

interface Numbered {
  readonly id: string;
  readonly year: number;
  readonly place: number | null;
}

/** Writes the numbers that rows have taken, and counters that go on after them. */
async function writeNumbers(
  work: Work,
  series: 'invoice' | 'receipt',
  first: number,
  rows: readonly (Numbered & { readonly number: string | null; readonly voided: string | null })[],
): Promise<void> {
  const taken = rows.filter(({ place }) => place !== null);
  await work.rows(
    `WITH r AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, year integer, place bigint, number text, voided text)
), counters AS (
  INSERT INTO billing_desktop.number_counters (series, year, first_number, next_number)
  SELECT $3, year, $4::bigint, $4::bigint + count(*) FROM r GROUP BY year
)
INSERT INTO billing_desktop.numbers (series, year, n, document_number, state, reason, entity_id, command_key)
SELECT $3, year, $4::bigint + place, number, CASE WHEN voided IS NULL THEN 'used' ELSE 'voided' END, voided, id, $2::uuid FROM r`,
    [JSON.stringify(taken), work.key, series, first],
  );
}

function numberOf(prefix: string, first: number, { year, place }: Numbered): string | null {
  return place === null ? null : `${prefix}-${year}-${String(first + place).padStart(4, '0')}`;
}

export async function writeInvoices(work: Work, { invoices }: SampleData): Promise<void> {
  const first = await firstInvoiceNumber(work);
  const rows = invoices.map((invoice) => ({
    ...invoice,
    subscriptionId: invoice.subscription.id,
    tenantId: invoice.subscription.tenantId,
    number: numberOf('SAH', first, invoice) ?? `DRAFT-${invoice.id}`,
    voided: invoice.voidReason,
    start: invoice.period?.start ?? null,
    end: invoice.period?.end ?? null,
  }));
  await work.rows(
    `INSERT INTO public.invoices (id, invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal,
  tax_rate, tax_amount, discount_amount, total, amount_paid, amount_due, line_items, notes, notes_ar, metadata, created_at)
SELECT id, number, "tenantId", "subscriptionId",
  (CASE state WHEN 'draft' THEN 'draft' WHEN 'void' THEN 'canceled' ELSE 'pending' END)::public.invoice_status_enum,
  currency, "issueDate", "dueDate", subtotal, "taxRate", "taxAmount", "discountAmount", total, 0, total, ${lineItemsSql('r.lines')},
  notes, "notesAr", '{}', least(billing_desktop.start_of("issueDate") + interval '10 hours', now())
FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, number text, "tenantId" text, "subscriptionId" uuid, state text,
  currency public.currency_enum, "issueDate" date, "dueDate" date, subtotal numeric, "taxRate" numeric, "taxAmount" numeric,
  "discountAmount" numeric, total numeric, lines jsonb, notes text, "notesAr" text)`,
    [JSON.stringify(rows)],
  );
  await work.rows(
    `WITH r AS (
  SELECT x.*, CASE WHEN x.start IS NOT NULL THEN daterange(x.start, x."end") END AS period
  FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, state text, start date, "end" date, voided text)
), details AS (
  INSERT INTO billing_desktop.invoice_details (invoice_id, period, snapshot, template_version, exchange_rate, issued_at, issued_by,
    plan_id, voided_at, voided_by, void_reason)
  SELECT i.id, r.period, CASE WHEN r.state <> 'draft' THEN ${invoiceSnapshot('r.period')} END,
    CASE WHEN r.state <> 'draft' THEN ${templateVersions.invoice} END, CASE WHEN r.state <> 'draft' THEN rate.rate END,
    CASE WHEN r.state <> 'draft' THEN i.created_at END, CASE WHEN r.state <> 'draft' THEN session_user END,
    CASE WHEN r.state <> 'draft' THEN s.plan_id END,
    CASE WHEN r.state = 'void' THEN i.created_at + interval '1 day' END, CASE WHEN r.state = 'void' THEN session_user END, r.voided
  FROM r JOIN public.invoices i ON i.id = r.id JOIN public.subscriptions s ON s.id = i.subscription_id
  LEFT JOIN LATERAL (${rateOn('i.issue_date')}) rate ON true
)
INSERT INTO billing_desktop.billed_periods (invoice_id, subscription_id, period, live)
SELECT r.id, i.subscription_id, r.period, r.state = 'issued'
FROM r JOIN public.invoices i ON i.id = r.id WHERE r.period IS NOT NULL`,
    [JSON.stringify(rows.map(({ id, state, start, end, voided }) => ({ id, state, start, end, voided })))],
  );
  await writeNumbers(work, 'invoice', first, rows);
}

export async function writePayments(work: Work, { payments }: SampleData): Promise<void> {
  const rows = payments.map((payment) => ({
    ...payment,
    invoiceId: payment.allocations[0]?.invoiceId,
    status: payment.state === 'reversed' ? 'failed' : payment.state,
    number: numberOf('RV', 1, payment),
    voided: payment.state === 'reversed' ? payment.reason : null,
  }));
  const counted = rows.filter(({ place }) => place !== null);
  await work.rows(
    `WITH r AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "invoiceId" uuid, "tenantId" text, amount numeric,
    currency public.currency_enum, status public.payment_status_enum, state text, method public.payment_method_enum, reference text,
    "payerNumber" text, note text, "paidOn" date, reason text, allocations jsonb, number text)
), payment AS (
  INSERT INTO public.payments (id, invoice_id, tenant_id, amount, currency, status, method, paid_at, processed_at, failure_reason,
    tharwatt_transaction_id, metadata, created_at)
  SELECT id, "invoiceId", "tenantId", amount, currency, status, method,
    CASE WHEN number IS NOT NULL THEN least(${arrivalSql('"paidOn"')}, now()) END,
    CASE WHEN state <> 'pending' THEN least(${arrivalSql('"paidOn"')}, now()) END, reason,
    CASE WHEN method = 'tharwatt' THEN reference END, '{}', least(${arrivalSql('"paidOn"')}, now())
  FROM r
)
INSERT INTO billing_desktop.payment_details (payment_id, origin, reference, payer_number, note, paid_on, intended, command_key)
SELECT id, 'desktop', reference, "payerNumber", note, "paidOn", CASE WHEN number IS NULL THEN allocations END, $2::uuid FROM r`,
    [JSON.stringify(rows), work.key],
  );
  await work.rows(
    `WITH r AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "tenantId" text, state text, reason text, allocations jsonb, number text)
), voucher AS (
  INSERT INTO billing_desktop.receipt_vouchers (number, payment_id, snapshot, command_key)
  SELECT number, id, ${receiptSnapshot('r."tenantId"')}, $2::uuid FROM r
), reversal AS (
  INSERT INTO billing_desktop.reversals (payment_id, reason, command_key) SELECT id, reason, $2::uuid FROM r WHERE state = 'reversed'
)
INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
SELECT r.id, (a.part ->> 'invoiceId')::uuid, sign.n * (a.part ->> 'amount')::numeric(12, 2), sign.kind, $2::uuid
FROM r CROSS JOIN LATERAL jsonb_array_elements(r.allocations) AS a (part)
JOIN (VALUES (1, 'payment'), (-1, 'reversal')) AS sign (n, kind) ON sign.n = 1 OR r.state = 'reversed'
ORDER BY sign.n DESC`,
    [JSON.stringify(counted), work.key],
  );
  await writeNumbers(work, 'receipt', 1, rows);
}

export async function writeUsage(work: Work, { usage }: SampleData): Promise<void> {
  await work.rows(
    `INSERT INTO public.usage_records (id, subscription_id, tenant_id, metric_type, quantity, recorded_at, metadata)
SELECT id, "subscriptionId", "tenantId", metric, quantity, least(billing_desktop.start_of("recordedOn") + interval '14 hours', now()), '{}'
FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "subscriptionId" uuid, "tenantId" text, metric text, quantity integer, "recordedOn" date)`,
    [JSON.stringify(usage)],
  );
}
