import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { migrateDown, migrateUp } from '../../electron/database/migrator/migrate';
import { createTestDatabase, type TestDatabase } from '../support/postgres';
import {
  serviceCreatesInvoice,
  serviceCreatesSubscription,
  servicePays,
  type ServiceSubscription,
} from '../support/service-writes';

let database: TestDatabase;
let client: pg.Client;
let opened: Database;
let subscription: ServiceSubscription;

/** Invoices as a service with its races and a clerk with psql may have left them: total, payments, amount_paid. */
const old = [
  { number: 'SAH-2024-0001', total: '100.00', payments: [], paid: '0.00' },
  { number: 'SAH-2024-0002', total: '100.00', payments: ['40.00'], paid: '40.00' },
  { number: 'SAH-2024-0003', total: '100.00', payments: ['100.00'], paid: '100.00' },
  // Paid by hand before there were payments.
  { number: 'SAH-2024-0004', total: '100.00', payments: [], paid: '100.00' },
  { number: 'SAH-2024-0005', total: '100.00', payments: ['30.00'], paid: '55.00' },
  // A payment that a race has lost.
  { number: 'SAH-2024-0006', total: '100.00', payments: ['30.00', '30.00'], paid: '30.00' },
  // More came in than was due.
  { number: 'SAH-2024-0007', total: '100.00', payments: ['130.00'], paid: '130.00' },
  { number: 'SAH-2024-0008', total: '100.00', payments: ['130.00'], paid: '100.00' },
] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  opened = await openDatabaseFromUrl(database.url);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await migrateUp(opened, { to: '0001' });
  subscription = await serviceCreatesSubscription(client, { tenantId: 'old' });
  for (const { number, total, payments, paid } of old) {
    const invoiceId = await serviceCreatesInvoice(client, subscription, { number, total });
    for (const amount of payments) await servicePays(client, { invoiceId, tenantId: 'old', amount });
    await client.query(
      `UPDATE invoices SET amount_paid = $2::numeric, amount_due = greatest(total - $2::numeric, 0),
  status = CASE WHEN total <= $2::numeric THEN 'paid' ELSE 'pending' END::invoice_status_enum WHERE id = $1`,
      [invoiceId, paid],
    );
  }
  await migrateUp(opened);
});

afterAll(async () => {
  await client.end();
  await opened.close();
  await database.drop();
});

async function figures(): Promise<unknown[]> {
  const { rows } = await client.query<{ number: string; paid: string; due: string; status: string }>(
    `SELECT invoice_number AS number, amount_paid::text AS paid, amount_due::text AS due, status::text
FROM invoices WHERE invoice_number LIKE 'SAH-2024-%' ORDER BY 1`,
  );
  return rows;
}

async function inherited(): Promise<Record<string, string>> {
  const { rows } = await client.query<{ number: string; amount: string }>(
    `SELECT i.invoice_number AS number, h.amount::text FROM billing_desktop.inherited_amounts h JOIN invoices i ON i.id = h.invoice_id`,
  );
  return Object.fromEntries(rows.map(({ number, amount }) => [number, amount]));
}

describe('what stood before the triggers', () => {
  it('keeps every figure, also when each row is written again', async () => {
    const before = await figures();
    expect(before).toMatchObject(old.map(({ number, paid }) => ({ number, paid })));
    await client.query('UPDATE invoices SET notes = $1', ['written again']);
    expect(await figures()).toEqual(before);
  });

  it('has its difference from the payments as its inherited amount; what came in beyond the total is credit', async () => {
    expect(await inherited()).toEqual({
      'SAH-2024-0004': '100.00',
      'SAH-2024-0005': '25.00',
      'SAH-2024-0006': '-30.00',
      'SAH-2024-0007': '130.00',
    });
  });

  it('takes a new payment on top', async () => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM invoices WHERE invoice_number = 'SAH-2024-0005'`,
    );
    await servicePays(client, { invoiceId: rows[0]?.id ?? '', tenantId: 'old', amount: '20.00' });
    expect((await figures())[4]).toMatchObject({ paid: '75.00', due: '25.00' });
  });

  it('is noted anew after the triggers were away, and a ledger with entries is not dropped by the way', async () => {
    await migrateDown(opened, { to: '0003' });
    await client.query(`UPDATE invoices SET amount_paid = 10, amount_due = 90 WHERE invoice_number = 'SAH-2024-0001'`);
    await migrateUp(opened);
    expect(await inherited()).toMatchObject({ 'SAH-2024-0001': '10.00', 'SAH-2024-0006': '-30.00' });
    await client.query(
      `WITH p AS (SELECT id, invoice_id FROM payments LIMIT 1), d AS (
  INSERT INTO billing_desktop.payment_details (payment_id, origin) SELECT id, 'service' FROM p)
INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind) SELECT id, invoice_id, 40, 'adopted' FROM p`,
    );
    await migrateDown(opened, { to: '0003' });
    await expect(migrateDown(opened, { to: '0002' })).rejects.toMatchObject({
      code: 'migration_failed',
      params: { reason: expect.stringContaining('exist nowhere else') },
    });
    await migrateUp(opened);
  });
});

describe('a service beside the desktop', () => {
  it('is noticed by its version table', async () => {
    const beside = await createTestDatabase();
    const desktop = await openDatabaseFromUrl(beside.url);
    try {
      await migrateUp(desktop, { to: '0001' });
      const [before] = await desktop.sequelize.query(
        `CREATE TABLE public.alembic_version (version_num varchar(32) PRIMARY KEY); INSERT INTO public.alembic_version VALUES ('001')`,
      );
      expect(before).toEqual([]);
      await migrateUp(desktop);
      const [rows] = await desktop.sequelize.query(
        `SELECT value ->> 'present' AS present FROM billing_desktop.settings WHERE key = 'service'`,
      );
      expect(rows).toEqual([{ present: 'true' }]);
    } finally {
      await desktop.close();
      await beside.drop();
    }
  });
});
