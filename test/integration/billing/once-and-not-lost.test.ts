import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../../electron/billing/cancel-subscription';
import { changePlan } from '../../../electron/billing/changes/change-plan';
import { previewChange } from '../../../electron/billing/changes/preview-change';
import { runUpkeep } from '../../../electron/billing/upkeep/run-upkeep';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { invoiceIdSchema, planIdSchema, type SubscriptionId } from '../../../electron/contract/ids';
import { actor, look, lookOne, newKey, openOffice, setToday, type Office } from './office';
import { billDue, leaveNothingDue } from './run-office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await look(
    office.database,
    `UPDATE public.plans SET pricing = pricing || '{"setup_fee_usd": "10",
  "overage_usd": {"satellite_analyses_per_month": "0.5", "api_calls_per_day": "0.01"}}' WHERE plan_id = 'starter'`,
  );
});
afterEach(async () => {
  await office.expectClean();
  await leaveNothingDue(office.database);
});
afterAll(() => office.close());

async function run(date: string): Promise<void> {
  await setToday(office.database, date);
  await billDue(office.database, date);
}

async function change(id: SubscriptionId, planId: string, date: string): Promise<void> {
  await setToday(office.database, date);
  const request = { kind: 'plan', planId: planIdSchema.parse(planId) } as const;
  const { expected } = await previewChange(office.database, { id, change: request });
  await changePlan(office.database, actor, { key: newKey(), id, planId: request.planId, expected });
}

async function voidNumbered(id: SubscriptionId, place: number): Promise<void> {
  const found = await lookOne<{ id: string }>(
    office.database,
    'SELECT id FROM public.invoices WHERE subscription_id = $1 ORDER BY invoice_number LIMIT 1 OFFSET $2',
    [id, place],
  );
  const order = { key: newKey(), id: invoiceIdSchema.parse(found.id), reason: 'wrong address' };
  await voidInvoice(office.database, actor, order);
}

/** The lines of the invoices that stand, the oldest first. */
async function billed(id: SubscriptionId): Promise<string[][]> {
  const rows = await look<{ lines: string[] }>(
    office.database,
    `SELECT (SELECT jsonb_agg((l ->> 'description') || ' = ' || (l ->> 'amount') ORDER BY n)
  FROM jsonb_array_elements(i.line_items) WITH ORDINALITY AS x (l, n)) AS lines
FROM public.invoices i WHERE i.subscription_id = $1 AND i.status <> 'canceled' ORDER BY i.invoice_number`,
    [id],
  );
  return rows.map(({ lines }) => lines);
}

const used = (tenant: { tenantId: string; subscriptionId: string }, metric: string, on: string, quantity: number) =>
  look(
    office.database,
    `INSERT INTO public.usage_records (subscription_id, tenant_id, metric_type, quantity, recorded_at)
VALUES ($1, $2, $3, $4, $5::timestamptz)`,
    [tenant.subscriptionId, tenant.tenantId, metric, quantity, `${on} 12:00+03`],
  );

describe('the set-up fee', () => {
  it('is asked for once, and again where the invoice that asked for it is void', async () => {
    await setToday(office.database, '2026-03-01');
    const { subscriptionId: id } = await office.tenant({ startDate: '2026-03-01' });
    await run('2026-03-01');
    await run('2026-04-01');
    await voidNumbered(id, 0);
    await run('2026-04-02');
    expect(await billed(id)).toEqual([
      ['Starter, monthly: 2026-04-01 to 2026-04-30 = 29.00'],
      ['Starter, monthly: 2026-03-01 to 2026-03-31 = 29.00', 'Set-up fee: Starter = 10.00'],
    ]);
    // Another void, of an invoice without it, does not bring it back; nor does another plan.
    await voidNumbered(id, 1);
    await change(id, 'professional', '2026-04-10');
    await run('2026-05-01');
    expect((await billed(id)).flat().filter((line) => line.startsWith('Set-up fee'))).toHaveLength(1);
  });
});

describe('a plan that is free', () => {
  it('has no days to credit, whatever its first invoice billed', async () => {
    await look(
      office.database,
      `UPDATE public.plans SET pricing = pricing || '{"setup_fee_usd": "10"}' WHERE plan_id = 'free'`,
    );
    await setToday(office.database, '2026-03-01');
    const { subscriptionId: id } = await office.tenant({ startDate: '2026-03-01', planId: 'free' });
    await run('2026-03-01');
    await change(id, 'starter', '2026-03-11');
    // 29.00 × 21 ÷ 31 = 19.6451…
    expect(await billed(id)).toEqual([
      ['Set-up fee: Free = 10.00'],
      ['Starter, monthly: remaining days, 2026-03-11 to 2026-03-31 = 19.65'],
    ]);
  });
});

