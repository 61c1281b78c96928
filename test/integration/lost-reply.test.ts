import { createServer, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askOutcome } from '../../electron/billing/command';
import { recordPayment } from '../../electron/billing/record-payment';
import { recordPaymentSchema, type RecordPayment } from '../../electron/contract/payments';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { actor, look, newKey, openOffice, refusal, type Office } from './billing/office';

/** What happens to the next COMMIT that passes: it is lost on its way, or its reply is, or the line stays dead after. */
type Fault = 'none' | 'lose_commit' | 'lose_reply' | 'lose_reply_and_die';

interface Line {
  readonly port: number;
  fault: Fault;
  close(): Promise<void>;
}

async function openLine(to: { host: string; port: number }): Promise<Line> {
  const sockets = new Set<Socket>();
  let dead = false;
  const line = { fault: 'none' as Fault };
  const server = createServer((near) => {
    if (dead) {
      near.destroy();
      return;
    }
    const far = connect(to.port, to.host);
    let deaf = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('data', (chunk) => {
      if (line.fault === 'none' || !chunk.includes('COMMIT;')) {
        far.write(chunk);
        return;
      }
      const fault = line.fault;
      line.fault = 'none';
      dead = fault === 'lose_reply_and_die';
      deaf = true;
      if (fault === 'lose_commit') {
        near.destroy();
        far.destroy();
        return;
      }
      // The server answers once it has committed: only then is the line cut.
      far.once('data', () => near.destroy());
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (!deaf) near.write(chunk);
    });
    near.on('close', () => {
      if (!deaf) far.end();
    });
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(line, {
    port: address.port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

let office: Office;
let line: Line;
let database: Database;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(async () => {
  const url = new URL(office.url);
  line = await openLine({ host: url.hostname, port: Number(url.port) });
  url.hostname = '127.0.0.1';
  url.port = String(line.port);
  database = await openDatabaseFromUrl(url.toString());
  return async () => {
    database.cutConnections();
    await database.close();
    await line.close();
  };
});

async function makePayment(): Promise<{ invoice: string; input: RecordPayment }> {
  const farm = await office.tenant();
  const invoice = await office.invoice(farm, '10.00');
  const input = recordPaymentSchema.parse({
    key: newKey(),
    tenantId: farm.tenantId,
    amount: '10.00',
    currency: 'USD',
    method: 'cash',
    reference: null,
    payerNumber: null,
    paidOn: await office.today(),
    pending: false,
    note: null,
    allocations: [{ invoiceId: invoice, amount: '10.00' }],
  });
  return { invoice, input };
}

const paymentsOf = (invoice: string) =>
  look(office.database, 'SELECT FROM public.payments WHERE invoice_id = $1', [invoice]);

describe('a line that breaks at COMMIT', () => {
  it.each(['lose_commit', 'lose_reply'] as const)(
    '%s: the command takes effect once and is answered',
    async (fault) => {
      const { invoice, input } = await makePayment();
      line.fault = fault;
      const answer = await recordPayment(database, actor, input);
      expect(line.fault).toBe('none');
      expect(answer).toMatchObject({ status: 'succeeded', allocated: '10.00' });
      expect(await paymentsOf(invoice)).toHaveLength(1);
      expect(await recordPayment(office.database, actor, input)).toEqual(answer);
      await office.expectClean();
    },
  );

  it('and stays dead: the outcome is unknown until the key is asked', async () => {
    const { invoice, input } = await makePayment();
    line.fault = 'lose_reply_and_die';
    expect(await refusal(recordPayment(database, actor, input))).toMatchObject({ code: 'outcome_unknown' });
    const outcome = await askOutcome(office.database, input.key);
    expect(outcome).toMatchObject({ done: true, answer: { allocated: '10.00' } });
    expect(await recordPayment(office.database, actor, input)).toEqual(outcome.done ? outcome.answer : null);
    expect(await paymentsOf(invoice)).toHaveLength(1);
  });
});
