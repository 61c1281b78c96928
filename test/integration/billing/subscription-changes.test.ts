import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelSubscription, reactivateSubscription } from '../../../electron/billing/cancel-subscription';
import { changeCycle } from '../../../electron/billing/changes/change-cycle';
import { changePlan } from '../../../electron/billing/changes/change-plan';
import { previewChange } from '../../../electron/billing/changes/preview-change';
import { takeBackChange } from '../../../electron/billing/changes/take-back-change';
import { prorate } from '../../../electron/billing/rules/proration';
import { periodContaining } from '../../../electron/billing/rules/periods';
import { resumeSubscription, suspendSubscription } from '../../../electron/billing/suspend-subscription';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { amountSchema, subtractAmounts } from '../../../electron/contract/amount';
import {
  addDays,
  addMonthsFromAnchor,
  calendarDateSchema,
  type CalendarDate,
} from '../../../electron/contract/calendar-date';
import { invoiceIdSchema, planIdSchema, type SubscriptionId } from '../../../electron/contract/ids';
import type { ChangeRequest, ChangeResult } from '../../../electron/contract/subscription-changes';
import type { BillingCycle } from '../../../electron/contract/status';
import { getInvoice } from '../../../electron/database/queries/invoice-detail';
import { getSubscription } from '../../../electron/database/queries/subscriptions';
import { serviceCreatesInvoice, serviceCreatesSubscription, serviceCancels } from '../../support/service-writes';
import { actor, addRateOn, look, lookOne, newKey, openOffice, refusal, type Office } from './office';
import { billDue } from './run-office';

let office: Office;
let today: CalendarDate;
beforeAll(async () => {
  office = await openOffice();
  today = calendarDateSchema.parse(await office.today());
});
afterEach(() => office.expectClean({ service: true }));
afterAll(() => office.close());

const plan = (id: string): ChangeRequest => ({ kind: 'plan', planId: planIdSchema.parse(id) });
const amount = (text: string) => amountSchema.parse(text);

/** A subscription whose periods began some months and days ago, with the running period billed at a price. */
async function running(
  overrides: {
    planId?: string;
    cycle?: BillingCycle;
    currency?: 'USD' | 'YER';
    daysAgo?: number;
    price?: string | null;
  } = {},
) {
  const { daysAgo = 10, price = '29.00', cycle = 'monthly', planId = 'starter', currency = 'USD' } = overrides;
  const start = addDays(today, -daysAgo);
  const tenant = await office.tenant({ startDate: start, cycle, planId, currency });
  const period = periodContaining(start, cycle, today);
  const invoiceId = price === null ? null : await bill(tenant, period, price, currency);
  return { ...tenant, id: tenant.subscriptionId, period, invoiceId };
}

/** Bills a period as a run does: an invoice of one line that is guarded against a second one. */
async function bill(
  tenant: { tenantId: string; subscriptionId: SubscriptionId },
  period: { start: CalendarDate; end: CalendarDate },
  price: string,
  currency: 'USD' | 'YER',
) {
  const invoiceId = await office.invoice(tenant, price, { currency });
  await look(
    office.database,
    `WITH d AS (UPDATE billing_desktop.invoice_details SET period = daterange($2::date, $3::date) WHERE invoice_id = $1)
INSERT INTO billing_desktop.billed_periods (invoice_id, subscription_id, period) VALUES ($1, $4, daterange($2::date, $3::date))`,
    [invoiceId, period.start, period.end, tenant.subscriptionId],
  );
  return invoiceId;
}

const preview = (id: SubscriptionId, change: ChangeRequest) => previewChange(office.database, { id, change });

async function change(id: SubscriptionId, planId: string) {
  const { expected } = await preview(id, plan(planId));
  return changePlan(office.database, actor, { key: newKey(), id, planId: planIdSchema.parse(planId), expected });
}

function issued({ invoice }: ChangeResult) {
  if (invoice === null) throw new Error('no invoice was issued');
  return invoice.id;
}

const stored = (id: SubscriptionId) =>
  lookOne<Record<string, unknown>>(
    office.database,
    `SELECT s.plan_id, s.billing_cycle AS cycle, s.status, s.end_date, s.next_billing_date, t.anchor_date, t.coming_plan_id,
  t.coming_cycle, t.coming_on, t.cancel_at_period_end
FROM public.subscriptions s JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id WHERE s.id = $1`,
    [id],
  );

