import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createChance } from '../../../electron/billing/sample-data/chance';
import type { InvoiceId, TenantId } from '../../../electron/contract/ids';
import type { ConnectionManager } from '../../../electron/database/connection-manager';
import { lineFaults, openFaultyLine, type FaultyLine } from '../../support/faulty-line';
import { look, openOffice, type Office } from '../billing/office';
import { expectKnown, expectNoLockLeft, onePayment, openDesk, patience, send, through, type Sent } from './desk';

const long = process.env['SAHOOL_LONG'] === '1';
const faults = [...lineFaults, 'reset', 'kill_backends', 'read_only'] as const;
type Fault = (typeof faults)[number];
/** Six hundred in the long run; each once otherwise. */
const rounds = long ? 60 : 1;

let office: Office;
let line: FaultyLine;
let desk: ConnectionManager;
let farm: { tenantId: TenantId };
let invoices: InvoiceId[];
let today: string;
/** Works beside the line, as the server's keeper. */
let keeper: pg.Client;

beforeAll(async () => {
  office = await openOffice();
  const url = new URL(office.url);
  line = await openFaultyLine({ host: url.hostname, port: Number(url.port) });
  desk = await openDesk(through(office.url, line.port));
  const tenant = await office.tenant();
  farm = tenant;
  invoices = [await office.invoice(tenant, '9000.00'), await office.invoice(tenant, '9000.00')];
  today = await office.today();
  keeper = new pg.Client({ connectionString: office.url, application_name: 'keeper' });
  await keeper.connect();
});
afterAll(async () => {
  await desk.disconnect();
  await line.close();
  await keeper.end();
  await office.close();
});

/** Cuts off the desk alone; the office's own connections and the keeper stay. */
async function killDesk(): Promise<void> {
  await keeper.query(
    `SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'sahool-billing-desktop'`,
  );
}

async function begin(fault: Fault): Promise<void> {
  if (fault === 'reset') line.reset();
  else if (fault === 'kill_backends') await killDesk();
  else if (fault === 'read_only') {
    await keeper.query(
      `ALTER DATABASE ${keeper.escapeIdentifier(keeper.database ?? '')} SET default_transaction_read_only = on`,
    );
    await killDesk();
  } else await line.spoil(fault);
}

async function end(fault: Fault): Promise<void> {
  await line.mend();
  if (fault !== 'read_only') return;
  await keeper.query('SET default_transaction_read_only = off');
  await keeper.query(
    `ALTER DATABASE ${keeper.escapeIdentifier(keeper.database ?? '')} RESET default_transaction_read_only`,
  );
  await killDesk();
}

describe('a line that fails under payments', () => {
  it.each(faults)(
    '%s: every outcome is known by its key, and the desk works again',
    async (fault) => {
      const chance = createChance(20_260_101 + faults.indexOf(fault));
      const sent: Sent[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const clerk = async (first: number): Promise<void> => {
          for (let n = 0; n < 4; n += 1) {
            const invoiceId = invoices[(first + n) % invoices.length] ?? '';
            sent.push(await send(() => desk.database({ write: true }), onePayment(farm.tenantId, invoiceId, today)));
          }
        };
        const clerks = Promise.all([clerk(0), clerk(1), clerk(2)]);
        await sleep(chance.between(0, 40));
        await begin(fault);
        await sleep(chance.between(20, 600));
        await end(fault);
        await clerks;
        await vi.waitFor(() => expect(desk.status().state).toBe('connected'), patience);
        const invoiceId = invoices[0] ?? '';
        sent.push(await send(() => desk.database({ write: true }), onePayment(farm.tenantId, invoiceId, today)));
        expect(sent.at(-1)?.refusal).toBeNull();
      }
      await expectKnown(office.database, sent);
      const [counted] = await look<{ payments: string; keys: string }>(
        office.database,
        `SELECT count(*) AS payments, count(DISTINCT d.command_key) AS keys FROM public.payments p
JOIN billing_desktop.payment_details d ON d.payment_id = p.id WHERE d.command_key = ANY ($1::uuid[])`,
        [sent.map(({ input }) => input.key)],
      );
      expect(counted).toEqual({ payments: String(sent.length), keys: String(sent.length) });
      await expectNoLockLeft(office.database);
      await office.expectClean();
    },
    900_000,
  );
});
