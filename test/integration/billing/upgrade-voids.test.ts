import Big from 'big.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { changeCycle } from '../../../electron/billing/changes/change-cycle';
import { changePlan } from '../../../electron/billing/changes/change-plan';
import { previewChange } from '../../../electron/billing/changes/preview-change';
import { takeBackChange } from '../../../electron/billing/changes/take-back-change';
import { cancelSubscription } from '../../../electron/billing/cancel-subscription';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { calendarDateSchema, daysBetween } from '../../../electron/contract/calendar-date';
import { invoiceIdSchema, planIdSchema, type SubscriptionId } from '../../../electron/contract/ids';
import type { ChangeRequest, ChangeResult } from '../../../electron/contract/subscription-changes';
import { getSubscription } from '../../../electron/database/queries/subscriptions';
import { actor, addRateOn, look, newKey, openOffice, refusal, setToday, type Office } from './office';
import { billDue, leaveNothingDue } from './run-office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterEach(async () => {
  await office.expectClean();
  await leaveNothingDue(office.database);
});
afterAll(() => office.close());

const day = (text: string) => calendarDateSchema.parse(text);

const on = (date: string) => setToday(office.database, date);

async function starter(startDate: string, overrides: Partial<Parameters<Office['tenant']>[0]> = {}) {
  await on(startDate);
  return (await office.tenant({ startDate, ...overrides })).subscriptionId;
}

async function change(id: SubscriptionId, change: ChangeRequest): Promise<ChangeResult> {
  const { expected } = await previewChange(office.database, { id, change });
  const order = { key: newKey(), id, expected };
  if (change.kind === 'plan') return changePlan(office.database, actor, { ...order, planId: change.planId });
  if (change.kind === 'cycle') return changeCycle(office.database, actor, { ...order, cycle: change.cycle });
  return takeBackChange(office.database, actor, order);
}

const plan = (id: string): ChangeRequest => ({ kind: 'plan', planId: planIdSchema.parse(id) });

function invoiceOf({ invoice }: ChangeResult): string {
  if (invoice === null) throw new Error('no invoice was issued');
  return invoice.id;
}

const voided = (id: string) =>
  voidInvoice(office.database, actor, { key: newKey(), id: invoiceIdSchema.parse(id), reason: 'wrong address' });

async function run(date: string): Promise<void> {
  await on(date);
  await billDue(office.database, date);
}

interface LiveInvoice {
  readonly id: string;
  readonly subtotal: string;
  readonly lines: readonly string[];
}

const live = (id: SubscriptionId): Promise<LiveInvoice[]> =>
  look<LiveInvoice>(
    office.database,
    `SELECT i.id, i.subtotal::text AS subtotal,
  (SELECT jsonb_agg(l ->> 'amount' ORDER BY n) FROM jsonb_array_elements(i.line_items) WITH ORDINALITY AS x (l, n)) AS lines
FROM public.invoices i WHERE i.subscription_id = $1 AND i.status <> 'canceled' ORDER BY i.invoice_number`,
    [id],
  );

/** Days [from, to) of a whole period [start, end) on which a plan cost so much for the whole of it. */
type Held = readonly [price: string, from: string, to: string, start: string, end: string];

/**
 * The oracle: day by day what the plan in force cost, unrounded, against what live invoices bill less what they were credited. Only the
 * rounding of the lines may lie between.
 */
async function expectBilled(id: SubscriptionId, held: readonly Held[]): Promise<void> {
  const owed = held.reduce((sum, [price, from, to, start, end]) => {
    const perDay = new Big(price).div(daysBetween(day(start), day(end)));
    let days = new Big(0);
    for (let n = daysBetween(day(from), day(to)); n > 0; n -= 1) days = days.plus(perDay);
    return sum.plus(days);
  }, new Big(0));
  const invoices = await live(id);
  const [credited] = await look<{ sum: string }>(
    office.database,
    `SELECT coalesce(sum(n.subtotal), 0)::text AS sum FROM billing_desktop.credit_notes n
JOIN public.invoices i ON i.id = n.invoice_id WHERE i.subscription_id = $1`,
    [id],
  );
  const billed = invoices.reduce((sum, { subtotal }) => sum.plus(subtotal), new Big(0)).minus(credited?.sum ?? '0');
  const lines = invoices.reduce((count, invoice) => count + invoice.lines.length, 0) + 1;
  expect(billed.minus(owed).abs().toNumber(), `billed ${billed.toFixed(2)}, owed ${owed.toFixed(4)}`).toBeLessThan(
    0.005 * lines + 1e-9,
  );
}

