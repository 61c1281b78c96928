import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../electron/database/migrator/migrate';
import { currentVersion, history, schemaState } from '../../electron/database/migrator/state';
import { checksumOf } from '../../electron/database/migrator/checksum';
import type { MigrationEvent } from '../../electron/contract/schema';
import { migrations } from '../../migrations';
import { catalogSnapshot, rowsHashes } from '../support/catalog-snapshot';
import { scratchDatabase, type Scratch } from './scratch';
import { everyServiceWrite, givenTables } from './service-rows';

const head = migrations.at(-1)?.name ?? '';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.drop());

describe('the list', () => {
  it('numbers its migrations without a gap, and names each in both languages', () => {
    for (const [index, { name, title }] of migrations.entries()) {
      expect(name.slice(0, 4)).toBe(String(index + 1).padStart(4, '0'));
      expect(name).toMatch(/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title.en).toMatch(/^[A-Z].*[a-z]$/);
      expect(title.ar).toMatch(/[\u0621-\u064a]/);
    }
  });

  it('holds one statement in each string', () => {
    for (const migration of migrations) {
      if (!migration.transactional) continue;
      for (const step of [...migration.up, ...migration.down]) {
        for (const sql of typeof step === 'string' ? [step] : step.run) {
          expect(sql.replaceAll(/(\$\w*\$)[\s\S]*?\1/g, '').replaceAll(/'[^']*'/g, ''), sql).not.toContain(';');
        }
      }
    }
  });
});

describe('up and down', () => {
  it('each migration, taken down, leaves the catalog as it was before it, and up again the same', async () => {
    await migrateUp(scratch.database, { to: '0001' });
    await migrateDown(scratch.database);
    const snapshots = [await catalogSnapshot(scratch.client)];
    for (const { name } of migrations) {
      await migrateUp(scratch.database, { step: 1 });
      expect(await currentVersion(scratch.database)).toBe(name);
      snapshots.push(await catalogSnapshot(scratch.client));
    }
    for (let place = migrations.length - 1; place >= 0; place -= 1) {
      await migrateDown(scratch.database);
      expect(await catalogSnapshot(scratch.client), migrations[place]?.name).toEqual(snapshots[place]);
    }
    await migrateUp(scratch.database);
    expect(await catalogSnapshot(scratch.client)).toEqual(snapshots.at(-1));
  });

  it('tells what it does, and keeps it in the history', async () => {
    const events: MigrationEvent[] = [];
    const result = await migrateUp(scratch.database, {
      appVersion: '1.2.3',
      onEvent: (event) => {
        events.push(event);
      },
    });
    expect(result).toEqual({ applied: migrations.map(({ name }) => name), adopted: [], warnings: [] });
    const told = events.filter((event) => event.kind === 'started' || event.kind === 'finished');
    expect(told.map((event) => `${event.kind} ${event.name}`)).toEqual(
      migrations.flatMap(({ name }) => [`started ${name}`, `finished ${name}`]),
    );
    expect(events).toContainEqual(expect.objectContaining({ kind: 'step', what: 'CREATE TABLE public.invoices' }));
    const rows = await history(scratch.database);
    expect(rows.map(({ name, checksum, state }) => ({ name, checksum, state }))).toEqual(
      migrations.map((migration) => ({ name: migration.name, checksum: checksumOf(migration), state: 'applied' })),
    );
    expect(rows[0]?.applied).toMatchObject({ by: 'postgres', appVersion: '1.2.3', adopted: false, found: [] });
    expect(await schemaState(scratch.database)).toEqual({ kind: 'current', current: head, expected: head });
  });

  it('goes where it is told: a number, a name, steps, head, base', async () => {
    const names = migrations.map(({ name }) => name);
    expect(await migrateUp(scratch.database, { to: '0001' })).toMatchObject({ applied: [names[0]] });
    expect(await migrateUp(scratch.database, { to: names[0] ?? '' })).toMatchObject({ applied: [] });
    expect(await migrateUp(scratch.database, { to: 'head' })).toMatchObject({ applied: names.slice(1) });
    expect(await migrateUp(scratch.database, { step: 3 })).toMatchObject({ applied: [] });
    expect(await migrateDown(scratch.database, { to: '0001' })).toEqual({
      reverted: names.slice(1).toReversed(),
      stoppedAt: null,
    });
    expect(await migrateDown(scratch.database, { to: 'base' })).toEqual({ reverted: [names[0]], stoppedAt: null });
    expect(await migrateDown(scratch.database)).toEqual({ reverted: [], stoppedAt: null });
    expect(await schemaState(scratch.database)).toMatchObject({ kind: 'empty', current: null });
  });

  it.each([{ to: '9999' }, { to: '' }, { to: '0001-another-name' }])('refuses %o', async (extent) => {
    await expect(migrateUp(scratch.database, extent)).rejects.toMatchObject({ code: 'not_found' });
    await expect(migrateDown(scratch.database, extent)).rejects.toMatchObject({ code: 'not_found' });
    expect(await catalogSnapshot(scratch.client)).toEqual(['extension plpgsql', 'schema public']);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %d steps', async (step) => {
    await expect(migrateUp(scratch.database, { step })).rejects.toMatchObject({ code: 'bad_input' });
    await expect(migrateDown(scratch.database, { step })).rejects.toMatchObject({ code: 'bad_input' });
  });

  it.each(migrations.map(({ name }) => name))('upgrades from %s with rows in it', async (name) => {
    await migrateUp(scratch.database, { to: name });
    await everyServiceWrite(scratch.client);
    const before = await rowsHashes(scratch.client, givenTables);
    await migrateUp(scratch.database);
    expect(await rowsHashes(scratch.client, givenTables)).toEqual(before);
    expect(await schemaState(scratch.database)).toMatchObject({ kind: 'current' });
  });
});

describe('the service', () => {
  it('writes all that it writes after an upgrade to head', async () => {
    await migrateUp(scratch.database);
    await everyServiceWrite(scratch.client);
    const { rows } = await scratch.client.query(
      `SELECT i.status, i.total::text AS total, i.amount_paid::text AS paid, i.amount_due::text AS due
       FROM invoices i ORDER BY i.invoice_number`,
    );
    expect(rows).toEqual([
      { status: 'paid', total: '99.00', paid: '99.00', due: '0.00' },
      { status: 'pending', total: '15000.50', paid: '5000.25', due: '10000.25' },
      { status: 'pending', total: '29.00', paid: '0.00', due: '29.00' },
    ]);
    const payments = await scratch.client.query(
      `SELECT amount::text AS amount, status FROM payments p ORDER BY p.amount, p.status`,
    );
    expect(payments.rows).toEqual([
      { amount: '29.00', status: 'pending' },
      { amount: '29.00', status: 'failed' },
      { amount: '99.00', status: 'succeeded' },
      { amount: '5000.25', status: 'succeeded' },
    ]);
    const subscriptions = await scratch.client.query(
      `SELECT tenant_id, plan_id, status, billing_cycle, to_char(end_date, 'YYYY-MM-DD') AS "end", canceled_at IS NULL AS kept
       FROM subscriptions ORDER BY tenant_id`,
    );
    expect(subscriptions.rows).toEqual([
      {
        tenant_id: 'tenant-1-a',
        plan_id: 'professional',
        status: 'active',
        billing_cycle: 'yearly',
        end: '2026-01-15',
        kept: true,
      },
      {
        tenant_id: 'tenant-1-b',
        plan_id: 'starter',
        status: 'trial',
        billing_cycle: 'monthly',
        end: '2025-02-14',
        kept: false,
      },
      {
        tenant_id: 'tenant-1-c',
        plan_id: 'starter',
        status: 'canceled',
        billing_cycle: 'monthly',
        end: '2025-02-01',
        kept: false,
      },
    ]);
  });

  it('gets its own error, and nothing else, where it asks for a number that is taken', async () => {
    await migrateUp(scratch.database);
    await everyServiceWrite(scratch.client);
    await expect(
      scratch.client.query(
        `INSERT INTO invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date,
           subtotal, total, amount_due)
         SELECT 'SAH-2025-0100', tenant_id, id, 'pending', currency, '2025-01-15', '2025-01-22', 1, 1, 1
         FROM subscriptions LIMIT 1`,
      ),
    ).rejects.toMatchObject({ code: '23505', constraint: 'invoices_invoice_number_key' });
  });
});
