import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConnectionUrl } from '../../electron/database/connection-url';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { readAging } from '../../electron/database/queries/reports/aging';
import { ReportsStandby } from '../../electron/database/reports-standby';
import { startReplica, type SideServer } from '../support/other-servers';
import { startTestServer, type TestServer } from '../support/postgres-server';
import { look, lookOne, officeOf, type Office } from './billing/office';
import { openDesk } from './faults/desk';

const hurried = { patienceMs: 1500, restMs: 0 };

describe('reports where a profile names a replica beside its server', () => {
  let server: TestServer;
  let replica: SideServer;
  let office: Office;
  let standby: ReportsStandby;
  const logged: string[] = [];

  beforeAll(async () => {
    server = await startTestServer({ durable: true });
    const database = await openDatabaseFromUrl(server.url());
    await migrateUp(database);
    await database.close();
    replica = await startReplica(server);
    office = officeOf(await openDatabaseFromUrl(server.url()), server.url(), () => office.database.close());
    standby = new ReportsStandby(
      parseConnectionUrl(bothHosts()),
      (message, error) => void logged.push(`${message}: ${String(error)}`),
      hurried,
    );
  }, 60_000);
  afterAll(async () => {
    await standby.close();
    await office.close();
    await replica.close();
    await server.dispose();
  });

  const replicaPort = (): number => Number(new URL(replica.url('postgres')).port);

  /** The replica first: what takes entries is found behind it. */
  function bothHosts(): string {
    const url = new URL(server.url());
    const { username, password } = url;
    const hosts = `127.0.0.1:${replicaPort()},127.0.0.1:${server.port}`;
    return `postgresql://${username}:${password}@${hosts}/postgres?target_session_attrs=read-write`;
  }

  /** What all customers owe, and the port of the server that said so. */
  async function owed(): Promise<{ port: number; total: string | undefined }> {
    return standby.read(office.database, async (database: Database) => {
      const [where] = await look<{ port: number }>(database, 'SELECT inet_server_port() AS port');
      const { currencies } = await readAging(database, { asOf: null, currency: 'USD', tenantId: null });
      return { port: where?.port ?? 0, total: currencies[0]?.total };
    });
  }

  it('are read there, and hold what was entered just before', async () => {
    const farm = await office.tenant();
    for (const [index, total] of ['10.00', '20.00', '30.00', '40.00', '50.00'].entries()) {
      await office.invoice(farm, '10.00');
      expect(await owed(), `invoice ${index + 1}`).toEqual({ port: replicaPort(), total });
    }
    expect(standby.place()).toEqual({ host: '127.0.0.1', port: replicaPort(), state: 'used' });
  });

  it('come from the server itself while the replica is behind', async () => {
    const there = await openDatabaseFromUrl(replica.url('postgres'));
    await look(there, 'SELECT pg_wal_replay_pause()');
    const farm = await office.tenant();
    await office.invoice(farm, '7.00');
    expect(await owed()).toEqual({ port: server.port, total: '57.00' });
    expect(standby.place()).toMatchObject({ state: 'behind' });
    await look(there, 'SELECT pg_wal_replay_resume()');
    await there.close();
    expect(await owed()).toEqual({ port: replicaPort(), total: '57.00' });
  });

  it('of a desk whose profile has both hosts: entries go to the one, reports are read from the other', async () => {
    const desk = await openDesk(bothHosts());
    expect(desk.status().state).toBe('connected');
    const { port } = await desk.reports((database) =>
      lookOne<{ port: number }>(database, 'SELECT inet_server_port() AS port'),
    );
    expect(port).toBe(replicaPort());
    expect(await desk.panel()).toMatchObject({
      server: { port: server.port, readOnly: false },
      reports: { port: replicaPort(), state: 'used' },
    });
    await desk.disconnect();
  });

  it('come from the server itself once the replica has been made a server of its own, and once it is gone', async () => {
    const there = await openDatabaseFromUrl(replica.url('postgres'));
    await look(there, 'SELECT pg_promote()');
    await there.close();
    expect(await owed()).toEqual({ port: server.port, total: '57.00' });
    await replica.close();
    expect(await owed()).toEqual({ port: server.port, total: '57.00' });
    expect(standby.place()).toMatchObject({ state: 'away' });
    expect(logged.length).toBeGreaterThan(0);
  });
});
