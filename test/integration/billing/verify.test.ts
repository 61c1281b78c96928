import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { changePlan } from '../../../electron/billing/changes/change-plan';
import { previewChange } from '../../../electron/billing/changes/preview-change';
import { resumeSubscription, suspendSubscription } from '../../../electron/billing/suspend-subscription';
import { addDays, calendarDateSchema } from '../../../electron/contract/calendar-date';
import { planIdSchema, type SubscriptionId } from '../../../electron/contract/ids';
import { runVerification } from '../../../electron/billing/verify';
import { serviceCreatesInvoice, servicePays } from '../../support/service-writes';
import { actor, look, newKey, openOffice, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** Writes past the triggers and the guards, as only somebody with the server in their hands could. */
async function damage(sql: string, bind: readonly unknown[] = []): Promise<void> {
  const client = await office.database.connectClient();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(sql, [...bind]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** What Verify finds that it had not found before. */
const known = new Set<string>();
async function fresh(): Promise<{ code: string; origin: string; invariant: number }[]> {
  const { findings, clean } = await runVerification(office.database);
  expect(clean).toBe(findings.every(({ origin }) => origin !== 'desktop'));
  const found = findings.filter((finding) => !known.has(JSON.stringify(finding)));
  for (const finding of found) known.add(JSON.stringify(finding));
  return found.map(({ code, origin, invariant }) => ({ code, origin, invariant }));
}
afterEach(async () => {
  await fresh();
});

async function paidInvoice(): Promise<{ invoice: string; payment: string; tenantId: string }> {
  const farm = await office.tenant();
  const invoice = await office.invoice(farm, '10.00');
  const { id } = await office.pay(farm.tenantId, '10.00', [[invoice, '10.00']]);
  return { invoice, payment: id, tenantId: farm.tenantId };
}

describe('verify finds', () => {
  it('nothing in a book that is in order, and says what it looked at', async () => {
    await paidInvoice();
    const { clean, checked, findings } = await runVerification(office.database);
    expect({ clean, findings }).toEqual({ clean: true, findings: [] });
    expect(checked.map(({ invariant }) => invariant)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(checked.every(({ rows }) => rows > 0)).toBe(true);
  });

  it.each([
    [1, 'paid_differs', `UPDATE public.invoices SET amount_paid = 9 WHERE id = $1`],
    [1, 'due_differs', `UPDATE public.invoices SET amount_due = 1 WHERE id = $1`],
    [1, 'status_differs', `UPDATE public.invoices SET status = 'pending' WHERE id = $1`],
    [3, 'total_differs', `UPDATE public.invoices SET tax_amount = 1, tax_rate = 10 WHERE id = $1`],
    [3, 'subtotal_differs', `UPDATE public.invoices SET subtotal = 11, discount_amount = 1 WHERE id = $1`],
    [3, 'tax_differs', `UPDATE public.invoices SET tax_rate = 10 WHERE id = $1`],
    [
      3,
      'line_differs',
      `UPDATE public.invoices SET line_items = jsonb_set(line_items, '{0,quantity}', '2') WHERE id = $1`,
    ],
    [
      3,
      'line_unreadable',
      `UPDATE public.invoices SET line_items = jsonb_set(line_items, '{0,amount}', '"x"') WHERE id = $1`,
    ],
    [5, 'number_without_document', `UPDATE public.invoices SET invoice_number = 'X-' || invoice_number WHERE id = $1`],
    [5, 'number_missing', `DELETE FROM billing_desktop.numbers WHERE entity_id = $1`],
    [7, 'not_a_number', `UPDATE public.invoices SET discount_amount = 'NaN' WHERE id = $1`],
    [7, 'audit_missing', `DELETE FROM billing_desktop.audit WHERE entity = 'invoice' AND entity_id = $1::text`],
    [
      7,
      'too_many_decimals',
      `UPDATE public.invoices SET line_items = jsonb_set(line_items, '{0,amount}', '10.001') WHERE id = $1`,
    ],
  ] as const)('invariant %i: %s', async (invariant, code, sql) => {
    const { invoice } = await paidInvoice();
    await damage(sql, [invoice]);
    expect(await fresh()).toContainEqual({ invariant, code, origin: 'desktop' });
  });

  it.each([
    [2, 'allocated_exceeds_payment', `UPDATE public.payments SET amount = 9.99 WHERE id = $1`],
    [2, 'allocated_not_succeeded', `UPDATE public.payments SET status = 'failed' WHERE id = $1`],
    [2, 'allocated_to_other', `UPDATE public.payments SET tenant_id = 'another' WHERE id = $1`],
    [2, 'allocated_below_zero', `UPDATE billing_desktop.allocations SET amount = -1 WHERE payment_id = $1`],
    [5, 'voucher_missing', `DELETE FROM billing_desktop.receipt_vouchers WHERE payment_id = $1`],
    [
      6,
      'key_unknown',
      `UPDATE billing_desktop.payment_details SET command_key = gen_random_uuid() WHERE payment_id = $1`,
    ],
    [7, 'audit_missing', `DELETE FROM billing_desktop.audit WHERE entity = 'payment' AND entity_id = $1::text`],
  ] as const)('invariant %i: %s of a payment', async (invariant, code, sql) => {
    const { payment } = await paidInvoice();
    await damage(sql, [payment]);
    expect(await fresh()).toContainEqual({ invariant, code, origin: 'desktop' });
  });

  it('invariant 1: paid more than the total, and 6: a key without its result', async () => {
    const { invoice, payment } = await paidInvoice();
    await damage(
      `INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind) VALUES ($1, $2, 5, 'credit')`,
      [payment, invoice],
    );
    expect(await fresh()).toContainEqual({ invariant: 1, code: 'paid_exceeds_total', origin: 'desktop' });
    await damage(`INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES ($1, 'payments.record', '')`, [
      newKey(),
    ]);
    const found = await fresh();
    expect(found).toContainEqual({ invariant: 6, code: 'key_without_result', origin: 'desktop' });
    expect(found).toContainEqual({ invariant: 6, code: 'key_without_effect', origin: 'desktop' });
  });

  it('invariant 4: a period that was billed twice', async () => {
    const farm = await office.tenant();
    const [first, second] = [await office.invoice(farm, '10.00'), await office.invoice(farm, '10.00')];
    await damage(
      `UPDATE billing_desktop.invoice_details SET period = daterange('2026-01-31', '2026-02-28') WHERE invoice_id IN ($1, $2)`,
      [first, second],
    );
    expect(await fresh()).toContainEqual({ invariant: 4, code: 'period_billed_twice', origin: 'desktop' });
  });
});

describe('of a subscription’s changes verify finds', () => {
  const planId = planIdSchema.parse('professional');
  async function upgraded(): Promise<SubscriptionId> {
    const today = calendarDateSchema.parse(await office.today());
    const { subscriptionId: id } = await office.tenant({ startDate: addDays(today, -5) });
    const change = { kind: 'plan', planId } as const;
    const { expected } = await previewChange(office.database, { id, change });
    await changePlan(office.database, actor, { key: newKey(), id, planId, expected });
    await suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'Season is over' });
    return id;
  }

  it('nothing in what the desktop and its upkeep do, and lists apart what another program made of it', async () => {
    const id = await upgraded();
    await resumeSubscription(office.database, actor, { key: newKey(), id });
    expect(await fresh()).toEqual([]);
    const client = await office.database.connectClient();
    await client.query(`UPDATE public.subscriptions SET plan_id = 'starter' WHERE id = $1`, [id]);
    await client.end();
    // The test's own connection gives the desktop's name: what the desktop itself did later is explained.
    expect(await fresh()).toEqual([]);
    const service = new pg.Client({ connectionString: office.url });
    await service.connect();
    await service.query(`UPDATE public.subscriptions SET plan_id = 'enterprise' WHERE id = $1`, [id]);
    expect(await fresh()).toEqual([{ invariant: 7, code: 'changed_elsewhere', origin: 'service' }]);
    await service.end();
    // The next change of the desktop begins from what it found.
    await suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'Season is over' });
    expect(await fresh()).toEqual([]);
  });

  it.each([
    [
      'change_altered',
      `UPDATE billing_desktop.subscription_changes SET to_plan_id = 'enterprise' WHERE subscription_id = $1 AND kind = 'upgraded'`,
    ],
    [
      'change_not_followed',
      `UPDATE billing_desktop.subscription_changes SET to_plan_id = 'free' WHERE subscription_id = $1 AND kind = 'upgraded'`,
    ],
    [
      'change_altered',
      `UPDATE billing_desktop.subscription_changes SET to_status = 'active' WHERE subscription_id = $1 AND kind = 'suspended'`,
    ],
    ['change_not_in_force', `UPDATE public.subscriptions SET status = 'active' WHERE id = $1`],
    ['change_not_in_force', `UPDATE public.subscriptions SET billing_cycle = 'yearly' WHERE id = $1`],
    [
      'change_money_differs',
      `UPDATE billing_desktop.subscription_changes SET money = money + 1 WHERE subscription_id = $1 AND kind = 'upgraded'`,
    ],
    [
      'change_not_audited',
      `DELETE FROM billing_desktop.audit a USING billing_desktop.subscription_changes c
      WHERE c.subscription_id = $1 AND a.entity = 'subscription_change' AND a.entity_id = c.id::text`,
    ],
  ])('%s after %s', async (code, sql) => {
    const id = await upgraded();
    expect(await fresh()).toEqual([]);
    await damage(sql, [id]);
    const { findings } = await runVerification(office.database);
    expect(findings).toContainEqual(
      expect.objectContaining({ invariant: 7, code, origin: 'desktop', entity: 'subscription', id }),
    );
  });
});