describe('usage above a limit', () => {
  it('counts by the plan of its day, and by the best plan of its month', async () => {
    await setToday(office.database, '2026-05-01');
    const tenant = await office.tenant({ startDate: '2026-05-01' });
    const id = tenant.subscriptionId;
    await run('2026-05-01');
    // Starter allows 500 calls a day and 50 analyses a month, Professional 2,000 and 200.
    await used(tenant, 'api_calls', '2026-05-05', 700);
    await used(tenant, 'api_calls', '2026-05-25', 1900);
    await used(tenant, 'satellite_analyses', '2026-05-05', 150);
    await change(id, 'professional', '2026-05-20');
    await run('2026-06-01');
    // (700 - 500) x 0.01 = 2.00
    expect((await billed(id)).at(-1)).toEqual([
      'Professional, monthly: 2026-06-01 to 2026-06-30 = 99.00',
      'API calls above the limit: 2026-05-01 to 2026-05-19 = 2.00',
    ]);
    // June is Professional's, though the run that bills it comes after the downgrade.
    await used(tenant, 'satellite_analyses', '2026-06-05', 150);
    await change(id, 'starter', '2026-06-10');
    await used(tenant, 'satellite_analyses', '2026-07-05', 60);
    await run('2026-07-01');
    await run('2026-08-01');
    // 60 - 50 = 10 at 0.50
    expect((await billed(id)).slice(-2)).toEqual([
      ['Starter, monthly: 2026-07-01 to 2026-07-31 = 29.00'],
      [
        'Starter, monthly: 2026-08-01 to 2026-08-31 = 29.00',
        'satellite analyses above the limit: 2026-07-01 to 2026-07-31 = 5.00',
      ],
    ]);
  });

  it('of a month that two plans shared counts by the one that allowed more', async () => {
    await setToday(office.database, '2026-05-15');
    const tenant = await office.tenant({ startDate: '2026-05-15', planId: 'professional' });
    await run('2026-05-15');
    await used(tenant, 'satellite_analyses', '2026-06-05', 150);
    await change(tenant.subscriptionId, 'starter', '2026-06-10');
    await run('2026-06-15');
    await run('2026-07-15');
    expect((await billed(tenant.subscriptionId)).at(-1)).toHaveLength(1);
  });

  it('of a month whose invoice is void is billed again, though a later month is billed already', async () => {
    await setToday(office.database, '2026-09-01');
    const tenant = await office.tenant({ startDate: '2026-09-01' });
    const id = tenant.subscriptionId;
    await run('2026-09-01');
    await used(tenant, 'satellite_analyses', '2026-09-05', 70);
    await used(tenant, 'satellite_analyses', '2026-10-05', 90);
    await run('2026-10-01');
    await run('2026-11-01');
    await voidNumbered(id, 1);
    await run('2026-11-02');
    const usage = (await billed(id)).flat().filter((line) => line.startsWith('satellite'));
    // (90 - 50) and (70 - 50) at 0.50
    expect(usage).toEqual([
      'satellite analyses above the limit: 2026-10-01 to 2026-10-31 = 20.00',
      'satellite analyses above the limit: 2026-09-01 to 2026-09-30 = 10.00',
    ]);
    await run('2026-12-01');
    expect((await billed(id)).at(-1)).toHaveLength(1);
  });
});

describe('a subscription that has ended at its period’s end', () => {
  it('owes what it used until then, billed late or voided, and nothing after', async () => {
    await setToday(office.database, '2026-03-01');
    const { subscriptionId: id } = await office.tenant({ startDate: '2026-03-01', planId: 'professional' });
    await setToday(office.database, '2026-03-10');
    const request = { kind: 'cancel', when: 'period_end', credit: false } as const;
    const { expected } = await previewChange(office.database, { id, change: request });
    const order = { key: newKey(), id, when: 'period_end', reason: 'the season is over', expected } as const;
    await cancelSubscription(office.database, actor, order);
    await setToday(office.database, '2026-04-05');
    await runUpkeep(office.database, actor);
    const march = [['Professional, monthly: 2026-03-01 to 2026-03-31 = 99.00']];
    await run('2026-04-05');
    expect(await billed(id)).toEqual(march);
    await voidNumbered(id, 0);
    await run('2026-06-20');
    await run('2026-06-21');
    expect(await billed(id)).toEqual(march);
    expect(await lookOne(office.database, 'SELECT status FROM public.subscriptions WHERE id = $1', [id])).toEqual({
      status: 'expired',
    });
  });
});

describe('the credit of a customer', () => {
  it('is applied to what a run and an upgrade bill, where the settings say so, the oldest first', async () => {
    await setToday(office.database, '2026-03-01');
    const farm = await office.tenant({ startDate: '2026-03-01', planId: 'professional' });
    const rials = await office.tenant({ startDate: '2026-03-01', currency: 'YER' });
    const [manual, other] = [await office.invoice(farm, '10.00'), await office.invoice(rials, '10.00')];
    await office.pay(farm.tenantId, '60.00', [[manual, '10.00']]);
    await office.pay(farm.tenantId, '161.00', [[await office.invoice(farm, '1.00'), '1.00']]);
    await office.pay(rials.tenantId, '60.00', [[other, '10.00']]);
    await look(
      office.database,
      `UPDATE billing_desktop.settings SET value = value || '{"applyCredit": true}' WHERE key = 'business'`,
    );
    await run('2026-04-02');
    const paid = () =>
      look(
        office.database,
        `SELECT status, total, amount_paid AS paid FROM public.invoices WHERE subscription_id = $1 ORDER BY invoice_number OFFSET 2`,
        [farm.subscriptionId],
      );
    // 50 + 160 = 210: March 99, April 99, and 12 are left for the upgrade of the day.
    expect(await paid()).toEqual([
      { status: 'paid', total: '99.00', paid: '99.00' },
      { status: 'paid', total: '99.00', paid: '99.00' },
    ]);
    await change(farm.subscriptionId, 'enterprise', '2026-04-02');
    expect((await paid()).at(-1)).toMatchObject({ status: 'pending', paid: '12.00' });
    expect(
      await look(office.database, `SELECT FROM public.invoices WHERE subscription_id = $1 AND amount_paid > 10`, [
        rials.subscriptionId,
      ]),
    ).toEqual([]);
    await look(
      office.database,
      `UPDATE billing_desktop.settings SET value = value || '{"applyCredit": false}' WHERE key = 'business'`,
    );
  });
});
