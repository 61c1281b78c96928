import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';
import {
  serviceAddsToInvoice,
  serviceCreatesInvoice,
  serviceCreatesPayment,
  serviceCreatesSubscription,
  serviceFailsPayment,
  servicePays,
  serviceSettlesPayment,
  type ServiceSubscription,
} from '../support/service-writes';

let database: TestDatabase;
let client: pg.Client;
let other: pg.Client;
let subscription: ServiceSubscription;
let invoices = 0;

async function connect(): Promise<pg.Client> {
  const opened = new pg.Client({ connectionString: database.url });
  await opened.connect();
  return opened;
}

beforeAll(async () => {
  database = await createMigratedDatabase();
  client = await connect();
  other = await connect();
  subscription = await serviceCreatesSubscription(client, { tenantId: 'farm-1' });
});

afterAll(async () => {
  await client.end();
  await other.end();
  await database.drop();
});

function newInvoice(total = '100.00'): Promise<string> {
  invoices += 1;
  return serviceCreatesInvoice(client, subscription, {
    number: `SAH-2025-${String(invoices).padStart(4, '0')}`,
    total,
  });
}

interface Amounts {
  readonly status: string;
  readonly paid: string;
  readonly due: string;
  readonly paid_date: string | null;
}

async function amounts(invoiceId: string): Promise<Amounts> {
  const { rows } = await client.query<Amounts>(
    `SELECT status, amount_paid::text AS paid, amount_due::text AS due, paid_date::text FROM public.invoices WHERE id = $1`,
    [invoiceId],
  );
  const [row] = rows;
  if (!row) throw new Error('no such invoice');
  return row;
}

async function paidAndDue(invoiceId: string): Promise<string> {
  const { status, paid, due } = await amounts(invoiceId);
  return `${status} ${paid} ${due}`;
}

/** A payment as the desktop writes it: with details, counted by its allocations only. */
async function explicitPayment(
  on: string,
  amount: string,
  allocations: readonly (readonly [invoiceId: string, amount: string])[],
  paidOn = '2025-03-04',
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `WITH p AS (
  INSERT INTO public.payments (invoice_id, tenant_id, amount, currency, status, method, paid_at)
  VALUES ($1, 'farm-1', $2, 'USD', 'succeeded', 'cash', now()) RETURNING id
), d AS (
  INSERT INTO billing_desktop.payment_details (payment_id, origin, paid_on) SELECT id, 'desktop', $5::date FROM p
), a AS (
  INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind)
  SELECT p.id, x.invoice_id, x.amount, 'payment' FROM p, unnest($3::uuid[], $4::numeric[]) x (invoice_id, amount)
)
SELECT id FROM p`,
    [on, amount, allocations.map(([id]) => id), allocations.map(([, part]) => part), paidOn],
  );
  const [row] = rows;
  if (!row) throw new Error('no payment');
  return row.id;
}

