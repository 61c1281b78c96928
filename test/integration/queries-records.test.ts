import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoiceIdSchema, paymentIdSchema, tenantIdSchema } from '../../electron/contract/ids';
import { invoices, type InvoiceDetail } from '../../electron/contract/invoices';
import { payments, type PaymentDetail } from '../../electron/contract/payments';
import { tenants } from '../../electron/contract/tenants';
import { today } from '../../electron/contract/today';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { getInvoice, invoiceTotals } from '../../electron/database/queries/invoices';
import { getPayment, openInvoices } from '../../electron/database/queries/payments';
import { getTenant } from '../../electron/database/queries/tenants';
import { getToday } from '../../electron/database/queries/today';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';
import {
  serviceCreatesInvoice,
  serviceCreatesPayment,
  serviceCreatesSubscription,
  serviceFailsPayment,
  servicePays,
  serviceSettlesPayment,
  type ServiceSubscription,
} from '../support/service-writes';

let test: TestDatabase;
let database: Database;
let client: pg.Client;
let subscription: ServiceSubscription;
let serverToday: string;

beforeAll(async () => {
  test = await createMigratedDatabase();
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
  database = await openDatabaseFromUrl(test.url);
  subscription = await serviceCreatesSubscription(client, { tenantId: 'farm', start: '2025-01-31' });
  await client.query(
    `INSERT INTO public.tenants (tenant_id, name, name_ar, contact) VALUES ('farm', 'Farm', 'مزرعة', '{"city": "Seiyun"}')`,
  );
  const { rows } = await client.query<{ today: string }>('SELECT billing_desktop.today()::text AS today');
  serverToday = rows[0]?.today ?? '';
});

afterAll(async () => {
  await database.close();
  await client.end();
  await test.drop();
});

let numbers = 0;
async function newInvoice(total: string, issueDate = '2025-03-05'): Promise<string> {
  numbers += 1;
  return serviceCreatesInvoice(client, subscription, {
    number: `SAH-2025-${String(numbers).padStart(4, '0')}`,
    total,
    issueDate,
  });
}

async function invoiceOf(id: string): Promise<InvoiceDetail> {
  return invoices.get.output.parse(await getInvoice(database, { id: invoiceIdSchema.parse(id) }));
}
async function paymentOf(id: string): Promise<PaymentDetail> {
  return payments.get.output.parse(await getPayment(database, { id: paymentIdSchema.parse(id) }));
}