const march = ['2026-03-01', '2026-04-01'] as const;

describe('an upgrade of a period without a bill, whose first bill is voided', () => {
  it('is billed again by the days of each plan', async () => {
    const id = await starter('2026-03-01');
    await on('2026-03-11');
    await voided(invoiceOf(await change(id, plan('professional'))));
    await run('2026-03-15');
    // 29.00 × 10 ÷ 31 = 9.3548…; 99.00 × 21 ÷ 31 = 67.0645…
    expect((await live(id)).map(({ lines }) => lines)).toEqual([['9.35', '67.06']]);
    await expectBilled(id, [
      ['29', '2026-03-01', '2026-03-11', ...march],
      ['99', '2026-03-11', '2026-04-01', ...march],
    ]);
  });

  it('and is upgraded again before a run: three plans, each its days', async () => {
    const id = await starter('2026-03-01');
    await on('2026-03-11');
    await voided(invoiceOf(await change(id, plan('professional'))));
    await on('2026-03-21');
    const again = invoiceOf(await change(id, plan('enterprise')));
    const held: Held[] = [
      ['29', '2026-03-01', '2026-03-11', ...march],
      ['99', '2026-03-11', '2026-03-21', ...march],
      ['499', '2026-03-21', '2026-04-01', ...march],
    ];
    await expectBilled(id, held);
    await voided(again);
    await run('2026-03-21');
    await expectBilled(id, held);
    await run('2026-03-25');
    expect(await live(id)).toHaveLength(1);
  });
});