describe('verify tells apart', () => {
  it('what the service did', async () => {
    const farm = await office.tenant();
    const client = await office.database.connectClient();
    try {
      const subscription = { id: farm.subscriptionId, tenantId: farm.tenantId, currency: 'USD' as const };
      const invoiceId = await serviceCreatesInvoice(client, subscription, { number: 'SAH-2018-0001', total: '20.00' });
      await servicePays(client, { invoiceId, tenantId: farm.tenantId, amount: '5.00' });
      expect(await fresh()).toEqual([]);
      await serviceCreatesInvoice(client, subscription, { number: 'SAH-2018-0002', total: '20.00' });
      expect(await fresh()).toEqual([{ invariant: 4, code: 'period_billed_twice', origin: 'service' }]);
      await client.query(`UPDATE public.invoices SET total = 21 WHERE id = $1`, [invoiceId]);
      expect(await fresh()).toEqual([{ invariant: 3, code: 'total_differs', origin: 'service' }]);
    } finally {
      await client.end();
    }
  });

  it('what was there before', async () => {
    const farm = await office.tenant();
    const inherited = `INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date,
  subtotal, total, amount_paid, amount_due, created_at) VALUES ('SAH-2017-0001', $1, $2, 'paid', 'USD', '2017-01-01', '2017-01-08',
  10, 10, 12, 0, '2017-01-01')`;
    await look(office.database, inherited, [farm.tenantId, farm.subscriptionId]);
    expect(await fresh()).toEqual(
      expect.arrayContaining([
        { invariant: 1, code: 'paid_exceeds_total', origin: 'inherited' },
        { invariant: 3, code: 'subtotal_differs', origin: 'inherited' },
      ]),
    );
  });
});