describe('a dearer plan', () => {
  it('holds now: the unused days come off, the remaining ones come on, and nothing else', async () => {
    const { id, period } = await running();
    const shown = await preview(id, plan('professional'));
    const credit = prorate(amount('29.00'), period, today, period.end).amount;
    const charge = prorate(amount('99.00'), period, today, period.end).amount;
    expect(shown).toMatchObject({
      kind: 'upgraded',
      effectiveOn: today,
      before: { planId: 'starter', price: '29.00' },
      after: { planId: 'professional', price: '99.00' },
      invoice: { total: subtractAmounts(charge, credit), lines: [{ amount: `-${credit}` }, { amount: charge }] },
      credits: [],
    });
    const result = await change(id, 'professional');
    const invoice = await getInvoice(office.database, { id: issued(result) });
    expect(invoice).toMatchObject({
      standing: 'pending',
      number: result.invoice?.number,
      total: subtractAmounts(charge, credit),
      lines: [
        { quantity: '1', unitPrice: `-${credit}`, amount: `-${credit}` },
        { quantity: '1', unitPrice: charge, amount: charge },
      ],
    });
    expect(invoice.lines[1]?.basis).toContain(`99.00 × `);
    expect(invoice.lines[1]?.basisAr).toContain('عدد الأيام');
    expect(await stored(id)).toMatchObject({ plan_id: 'professional', coming_plan_id: null });
    const detail = await getSubscription(office.database, { id });
    expect(detail.changes).toMatchObject([
      {
        kind: 'upgraded',
        fromPlanName: 'Starter',
        toPlanName: 'Professional',
        money: invoice.total,
        invoiceNumber: invoice.number,
      },
    ]);
    expect(detail.periods.find(({ current }) => current)).toMatchObject({ ...period, state: 'due' });
  });

  it('twice in a period credits what was billed by then, so that each day is paid once', async () => {
    const { id, period } = await running();
    await change(id, 'professional');
    const again = await preview(id, plan('enterprise'));
    expect(again.invoice?.lines[0]?.amount).toBe(`-${prorate(amount('99.00'), period, today, period.end).amount}`);
    await change(id, 'enterprise');
    const { periods } = await lookOne<{ periods: string }>(
      office.database,
      'SELECT count(*)::text AS periods FROM billing_desktop.billed_periods WHERE subscription_id = $1 AND live',
      [id],
    );
    expect(periods).toBe('1');
  });

  it('goes by what the invoice billed, not by what the list says today', async () => {
    const { id, period } = await running({ price: '25.00' });
    const { invoice } = await preview(id, plan('professional'));
    expect(invoice?.lines[0]?.amount).toBe(`-${prorate(amount('25.00'), period, today, period.end).amount}`);
  });

  it('bills a running period that had no bill: days used at the old price, the others at the new one', async () => {
    const { id, period } = await running({ price: null });
    const used = prorate(amount('29.00'), period, period.start, today).amount;
    const rest = prorate(amount('99.00'), period, today, period.end).amount;
    const shown = await preview(id, plan('professional'));
    expect(shown.invoice?.lines.map((line) => line.amount)).toEqual([rest, used]);
    expect(shown.after.nextBillingDate).toBe(period.end);
    await change(id, 'professional');
    expect(await stored(id)).toMatchObject({ next_billing_date: period.end, end_date: period.end });
    // A second bill for the period is refused by the database itself.
    expect((await preview(id, plan('enterprise'))).invoice?.lines).toHaveLength(2);
  });

  it('is refused while earlier periods wait for their bill', async () => {
    const { id } = await running({ daysAgo: 70, price: null });
    expect(await refusal(preview(id, plan('professional')))).toMatchObject({ code: 'periods_unbilled' });
  });

  it('from a free plan charges the remaining days and bills no free period afterwards', async () => {
    const { id, period } = await running({ planId: 'free', price: null, daysAgo: 70 });
    const shown = await preview(id, plan('starter'));
    expect(shown.invoice?.lines.map((line) => line.amount)).toEqual([
      prorate(amount('29.00'), period, today, period.end).amount,
    ]);
    const upgraded = await change(id, 'starter');
    expect(await stored(id)).toMatchObject({ next_billing_date: period.end });
    // Voided, its days are billed again, and no free one.
    await voidInvoice(office.database, actor, { key: newKey(), id: issued(upgraded), reason: 'wrong day' });
    await billDue(office.database, today);
    expect(
      await look(
        office.database,
        `SELECT lower(b.period)::text AS start, upper(b.period)::text AS end, i.total::text AS total
FROM billing_desktop.billed_periods b JOIN public.invoices i ON i.id = b.invoice_id WHERE b.subscription_id = $1 AND b.live`,
        [id],
      ),
    ).toEqual([{ start: today, end: period.end, total: prorate(amount('29.00'), period, today, period.end).amount }]);
    // What is billed in part is changed by the price of its whole period.
    const credit = prorate(amount('29.00'), period, today, period.end).amount;
    const charge = prorate(amount('99.00'), period, today, period.end).amount;
    expect((await preview(id, plan('professional'))).invoice?.lines.map((line) => line.amount)).toEqual([
      `-${credit}`,
      charge,
    ]);
  });

  it('is the same once for a key, and refused once the preview is old', async () => {
    const { id } = await running();
    const { expected } = await preview(id, plan('professional'));
    const order = { key: newKey(), id, planId: planIdSchema.parse('professional'), expected };
    const first = await changePlan(office.database, actor, order);
    expect(await changePlan(office.database, actor, order)).toEqual(first);
    expect(
      await refusal(
        changePlan(office.database, actor, { ...order, key: newKey(), planId: planIdSchema.parse('enterprise') }),
      ),
    ).toMatchObject({ code: 'conflict' });
  });

  it('asked by two clerks at once happens once', async () => {
    const { id } = await running();
    const { expected } = await preview(id, plan('professional'));
    const ask = () =>
      changePlan(office.database, actor, { key: newKey(), id, planId: planIdSchema.parse('professional'), expected });
    const outcomes = await Promise.allSettled([ask(), ask(), ask()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('in rials takes the fixed price, else the rate in force, and without a rate is refused', async () => {
    const { id } = await running({ currency: 'YER', price: '15500.00' });
    expect(await refusal(preview(id, plan('professional')))).toMatchObject({ code: 'rate_missing' });
    await addRateOn(office.database, addDays(today, -3), '535.255');
    const { invoice } = await preview(id, plan('professional'));
    expect(invoice?.lines[1]?.basis).toContain('99.00 USD × 535.255');
    await look(
      office.database,
      `UPDATE public.plans SET pricing = pricing || '{"monthly_yer": "60000"}' WHERE plan_id = 'professional'`,
    );
    expect((await preview(id, plan('professional'))).after.price).toBe('60000.00');
    await change(id, 'professional');
  });

  it('that no amount holds is refused by its reason, and stands in the way of nothing else', async () => {
    const { id } = await running({ cycle: 'yearly', planId: 'starter' });
    await look(
      office.database,
      `UPDATE public.plans SET pricing = pricing || '{"yearly_usd": "9999999999.99"}' WHERE plan_id = 'enterprise'`,
    );
    await look(
      office.database,
      `UPDATE billing_desktop.settings SET value = value || '{"taxRate": "100"}' WHERE key = 'business'`,
    );
    expect(await refusal(preview(id, plan('enterprise')))).toMatchObject({ code: 'amount_too_large' });
    expect(await preview(id, { kind: 'suspend' })).toMatchObject({ kind: 'suspended' });
    await look(
      office.database,
      `UPDATE billing_desktop.settings SET value = value || '{"taxRate": "0"}' WHERE key = 'business'`,
    );
    await look(
      office.database,
      `UPDATE public.plans SET pricing = pricing || '{"yearly_usd": "4990"}' WHERE plan_id = 'enterprise'`,
    );
  });

  it('on trial moves no money', async () => {
    const tenant = await office.tenant({ startDate: today, trialDays: 14 });
    const id = tenant.subscriptionId;
    expect(await change(id, 'professional')).toMatchObject({ kind: 'plan_changed', invoice: null });
    expect(await change(id, 'starter')).toMatchObject({ kind: 'plan_changed', invoice: null });
  });
});

describe('a cheaper plan', () => {
  it('comes at the end of what was billed, and can be taken back', async () => {
    const { id, period } = await running({ planId: 'professional', price: '99.00' });
    expect(await change(id, 'starter')).toMatchObject({
      kind: 'downgrade_planned',
      effectiveOn: period.end,
      invoice: null,
    });
    expect(await stored(id)).toMatchObject({
      plan_id: 'professional',
      coming_plan_id: 'starter',
      coming_on: period.end,
    });
    const { expected } = await preview(id, { kind: 'take_back' });
    await takeBackChange(office.database, actor, { key: newKey(), id, expected });
    expect(await stored(id)).toMatchObject({ coming_plan_id: null, coming_on: null });
    expect(await refusal(preview(id, { kind: 'take_back' }))).toMatchObject({ code: 'change_nothing' });
  });
});

describe('another cycle', () => {
  it('comes at the end of what was billed, with its own anchor, beside a coming plan', async () => {
    const { id, period } = await running({ planId: 'professional', price: '99.00' });
    await change(id, 'starter');
    const shown = await preview(id, { kind: 'cycle', cycle: 'yearly' });
    expect(shown).toMatchObject({
      kind: 'cycle_planned',
      effectiveOn: period.end,
      after: { planId: 'starter', cycle: 'yearly', price: '290.00' },
    });
    await changeCycle(office.database, actor, { key: newKey(), id, cycle: 'yearly', expected: shown.expected });
    expect(await stored(id)).toMatchObject({ cycle: 'monthly', coming_cycle: 'yearly', coming_plan_id: 'starter' });
    const { periods } = await getSubscription(office.database, { id });
    expect(periods.at(-1)).toMatchObject({ state: 'coming', start: addMonthsFromAnchor(period.end, 12) });
    expect(await refusal(preview(id, { kind: 'cycle', cycle: 'monthly' }))).toMatchObject({ code: 'change_nothing' });
  });
});

describe('ending', () => {
  const reason = 'the season is over';

  it('for the period’s end, then nothing else can be changed until it is taken back', async () => {
    const { id, period } = await running();
    const shown = await preview(id, { kind: 'cancel', when: 'period_end', credit: false });
    expect(shown).toMatchObject({
      kind: 'cancel_planned',
      effectiveOn: period.end,
      after: { endDate: period.end, status: 'active' },
    });
    await cancelSubscription(office.database, actor, {
      key: newKey(),
      id,
      when: 'period_end',
      reason,
      expected: shown.expected,
    });
    expect(await stored(id)).toMatchObject({ cancel_at_period_end: true, end_date: period.end });
    expect(await refusal(preview(id, plan('professional')))).toMatchObject({ code: 'cancellation_scheduled' });
    await reactivateSubscription(office.database, actor, { key: newKey(), id });
    expect((await preview(id, plan('professional'))).kind).toBe('upgraded');
  });

  it('at once shows what would be credited, each part from the invoice that billed it', async () => {
    const { id, period, invoiceId } = await running();
    const { invoice } = await change(id, 'professional');
    const { credits } = await preview(id, { kind: 'cancel', when: 'now', credit: true });
    const unused = (price: string) => prorate(amount(price), period, today, period.end).amount;
    const [first, second] = [unused('29.00'), unused('99.00')];
    expect(credits).toMatchObject([
      { invoiceId, line: { amount: `-${first}` } },
      { invoiceId: invoice?.id, line: { amount: `-${subtractAmounts(second, first)}` } },
    ]);
  });

  it('at once with a credit gives the unused days back, once, and cannot be undone', async () => {
    const { id, tenantId, period, invoiceId } = await running();
    const change: ChangeRequest = { kind: 'cancel', when: 'now', credit: true };
    const { expected } = await preview(id, change);
    await office.pay(tenantId, '29.00', [[invoiceIdSchema.parse(invoiceId), '29.00']]);
    // Paying does not touch the subscription: what was shown still holds.
    const result = await cancelSubscription(office.database, actor, {
      key: newKey(),
      id,
      when: 'now',
      credit: true,
      reason,
      expected,
    });
    expect(result).toMatchObject({ kind: 'canceled', creditNotes: [expect.any(String)] });
    const unused = prorate(amount('29.00'), period, today, period.end).amount;
    const [entry] = (await getSubscription(office.database, { id })).changes;
    expect(entry).toMatchObject({ kind: 'canceled', money: `-${unused}`, reason });
    expect(await refusal(reactivateSubscription(office.database, actor, { key: newKey(), id }))).toMatchObject({
      code: 'subscription_closed',
    });
  });

  it('at once without a credit moves no money and comes back while the period lasts', async () => {
    const { id, period } = await running();
    await cancelSubscription(office.database, actor, { key: newKey(), id, when: 'now', reason });
    expect(await stored(id)).toMatchObject({ status: 'canceled', end_date: today });
    const { expected, after } = await preview(id, { kind: 'reactivate' });
    expect(after).toMatchObject({ status: 'active', endDate: period.end });
    await reactivateSubscription(office.database, actor, { key: newKey(), id, expected });
    expect(await stored(id)).toMatchObject({ status: 'active', end_date: period.end });
  });

  it('suspended and resumed within what was billed changes no date', async () => {
    const { id, period } = await running();
    const before = await stored(id);
    await suspendSubscription(office.database, actor, { key: newKey(), id, reason });
    expect(await refusal(preview(id, plan('professional')))).toMatchObject({ code: 'subscription_suspended' });
    await resumeSubscription(office.database, actor, { key: newKey(), id });
    expect(await stored(id)).toEqual({ ...before, coming_on: null });
    expect(period.end).toBeDefined();
  });

  it('resumed after what was billed is over starts a new period today', async () => {
    const { id, subscriptionId, tenantId } = await running({ daysAgo: 70, price: null });
    const start = addDays(today, -70);
    for (const n of [0, 1]) {
      const period = { start: addMonthsFromAnchor(start, n), end: addMonthsFromAnchor(start, n + 1) };
      await bill({ subscriptionId, tenantId }, period, '29.00', 'USD');
    }
    await suspendSubscription(office.database, actor, { key: newKey(), id, reason });
    await look(
      office.database,
      `UPDATE billing_desktop.subscription_terms SET suspended_at = now() - interval '30 days' WHERE subscription_id = $1`,
      [id],
    );
    const shown = await preview(id, { kind: 'resume' });
    expect(shown.after).toMatchObject({
      status: 'active',
      nextBillingDate: today,
      endDate: addMonthsFromAnchor(today, 1),
    });
    expect(shown.nextRun).toEqual([{ start: today, end: addMonthsFromAnchor(today, 1), whileSuspended: false }]);
    await resumeSubscription(office.database, actor, { key: newKey(), id, expected: shown.expected });
    expect(await stored(id)).toMatchObject({ anchor_date: today });
  });
});

describe('what the service wrote', () => {
  it('is changed on its anchored period, and what it billed is credited', async () => {
    const client = await office.database.connectClient();
    const start = addDays(today, -10);
    const written = await serviceCreatesSubscription(client, { tenantId: 'service-farm', start });
    await serviceCreatesInvoice(client, written, { number: 'SAH-2025-0777', issueDate: start });
    await client.end();
    const id = written.id as SubscriptionId;
    const period = periodContaining(start, 'monthly', today);
    const shown = await preview(id, plan('professional'));
    expect(shown.invoice?.lines[0]?.amount).toBe(`-${prorate(amount('29.00'), period, today, period.end).amount}`);
    await change(id, 'professional');
    expect(await stored(id)).toMatchObject({ plan_id: 'professional', anchor_date: start });
  });

  it('and canceled for its end is taken back here', async () => {
    const client = await office.database.connectClient();
    const written = await serviceCreatesSubscription(client, { tenantId: 'other-service-farm', start: today });
    await serviceCancels(client, written.id, false);
    await client.end();
    const id = written.id as SubscriptionId;
    expect(await refusal(preview(id, plan('professional')))).toMatchObject({ code: 'cancellation_scheduled' });
    await reactivateSubscription(office.database, actor, { key: newKey(), id });
    expect(await stored(id)).toMatchObject({ cancel_at_period_end: false });
  });

  it('a voided bill frees its period: the upgrade bills it anew', async () => {
    const { id, period, invoiceId } = await running();
    await voidInvoice(office.database, actor, {
      key: newKey(),
      id: invoiceIdSchema.parse(invoiceId),
      reason: 'wrong customer',
    });
    const { invoice } = await preview(id, plan('professional'));
    expect(invoice?.lines.map((line) => line.amount)).toEqual([
      prorate(amount('99.00'), period, today, period.end).amount,
      prorate(amount('29.00'), period, period.start, today).amount,
    ]);
  });
});

describe('the bill that an upgrade builds on', () => {
  const voided = (id: string) =>
    voidInvoice(office.database, actor, { key: newKey(), id: invoiceIdSchema.parse(id), reason: 'wrong customer' });

  it('is voided only after the upgrade, the newest first, so that no run bills the period beside it', async () => {
    const { id, invoiceId } = await running();
    const first = await change(id, 'professional');
    const second = await change(id, 'enterprise');
    const builtOn = (upgrade: ChangeResult) => ({
      code: 'invoice_upgraded',
      params: { number: upgrade.invoice?.number },
    });
    expect(await refusal(voided(invoiceId ?? ''))).toEqual(builtOn(second));
    expect(await refusal(voided(issued(first)))).toEqual(builtOn(second));
    await voided(issued(second));
    expect(await refusal(voided(invoiceId ?? ''))).toEqual(builtOn(first));
    await voided(issued(first));
    await voided(invoiceId ?? '');
    const { live } = await lookOne<{ live: string }>(
      office.database,
      'SELECT count(*)::text AS live FROM billing_desktop.billed_periods WHERE subscription_id = $1 AND live',
      [id],
    );
    expect(live).toBe('0');
  });

  it('of a later period is free of it', async () => {
    const { id, subscriptionId, tenantId, period } = await running();
    await change(id, 'professional');
    const next = { start: period.end, end: addMonthsFromAnchor(period.end, 1) };
    await voided(await bill({ tenantId, subscriptionId }, next, '99.00', 'USD'));
  });

  it('may be the service’s', async () => {
    const client = await office.database.connectClient();
    const written = await serviceCreatesSubscription(client, { tenantId: 'upgraded-farm', start: addDays(today, -10) });
    await serviceCreatesInvoice(client, written, { number: 'SAH-2025-0778', issueDate: addDays(today, -10) });
    await client.end();
    await change(written.id as SubscriptionId, 'professional');
    const { id } = await lookOne<{ id: string }>(
      office.database,
      `SELECT id FROM public.invoices WHERE invoice_number = 'SAH-2025-0778'`,
    );
    expect(await refusal(voided(id))).toMatchObject({ code: 'invoice_upgraded' });
  });
});

describe('resumed while earlier periods wait for their bill', () => {
  it('shows each period that the next run bills, without those of the suspension, and the run bills exactly these', async () => {
    const start = addDays(today, -100);
    const { id } = await running({ daysAgo: 100, price: null });
    await suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'not paid' });
    // Stopped 65 days ago: the second period, of some 70 days ago, had begun; the third began meanwhile, and the fourth too.
    await look(
      office.database,
      `DO 'BEGIN
  SET LOCAL session_replication_role = replica;
  UPDATE billing_desktop.subscription_terms SET suspended_at = now() - interval ''65 days'' WHERE subscription_id = ''${id}'';
  UPDATE billing_desktop.subscription_changes SET effective_on = billing_desktop.today() - 65 WHERE subscription_id = ''${id}'';
  UPDATE billing_desktop.audit SET after = after || jsonb_build_object(''effective_on'', billing_desktop.today() - 65)
  WHERE entity = ''subscription_change'' AND after ->> ''subscription_id'' = ''${id}'';
END'`,
    );
    const { nextRun, after, expected } = await preview(id, { kind: 'resume' });
    const period = (n: number) => ({ start: addMonthsFromAnchor(start, n), end: addMonthsFromAnchor(start, n + 1) });
    const rest = { start: today, end: period(3).end };
    expect(nextRun).toEqual([period(0), period(1), rest].map((days) => ({ ...days, whileSuspended: false })));
    expect(after.nextBillingDate).toBe(start);
    await resumeSubscription(office.database, actor, { key: newKey(), id, expected });
    const shown = await getSubscription(office.database, { id });
    expect(shown.periods.filter(({ state }) => state === 'unbilled').map((each) => [each.start, each.end])).toEqual(
      [period(0), period(1), rest].map((days) => [days.start, days.end]),
    );
    await billDue(office.database, today);
    const billed = await look<{ start: string; end: string; total: string }>(
      office.database,
      `SELECT lower(b.period)::text AS start, upper(b.period)::text AS end, i.total::text AS total
FROM billing_desktop.billed_periods b JOIN public.invoices i ON i.id = b.invoice_id
WHERE b.subscription_id = $1 AND b.live ORDER BY b.period`,
      [id],
    );
    expect(billed).toEqual([
      { ...period(0), total: '29.00' },
      { ...period(1), total: '29.00' },
      { ...rest, total: prorate(amount('29.00'), period(3), today, rest.end).amount },
    ]);
    expect(await stored(id)).toMatchObject({ next_billing_date: rest.end, anchor_date: start });
  });
});
