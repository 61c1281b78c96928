import Big from 'big.js';
import type { Client } from 'pg';

/**
 * What the Python service writes while the desktop is open, in its own SQL and with its own habits (its rows carry JSON
 * numbers, it reads and writes an invoice without a lock). Dates are `YYYY-MM-DD`, amounts decimal strings.
 */
export type ServiceClient = Pick<Client, 'query'>;

export type ServiceCycle = 'monthly' | 'quarterly' | 'yearly';

const cycleDays: Readonly<Record<ServiceCycle, number>> = { monthly: 30, quarterly: 90, yearly: 365 };

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

async function one<Row extends object>(client: ServiceClient, sql: string, values: readonly unknown[]): Promise<Row> {
  const result = await client.query<Row>(sql, [...values]);
  const [row] = result.rows;
  if (!row) throw new Error(`no row from: ${sql}`);
  return row;
}

export interface ServiceSubscription {
  readonly id: string;
  readonly tenantId: string;
  readonly currency: 'USD' | 'YER';
}

/** Inserts an active subscription, or one on trial where `trialDays` is given. */
export async function serviceCreatesSubscription(
  client: ServiceClient,
  input: {
    readonly tenantId: string;
    readonly planId?: string;
    readonly cycle?: ServiceCycle;
    readonly currency?: 'USD' | 'YER';
    readonly start?: string;
    readonly trialDays?: number;
  },
): Promise<ServiceSubscription> {
  const { tenantId, planId = 'starter', cycle = 'monthly', currency = 'USD', start = '2025-01-15', trialDays } = input;
  const end = plusDays(start, cycleDays[cycle]);
  const trialEnd = trialDays === undefined ? null : plusDays(start, trialDays);
  const { id } = await one<{ id: string }>(
    client,
    `INSERT INTO subscriptions (tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date, trial_end_date,
  next_billing_date, metadata)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING subscriptions.id`,
    [tenantId, planId, trialEnd ? 'trial' : 'active', cycle, currency, start, end, trialEnd, trialEnd ?? end, '{}'],
  );
  return { id, tenantId, currency };
}

export async function serviceChangesPlan(client: ServiceClient, subscriptionId: string, planId: string): Promise<void> {
  await client.query(`UPDATE subscriptions SET plan_id = $1, updated_at = now() WHERE subscriptions.id = $2`, [
    planId,
    subscriptionId,
  ]);
}

/** The cycle changes together with the end of the running term. */
export async function serviceChangesCycle(
  client: ServiceClient,
  subscriptionId: string,
  cycle: ServiceCycle,
): Promise<void> {
  const { start } = await one<{ start: string }>(
    client,
    `SELECT to_char(start_date, 'YYYY-MM-DD') AS start FROM subscriptions WHERE id = $1`,
    [subscriptionId],
  );
  await client.query(
    `UPDATE subscriptions SET billing_cycle = $1, end_date = $2, updated_at = now() WHERE subscriptions.id = $3`,
    [cycle, plusDays(start, cycleDays[cycle]), subscriptionId],
  );
}

export async function serviceSetsPaymentMethod(
  client: ServiceClient,
  subscriptionId: string,
  method: string,
): Promise<void> {
  await client.query(`UPDATE subscriptions SET payment_method = $1, updated_at = now() WHERE subscriptions.id = $2`, [
    method,
    subscriptionId,
  ]);
}

/** At the end of the term only canceled_at is set; an immediate cancel also ends the subscription today. */
export async function serviceCancels(
  client: ServiceClient,
  subscriptionId: string,
  immediate: boolean,
  today = '2025-02-01',
): Promise<void> {
  await client.query(`UPDATE subscriptions SET canceled_at = now(), updated_at = now() WHERE subscriptions.id = $1`, [
    subscriptionId,
  ]);
  if (immediate) {
    await client.query(`UPDATE subscriptions SET status = 'canceled', end_date = $1 WHERE subscriptions.id = $2`, [
      today,
      subscriptionId,
    ]);
  }
}

/** The service's own counter: it lives in memory and starts again at 1. */
export function serviceNumbers(year: number, from = 1): () => string {
  let next = from;
  return () => {
    const number = `SAH-${year}-${String(next).padStart(4, '0')}`;
    next += 1;
    return number;
  };
}

