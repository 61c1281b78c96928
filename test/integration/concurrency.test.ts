import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocateCredit } from '../../electron/billing/allocate-credit';
import { confirmPayment } from '../../electron/billing/confirm-payment';
import { recordPayment } from '../../electron/billing/record-payment';
import { reversePayment } from '../../electron/billing/reverse-payment';
import { createChance, type Chance } from '../../electron/billing/sample-data/chance';
import { runVerification } from '../../electron/billing/verify';
import { sumAmounts, amountSchema } from '../../electron/contract/amount';
import { calendarDateSchema, type CalendarDate } from '../../electron/contract/calendar-date';
import { invoiceIdSchema, tenantIdSchema, type CommandKey } from '../../electron/contract/ids';
import { recordPaymentSchema, type PaymentResult, type RecordPayment } from '../../electron/contract/payments';
import { AppError } from '../../electron/contract/result';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { servicePays } from '../support/service-writes';
import { actor, look, newKey, openOffice, type Office } from './billing/office';

const long = process.env['SAHOOL_LONG'] === '1';

let office: Office;
let today: CalendarDate;
beforeAll(async () => {
  office = await openOffice();
  today = calendarDateSchema.parse(await office.today());
});
afterAll(() => office.close());

async function asMany<T>(count: number, work: (database: Database, client: number) => Promise<T>): Promise<T[]> {
  const databases = await Promise.all(Array.from({ length: count }, () => openDatabaseFromUrl(office.url)));
  try {
    return await Promise.all(databases.map((database, client) => work(database, client)));
  } finally {
    await Promise.all(databases.map((database) => database.close()));
  }
}

async function asService<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: office.url, application_name: 'billing-core' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function payment(
  tenantId: string,
  key: CommandKey,
  amount: string,
  allocations: readonly (readonly [string, string])[],
  pending = false,
): RecordPayment {
  return recordPaymentSchema.parse({
    key,
    tenantId,
    amount,
    currency: 'USD',
    method: 'cash',
    reference: null,
    payerNumber: null,
    paidOn: today,
    pending,
    note: null,
    allocations: allocations.map(([invoiceId, part]) => ({ invoiceId, amount: part })),
  });
}

/** As a clerk does who is told that the server is busy: the same again, with the same key. */
async function insist<T>(command: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await command();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'busy_try_again') throw error;
    }
  }
}

