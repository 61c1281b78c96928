import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { startListener, type ListenerEvents } from '../../electron/database/listener';
import { asSuperuser, createTestDatabase, type TestDatabase } from '../support/postgres';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = await openDatabaseFromUrl(test.url);
  await database.sequelize
    .query(`CREATE SCHEMA billing_desktop; CREATE TABLE invoices (n int); CREATE TABLE other (n int);
CREATE FUNCTION billing_desktop.tell_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER tell AFTER INSERT ON invoices FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.tell_change('invoices')`);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const patience = { timeout: 20_000, interval: 20 };

interface Heard {
  readonly events: ListenerEvents;
  readonly areas: string[];
  readonly pings: number[];
  readonly lost: unknown[];
}

function ears(): Heard {
  const [areas, pings, lost]: [string[], number[], unknown[]] = [[], [], []];
  return {
    areas,
    pings,
    lost,
    events: {
      onPing: (ms) => pings.push(ms),
      onChange: (changed) => areas.push(...changed),
      onLost: (error) => lost.push(error),
    },
  };
}

describe('the listener', () => {
  it('counts changes where LISTEN would get lost, and only those of our tables', async () => {
    const heard = ears();
    const client = await database.connectClient();
    const listener = await startListener(client, 'polling', heard.events, { pingMs: 50, lostMs: 5000 });
    try {
      await asSuperuser(async (other) => {
        await other.query('INSERT INTO other VALUES (1)');
        await other.query('INSERT INTO invoices VALUES (1)');
      }, test.name);
      await vi.waitFor(() => expect(heard.areas).toEqual(['invoices']), patience);
    } finally {
      await listener.stop();
    }
    expect(heard.lost).toEqual([]);
  });

  it('tells once that its connection is gone, and nothing after it was stopped', async () => {
    const heard = ears();
    const client = await database.connectClient();
    const listener = await startListener(client, 'listening', heard.events, { pingMs: 20, lostMs: 5000 });
    await vi.waitFor(() => expect(heard.pings.length).toBeGreaterThan(2), patience);
    await asSuperuser((other) => other.query('SELECT pg_terminate_backend($1)', [client.backendPid()]));
    await vi.waitFor(() => expect(heard.lost).toHaveLength(1), patience);
    await listener.stop();

    const quiet = ears();
    const stopped = await startListener(await database.connectClient(), 'listening', quiet.events, {
      pingMs: 20,
      lostMs: 5000,
    });
    await stopped.stop();
    expect(quiet.lost).toEqual([]);
  });
});