/** Inserts a pending invoice with one line item, whose money is a JSON number; tax 0, due in seven days. */
export async function serviceCreatesInvoice(
  client: ServiceClient,
  subscription: ServiceSubscription,
  input: { readonly number: string; readonly total?: string; readonly issueDate?: string },
): Promise<string> {
  const { number, total = '29.00', issueDate = '2025-01-15' } = input;
  const line = `[{"description": "Starter - monthly", "description_ar": "المبتدئ - شهري", "quantity": 1, "unit_price": ${total}, "amount": ${total}, "is_usage_based": false}]`;
  const { id } = await one<{ id: string }>(
    client,
    `INSERT INTO invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal,
  tax_rate, tax_amount, discount_amount, total, amount_paid, amount_due, line_items, metadata)
VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, '0', '0', '0', $7, '0', $7, $8, '{}') RETURNING invoices.id`,
    [
      number,
      subscription.tenantId,
      subscription.id,
      subscription.currency,
      issueDate,
      plusDays(issueDate, 7),
      total,
      line,
    ],
  );
  return id;
}

/** Inserts a payment as pending. */
export async function serviceCreatesPayment(
  client: ServiceClient,
  input: {
    readonly invoiceId: string;
    readonly tenantId: string;
    readonly amount: string;
    readonly currency?: 'USD' | 'YER';
    readonly method?: string;
  },
): Promise<string> {
  const { invoiceId, tenantId, amount, currency = 'USD', method = 'credit_card' } = input;
  const { id } = await one<{ id: string }>(
    client,
    `INSERT INTO payments (invoice_id, tenant_id, amount, currency, status, method, metadata)
VALUES ($1, $2, $3, $4, 'pending', $5, '{}') RETURNING payments.id`,
    [invoiceId, tenantId, amount, currency, method],
  );
  return id;
}

export async function serviceSettlesPayment(
  client: ServiceClient,
  paymentId: string,
  stripePaymentId = 'pi_test',
): Promise<void> {
  await client.query(
    `UPDATE payments SET status = 'succeeded', paid_at = now(), processed_at = now(), stripe_payment_id = $1
WHERE payments.id = $2`,
    [stripePaymentId, paymentId],
  );
}

export async function serviceFailsPayment(client: ServiceClient, paymentId: string, reason: string): Promise<void> {
  await client.query(
    `UPDATE payments SET status = 'failed', processed_at = now(), failure_reason = $1 WHERE payments.id = $2`,
    [reason, paymentId],
  );
}

/**
 * Adds a payment to its invoice as the service does: reads, adds in its own memory, writes; no lock. `between` runs
 * after the read, so that a test can put another writer there.
 */
export async function serviceAddsToInvoice(
  client: ServiceClient,
  invoiceId: string,
  amount: string,
  between: () => Promise<void> = async () => undefined,
): Promise<void> {
  const invoice = await one<{ paid: string; total: string }>(
    client,
    `SELECT amount_paid::text AS paid, total::text AS total FROM invoices WHERE invoices.id = $1`,
    [invoiceId],
  );
  await between();
  const paid = new Big(invoice.paid).plus(amount);
  const due = new Big(invoice.total).minus(paid);
  if (due.lte(0)) {
    await client.query(
      `UPDATE invoices SET amount_paid = $1, amount_due = $2, status = 'paid', paid_date = CURRENT_DATE
WHERE invoices.id = $3`,
      [paid.toFixed(2), '0.00', invoiceId],
    );
  } else {
    await client.query(`UPDATE invoices SET amount_paid = $1, amount_due = $2 WHERE invoices.id = $3`, [
      paid.toFixed(2),
      due.toFixed(2),
      invoiceId,
    ]);
  }
}

/** A whole payment: inserted, settled, added to its invoice. Returns the payment's id. */
export async function servicePays(
  client: ServiceClient,
  input: Parameters<typeof serviceCreatesPayment>[1],
): Promise<string> {
  const paymentId = await serviceCreatesPayment(client, input);
  await serviceSettlesPayment(client, paymentId);
  await serviceAddsToInvoice(client, input.invoiceId, input.amount);
  return paymentId;
}

export async function serviceRecordsUsage(
  client: ServiceClient,
  subscription: ServiceSubscription,
  metric = 'api_calls',
  quantity = 1,
): Promise<string> {
  const { id } = await one<{ id: string }>(
    client,
    `INSERT INTO usage_records (subscription_id, tenant_id, metric_type, quantity, metadata)
VALUES ($1, $2, $3, $4, $5) RETURNING usage_records.id`,
    [subscription.id, subscription.tenantId, metric, quantity, '{"resource_id": "field-1"}'],
  );
  return id;
}