describe('what is paid and due', () => {
  it('follows a payment of the service from pending to succeeded, and back when it fails', async () => {
    const invoice = await newInvoice();
    const payment = await serviceCreatesPayment(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '40.00' });
    expect(await paidAndDue(invoice)).toBe('pending 0.00 100.00');
    await serviceSettlesPayment(client, payment);
    expect(await paidAndDue(invoice)).toBe('pending 40.00 60.00');
    await serviceAddsToInvoice(client, invoice, '40.00');
    expect(await paidAndDue(invoice)).toBe('pending 40.00 60.00');
    await serviceFailsPayment(client, payment, 'returned');
    expect(await paidAndDue(invoice)).toBe('pending 0.00 100.00');
  });

  it('counts a payment up to what is due, and the next one not at all', async () => {
    const invoice = await newInvoice();
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '70.00' });
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '70.00' });
    expect(await paidAndDue(invoice)).toBe('paid 100.00 0.00');
  });

  it('makes an invoice paid on the day of its last payment, and pending again when one is taken back', async () => {
    const invoice = await newInvoice();
    const payment = await serviceCreatesPayment(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '100.00' });
    // 22:30 in UTC is the next day in Aden.
    await client.query(`UPDATE payments SET status = 'succeeded', paid_at = '2025-02-10T22:30:00Z' WHERE id = $1`, [
      payment,
    ]);
    expect(await amounts(invoice)).toEqual({ status: 'paid', paid: '100.00', due: '0.00', paid_date: '2025-02-11' });
    await serviceFailsPayment(client, payment, 'returned');
    expect(await amounts(invoice)).toEqual({ status: 'pending', paid: '0.00', due: '100.00', paid_date: null });
  });

  it('keeps the paid date that the service wrote', async () => {
    const invoice = await newInvoice();
    const payment = await serviceCreatesPayment(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '100.00' });
    await client.query(`UPDATE invoices SET paid_date = '2025-01-20' WHERE id = $1`, [invoice]);
    await serviceSettlesPayment(client, payment);
    expect((await amounts(invoice)).paid_date).toBe('2025-01-20');
  });

  it('keeps overdue while something is due', async () => {
    const invoice = await newInvoice();
    await client.query(`UPDATE invoices SET status = 'overdue' WHERE id = $1`, [invoice]);
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '99.99' });
    expect(await paidAndDue(invoice)).toBe('overdue 99.99 0.01');
  });

  it('leaves a canceled invoice canceled', async () => {
    const invoice = await newInvoice();
    await client.query(`UPDATE invoices SET status = 'canceled' WHERE id = $1`, [invoice]);
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '100.00' });
    expect((await amounts(invoice)).status).toBe('canceled');
  });

  it('does not let the service pay by writing the amount', async () => {
    const invoice = await newInvoice();
    await client.query(`UPDATE invoices SET amount_paid = 100, amount_due = 0, status = 'paid' WHERE id = $1`, [
      invoice,
    ]);
    expect(await paidAndDue(invoice)).toBe('pending 0.00 100.00');
  });

  it('keeps what an invoice brings as paid as its inherited amount', async () => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal, total,
  amount_paid, amount_due) VALUES ('SAH-2025-9001', 'farm-1', $1, 'pending', 'USD', '2025-01-01', '2025-01-08', 50, 50, 20, 30)
RETURNING id`,
      [subscription.id],
    );
    const id = rows[0]?.id ?? '';
    expect(await paidAndDue(id)).toBe('pending 20.00 30.00');
    await servicePays(client, { invoiceId: id, tenantId: 'farm-1', amount: '30.00' });
    expect(await paidAndDue(id)).toBe('paid 50.00 0.00');
  });

  it('counts nothing on a draft', async () => {
    const invoice = await newInvoice();
    await client.query(`UPDATE invoices SET status = 'draft' WHERE id = $1`, [invoice]);
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '30.00' });
    expect(await paidAndDue(invoice)).toBe('draft 0.00 100.00');
  });

  it('does not count another currency, nor NaN', async () => {
    const invoice = await newInvoice();
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '30.00', currency: 'YER' });
    await client.query(
      `INSERT INTO payments (invoice_id, tenant_id, amount, currency, status, method) VALUES ($1, 'farm-1', 'NaN', 'USD', 'succeeded', 'cash')`,
      [invoice],
    );
    expect(await paidAndDue(invoice)).toBe('pending 0.00 100.00');
  });
});

describe('a payment with allocations', () => {
  it('counts by them only, on each of its invoices', async () => {
    const first = await newInvoice();
    const second = await newInvoice();
    await explicitPayment(first, '150.00', [
      [first, '100.00'],
      [second, '30.00'],
    ]);
    expect(await amounts(first)).toEqual({ status: 'paid', paid: '100.00', due: '0.00', paid_date: '2025-03-04' });
    expect(await paidAndDue(second)).toBe('pending 30.00 70.00');
  });

  it('comes before what the service left unallocated', async () => {
    const invoice = await newInvoice();
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '80.00' });
    await explicitPayment(invoice, '50.00', [[invoice, '50.00']]);
    expect(await paidAndDue(invoice)).toBe('paid 100.00 0.00');
    await client.query(`UPDATE payments SET status = 'failed' WHERE invoice_id = $1 AND amount = 80`, [invoice]);
    expect(await paidAndDue(invoice)).toBe('pending 50.00 50.00');
  });

  it('moves no figure when a payment of the service becomes explicit with what it counted', async () => {
    const invoice = await newInvoice();
    const payment = await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '60.00' });
    await client.query(
      `WITH d AS (INSERT INTO billing_desktop.payment_details (payment_id, origin) VALUES ($1::uuid, 'service'))
INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind) VALUES ($1::uuid, $2, 60, 'adopted')`,
      [payment, invoice],
    );
    expect(await paidAndDue(invoice)).toBe('pending 60.00 40.00');
    await client.query(
      `INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind) VALUES ($1, $2, -60, 'reversal')`,
      [payment, invoice],
    );
    expect(await paidAndDue(invoice)).toBe('pending 0.00 100.00');
  });

  it('cannot be changed or deleted once written', async () => {
    const invoice = await newInvoice();
    await explicitPayment(invoice, '10.00', [[invoice, '10.00']]);
    for (const statement of [
      'UPDATE billing_desktop.allocations SET amount = 1',
      'DELETE FROM billing_desktop.allocations',
      'TRUNCATE billing_desktop.allocations',
      'UPDATE billing_desktop.audit SET actor = current_user',
      'DELETE FROM billing_desktop.audit',
      'TRUNCATE billing_desktop.audit',
    ]) {
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: '23001' });
    }
    await expect(client.query('DELETE FROM public.invoices WHERE id = $1', [invoice])).rejects.toThrow(/allocations/);
  });
});

describe('two writers at once', () => {
  it('lose nothing, however the reads and writes of two services fall between each other', async () => {
    const invoice = await newInvoice();
    const first = await serviceCreatesPayment(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '30.00' });
    const second = await serviceCreatesPayment(other, { invoiceId: invoice, tenantId: 'farm-1', amount: '45.00' });
    await serviceSettlesPayment(client, first);
    await serviceAddsToInvoice(client, invoice, '30.00', async () => {
      // Read by the first, not written yet: the second does all of its work in between.
      await serviceSettlesPayment(other, second);
      await serviceAddsToInvoice(other, invoice, '45.00');
    });
    expect(await paidAndDue(invoice)).toBe('pending 75.00 25.00');
  });

  it('wait for each other inside transactions, and the second counts what the first committed', async () => {
    const invoice = await newInvoice();
    const first = await serviceCreatesPayment(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '60.00' });
    const second = await serviceCreatesPayment(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '40.00' });
    await client.query('BEGIN');
    await other.query('BEGIN');
    await serviceSettlesPayment(client, first);
    const waiting = serviceSettlesPayment(other, second);
    await client.query('COMMIT');
    await waiting;
    await other.query('COMMIT');
    expect(await paidAndDue(invoice)).toBe('paid 100.00 0.00');
  });

  it('and a desktop payment beside them: eight connections on one invoice, every payment counted', async () => {
    const invoice = await newInvoice('1000.00');
    const clients = await Promise.all(Array.from({ length: 8 }, connect));
    await Promise.all(
      clients.map(async (writer) => {
        for (let round = 0; round < 5; round += 1) {
          await servicePays(writer, { invoiceId: invoice, tenantId: 'farm-1', amount: '7.25' });
        }
      }),
    );
    await Promise.all(clients.map((writer) => writer.end()));
    expect(await paidAndDue(invoice)).toBe('pending 290.00 710.00');
  });
});

describe('never in the way', () => {
  it('lets a write through that it cannot derive, with a warning', async () => {
    const invoice = await newInvoice();
    const warnings: string[] = [];
    const listen = (notice: { message?: string }): void => void warnings.push(notice.message ?? '');
    client.on('notice', listen);
    await client.query('BEGIN');
    await client.query('ALTER TABLE billing_desktop.payment_details RENAME TO hidden');
    await client.query('ALTER TABLE billing_desktop.audit RENAME TO hidden_audit');
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '10.00' });
    const written = await amounts(invoice);
    await client.query('ROLLBACK');
    client.off('notice', listen);
    expect(written).toMatchObject({ paid: '10.00', due: '90.00' });
    expect(warnings.some((warning) => warning.startsWith('billing_desktop:'))).toBe(true);
  });

  it('passes a lock timeout on, so that the writer knows', async () => {
    const invoice = await newInvoice();
    const payment = await serviceCreatesPayment(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '10.00' });
    await other.query('BEGIN');
    await other.query('SELECT FROM public.invoices WHERE id = $1 FOR NO KEY UPDATE', [invoice]);
    await client.query(`SET lock_timeout = '50ms'`);
    await expect(serviceSettlesPayment(client, payment)).rejects.toMatchObject({ code: '55P03' });
    await client.query('RESET lock_timeout');
    await other.query('ROLLBACK');
    expect(await paidAndDue(invoice)).toBe('pending 0.00 100.00');
  });
});

describe('the audit', () => {
  interface AuditRow {
    readonly actor: string;
    readonly application: string;
    readonly machine: string;
    readonly entity: string;
    readonly action: string;
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    readonly command_key: string | null;
  }

  let since = '0';
  beforeEach(async () => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT coalesce(max(id), 0)::text AS id FROM billing_desktop.audit`,
    );
    since = rows[0]?.id ?? '0';
  });
  async function written(): Promise<AuditRow[]> {
    const { rows } = await client.query<AuditRow>(`SELECT * FROM billing_desktop.audit WHERE id > $1 ORDER BY id`, [
      since,
    ]);
    return rows;
  }

  it('has a row for each row that changed, with the columns that changed, by whom and from where', async () => {
    const invoice = await newInvoice();
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '100.00' });
    const rows = await written();
    expect(rows.map(({ entity, action }) => `${entity} ${action}`)).toEqual([
      'invoice insert',
      'payment insert',
      'payment update',
      'invoice update',
    ]);
    const [created, , settled, paid] = rows;
    expect(created?.after).toMatchObject({
      id: invoice,
      status: 'pending',
      invoice_number: expect.stringMatching(/^SAH/),
    });
    expect(settled?.before).toMatchObject({ status: 'pending', paid_at: null });
    expect(Object.keys(paid?.after ?? {}).toSorted()).toEqual(['amount_due', 'amount_paid', 'paid_date', 'status']);
    expect(paid?.before).toMatchObject({ status: 'pending' });
    expect(created).toMatchObject({
      actor: 'postgres',
      machine: expect.stringMatching(/^127|^::1/),
      command_key: null,
    });
  });

  it('has none for an update that changes nothing', async () => {
    const invoice = await newInvoice();
    const before = (await written()).length;
    await client.query('UPDATE invoices SET notes = notes WHERE id = $1', [invoice]);
    expect(await written()).toHaveLength(before);
  });

  it('keeps the command, its word and the machine that were said in the transaction', async () => {
    const key = '0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e';
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('billing_desktop.command_key', $1, true), set_config('billing_desktop.action', 'issued', true),
  set_config('billing_desktop.machine', 'till-3', true)`,
      [key],
    );
    await newInvoice();
    await client.query('COMMIT');
    await newInvoice();
    expect(await written()).toMatchObject([
      { action: 'issued', command_key: key, machine: 'till-3' },
      { action: 'insert', command_key: null },
    ]);
  });

  it('outlives a nonsense key', async () => {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('billing_desktop.command_key', 'nonsense', true)`);
    await newInvoice();
    await client.query('COMMIT');
    expect(await written()).toMatchObject([{ entity: 'invoice', command_key: null }]);
  });

  it('follows tenants, plans, settings and rates', async () => {
    await client.query(`INSERT INTO public.tenants (tenant_id, name, name_ar) VALUES ('audited', 'A', 'أ')`);
    await client.query(`UPDATE public.tenants SET name = 'B' WHERE tenant_id = 'audited'`);
    await client.query(`DELETE FROM public.tenants WHERE tenant_id = 'audited'`);
    await client.query(`UPDATE public.plans SET trial_days = trial_days + 1 WHERE plan_id = 'starter'`);
    await client.query(`UPDATE billing_desktop.settings SET value = value || '{"dueDays": 9}' WHERE key = 'business'`);
    await client.query(`INSERT INTO billing_desktop.exchange_rates (rate_date, rate) VALUES ('2025-01-01', 530.25)`);
    expect((await written()).map(({ entity, action, after }) => [entity, action, after])).toMatchObject([
      ['tenant', 'insert', { name: 'A' }],
      ['tenant', 'update', { name: 'B' }],
      ['tenant', 'delete', null],
      ['plan', 'update', { trial_days: 15 }],
      ['settings', 'update', { value: { dueDays: 9 } }],
      ['exchange_rate', 'insert', { rate: 530.25 }],
    ]);
  });

  it('tells the open desktops which areas changed', async () => {
    const heard = new Set<string>();
    other.on('notification', ({ channel, payload }) => heard.add(`${channel} ${payload ?? ''}`));
    await other.query('LISTEN sahool_billing');
    const invoice = await newInvoice();
    await servicePays(client, { invoiceId: invoice, tenantId: 'farm-1', amount: '5.00' });
    // Notifications arrive with the answer to the next statement at the latest.
    await other.query('SELECT 1');
    await other.query('UNLISTEN *');
    expect([...heard].toSorted()).toEqual(['sahool_billing invoices', 'sahool_billing payments']);
  });
});

