import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandKey } from '../../electron/contract/ids';
import { recordPaymentSchema } from '../../electron/contract/payments';
import { recordPayment } from '../../electron/billing/record-payment';
import { ConnectionManager } from '../../electron/database/connection-manager';
import { parseConnectionUrl } from '../../electron/database/connection-url';
import { openDatabaseFromUrl } from '../../electron/database/database';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { schemaState } from '../../electron/database/migrator/state';
import { appHandlers } from '../../electron/ipc/app';
import { createSentCommands, type SentCommands } from '../../electron/ipc/sent-commands';
import { openSettings, type Settings } from '../../electron/settings/settings';
import { startTestServer, type TestServer } from '../support/postgres-server';
import { actor, newKey, openOffice, type Office } from './billing/office';

vi.mock('electron', () => import('../support/fake-electron'));

interface Desk {
  readonly settings: Settings;
  readonly connection: ConnectionManager;
  readonly sent: SentCommands;
  readonly logged: string[];
  /** How often the screen was told to read again. */
  told: number;
  connect(url: string): Promise<void>;
  write(key: CommandKey, database?: string): Promise<void>;
  pending(): Promise<CommandKey[]>;
  /** What the screen is told when it starts. */
  unanswered(): Promise<number>;
}

const patience = { timeout: 30_000, interval: 20 };
let folder: string;
let desk: Desk;

/** The parts of main that deal with commands, over a folder of settings of the test's own. */
function openDesk(): Desk {
  const logged: string[] = [];
  const note = (message: string): void => void logged.push(message);
  const log = { info: note, warn: note, error: note };
  const settings = openSettings(folder, log);
  const connection = new ConnectionManager({
    schemaState: (opened) => schemaState(opened),
    appVersion: '1.2.3',
    times: { pingMs: 50, lostMs: 1000 },
  });
  const opened: Desk = {
    settings,
    connection,
    sent: createSentCommands({
      journal: settings.commands,
      connection,
      databaseName: () => {
        connection.database({ write: true });
        return 'the office';
      },
      log,
      onSettled: () => void (opened.told += 1),
    }),
    logged,
    told: 0,
    async connect(url) {
      await connection.connect({
        name: 'office',
        kind: 'server',
        color: 'none',
        prepare: () => Promise.resolve({ target: parseConnectionUrl(url), release: () => Promise.resolve() }),
      });
    },
    write: (key, database = 'the office') =>
      settings.commands.write({ key, database, channel: 'payments.record', content: { key } }),
    pending: async () => (await settings.commands.listPending()).map(({ key }) => key),
    unanswered: async () => (await appHandlers({ version: '1.2.3', settings, connection }).bootstrap({})).unanswered,
  };
  return opened;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-unanswered-'));
  desk = openDesk();
});
afterEach(async () => {
  await desk.connection.disconnect();
  await rm(folder, { recursive: true, force: true });
});

describe('commands that were sent and never answered', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  it('are asked about on connecting: what took effect and what did not are both struck out', async () => {
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '100.00');
    const [done, never, elsewhere] = [newKey(), newKey(), newKey()];
    await office.pay(farm.tenantId, '40.00', [[invoice, '40.00']], { key: done });
    await desk.write(done);
    await desk.write(never);
    await desk.write(elsewhere, 'another database');
    expect(await desk.unanswered()).toBe(3);

    await desk.connect(office.url);
    await desk.sent.settle();
    expect(await desk.pending()).toEqual([elsewhere]);
    expect(await desk.unanswered()).toBe(1);
    expect(desk.told).toBe(1);
    expect(desk.logged.filter((line) => line.includes(done))).toEqual([expect.stringMatching(/ took effect$/)]);
    expect(desk.logged.filter((line) => line.includes(never))).toEqual([expect.stringMatching(/never took effect$/)]);
    // Asking leaves nothing behind: the key that never took effect can still be sent, once.
    await office.pay(farm.tenantId, '60.00', [[invoice, '60.00']], { key: never });
    expect((await office.state(invoice)).status).toBe('paid');
    await office.expectClean();
  });

  it('say nothing to the screen where there are none', async () => {
    await desk.connect(office.url);
    await desk.sent.settle();
    expect(desk.told).toBe(0);
  });

  it('are waited for while another session still works on them', async () => {
    const key = newKey();
    await desk.write(key);
    const other = new pg.Client({ connectionString: office.url });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query(
        `INSERT INTO billing_desktop.commands (key, kind, content_hash, answer) VALUES ($1, 'test', '', '{}')`,
        [key],
      );
      await desk.connect(office.url);
      const settled = desk.sent.settle();
      await vi.waitFor(async () => {
        const { rows } = await other.query(
          `SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`,
        );
        expect(rows.length).toBeGreaterThan(0);
      }, patience);
      expect(await desk.pending()).toEqual([key]);
      await other.query('COMMIT');
      await settled;
    } finally {
      await other.end();
    }
    expect(await desk.pending()).toEqual([]);
    expect(desk.logged.filter((line) => line.includes(key))).toEqual([expect.stringMatching(/ took effect$/)]);
  });

  it('are left alone while they are on their way, and asked about once they end without an answer', async () => {
    const key = newKey();
    await desk.connect(office.url);
    await desk.sent.journal.write({ key, database: 'the office', channel: 'payments.record', content: {} });
    await desk.sent.settle();
    expect(await desk.pending()).toEqual([key]);
    desk.sent.leftOpen(key);
    await desk.sent.settle();
    expect(await desk.pending()).toEqual([]);
  });

  it('stay on their way until both clicks of a double click have come back', async () => {
    const key = newKey();
    const command = { key, database: 'the office', channel: 'payments.record', content: {} };
    await desk.connect(office.url);
    await desk.sent.journal.write(command);
    await desk.sent.journal.write(command);
    desk.sent.leftOpen(key);
    await desk.sent.settle();
    expect(await desk.pending()).toEqual([key]);
    await desk.sent.journal.remove(key);
    expect(await desk.pending()).toEqual([]);
  });
});

describe('a server that goes away under a payment', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ durable: true });
    const database = await openDatabaseFromUrl(server.url());
    await migrateUp(database);
    await database.close();
  });
  afterAll(() => server.dispose());

  it('is asked about the payment when it is back', async () => {
    const key = newKey();
    await desk.connect(server.url());
    const database = desk.connection.database();
    const payment = recordPaymentSchema.parse({
      key,
      tenantId: 'farm',
      amount: '1.00',
      currency: 'USD',
      method: 'cash',
      reference: null,
      payerNumber: null,
      paidOn: '2026-01-01',
      pending: false,
      note: null,
      allocations: [{ invoiceId: newKey(), amount: '1.00' }],
    });
    await desk.sent.journal.write({ key, database: 'the office', channel: 'payments.record', content: payment });
    await server.kill();
    await expect(recordPayment(database, actor, payment)).rejects.toThrow();
    desk.sent.leftOpen(key);
    await desk.sent.settle();
    expect(await desk.pending()).toEqual([key]);

    await server.start();
    // It is struck out first, then logged, then told: what comes last is waited for.
    await vi.waitFor(() => expect(desk.told).toBe(1), patience);
    expect(await desk.unanswered()).toBe(0);
    expect(desk.logged.filter((line) => line.includes(key))).toEqual([expect.stringMatching(/never took effect$/)]);
  });
});
