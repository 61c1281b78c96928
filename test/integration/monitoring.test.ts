import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordPayment } from '../../electron/billing/record-payment';
import { recordPaymentSchema } from '../../electron/contract/payments';
import { activitySchema, slowQueriesSchema, storageSchema, type Blocked } from '../../electron/contract/monitoring';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { ActivityRecord, monitoringQueries } from '../../electron/database/queries/monitoring/activity';
import { endSession } from '../../electron/database/queries/monitoring/end-session';
import { readBlocked } from '../../electron/database/queries/monitoring/locks';
import { readSessions } from '../../electron/database/queries/monitoring/sessions';
import { readSlowQueries } from '../../electron/database/queries/monitoring/slow-queries';
import { readStorage } from '../../electron/database/queries/monitoring/storage';
import { asSuperuser } from '../support/postgres';
import { startGuardedServer } from '../support/guarded-server';
import { newKey, openOffice, type Office } from './billing/office';

const patience = { timeout: 30_000, interval: 50 };
let office: Office;
/** Watches beside the office, as another desktop would. */
let watching: Database;

beforeAll(async () => {
  office = await openOffice();
  watching = await openDatabaseFromUrl(office.url);
});
afterAll(async () => {
  await watching.close();
  await office.close();
});

/** A program of its own that holds a row of the invoice open, as a clerk who went for tea. */
async function holdInvoice(invoiceId: string): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: office.url, application_name: 'psql' });
  // It is ended from outside.
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(`UPDATE public.invoices SET notes = 'held' WHERE id = $1`, [invoiceId]);
  return holder;
}

async function payLater(amount: string) {
  const farm = await office.tenant();
  const invoiceId = await office.invoice(farm, '100.00');
  const input = recordPaymentSchema.parse({
    key: newKey(),
    tenantId: farm.tenantId,
    amount,
    currency: 'USD',
    method: 'cash',
    reference: null,
    payerNumber: null,
    paidOn: await office.today(),
    pending: false,
    note: null,
    allocations: [{ invoiceId, amount }],
  });
  return { invoiceId, pay: () => recordPayment(office.database, { machine: "desk 3 */ 'x" }, input) };
}

const blocked = (count: number): Promise<Blocked[]> =>
  vi.waitFor(async () => {
    const found = await readBlocked(watching);
    expect(found).toHaveLength(count);
    return found;
  }, patience);