describe('an upgrade of a billed period', () => {
  const upgraded: Held[] = [
    ['29', '2026-03-01', '2026-03-11', ...march],
    ['99', '2026-03-11', '2026-04-01', ...march],
  ];

  async function billedThenUpgraded() {
    const id = await starter('2026-03-01');
    await run('2026-03-01');
    const [first] = await live(id);
    await on('2026-03-11');
    const upgrade = invoiceOf(await change(id, plan('professional')));
    return { id, first: first?.id ?? '', upgrade };
  }

  it('is billed again where its invoice alone is voided, once, and the bill below it stays until that is voided too', async () => {
    const { id, first, upgrade } = await billedThenUpgraded();
    await voided(upgrade);
    await run('2026-03-15');
    // 29.00 × 21 ÷ 31 = 19.6451…; 99.00 × 21 ÷ 31 = 67.0645…
    expect((await live(id)).map(({ lines }) => lines)).toEqual([['29.00'], ['-19.65', '67.06']]);
    await expectBilled(id, upgraded);
    await run('2026-03-20');
    expect(await live(id)).toHaveLength(2);
    const again = (await live(id))[1]?.id ?? '';
    expect(await refusal(voided(first))).toMatchObject({ code: 'invoice_upgraded' });
    await voided(again);
    await run('2026-03-21');
    await expectBilled(id, upgraded);
    await voided((await live(id))[1]?.id ?? '');
    await voided(first);
    await run('2026-03-25');
    expect((await live(id)).map(({ lines }) => lines)).toEqual([['9.35', '67.06']]);
    await expectBilled(id, upgraded);
    await run('2026-04-01');
    await expectBilled(id, [...upgraded, ['99', '2026-04-01', '2026-05-01', '2026-04-01', '2026-05-01']]);
  });

  it('is billed by the days of each plan where both its invoice and the first one are voided', async () => {
    const { id, first, upgrade } = await billedThenUpgraded();
    await voided(upgrade);
    await voided(first);
    await run('2026-04-02');
    await expectBilled(id, [...upgraded, ['99', '2026-04-01', '2026-05-01', '2026-04-01', '2026-05-01']]);
    expect(await live(id)).toHaveLength(2);
  });

  it('twice: the last, both, and then another upgrade', async () => {
    const { id, upgrade } = await billedThenUpgraded();
    await on('2026-03-21');
    const second = invoiceOf(await change(id, plan('enterprise')));
    const held: Held[] = [
      ['29', '2026-03-01', '2026-03-11', ...march],
      ['99', '2026-03-11', '2026-03-21', ...march],
      ['499', '2026-03-21', '2026-04-01', ...march],
    ];
    await expectBilled(id, held);
    expect(await refusal(voided(upgrade))).toMatchObject({ code: 'invoice_upgraded' });
    await voided(second);
    await run('2026-03-22');
    await expectBilled(id, held);
    await voided((await live(id)).at(-1)?.id ?? '');
    await voided(upgrade);
    await run('2026-03-22');
    expect(await live(id)).toHaveLength(2);
    await expectBilled(id, held);
    // Billed again by one invoice of a run, it goes on like any other.
    await on('2026-03-26');
    await look(
      office.database,
      `INSERT INTO public.plans (plan_id, name, name_ar, tier, pricing, features, limits, trial_days)
VALUES ('grand', 'Grand', 'الكبرى', 'enterprise', '{"monthly_usd": "999"}', '{}', '{}', 0) ON CONFLICT DO NOTHING`,
    );
    const third = invoiceOf(await change(id, plan('grand')));
    held.splice(2, 1, ['499', '2026-03-21', '2026-03-26', ...march], ['999', '2026-03-26', '2026-04-01', ...march]);
    await expectBilled(id, held);
    expect(await refusal(voided((await live(id))[1]?.id ?? ''))).toMatchObject({ code: 'invoice_upgraded' });
    await voided(third);
    await run('2026-03-27');
    await expectBilled(id, held);
  });

  it('then another one, before a run has billed the first again: each day at its plan', async () => {
    const { id, upgrade } = await billedThenUpgraded();
    await voided(upgrade);
    await on('2026-03-21');
    await change(id, plan('enterprise'));
    await run('2026-03-22');
    await expectBilled(id, [
      ['29', '2026-03-01', '2026-03-11', ...march],
      ['99', '2026-03-11', '2026-03-21', ...march],
      ['499', '2026-03-21', '2026-04-01', ...march],
    ]);
  });

  it('by mistake: voided and changed back, it costs the days between', async () => {
    const { id, upgrade } = await billedThenUpgraded();
    await voided(upgrade);
    await on('2026-03-13');
    await change(id, plan('starter'));
    await run('2026-03-14');
    await expectBilled(id, [
      ['29', '2026-03-01', '2026-03-11', ...march],
      ['99', '2026-03-11', '2026-03-13', ...march],
      ['29', '2026-03-13', '2026-04-01', ...march],
    ]);
  });

  it('then to another cycle: what is voided of the time before the new anchor is billed again', async () => {
    const { id, first, upgrade } = await billedThenUpgraded();
    await change(id, { kind: 'cycle', cycle: 'quarterly' });
    await voided(upgrade);
    await run('2026-04-01');
    const all: Held[] = [...upgraded, ['269', '2026-04-01', '2026-07-01', '2026-04-01', '2026-07-01']];
    await expectBilled(id, all);
    expect(await live(id)).toHaveLength(3);
    const again = (await live(id)).find(({ lines }) => lines.length === 2)?.id ?? '';
    await voided(again);
    await voided(first);
    const { periods } = await getSubscription(office.database, { id });
    expect(periods.find(({ state }) => state === 'unbilled')).toMatchObject({ start: march[0], end: march[1] });
    await run('2026-04-02');
    await expectBilled(id, all);
    await run('2026-04-03');
    expect(await live(id)).toHaveLength(2);
  });

  it('canceled at once with a credit after a run has billed it again: both invoices give their days back', async () => {
    const { id, first, upgrade } = await billedThenUpgraded();
    await voided(upgrade);
    await run('2026-03-15');
    await on('2026-03-21');
    const cancel = { kind: 'cancel', when: 'now', credit: true } as const;
    const { expected } = await previewChange(office.database, { id, change: cancel });
    await cancelSubscription(office.database, actor, {
      key: newKey(),
      id,
      when: 'now',
      credit: true,
      reason: 'the season is over',
      expected,
    });
    await expectBilled(id, [
      ['29', '2026-03-01', '2026-03-11', ...march],
      ['99', '2026-03-11', '2026-03-21', ...march],
    ]);
    expect(await refusal(voided(first))).toMatchObject({ code: 'invoice_credited' });
  });
});

