import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { QueryTypes } from 'sequelize';
import type { SchemaState } from '../../electron/contract/schema';
import { ConnectionManager, type Destination } from '../../electron/database/connection-manager';
import type { ConnectionTarget } from '../../electron/database/connection-target';
import { parseConnectionUrl } from '../../electron/database/connection-url';
import { checkHealth, healthExitCode, unreachableHealth } from '../../electron/database/health';
import { openDatabase, openDatabaseFromUrl } from '../../electron/database/database';
import { schemaState as realSchemaState } from '../../electron/database/migrator/state';
import { inTransaction } from '../../electron/database/transaction';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';
import { startGuardedServer, type GuardedServer } from '../support/guarded-server';

const current: SchemaState = { kind: 'current', current: '0005', expected: '0005' };
const times = { pingMs: 50, lostMs: 1000 };

let server: GuardedServer;
const managers: ConnectionManager[] = [];

beforeAll(async () => {
  server = await startGuardedServer();
  await server.run('CREATE DATABASE billing');
});
afterAll(() => server.dispose());
afterEach(async () => {
  for (const manager of managers.splice(0)) await manager.disconnect();
});

function manage(schemaState: () => Promise<SchemaState> = () => Promise.resolve(current)): ConnectionManager {
  const manager = new ConnectionManager({ schemaState, appVersion: '1.2.3', times });
  managers.push(manager);
  return manager;
}

const target = (): ConnectionTarget => parseConnectionUrl(server.url('billing'));

function destination(to: ConnectionTarget = target()): Destination {
  return {
    name: 'Office',
    kind: 'server',
    color: 'green',
    prepare: () => Promise.resolve({ target: to, release: () => Promise.resolve() }),
  };
}

const stateOf = (manager: ConnectionManager): string => manager.status().state;
const patience = { timeout: 20_000, interval: 20 };