describe('monitoring', () => {
  it('says which payment waits, for which invoice, and who holds it; ending that one lets the payment through', async () => {
    const { invoiceId, pay } = await payLater('40.00');
    const { number } = await office.state(invoiceId);
    const holder = await holdInvoice(invoiceId);
    const paid = pay();

    const [one] = await blocked(1);
    expect(one).toMatchObject({
      waiting: { owner: { program: 'desktop', command: 'payments.record', machine: 'desk_3_____x' } },
      blocker: { owner: { user: 'postgres', program: 'other', application: 'psql' }, idle: true, mayEnd: true },
      thing: { kind: 'row', entity: 'invoice', name: number, table: 'public.invoices' },
    });
    const sessions = await readSessions(watching);
    const waiting = sessions.find(({ pid }) => pid === one?.waiting.pid);
    expect(waiting).toMatchObject({ state: 'active', waitsForLock: true });
    expect(waiting?.query).not.toContain('payments.record');
    expect(sessions.find(({ pid }) => pid === one?.blocker?.pid)).toMatchObject({
      state: 'idle_in_transaction',
      query: expect.stringMatching(/^UPDATE public.invoices/),
    });

    if (!one?.blocker) throw new Error('no blocker');
    const { pid, startedAt } = one.blocker;
    // Another connection that got the same process number later is left alone.
    expect(await endSession(watching, 'terminate', { pid, startedAt: '2020-01-01T00:00:00.000000Z' })).toBe(false);
    expect(await endSession(watching, 'terminate', { pid, startedAt })).toBe(true);
    expect(await paid).toMatchObject({ allocated: '40.00' });
    await holder.end().catch(() => undefined);
    expect(await readBlocked(watching)).toEqual([]);
    await office.expectClean();
  });

  it('blames whoever stands at the head of a queue, and knows a table, a command and an advisory lock', async () => {
    const { invoiceId } = await payLater('1.00');
    const key = newKey();
    const holder = await holdInvoice(invoiceId);
    await holder.query('LOCK TABLE billing_desktop.exchange_rates IN ACCESS EXCLUSIVE MODE');
    await holder.query('SELECT pg_advisory_xact_lock(42)');
    await holder.query(`INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES ($1, 'test', '')`, [key]);
    const waits = [
      `UPDATE public.invoices SET notes = 'second' WHERE id = '${invoiceId}'`,
      `UPDATE public.invoices SET notes = 'third' WHERE id = '${invoiceId}'`,
      'SELECT FROM billing_desktop.exchange_rates',
      'SELECT pg_advisory_xact_lock(42)',
      `INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES ('${key}', 'test', '') ON CONFLICT DO NOTHING`,
    ].map(async (statement) => {
      const client = new pg.Client({ connectionString: office.url, application_name: 'billing-core' });
      await client.connect();
      // The command's key has no answer here, which a trigger refuses in the end.
      await client.query(statement).catch(() => undefined);
      await client.end();
    });
    const found = await blocked(5);
    expect(found.map(({ thing }) => thing.kind).toSorted()).toEqual(['advisory', 'command', 'row', 'row', 'table']);
    for (const { blocker, waiting } of found) {
      expect(blocker?.owner.application).toBe('psql');
      expect(waiting.owner.program).toBe('service');
    }
    await holder.query('ROLLBACK');
    await holder.end();
    await Promise.all(waits);
  });

  it('cancels a long statement without ending its connection', async () => {
    const client = new pg.Client({ connectionString: office.url });
    await client.connect();
    const outcome = client.query('SELECT pg_sleep(600)').catch((error: unknown) => error);
    const found = await vi.waitFor(async () => {
      const session = (await readSessions(watching)).find(({ query }) => query === 'SELECT pg_sleep(600)');
      if (!session) throw new Error('not yet');
      return session;
    }, patience);
    expect(await endSession(watching, 'cancel', found)).toBe(true);
    expect(await outcome).toMatchObject({ code: '57014' });
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it('shows sizes, unused indexes, dead rows, and draws what happened between two looks', async () => {
    const storage = storageSchema.parse(await readStorage(watching));
    expect(Number(storage.databaseBytes)).toBeGreaterThan(1_000_000);
    expect(storage.tables.map(({ schema, table }) => `${schema}.${table}`)).toContain('public.invoices');
    expect(storage.unusedIndexes.map(({ index }) => index)).not.toContain('invoices_pkey');

    const record = new ActivityRecord();
    const first = activitySchema.parse(await record.look(watching));
    expect(first).toMatchObject({ standby: false, seesAll: true, maxConnections: 200, replicas: [] });
    expect(first.history).toMatchObject([{ transactions: null, lagSeconds: null }]);
    await vi.waitFor(async () => {
      await office.today();
      expect((await record.look(watching)).history.at(-1)?.transactions).toBeGreaterThan(0);
    }, patience);
    // Another database has a history of its own.
    expect((await record.look(office.database)).history).toHaveLength(1);
  });

  it('has for each part SQL that runs in psql as it is', async () => {
    const queries = monitoringQueries();
    for (const [part, query] of Object.entries(queries)) {
      expect(query).not.toMatch(/\$\d/);
      if (part === 'slowQueries') continue;
      await asSuperuser((client) => client.query(query), new URL(office.url).pathname.slice(1));
    }
  });

  it('shows a login without rights what it may see, and refuses it the rest', async () => {
    const name = `monitor_${randomBytes(4).toString('hex')}`;
    await asSuperuser((client) => client.query(`CREATE ROLE ${name} LOGIN PASSWORD 'secret'`));
    const url = new URL(office.url);
    url.username = name;
    url.password = 'secret';
    const database = await openDatabaseFromUrl(url.toString());
    try {
      const activity = activitySchema.parse(await new ActivityRecord().look(database));
      expect(activity.seesAll).toBe(false);
      const [other] = activity.sessions.filter(({ owner }) => owner.user === 'postgres');
      expect(other).toMatchObject({ state: 'hidden', query: '', mayEnd: false });
      storageSchema.parse(await readStorage(database));
      slowQueriesSchema.parse(await readSlowQueries(database));
      await expect(
        endSession(database, 'terminate', { pid: other?.pid ?? 0, startedAt: '2020-01-01T00:00:00Z' }),
      ).rejects.toMatchObject({ code: 'no_permission' });
    } finally {
      await database.close();
      await asSuperuser((client) => client.query(`DROP ROLE ${name}`));
    }
  });

  it('lists slow statements where the server counts them, and says how to switch that on where not', async () => {
    expect(await readSlowQueries(watching)).toMatchObject({ state: 'not_loaded', queries: [] });
    const server = await startGuardedServer({ settings: { shared_preload_libraries: 'pg_stat_statements' } });
    try {
      const database = await openDatabaseFromUrl(server.url());
      const before = await readSlowQueries(database);
      expect(before).toMatchObject({ state: 'not_created', queries: [] });
      await server.run(before.remedy);
      await server.run('SELECT pg_sleep(0.01)');
      const { state, queries } = slowQueriesSchema.parse(await readSlowQueries(database));
      expect(state).toBe('on');
      const slept = queries.find(({ query }) => query.includes('pg_sleep'));
      expect(slept).toMatchObject({ calls: '1', rows: '1' });
      await database.close();
    } finally {
      await server.dispose();
    }
  });
});