describe('commands and numbers', () => {
  it('refuse to commit a key without an answer', async () => {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES (gen_random_uuid(), 'test', 'x')`,
    );
    await expect(client.query('COMMIT')).rejects.toMatchObject({ code: '23000' });
  });

  it('keep an answer and a number for good', async () => {
    const key = 'b0f7d3e0-7a54-4a5e-9d1f-2f3a4b5c6d7e';
    await client.query(
      `INSERT INTO billing_desktop.commands (key, kind, content_hash, answer) VALUES ($1, 'test', 'x', '{}')`,
      [key],
    );
    await client.query(
      `INSERT INTO billing_desktop.numbers (series, year, n, document_number, state) VALUES ('invoice', 2025, 1, 'SAH-2025-0001', 'used')`,
    );
    for (const statement of [
      `UPDATE billing_desktop.commands SET answer = '{"other": 1}'`,
      'DELETE FROM billing_desktop.commands',
      'DELETE FROM billing_desktop.numbers',
      'UPDATE billing_desktop.numbers SET n = 2',
      `UPDATE billing_desktop.numbers SET state = 'passed_over'`,
    ]) {
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: '23001' });
    }
    await client.query(`UPDATE billing_desktop.numbers SET state = 'voided', reason = 'a mistake'`);
    await expect(client.query(`UPDATE billing_desktop.numbers SET state = 'voided'`)).rejects.toThrow(/for good/);
  });

  it('refuse a second bill for a period, but not after the first was voided', async () => {
    const [first, second] = [await newInvoice(), await newInvoice()];
    const bill = (invoice: string, period: string): Promise<unknown> =>
      client.query(
        `INSERT INTO billing_desktop.billed_periods (invoice_id, subscription_id, period) VALUES ($1, $2, $3)`,
        [invoice, subscription.id, period],
      );
    await bill(first, '[2025-01-15,2025-02-15)');
    await expect(bill(second, '[2025-02-01,2025-03-01)')).rejects.toMatchObject({ code: '23P01' });
    await client.query(`UPDATE billing_desktop.billed_periods SET live = false WHERE invoice_id = $1`, [first]);
    await bill(second, '[2025-02-01,2025-03-01)');
  });
});