/** A line to the server that can go dead without a word, as a pulled cable does. */
async function startLine(): Promise<{ port: number; swallow(): void; close(): void }> {
  const sockets = new Set<Socket>();
  let dead = false;
  const line: Server = createServer((near) => {
    const far = connect(server.port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => {
        if (!dead) to.write(data);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  const address = line.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    swallow: () => {
      dead = true;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      line.close();
    },
  };
}

describe('the connection manager', () => {
  it('is offline at first, and says so to whoever wants a database', async () => {
    const manager = manage();
    expect(manager.status()).toMatchObject({ state: 'offline', server: null, failure: null });
    expect(() => manager.database()).toThrow(expect.objectContaining({ code: 'not_connected' }));
    expect(await manager.panel()).toMatchObject({ server: null, pool: { asked: null, size: 5, inUse: 0 } });
  });

  it('connects, tells each state, and shows what stands behind the pill', async () => {
    const manager = manage();
    const states: string[] = [];
    manager.onChange(({ state }) => states.push(state));
    const status = await manager.connect(destination());
    expect(status).toMatchObject({
      state: 'connected',
      profileName: 'Office',
      color: 'green',
      server: `127.0.0.1:${server.port}/billing`,
      failure: null,
    });
    expect([...new Set(states)]).toEqual(['connecting', 'connected']);
    await manager.database({ write: true }).sequelize.query('SELECT 1');
    const panel = await manager.panel();
    expect(panel.server).toMatchObject({
      host: '127.0.0.1',
      port: server.port,
      database: 'billing',
      user: 'postgres',
      tls: null,
      readOnly: false,
      ownLogin: false,
      notifications: 'listening',
    });
    expect(panel.server?.version).toMatch(/^18\./);
    expect(Number(panel.server?.sizeBytes)).toBeGreaterThan(1_000_000);
    expect(panel.schema).toEqual({ current: '0005', expected: '0005', pending: [] });
    expect(panel.latency.length).toBeGreaterThan(0);
    expect(JSON.stringify(panel)).not.toContain(server.password);
    await manager.disconnect();
    expect(stateOf(manager)).toBe('offline');
  });

  it('fails with the reason, and goes offline', async () => {
    const manager = manage();
    const wrong = { ...target(), password: 'wrong' };
    await expect(manager.connect(destination(wrong))).rejects.toMatchObject({ code: 'wrong_password' });
    expect(manager.status()).toMatchObject({ state: 'offline', failure: { code: 'wrong_password' } });
  });

  it('comes back by itself when the server was restarted, and reads everything again', async () => {
    const manager = manage();
    const changes: (readonly string[])[] = [];
    manager.onDataChanged((areas) => changes.push(areas));
    await manager.connect(destination());
    const database = manager.database();
    await Promise.all([1, 2, 3].map(() => database.sequelize.query('SELECT pg_sleep(0.05)')));
    await server.stop();
    await vi.waitFor(() => expect(stateOf(manager)).toBe('reconnecting'), patience);
    expect(manager.status().failure).not.toBeNull();
    expect(() => manager.database()).toThrow(expect.objectContaining({ code: 'not_connected' }));
    await server.start();
    await vi.waitFor(() => expect(stateOf(manager)).toBe('connected'), patience);
    expect(manager.database()).toBe(database);
    expect(await database.sequelize.query('SELECT 1 AS one', { type: QueryTypes.SELECT })).toEqual([{ one: 1 }]);
    expect(changes).toContainEqual([]);
  });

  it('tries at once when asked to', async () => {
    const manager = manage();
    await manager.connect(destination());
    await server.stop();
    await vi.waitFor(() => expect(stateOf(manager)).toBe('reconnecting'), patience);
    await server.start();
    expect((await manager.reconnect()).state).toBe('connected');
  });

  it('keeps trying from the start of the app on, until the server is there', async () => {
    await server.stop();
    const manager = manage();
    const status = await manager.connect(destination(), { keepTrying: true });
    expect(status).toMatchObject({ state: 'reconnecting', failure: { code: 'port_refused' } });
    expect(status.nextAttemptAt).not.toBeNull();
    await server.start();
    await vi.waitFor(() => expect(stateOf(manager)).toBe('connected'), patience);
  });

  it('stops trying where only a person can help', async () => {
    const manager = manage();
    await server.run(`CREATE ROLE clerk LOGIN PASSWORD 'first'`);
    await manager.connect(destination({ ...target(), user: 'clerk', password: 'first' }));
    await server.run(`ALTER ROLE clerk PASSWORD 'second'`);
    await server.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'clerk'`);
    await vi.waitFor(() => expect(stateOf(manager)).toBe('offline'), patience);
    expect(manager.status()).toMatchObject({ failure: { code: 'wrong_password' }, nextAttemptAt: null });
    await server.run(`ALTER ROLE clerk PASSWORD 'first'`);
    expect((await manager.reconnect()).state).toBe('connected');
  });

  it('notices a line that swallows everything, and lets nobody wait on it', async () => {
    const line = await startLine();
    const manager = manage();
    try {
      const through = {
        ...target(),
        endpoints: [{ host: '127.0.0.1', port: line.port }] as const,
        connectTimeoutMs: 500,
      };
      await manager.connect(destination(through));
      const database = manager.database();
      let outcome: unknown = null;
      const command = inTransaction(database, async (transaction) => {
        await database.sequelize.query('SELECT 1', { transaction });
        line.swallow();
      }).catch((error: unknown) => {
        outcome = error;
      });
      await vi.waitFor(() => expect(stateOf(manager)).toBe('reconnecting'), patience);
      await command;
      expect(outcome).toMatchObject({ code: 'outcome_unknown' });
    } finally {
      await manager.disconnect();
      line.close();
    }
  });

  it('hears what others change', async () => {
    const manager = manage();
    const areas: string[] = [];
    manager.onDataChanged((changed) => areas.push(...changed));
    await manager.connect(destination());
    await server.run(`SELECT pg_notify('sahool_billing', 'payments')`, 'billing');
    await vi.waitFor(() => expect(areas).toContain('payments'), patience);
  });

  it('is read-only on a server that takes no writes, and writes again when it does', async () => {
    await server.run('ALTER DATABASE billing SET default_transaction_read_only = on');
    const manager = manage();
    try {
      await manager.connect(destination());
      expect(stateOf(manager)).toBe('read_only');
      expect(manager.database()).toBeDefined();
      expect(() => manager.database({ write: true })).toThrow(expect.objectContaining({ code: 'read_only' }));
    } finally {
      await server.run('ALTER DATABASE billing RESET default_transaction_read_only');
    }
    await manager.connect(destination());
    expect(stateOf(manager)).toBe('connected');
  });

  it('says what stands between this app and the schema', async () => {
    let state: SchemaState = { kind: 'empty', current: null, expected: '0005', pending: [] };
    const manager = manage(() => Promise.resolve(state));
    await manager.connect(destination());
    expect(stateOf(manager)).toBe('not_migrated');
    expect(() => manager.database()).toThrow(expect.objectContaining({ code: 'not_migrated' }));
    expect(manager.connectedDatabase()).toBeDefined();

    state = { kind: 'newer', current: '0009', expected: '0005', unknown: ['0009'] };
    await manager.refreshSchema();
    expect(stateOf(manager)).toBe('newer_schema');
    expect(manager.database()).toBeDefined();
    expect(() => manager.database({ write: true })).toThrow(expect.objectContaining({ code: 'schema_newer' }));

    state = current;
    await manager.refreshSchema();
    expect(stateOf(manager)).toBe('connected');
  });

  it('gets its destination ready again before each attempt, and lets go of the one before', async () => {
    let prepared = 0;
    let released = 0;
    const manager = manage();
    await manager.connect({
      ...destination(),
      prepare: () => {
        prepared += 1;
        return Promise.resolve({
          target: target(),
          release: () => {
            released += 1;
            return Promise.resolve();
          },
        });
      },
    });
    await server.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'billing'`);
    await vi.waitFor(() => expect(prepared).toBe(2), patience);
    await vi.waitFor(() => expect(stateOf(manager)).toBe('connected'), patience);
    await manager.disconnect();
    expect([prepared, released]).toEqual([2, 2]);
  });

  it('can be left while it connects', async () => {
    const manager = manage();
    const connecting = manager.connect(destination()).catch((error: unknown) => error);
    await manager.disconnect();
    expect(await connecting).toMatchObject({ code: 'not_connected' });
    expect(stateOf(manager)).toBe('offline');
    const check = await openDatabase({ ...target(), database: 'postgres' });
    try {
      await vi.waitFor(async () => {
        const [row] = await check.sequelize.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = 'billing'`,
          { type: QueryTypes.SELECT },
        );
        expect(row?.n).toBe(0);
      }, patience);
    } finally {
      await check.close();
    }
  });
});

describe('of two calls at once', () => {
  it('the later one counts', async () => {
    await server.run('CREATE DATABASE second');
    const manager = manage();
    const first = manager.connect(destination()).catch((error: unknown) => error);
    const second = manager.connect(destination({ ...target(), database: 'second' }));
    expect(await first).toMatchObject({ code: 'not_connected' });
    expect((await second).server).toBe(`127.0.0.1:${server.port}/second`);
    expect(manager.database().server.database).toBe('second');
  });
});

describe('the pool', () => {
  it('holds five connections, and says who waits', async () => {
    const database = await openDatabase(target());
    try {
      const work = Array.from({ length: 8 }, () => database.sequelize.query('SELECT pg_sleep(0.5)'));
      await vi.waitFor(
        () => expect(database.pool.figures()).toEqual({ size: 5, inUse: 5, idle: 0, waiting: 3 }),
        patience,
      );
      await Promise.all(work);
      expect(database.pool.figures()).toMatchObject({ inUse: 0, waiting: 0 });
    } finally {
      await database.close();
    }
  });

  it('replaces connections that a restart of the server broke', async () => {
    const database = await openDatabase(target());
    try {
      await Promise.all([1, 2, 3, 4, 5].map(() => database.sequelize.query('SELECT pg_sleep(0.05)')));
      await server.stop();
      await server.start();
      for (let query = 0; query < 6; query++) {
        expect(await database.sequelize.query('SELECT 1 AS one', { type: QueryTypes.SELECT })).toEqual([{ one: 1 }]);
      }
    } finally {
      await database.close();
    }
  });
});

describe('the health', () => {
  let migrated: TestDatabase;
  beforeAll(async () => {
    migrated = await createMigratedDatabase();
  });
  afterAll(() => migrated.drop());

  it('is ok on a migrated database', async () => {
    const database = await openDatabaseFromUrl(migrated.url);
    try {
      const health = await checkHealth(database, '1.2.3');
      const { expected } = await realSchemaState(database);
      expect(health).toMatchObject({
        status: 'ok',
        service: 'billing-desktop',
        version: '1.2.3',
        database: {
          status: 'healthy',
          database: 'postgresql',
          schema: { state: 'current', current: expected, expected, pending: [] },
          pool: { size: 5, asked: null },
        },
        reasons: [],
      });
      expect(healthExitCode(health)).toBe(0);
      expect(JSON.stringify(health)).not.toContain(parseConnectionUrl(migrated.url).password);
    } finally {
      await database.close();
    }
  });

  it('is unhealthy on one that is not migrated, and where there is none', async () => {
    const database = await openDatabase(target());
    const health = await checkHealth(database, '1.2.3');
    await database.close();
    expect(health).toMatchObject({ status: 'unhealthy', reasons: ['not_migrated'] });
    expect(healthExitCode(health)).toBe(2);
    expect(healthExitCode(await checkHealth(database, '1.2.3'))).toBe(2);
    const refused = await openDatabase({ ...target(), password: 'wrong' }).catch((error: unknown) => error);
    expect(unreachableHealth(refused, '1.2.3')).toMatchObject({ status: 'unhealthy', reasons: ['wrong_password'] });
  });
});
