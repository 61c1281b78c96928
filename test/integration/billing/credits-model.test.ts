import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allocateCredit } from '../../../electron/billing/allocate-credit';
import { createChance, type Chance } from '../../../electron/billing/sample-data/chance';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { amountSchema, multiplyToAmount, sumAmounts } from '../../../electron/contract/amount';
import { invoiceIdSchema, paymentIdSchema } from '../../../electron/contract/ids';
import { AppError } from '../../../electron/contract/result';
import { getTenant } from '../../../electron/database/queries/tenants';
import { serviceCreatesInvoice, servicePays } from '../../support/service-writes';
import { asService, creditsOf, type Credits } from './credits-office';
import { actor, look, lookOne, newKey, openOffice, type Office } from './office';

/** Each model is a customer with a random life; the seed is its number, so that one that fails can be run again alone. */
const long = process.env['SAHOOL_LONG'] === '1';
const [models, commands] = long ? [300, 50] : [4, 30];

let office: Office;
let credits: Credits;
beforeAll(async () => {
  office = await openOffice();
  credits = creditsOf(office);
});
afterAll(() => office.close());

type Farm = Awaited<ReturnType<Office['tenant']>>;

/** A refusal is an answer; anything else fails the test. */
const refusals = new Set([
  'bad_input',
  'not_found',
  'invoice_not_open',
  'invoice_has_payments',
  'invoice_credited',
  'credit_exceeds_invoice',
  'credit_exceeds_line',
  'credit_is_nothing',
  'write_off_exceeds_due',
  'refund_exceeds_payment',
  'refund_is_nothing',
  'already_canceled',
  'payment_refunded',
  'payment_already_reversed',
  'payment_not_succeeded',
  'allocation_exceeds_due',
  'allocation_exceeds_payment',
]);

async function idsOf(sql: string, farm: Farm): Promise<string[]> {
  return (await look<{ id: string }>(office.database, sql, [farm.tenantId])).map(({ id }) => id);
}

const invoicesOf = (farm: Farm) =>
  idsOf('SELECT id FROM public.invoices WHERE tenant_id = $1 ORDER BY created_at, id', farm);
const paymentsOf = (farm: Farm) =>
  idsOf('SELECT id FROM public.payments WHERE tenant_id = $1 ORDER BY created_at, id', farm);

function one(chance: Chance, ids: readonly string[]): string {
  return ids[chance.between(0, ids.length - 1)] ?? newKey();
}

function some(chance: Chance, most = 12_000): string {
  return multiplyToAmount(String(chance.between(1, most)), '0.01');
}