describe('an invoice of the service', () => {
  it('is read with its lines, its anchored period and who wrote it', async () => {
    const invoice = await invoiceOf(await newInvoice('29.00'));
    expect(invoice).toMatchObject({
      origin: 'service',
      tenantNameAr: 'مزرعة',
      planName: 'Starter',
      cycle: 'monthly',
      // 31 January, so the 28th of February to the 31st of March.
      period: { start: '2025-02-28', end: '2025-03-31' },
      total: '29.00',
      amountDue: '29.00',
      inherited: '0.00',
      taxRate: '0',
      exchangeRate: null,
      copies: 0,
      lines: [{ description: 'Starter - monthly', quantity: '1', unitPrice: '29.00', amount: '29.00', basis: null }],
      payments: [],
    });
    expect(invoice.timeline).toMatchObject([
      { action: 'insert', actor: 'postgres', source: 'service', actorProven: false },
    ]);
  });

  it('keeps every digit of its lines, whoever wrote them and however', async () => {
    const id = await newInvoice('10.00');
    await client.query(
      `UPDATE invoices SET line_items = '[
  {"description": "a", "description_ar": "أ", "quantity": 1234567.1234, "unit_price": 0.1, "amount": 9999999999.99, "is_usage_based": true},
  {"description": "b", "quantity": "3", "unit_price": "33.333333333333", "amount": "99.999"},
  {"description_ar": "ج"},
  {"description": "odd", "quantity": "many", "amount": null},
  "no line"]' WHERE id = $1`,
      [id],
    );
    expect((await invoiceOf(id)).lines).toMatchObject([
      { quantity: '1234567.1234', unitPrice: '0.10', amount: '9999999999.99', isUsageBased: true, descriptionAr: 'أ' },
      { quantity: '3', unitPrice: '33.333333333333', amount: '99.999', descriptionAr: 'b', isUsageBased: false },
      { description: 'ج', quantity: '1', amount: '0.00' },
      { quantity: 'many', amount: '0.00' },
      { description: '' },
    ]);
    await client.query(`UPDATE invoices SET line_items = '{"not": "a list"}' WHERE id = $1`, [id]);
    expect((await invoiceOf(id)).lines).toEqual([]);
  });

  it('shares its room among the payments that nobody allocated, the earlier ones first', async () => {
    const id = await newInvoice('100.00');
    const pay = async (amount: string, at: string): Promise<string> => {
      const payment = await serviceCreatesPayment(client, { invoiceId: id, tenantId: 'farm', amount });
      await client.query(`UPDATE payments SET status = 'succeeded', paid_at = $2 WHERE id = $1`, [payment, at]);
      return payment;
    };
    const late = await pay('80.00', '2025-03-20T08:00:00Z');
    const early = await pay('70.00', '2025-03-10T08:00:00Z');
    const failed = await serviceCreatesPayment(client, { invoiceId: id, tenantId: 'farm', amount: '5.00' });
    await serviceFailsPayment(client, failed, 'no money');

    const invoice = await invoiceOf(id);
    expect(invoice.standing).toBe('paid');
    expect(
      invoice.payments.map(({ paymentId, allocated, amount, status }) => [paymentId, allocated, amount, status]),
    ).toEqual([
      [early, '70.00', '70.00', 'succeeded'],
      [late, '30.00', '80.00', 'succeeded'],
      [failed, '0.00', '5.00', 'failed'],
    ]);
    expect(await paymentOf(late)).toMatchObject({
      origin: 'service',
      allocated: '30.00',
      refunded: '0.00',
      unallocated: '50.00',
      allocations: [{ invoiceId: id, amount: '30.00' }],
    });
    expect(await paymentOf(failed)).toMatchObject({
      allocated: '0.00',
      unallocated: '0.00',
      failureReason: 'no money',
    });
  });

  it('has another version after every write, and the same without one', async () => {
    const id = await newInvoice('10.00');
    const first = (await invoiceOf(id)).version;
    expect((await invoiceOf(id)).version).toBe(first);
    await servicePays(client, { invoiceId: id, tenantId: 'farm', amount: '1.00' });
    expect((await invoiceOf(id)).version).not.toBe(first);
  });

  it('takes the rate of its issue date', async () => {
    await client.query(
      `INSERT INTO billing_desktop.exchange_rates (rate_date, rate) VALUES ('2025-05-01', 530), ('2025-05-01', 531.5), ('2025-06-01', 540)`,
    );
    expect((await invoiceOf(await newInvoice('10.00', '2025-05-31'))).exchangeRate).toBe('531.5');
    expect((await invoiceOf(await newInvoice('10.00', '2025-06-01'))).exchangeRate).toBe('540');
    expect((await invoiceOf(await newInvoice('10.00', '2025-04-30'))).exchangeRate).toBeNull();
  });

  it('that is not there is not found', async () => {
    await expect(invoiceOf('0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e')).rejects.toMatchObject({ code: 'not_found' });
    await expect(paymentOf('0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('several writes of one command', () => {
  it('are one entry of the timeline, from the first value to the last', async () => {
    const id = await newInvoice('10.00');
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('billing_desktop.command_key', gen_random_uuid()::text, true), set_config('billing_desktop.action', 'voided', true)`,
    );
    await client.query(`UPDATE invoices SET status = 'overdue', due_date = '2025-04-01' WHERE id = $1`, [id]);
    await client.query(`UPDATE invoices SET status = 'canceled' WHERE id = $1`, [id]);
    await client.query('COMMIT');
    const { timeline, amountDue } = await invoiceOf(id);
    expect(timeline.map(({ action }) => action)).toEqual(['voided', 'insert']);
    expect(timeline[0]?.details).toMatchObject({
      status: 'canceled',
      status_before: 'pending',
      due_date: '2025-04-01',
      due_date_before: '2025-03-12',
    });
    expect(amountDue).toBe('0.00');
  });
});

describe('a tenant', () => {
  it('owes, is late with, and has to its credit what its invoices and payments say, each currency apart', async () => {
    const other = await serviceCreatesSubscription(client, { tenantId: 'mixed', currency: 'YER' });
    const make = async (total: string, currency: 'USD' | 'YER', dueIn: number): Promise<string> => {
      numbers += 1;
      const id = await serviceCreatesInvoice(
        client,
        { ...other, currency },
        { number: `SAH-2025-${String(numbers).padStart(4, '0')}`, total },
      );
      await client.query(`UPDATE invoices SET due_date = billing_desktop.today() + $2::integer WHERE id = $1`, [
        id,
        dueIn,
      ]);
      return id;
    };
    const late = await make('100.00', 'USD', -1);
    await make('50.00', 'USD', 0);
    const paid = await make('20.00', 'YER', -1);
    await servicePays(client, { invoiceId: late, tenantId: 'mixed', amount: '30.00' });
    await servicePays(client, { invoiceId: paid, tenantId: 'mixed', amount: '25.00', currency: 'YER' });

    const tenant = tenants.get.output.parse(await getTenant(database, { tenantId: tenantIdSchema.parse('mixed') }));
    expect(tenant).toMatchObject({
      registered: false,
      owed: [
        { currency: 'USD', due: '120.00', overdue: '70.00', credit: '0.00' },
        { currency: 'YER', due: '0.00', overdue: '0.00', credit: '5.00' },
      ],
    });
    expect(tenant.openInvoices.map((invoice) => [invoice.amountDue, invoice.standing])).toEqual([
      ['70.00', 'overdue'],
      ['50.00', 'pending'],
    ]);
    const open = payments.openInvoices.output.parse(
      await openInvoices(database, { tenantId: tenantIdSchema.parse('mixed'), currency: 'USD' }),
    );
    expect(open.map((invoice) => [invoice.amountDue, invoice.daysOverdue])).toEqual([
      ['70.00', 1],
      ['50.00', 0],
    ]);
  });
});

describe('sums', () => {
  it('may be larger than any one amount', async () => {
    const rich = await serviceCreatesSubscription(client, { tenantId: 'rich', currency: 'YER' });
    for (const number of ['SAH-2025-8001', 'SAH-2025-8002']) {
      await serviceCreatesInvoice(client, rich, { number, total: '9999999999.99' });
    }
    const tenant = tenants.get.output.parse(await getTenant(database, { tenantId: tenantIdSchema.parse('rich') }));
    expect(tenant.owed).toEqual([
      { currency: 'YER', due: '19999999999.98', overdue: '19999999999.98', credit: '0.00' },
    ]);
    const totals = invoices.totals.output.parse(
      await invoiceTotals(database, invoices.totals.input.parse({ filter: { tenantId: 'rich' } })),
    );
    expect(totals.currencies).toEqual([{ currency: 'YER', count: 2, total: '19999999999.98', due: '19999999999.98' }]);
    expect(today.get.output.parse(await getToday(database)).overdue.sums).toContainEqual({
      currency: 'YER',
      amount: expect.stringMatching(/^\d{11}\.\d\d$/u),
    });
  });

  it('leave a NaN out, which is shown as nothing', async () => {
    const odd = await serviceCreatesSubscription(client, { tenantId: 'odd' });
    await client.query(
      `INSERT INTO invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal, total, amount_due)
VALUES ('SAH-2025-8004', 'odd', $1, 'pending', 'USD', '2025-01-01', '2025-01-08', 'NaN', 'NaN', 'NaN'),
  ('SAH-2025-8005', 'odd', $1, 'pending', 'USD', '2025-01-01', '2025-01-08', 5, 5, 5)`,
      [odd.id],
    );
    const totals = await invoiceTotals(database, invoices.totals.input.parse({ filter: { tenantId: 'odd' } }));
    expect(totals.currencies).toEqual([{ currency: 'USD', count: 2, total: '5.00', due: '5.00' }]);
    const tenant = tenants.get.output.parse(await getTenant(database, { tenantId: tenantIdSchema.parse('odd') }));
    expect(tenant.openInvoices.map(({ total }) => total).toSorted()).toEqual(['0.00', '5.00']);
  });
});

describe('today', () => {
  it('has each pile with its count, its sums, and what comes first', async () => {
    const before = today.get.output.parse(await getToday(database));
    expect(before).toMatchObject({ date: serverToday, zone: 'Asia/Aden' });

    const late = await newInvoice('11.00');
    await client.query(`UPDATE invoices SET due_date = billing_desktop.today() - 4000 WHERE id = $1`, [late]);
    const soon = await newInvoice('12.00');
    await client.query(`UPDATE invoices SET due_date = billing_desktop.today() WHERE id = $1`, [soon]);
    const nextWeek = await newInvoice('13.00');
    await client.query(`UPDATE invoices SET due_date = billing_desktop.today() + 7 WHERE id = $1`, [nextWeek]);
    const draft = await newInvoice('14.00');
    await client.query(`UPDATE invoices SET status = 'draft' WHERE id = $1`, [draft]);
    await serviceCreatesSubscription(client, { tenantId: 'trying', start: serverToday, trialDays: 3 });
    await serviceCreatesPayment(client, { invoiceId: late, tenantId: 'farm', amount: '2.00' });
    const failed = await serviceCreatesPayment(client, { invoiceId: late, tenantId: 'farm', amount: '3.00' });
    await serviceFailsPayment(client, failed, 'no');
    const settled = await serviceCreatesPayment(client, { invoiceId: late, tenantId: 'farm', amount: '4.00' });
    await serviceSettlesPayment(client, settled);

    const after = today.get.output.parse(await getToday(database));
    const grown = (
      pile: 'overdue' | 'dueThisWeek' | 'drafts' | 'trialsEnding' | 'pendingPayments' | 'failedPayments',
    ) => after[pile].count - before[pile].count;
    expect(grown('overdue')).toBe(1);
    expect(grown('dueThisWeek')).toBe(1);
    expect(grown('drafts')).toBe(1);
    expect(grown('trialsEnding')).toBe(1);
    expect(grown('pendingPayments')).toBe(1);
    expect(grown('failedPayments')).toBe(1);
    expect(after.overdue.first[0]).toMatchObject({ id: late, daysOverdue: 4000, amountDue: '7.00' });
    expect(after.dueThisWeek.first.map((invoice) => invoice.id)).toContain(soon);
    expect(after.drafts).toMatchObject({ sums: [{ currency: 'USD', amount: '14.00' }] });
    expect(after.pendingPayments.sums).toEqual([{ currency: 'USD', amount: '2.00' }]);
    expect(after.receivedToday).toEqual([
      { currency: 'USD', amount: expect.any(String) },
      { currency: 'YER', amount: '25.00' },
    ]);
  });
});
