import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordPayment } from '../../../electron/billing/record-payment';
import { runVerification } from '../../../electron/billing/verify';
import { openDatabaseFromUrl } from '../../../electron/database/database';
import { migrateUp } from '../../../electron/database/migrator/migrate';
import { ActivityRecord } from '../../../electron/database/queries/monitoring/activity';
import { getToday } from '../../../electron/database/queries/today';
import { startTestServer, type TestServer } from '../../support/postgres-server';
import { hasPgbouncer, startPgbouncer, startReplica } from '../../support/other-servers';
import { actor, lookOne, officeOf, refusal, type Office } from '../billing/office';
import { onePayment, openDesk, patience } from './desk';

const long = process.env['SAHOOL_LONG'] === '1';

describe.runIf(long)('beside other servers', () => {
  let server: TestServer;
  let office: Office;
  beforeAll(async () => {
    server = await startTestServer();
    const database = await openDatabaseFromUrl(server.url());
    await migrateUp(database);
    office = officeOf(database, server.url(), () => database.close());
  });
  afterAll(async () => {
    await office.close();
    await server.dispose();
  });

  it.runIf(hasPgbouncer)(
    'PgBouncer in transaction mode (skipped where /usr/sbin/pgbouncer is missing): it works, and polls',
    async () => {
      const pooler = await startPgbouncer(server);
      const desk = await openDesk(pooler.url('postgres'));
      const heard: string[] = [];
      desk.onDataChanged((areas) => heard.push(...areas));
      expect((await desk.panel()).server).toMatchObject({ notifications: 'polling', readOnly: false });
      expect((await desk.panel()).server?.version).toMatch(/^18/);

      const through = officeOf(desk.database({ write: true }), pooler.url('postgres'), () => Promise.resolve());
      const farm = await through.tenant();
      const invoices = await Promise.all([1, 2, 3].map(() => through.invoice(farm, '10.00')));
      const today = await through.today();
      await Promise.all(
        invoices.map((id) => recordPayment(through.database, actor, onePayment(farm.tenantId, id, today))),
      );
      for (const id of invoices) expect((await through.state(id)).paid).toBe('1.25');
      await getToday(through.database);
      expect((await new ActivityRecord().look(through.database)).blocked).toEqual([]);
      await through.expectClean();
      // What another writes past the pooler is seen too.
      heard.length = 0;
      await office.invoice(farm, '5.00');
      await vi.waitFor(() => expect(heard).toContain('invoices'), patience);
      await desk.disconnect();
      await pooler.close();
    },
    120_000,
  );

  it('a streaming replica: read-only and said so, current, and seen from both sides', async () => {
    const replica = await startReplica(server);
    const desk = await openDesk(replica.url('postgres'));
    await vi.waitFor(() => expect(desk.status().state).toBe('read_only'), patience);
    expect((await desk.panel()).server).toMatchObject({ notifications: 'polling', readOnly: true });
    expect(() => desk.database({ write: true })).toThrow(expect.objectContaining({ code: 'read_only' }));

    const farm = await office.tenant();
    const invoiceId = await office.invoice(farm, '10.00');
    const count = () =>
      lookOne<{ n: string }>(desk.database(), 'SELECT count(*) AS n FROM public.invoices WHERE id = $1', [invoiceId]);
    await vi.waitFor(async () => expect(await count()).toEqual({ n: '1' }), patience);
    await getToday(desk.database());
    expect((await runVerification(desk.database())).findings).toEqual([]);
    // Past the app's own look, PostgreSQL refuses it too.
    const payment = onePayment(farm.tenantId, invoiceId, await office.today());
    expect(await refusal(recordPayment(desk.database(), actor, payment))).toMatchObject({ code: 'read_only' });

    const there = await new ActivityRecord().look(desk.database());
    expect(there).toMatchObject({ standby: true, replicas: [] });
    expect(there.history[0]?.lagSeconds).toBeGreaterThanOrEqual(0);
    await vi.waitFor(async () => {
      const here = await new ActivityRecord().look(office.database);
      expect(here.replicas).toMatchObject([{ name: 'reports', state: 'streaming', lagSeconds: 0 }]);
    }, patience);
    await desk.disconnect();
    await replica.close();
  }, 120_000);
});