describe('a bill that is voided after the plan has changed', () => {
  it('of a month before a downgrade is billed again at the plan of that month', async () => {
    const id = await starter('2026-03-01', { planId: 'professional' });
    await run('2026-03-01');
    const [first] = await live(id);
    await on('2026-03-11');
    await change(id, plan('starter'));
    await run('2026-04-01');
    await voided(first?.id ?? '');
    await run('2026-04-02');
    await expectBilled(id, [
      ['99', '2026-03-01', '2026-04-01', ...march],
      ['29', '2026-04-01', '2026-05-01', '2026-04-01', '2026-05-01'],
    ]);
  });

  it('a downgrade that is pending gives way to an upgrade, and a taken back one changes nothing', async () => {
    const id = await starter('2026-03-01', { planId: 'professional' });
    await on('2026-03-05');
    await change(id, plan('starter'));
    await on('2026-03-11');
    await voided(invoiceOf(await change(id, plan('enterprise'))));
    await change(id, plan('starter'));
    await change(id, { kind: 'take_back' });
    await run('2026-04-01');
    await expectBilled(id, [
      ['99', '2026-03-01', '2026-03-11', ...march],
      ['499', '2026-03-11', '2026-04-01', ...march],
      ['499', '2026-04-01', '2026-05-01', '2026-04-01', '2026-05-01'],
    ]);
  });

  it('a downgrade whose day has come takes effect before another change', async () => {
    const id = await starter('2026-03-01', { planId: 'professional' });
    await run('2026-03-01');
    await change(id, plan('starter'));
    await on('2026-04-11');
    expect(await refusal(change(id, plan('enterprise')))).toEqual({
      code: 'periods_unbilled',
      params: { from: '2026-04-01' },
    });
    expect(await refusal(change(id, { kind: 'cycle', cycle: 'yearly' }))).toMatchObject({ code: 'periods_unbilled' });
    await run('2026-04-11');
    await change(id, plan('enterprise'));
    await expectBilled(id, [
      ['99', '2026-03-01', '2026-04-01', ...march],
      ['29', '2026-04-01', '2026-04-11', '2026-04-01', '2026-05-01'],
      ['499', '2026-04-11', '2026-05-01', '2026-04-01', '2026-05-01'],
    ]);
  });

  it('on trial nothing is owed, whatever was changed', async () => {
    const id = await starter('2026-03-01', { trialDays: 10 });
    await on('2026-03-05');
    await change(id, plan('professional'));
    await run('2026-03-11');
    const period = ['2026-03-11', '2026-04-11'] as const;
    const [first] = await live(id);
    await voided(first?.id ?? '');
    await run('2026-03-12');
    await expectBilled(id, [['99', ...period, ...period]]);
  });

  it('in rials waits for a rate, and takes that of its own day', async () => {
    const id = await starter('2026-03-01', { currency: 'YER' });
    await addRateOn(office.database, '2026-03-11', '530');
    await on('2026-03-11');
    const upgrade = invoiceOf(await change(id, plan('professional')));
    await voided(upgrade);
    await run('2026-03-10');
    expect(await live(id)).toEqual([]);
    await addRateOn(office.database, '2026-03-14', '540');
    await run('2026-03-15');
    await expectBilled(id, [
      ['15660', '2026-03-01', '2026-03-11', ...march],
      ['53460', '2026-03-11', '2026-04-01', ...march],
    ]);
  });
});