describe('at once', () => {
  it('16 clients and the service pay the same 5 invoices: no payment is lost or doubled', async () => {
    const farm = await office.tenant();
    const invoices: string[] = [];
    for (let n = 0; n < 5; n += 1) invoices.push(await office.invoice(farm, '1000.00'));
    // Clients n and n + 8 are one clerk who clicks twice: the same keys with the same content.
    const keys = Array.from({ length: 8 }, () => Array.from({ length: 6 }, () => newKey()));
    const clerk = async (database: Database, client: number): Promise<PaymentResult[]> => {
      const answers: PaymentResult[] = [];
      const content = client % 8;
      const turned = [...invoices.slice(content % 5), ...invoices.slice(0, content % 5)];
      for (const [n, key] of (keys[content] ?? []).entries()) {
        // By turns one invoice for itself, and all five in one receipt, in an order of its own.
        const order = n % 2 === 0 ? [invoices[(content + n) % 5] ?? ''] : turned;
        const parts = order.map((id) => [id, '1.10'] as const);
        answers.push(await insist(() => recordPayment(database, actor, payment(farm.tenantId, key, '5.50', parts))));
      }
      return answers;
    };
    const service = (first: number): Promise<void> =>
      asService(async (client) => {
        for (let n = 0; n < 10; n += 1) {
          const invoiceId = invoices[(first + n) % 5] ?? '';
          await servicePays(client, { invoiceId, tenantId: farm.tenantId, amount: '3.00' });
        }
      });
    const [answers] = await Promise.all([asMany(16, clerk), service(0), service(2)]);

    for (let clerkOf = 0; clerkOf < 8; clerkOf += 1) expect(answers[clerkOf]).toEqual(answers[clerkOf + 8]);
    const [counted] = await look<{ desktop: string; service: string }>(
      office.database,
      `SELECT count(*) FILTER (WHERE d.payment_id IS NOT NULL) AS desktop, count(*) FILTER (WHERE d.payment_id IS NULL) AS service
FROM public.payments p LEFT JOIN billing_desktop.payment_details d ON d.payment_id = p.id WHERE p.tenant_id = $1`,
      [farm.tenantId],
    );
    expect(counted).toEqual({ desktop: '48', service: '20' });
    const paid = await Promise.all(invoices.map(async (id) => (await office.state(id)).paid));
    // 8 clerks: 3 receipts of one invoice and 3 of all five, 1.10 each; the service 20 times 3.00.
    expect(sumAmounts(paid)).toBe(sumAmounts(['158.40', '60.00']));
    await office.expectClean();
  });

  it('writers on hot invoices with the service among them break no invariant and lose nothing', async () => {
    const [writers, services, commands, hot] = long ? [28, 4, 500, 20] : [7, 1, 30, 4];
    const farm = await office.tenant();
    const invoices: string[] = [];
    // The first is soon full, so that refusals happen too.
    for (let n = 0; n < hot; n += 1) invoices.push(await office.invoice(farm, n === 0 ? '90.00' : '20000.00'));
    const tenantId = tenantIdSchema.parse(farm.tenantId);
    const net = new Map<string, string[]>(invoices.map((id) => [id, []]));
    const give = (id: string, amount: string): void => {
      net.get(id)?.push(amount);
    };

    const write = async (database: Database, chance: Chance): Promise<void> => {
      const mine: { id: PaymentResult['id']; given: (readonly [string, string])[]; credit: string }[] = [];
      for (let n = 0; n < commands; n += 1) {
        const first = chance.between(0, hot - 1);
        const ids = [invoices[first] ?? '', invoices[(first + chance.between(1, hot - 1)) % hot] ?? ''];
        const fate = chance.between(1, 100);
        const key = newKey();
        const last = mine.at(-1);
        try {
          if (fate <= 10 && last) {
            const { id, given } = last;
            await insist(() => reversePayment(database, actor, { key, id, reason: 'mistaken entry' }));
            for (const [invoice, amount] of given) give(invoice, `-${amount}`);
            mine.pop();
          } else if (fate <= 20 && last && last.credit !== '0.00') {
            const allocations = [{ invoiceId: invoiceIdSchema.parse(ids[0]), amount: amountSchema.parse('0.50') }];
            const done = await insist(() => allocateCredit(database, actor, { key, id: last.id, allocations }));
            give(ids[0] ?? '', '0.50');
            last.given.push([ids[0] ?? '', '0.50']);
            last.credit = done.credit;
          } else {
            const parts = ids.map((id) => [id, `${chance.between(1, 3)}.25`] as const);
            const pending = fate > 90 && !ids.includes(invoices[0] ?? '');
            const input = payment(tenantId, key, '7.50', parts, pending);
            let done = await insist(() => recordPayment(database, actor, input));
            const confirmation = { key: newKey(), id: done.id, paidOn: today };
            if (pending) done = await insist(() => confirmPayment(database, actor, confirmation));
            // A repeated click must change nothing.
            if (fate > 80 && !pending) expect(await insist(() => recordPayment(database, actor, input))).toEqual(done);
            for (const [id, amount] of parts) give(id, amount);
            mine.push({ id: done.id, given: [...parts], credit: done.credit });
          }
        } catch (error) {
          // Refused and nothing written: an invoice that is full by now.
          if (error instanceof AppError && ['allocation_exceeds_due', 'invoice_not_open'].includes(error.code))
            continue;
          throw error;
        }
      }
    };
    let byService = 0;
    const serve = (seed: number): Promise<void> =>
      asService(async (client) => {
        const chance = createChance(seed);
        for (let n = 0; n < commands; n += 1) {
          const invoiceId = invoices[chance.between(0, hot - 1)] ?? '';
          await servicePays(client, { invoiceId, tenantId, amount: '1.00' });
          byService += 1;
        }
      });
    await Promise.all([
      asMany(writers, (database, client) => write(database, createChance(1000 + client))),
      ...Array.from({ length: services }, (_, n) => serve(2000 + n)),
    ]);

    for (const [id, amounts] of net) {
      const [stored] = await look<{ given: string }>(
        office.database,
        `SELECT coalesce(sum(amount), 0)::numeric(12, 2) AS given FROM billing_desktop.allocations WHERE invoice_id = $1`,
        [id],
      );
      expect(stored?.given).toBe(sumAmounts(amounts));
    }
    const [service] = await look<{ n: string }>(
      office.database,
      `SELECT count(*) AS n FROM public.payments p WHERE p.tenant_id = $1 AND p.status = 'succeeded'
AND NOT EXISTS (SELECT FROM billing_desktop.payment_details d WHERE d.payment_id = p.id)`,
      [farm.tenantId],
    );
    expect(service?.n).toBe(String(byService));
    const { findings } = await runVerification(office.database);
    expect(findings).toEqual([]);
  }, 1_200_000);
});
