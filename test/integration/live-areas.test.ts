import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startListener } from '../../electron/database/listener';
import { openDesk } from './faults/desk';
import { openOffice, type Office } from './billing/office';

let office: Office;
let service: pg.Client;
beforeAll(async () => {
  office = await openOffice();
  service = new pg.Client({ connectionString: office.url, application_name: 'billing-core' });
  await service.connect();
});
afterAll(async () => {
  await service.end();
  await office.close();
});

/** Each table that tells its changes, with what it tells. */
async function tellers(): Promise<{ table: string; area: string }[]> {
  const { rows } = await service.query<{ table: string; area: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS "table", split_part(encode(t.tgargs, 'escape'), '\\000', 1) AS area
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'tell_change' ORDER BY 1, 2`,
  );
  return rows;
}

const soon = { timeout: 20_000, interval: 20 };

describe('what changes in any area', () => {
  it('reaches another desktop, from each table that its screens show', async () => {
    const desk = await openDesk(office.url);
    const heard: string[] = [];
    desk.onDataChanged((areas) => heard.push(...areas));
    const found = await tellers();
    const areas = [...new Set(found.map(({ area }) => area))].toSorted();
    expect(areas).toEqual(
      expect.arrayContaining([
        'bank',
        'billing',
        'business',
        'closing',
        'creditNotes',
        'invoices',
        'payments',
        'plans',
        'receivables',
        'subscriptions',
        'tenants',
        'usage',
      ]),
    );
    for (const { table, area } of found) {
      heard.length = 0;
      // A statement that touches no row tells as one does that touches many.
      await service.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${table} WHERE false`);
      await vi.waitFor(() => expect(heard, table).toContain(area), soon);
    }
    await desk.disconnect();
  });

  it('is counted from the same tables where LISTEN would get lost', async () => {
    const heard: string[] = [];
    const listener = await startListener(
      await office.database.connectClient(),
      'polling',
      { onPing: () => undefined, onChange: (areas) => heard.push(...areas), onLost: () => undefined },
      { pingMs: 50, lostMs: 5000 },
    );
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '10.00');
    await office.pay(farm.tenantId, '10.00', [[invoice, '10.00']]);
    await vi.waitFor(
      () => expect(heard).toEqual(expect.arrayContaining(['tenants', 'subscriptions', 'invoices', 'payments'])),
      soon,
    );
    await listener.stop();
  });
});