/** What can happen to a customer, each with the same chance. */
type Doing = (farm: Farm, chance: Chance) => Promise<unknown>;
const doings: readonly [Doing, ...Doing[]] = [
  (farm, chance) =>
    office.invoice(farm, '0.00', {
      lines: [some(chance), some(chance)].map((unitPrice) => ({
        description: 'Plan',
        descriptionAr: 'الخطة',
        quantity: String(chance.between(1, 3)),
        unitPrice,
      })),
      discountAmount: chance.happens(40) ? '0.01' : '0.00',
      taxRate: chance.pick(['0', '5', '4.25', '15']),
    }),
  async (farm, chance) => {
    const id = one(chance, await invoicesOf(farm));
    const { due } = await office.state(id);
    const part = chance.happens(50) ? due : some(chance);
    await office.pay(farm.tenantId, multiplyToAmount(part, chance.pick(['1', '1.5'])), [[id, part]]);
  },
  async (farm, chance) => credits.credit(one(chance, await invoicesOf(farm)), some(chance)),
  async (farm, chance) => credits.credit(one(chance, await invoicesOf(farm)), [[chance.between(0, 1), some(chance)]]),
  async (farm, chance) => credits.credit(one(chance, await invoicesOf(farm)), 'all'),
  async (farm, chance) => {
    const id = one(chance, await invoicesOf(farm));
    const { due } = await office.state(id);
    await credits.writeOff(id, chance.happens(50) && due !== '0.00' ? due : some(chance));
  },
  async (farm, chance) => {
    const id = one(chance, await paymentsOf(farm));
    const parts = await look<{ invoice: string; amount: string }>(
      office.database,
      `SELECT invoice_id AS invoice, sum(amount)::numeric(12, 2) AS amount FROM billing_desktop.allocations
WHERE payment_id = $1 GROUP BY 1 HAVING sum(amount) > 0`,
      [id],
    );
    const part = chance.happens(60) && parts[0] ? parts[0] : null;
    const credit = chance.happens(50) ? some(chance, 3000) : '0.00';
    await credits.refund(id, part ? [[part.invoice, chance.happens(50) ? part.amount : some(chance)]] : [], credit);
  },
  async (farm, chance) => credits.reverse(one(chance, await paymentsOf(farm))),
  async (farm, chance) => {
    const id = paymentIdSchema.parse(one(chance, await paymentsOf(farm)));
    const invoiceId = invoiceIdSchema.parse(one(chance, await invoicesOf(farm)));
    const amount = amountSchema.parse(some(chance));
    await allocateCredit(office.database, actor, { key: newKey(), id, allocations: [{ invoiceId, amount }] });
  },
  async (farm, chance) => {
    const notes = await idsOf('SELECT id FROM billing_desktop.credit_notes WHERE tenant_id = $1 ORDER BY number', farm);
    if (notes.length > 0) await credits.cancelCredit(one(chance, notes));
  },
  async (farm, chance) => {
    const written = await idsOf(
      'SELECT id FROM billing_desktop.write_offs WHERE tenant_id = $1 ORDER BY written_at',
      farm,
    );
    if (written.length > 0) await credits.cancelWriteOff(one(chance, written));
  },
  async (farm, chance) => {
    const back = await idsOf('SELECT id FROM billing_desktop.refunds WHERE tenant_id = $1 ORDER BY number', farm);
    if (back.length > 0) await credits.cancelRefund(one(chance, back));
  },
  async (farm, chance) => {
    const id = invoiceIdSchema.parse(one(chance, await invoicesOf(farm)));
    await voidInvoice(office.database, actor, { key: newKey(), id, reason: 'Mistake' });
  },
  async (farm, chance) => {
    const invoiceId = one(chance, await invoicesOf(farm));
    await asService(office.url, (client) =>
      servicePays(client, { invoiceId, tenantId: farm.tenantId, amount: some(chance) }),
    );
  },
];

/** Every unit that came in is with an invoice, with the customer as credit, or was paid back; and nothing is counted twice. */
async function expectConserved(farm: Farm): Promise<void> {
  const sums = await lookOne<{ received: string; kept: string }>(
    office.database,
    `SELECT coalesce((SELECT sum(p.amount) FROM public.payments p
  WHERE p.tenant_id = $1 AND p.status IN ('succeeded', 'refunded')), 0)::numeric(20, 2) AS received,
  (coalesce((SELECT sum(i.amount_paid) FROM public.invoices i WHERE i.tenant_id = $1), 0)
   + coalesce((SELECT sum(r.amount) FROM billing_desktop.refunds r WHERE r.tenant_id = $1
       AND NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.refund_id = r.id)), 0))::numeric(20, 2) AS kept`,
    [farm.tenantId],
  );
  const { owed } = await getTenant(office.database, { tenantId: farm.tenantId });
  const credit = owed.find(({ currency }) => currency === 'USD')?.credit ?? '0.00';
  expect(sumAmounts([sums.kept, credit])).toBe(sums.received);
}

describe(`${models} customers with ${commands} random commands each`, () => {
  it.each(Array.from({ length: models }, (_, model) => model))(
    'model %i keeps the invariants',
    async (model) => {
      const chance = createChance(7000 + model);
      const farm = await office.tenant();
      await asService(office.url, (client) =>
        serviceCreatesInvoice(
          client,
          { id: farm.subscriptionId, tenantId: farm.tenantId, currency: 'USD' },
          {
            number: `SAH-2019-${String(model + 1).padStart(4, '0')}`,
            total: '57.30',
          },
        ),
      );
      await doings[0]?.(farm, chance);
      for (let step = 0; step < commands; step += 1) {
        try {
          await chance.pick(doings)(farm, chance);
        } catch (error) {
          // What the contract refuses, such as an amount of nothing, never gets to a command.
          const refused = error instanceof z.ZodError || (error instanceof AppError && refusals.has(error.code));
          if (!refused) throw error;
        }
      }
      await expectConserved(farm);
      if (!long || model % 20 === 19) await office.expectClean({ service: true });
    },
    120_000,
  );
});
