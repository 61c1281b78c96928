import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { cancelSubscription } from '../../../electron/billing/cancel-subscription';
import { driveRun } from '../../../electron/billing/runs/drive-run';
import { previewDue, previewInvoices, previewLeftOut, previewRun } from '../../../electron/billing/runs/preview-run';
import { resumeRun, startRun, stopRun } from '../../../electron/billing/runs/start-run';
import { suspendSubscription } from '../../../electron/billing/suspend-subscription';
import { addDays, calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import { invoiceIdSchema, subscriptionIdSchema } from '../../../electron/contract/ids';
import { getInvoice } from '../../../electron/database/queries/invoices';
import { getRun, listLeftOut, listRuns } from '../../../electron/database/queries/billing-runs';
import { serviceCreatesInvoice, serviceCreatesSubscription, serviceCancels } from '../../support/service-writes';
import { actor, addRateOn, look, lookOne, newKey, openOffice, refusal, type Office } from './office';
import { asService } from './as-service';
import { billDue, leaveNothingDue } from './run-office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
/** Each test starts with nothing to bill: whatever is left of the one before is suspended aside. */
afterEach(async () => {
  await office.expectClean({ service: true });
  await leaveNothingDue(office.database);
});

const day = (text: string): CalendarDate => calendarDateSchema.parse(text);

const run = (date: string, chunkSize?: number) => billDue(office.database, date, chunkSize);

interface Billed {
  readonly number: string;
  readonly period: string;
  readonly total: string;
  readonly issued: string;
  readonly due: string;
}

function billedOf(subscriptionId: string): Promise<Billed[]> {
  return look<Billed>(
    office.database,
    `SELECT i.invoice_number AS number, lower(b.period) || ' ' || upper(b.period) AS period, i.total, i.issue_date AS issued, i.due_date AS due
FROM public.invoices i JOIN billing_desktop.billed_periods b ON b.invoice_id = i.id AND b.live
WHERE i.subscription_id = $1 ORDER BY b.period`,
    [subscriptionId],
  );
}

interface Dates {
  readonly status: string;
  readonly next: string;
  readonly end: string;
  readonly last: string | null;
  readonly anchor: string | null;
}

function datesOf(subscriptionId: string): Promise<Dates> {
  return lookOne<Dates>(
    office.database,
    `SELECT s.status, s.next_billing_date AS next, s.end_date AS end, s.last_billing_date AS last, t.anchor_date AS anchor
FROM public.subscriptions s LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id WHERE s.id = $1`,
    [subscriptionId],
  );
}

describe('a run', () => {
  it('bills each period that has begun once, and moves the dates on', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-01-31' });
    const done = await run('2026-04-15');
    expect(done).toMatchObject({
      state: 'done',
      leftOut: 0,
      amounts: [{ currency: 'USD', invoices: 3, total: '87.00' }],
    });
    const billed = await billedOf(subscriptionId);
    expect(billed.map(({ period }) => period)).toEqual([
      '2026-01-31 2026-02-28',
      '2026-02-28 2026-03-31',
      '2026-03-31 2026-04-30',
    ]);
    expect(billed.every(({ issued, due }) => issued === '2026-04-15' && due === '2026-04-22')).toBe(true);
    expect(await datesOf(subscriptionId)).toEqual({
      status: 'active',
      next: '2026-04-30',
      end: '2026-04-30',
      last: '2026-04-15',
      anchor: '2026-01-31',
    });
    expect(await run('2026-04-15')).toMatchObject({ amounts: [], examined: 0 });
    expect(await run('2026-04-30')).toMatchObject({ amounts: [{ currency: 'USD', invoices: 1, total: '29.00' }] });
    expect((await billedOf(subscriptionId)).at(-1)?.period).toBe('2026-04-30 2026-05-31');
  });

  it('issues what it bills: lines in both languages with their reckoning, period, snapshot and number', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-05-10' });
    await run('2026-05-10');
    const [row] = await look<{ id: string }>(
      office.database,
      'SELECT id FROM public.invoices WHERE subscription_id = $1',
      [subscriptionId],
    );
    const invoice = await getInvoice(office.database, { id: invoiceIdSchema.parse(row?.id) });
    expect(invoice).toMatchObject({
      standing: 'overdue',
      period: { start: '2026-05-10', end: '2026-06-10' },
      lines: [
        {
          description: 'Starter, monthly: 2026-05-10 to 2026-06-09',
          descriptionAr: 'المبتدئ، شهري: من 2026-05-10 إلى 2026-06-09',
          quantity: '1',
          unitPrice: '29.00',
          amount: '29.00',
          basis: 'Whole period of 31 days; list price 29 USD',
          basisAr: 'فترة كاملة من 31 يوماً؛ سعر الخطة 29 دولار أمريكي',
        },
      ],
      origin: 'desktop',
    });
    expect(invoice.number).toMatch(/^SAH-2026-\d{4}$/);
    expect(invoice.timeline.map(({ action }) => action)).toEqual(['billed']);
  });

  it('a service subscription is billed on its anchored calendar periods, once, and its next date is right', async () => {
    const { billedByService, neverBilled, onTrial } = await asService(office.url, async (client) => {
      const first = await serviceCreatesSubscription(client, { tenantId: 'service-a', start: '2026-01-31' });
      await serviceCreatesInvoice(client, first, { number: 'SAH-2026-9001', issueDate: '2026-01-31' });
      const second = await serviceCreatesSubscription(client, {
        tenantId: 'service-b',
        start: '2026-02-10',
        cycle: 'quarterly',
      });
      const third = await serviceCreatesSubscription(client, {
        tenantId: 'service-c',
        start: '2026-02-10',
        trialDays: 14,
      });
      return { billedByService: first.id, neverBilled: second.id, onTrial: third.id };
    });
    // The service says 2 March for the first; its second period begins on 28 February.
    await run('2026-02-28');
    expect((await billedOf(billedByService)).map(({ period }) => period)).toEqual(['2026-02-28 2026-03-31']);
    expect(await datesOf(billedByService)).toMatchObject({
      next: '2026-03-31',
      end: '2026-03-31',
      anchor: '2026-01-31',
    });
    expect((await billedOf(neverBilled)).map(({ period }) => period)).toEqual(['2026-02-10 2026-05-10']);
    expect(await datesOf(neverBilled)).toMatchObject({ next: '2026-05-10', end: '2026-05-10' });
    // The trial ended on the 24th: it is active, and billed from there.
    expect((await billedOf(onTrial)).map(({ period }) => period)).toEqual(['2026-02-24 2026-03-24']);
    expect(await datesOf(onTrial)).toMatchObject({ status: 'active', next: '2026-03-24', anchor: '2026-02-24' });
    expect(await run('2026-03-02')).toMatchObject({ amounts: [] });
  });

  it('puts the date of a subscription that the service billed in the meantime on the grid', async () => {
    const subscription = await asService(office.url, async (client) => {
      const made = await serviceCreatesSubscription(client, { tenantId: 'service-d', start: '2026-03-31' });
      await serviceCreatesInvoice(client, made, { number: 'SAH-2026-9002', issueDate: '2026-04-01' });
      return made;
    });
    expect(await datesOf(subscription.id)).toMatchObject({ next: '2026-04-30', anchor: null });
    await run('2026-04-20');
    expect(await billedOf(subscription.id)).toEqual([]);
    expect(await datesOf(subscription.id)).toMatchObject({ next: '2026-04-30', anchor: '2026-03-31', last: null });
  });

  it('leaves out with the reason: no plan, no price, no rate, suspended, ended, free', async () => {
    const noRate = await office.tenant({ startDate: '2026-01-01', currency: 'YER' });
    const suspended = await office.tenant({ startDate: '2026-01-01' });
    await suspendSubscription(office.database, actor, {
      key: newKey(),
      id: suspended.subscriptionId,
      reason: 'unpaid',
    });
    const free = await office.tenant({ startDate: '2026-01-15', planId: 'free' });
    const noPlan = await office.tenant({ startDate: '2026-01-01' });
    await look(office.database, `UPDATE public.subscriptions SET plan_id = 'gone' WHERE id = $1`, [
      noPlan.subscriptionId,
    ]);
    const ended = await asService(office.url, async (client) => {
      const made = await serviceCreatesSubscription(client, { tenantId: 'service-e', start: '2026-01-01' });
      await serviceCreatesInvoice(client, made, { number: 'SAH-2026-9003', issueDate: '2026-01-01' });
      await serviceCancels(client, made.id, false);
      await client.query(`UPDATE subscriptions SET canceled_at = '2026-01-20T10:00:00Z' WHERE id = $1`, [made.id]);
      return made.id;
    });
    const preview = await previewRun(office.database, { date: day('2026-02-20') });
    expect(preview).toMatchObject({
      subscriptions: 0,
      amounts: [],
      rate: null,
      leftOut: [
        { reason: 'no_plan', count: 1 },
        { reason: 'no_rate', count: 1 },
        { reason: 'suspended', count: 1 },
        { reason: 'canceled', count: 1 },
        { reason: 'free', count: 1 },
      ],
    });
    const { rows } = await previewLeftOut(office.database, {
      date: day('2026-02-20'),
      reason: 'no_rate',
      after: null,
      limit: 50,
    });
    expect(rows).toMatchObject([{ subscriptionId: noRate.subscriptionId, since: '2026-01-01', currency: 'YER' }]);

    const done = await run('2026-02-20');
    expect(done).toMatchObject({ state: 'done', amounts: [], leftOut: 5 });
    expect((await getRun(office.database, { id: done.id })).leftOutReasons).toHaveLength(5);
    const kept = await listLeftOut(office.database, { id: done.id, reason: 'suspended', after: null, limit: 50 });
    expect(kept.rows).toMatchObject([{ subscriptionId: suspended.subscriptionId, reason: 'suspended' }]);
    // Free moves on without an invoice; what was canceled for the period's end is over.
    expect(await datesOf(free.subscriptionId)).toMatchObject({ next: '2026-03-15', end: '2026-03-15', last: null });
    expect(await datesOf(ended)).toMatchObject({ status: 'expired', end: '2026-02-01' });
    expect(await datesOf(noRate.subscriptionId)).toMatchObject({ next: '2026-01-01' });
  });

  it('a plan that was free until now does not bill what was free', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-01-15', planId: 'free' });
    await run('2026-03-01');
    await look(office.database, `UPDATE public.subscriptions SET plan_id = 'starter' WHERE id = $1`, [subscriptionId]);
    await run('2026-03-20');
    expect((await billedOf(subscriptionId)).map(({ period }) => period)).toEqual(['2026-03-15 2026-04-15']);
  });

  it('YER by the rate in force on the issue date, which is kept; by the fixed price without one', async () => {
    await addRateOn(office.database, '2026-06-01', '1540.25');
    await addRateOn(office.database, '2026-06-10', '1550');
    const converted = await office.tenant({ startDate: '2026-06-05', currency: 'YER' });
    const fixed = await office.tenant({ startDate: '2026-06-05', currency: 'YER', planId: 'professional' });
    await look(
      office.database,
      `UPDATE public.plans SET pricing = pricing || '{"monthly_yer": "150000"}' WHERE plan_id = 'professional'`,
    );
    await run('2026-06-09');
    // 29 x 1540.25 = 44,667.25
    expect((await billedOf(converted.subscriptionId)).map(({ total }) => total)).toEqual(['44667.25']);
    expect((await billedOf(fixed.subscriptionId)).map(({ total }) => total)).toEqual(['150000.00']);
    const rates = await look<{ rate: string | null }>(
      office.database,
      `SELECT d.exchange_rate AS rate FROM billing_desktop.invoice_details d JOIN public.invoices i ON i.id = d.invoice_id
WHERE i.subscription_id = ANY ($1::uuid[]) ORDER BY i.total`,
      [[converted.subscriptionId, fixed.subscriptionId]],
    );
    expect(rates).toEqual([{ rate: '1540.250000' }, { rate: null }]);
    await look(office.database, `UPDATE public.plans SET pricing = pricing - 'monthly_yer'`);
  });

  it('the set-up fee on the first invoice, tax on the whole, and usage above the limit where it is priced', async () => {
    await look(
      office.database,
      `UPDATE public.plans SET pricing = pricing || '{"setup_fee_usd": "10", "overage_usd": {"satellite_analyses_per_month": "0.5", "api_calls_per_day": "0.003"}}' WHERE plan_id = 'starter'`,
    );
    await look(
      office.database,
      `UPDATE billing_desktop.settings SET value = value || '{"taxRate": "5"}' WHERE key = 'business'`,
    );
    const { subscriptionId, tenantId } = await office.tenant({ startDate: '2026-03-01' });
    await run('2026-03-01');
    // (29 + 10) x 1.05 = 40.95
    expect((await billedOf(subscriptionId)).map(({ total }) => total)).toEqual(['40.95']);
    const used = async (metric: string, on: string, quantity: number): Promise<void> => {
      await look(
        office.database,
        `INSERT INTO public.usage_records (subscription_id, tenant_id, metric_type, quantity, recorded_at) VALUES ($1, $2, $3, $4, $5)`,
        [subscriptionId, tenantId, metric, quantity, on],
      );
    };
    await used('satellite_analyses', '2026-03-05T09:00:00Z', 45);
    await used('satellite_analyses', '2026-03-31T20:59:59Z', 12);
    // Midnight in Aden: April.
    await used('satellite_analyses', '2026-03-31T21:00:00Z', 400);
    await used('api_calls', '2026-03-10T09:00:00Z', 700);
    await used('api_calls', '2026-03-11T09:00:00Z', 600);
    await used('api_calls', '2026-03-12T09:00:00Z', 499);
    const preview = await previewInvoices(office.database, {
      date: day('2026-04-01'),
      subscriptionId: subscriptionIdSchema.parse(subscriptionId),
    });
    // 57 - 50 = 7 analyses at 0.50; 200 + 100 calls at 0.003 = 0.90; 29 + 3.50 + 0.90 = 33.40; tax 1.67
    expect(preview.invoices).toMatchObject([{ subtotal: '33.40', tax: '1.67', total: '35.07' }]);
    expect(preview.invoices[0]?.lines.slice(1)).toMatchObject([
      {
        description: 'API calls above the limit: 2026-03-01 to 2026-03-31',
        quantity: '1',
        unitPrice: '0.90',
        amount: '0.90',
      },
      {
        quantity: '7',
        unitPrice: '0.50',
        amount: '3.50',
        isUsageBased: true,
        basis: 'used less limit by month (2026-03: 57 - 50); 7 × 0.5 USD = 3.50 USD',
      },
    ]);
    await run('2026-04-01');
    expect((await billedOf(subscriptionId)).at(-1)?.total).toBe('35.07');
    // Nothing of March is billed again, and April's is billed in May: 400 - 50 = 350 at 0.50, 175 + 29 = 204 + 10.20
    await run('2026-05-01');
    expect((await billedOf(subscriptionId)).at(-1)?.total).toBe('214.20');
    await look(
      office.database,
      `UPDATE public.plans SET pricing = pricing - 'overage_usd' || '{"setup_fee_usd": "0"}' WHERE plan_id = 'starter'`,
    );
    await look(
      office.database,
      `UPDATE billing_desktop.settings SET value = value || '{"taxRate": "0"}' WHERE key = 'business'`,
    );
  });

  it('lines that wait are taken by the next invoice, and wait again where it is voided', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-06-01' });
    await look(
      office.database,
      `INSERT INTO billing_desktop.pending_lines (subscription_id, currency, description, description_ar, basis, basis_ar, amount)
VALUES ($1, 'USD', 'Credit', 'رصيد', 'b', 'ب', -9.50), ($1, 'USD', 'Charge', 'رسم', 'b', 'ب', 4.25)`,
      [subscriptionId],
    );
    await run('2026-06-01');
    // 29 - 9.50 + 4.25
    expect((await billedOf(subscriptionId)).map(({ total }) => total)).toEqual(['23.75']);
    const { id } = await lookOne<{ id: string }>(
      office.database,
      'SELECT id FROM public.invoices WHERE subscription_id = $1',
      [subscriptionId],
    );
    await voidInvoice(office.database, actor, {
      key: newKey(),
      id: invoiceIdSchema.parse(id),
      reason: 'wrong address',
    });
    expect(await billedOf(subscriptionId)).toEqual([]);
    await run('2026-06-02');
    expect((await billedOf(subscriptionId)).map(({ period, total }) => `${period} ${total}`)).toEqual([
      '2026-06-01 2026-07-01 23.75',
    ]);
  });

  it('a coming plan and cycle take effect at the boundary, from which the periods are counted anew', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-01-31' });
    await run('2026-02-01');
    await look(
      office.database,
      `UPDATE billing_desktop.subscription_terms SET coming_plan_id = 'professional', coming_cycle = 'quarterly' WHERE subscription_id = $1`,
      [subscriptionId],
    );
    await run('2026-06-01');
    expect((await billedOf(subscriptionId)).map(({ period, total }) => `${period} ${total}`)).toEqual([
      '2026-01-31 2026-02-28 29.00',
      '2026-02-28 2026-05-28 269.00',
      '2026-05-28 2026-08-28 269.00',
    ]);
    expect(await datesOf(subscriptionId)).toMatchObject({ next: '2026-08-28', anchor: '2026-02-28' });
    const terms = await lookOne(
      office.database,
      `SELECT coming_plan_id, coming_cycle FROM billing_desktop.subscription_terms WHERE subscription_id = $1`,
      [subscriptionId],
    );
    expect(terms).toEqual({ coming_plan_id: null, coming_cycle: null });
  });

  it('one that is behind pays the old plan until the agreed day, and the coming one from there', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-01-31', planId: 'professional' });
    await run('2026-02-01');
    await look(
      office.database,
      `UPDATE billing_desktop.subscription_terms SET coming_plan_id = 'starter', coming_on = '2026-04-30' WHERE subscription_id = $1`,
      [subscriptionId],
    );
    await run('2026-05-31');
    expect((await billedOf(subscriptionId)).map(({ period, total }) => `${period} ${total}`)).toEqual([
      '2026-01-31 2026-02-28 99.00',
      '2026-02-28 2026-03-31 99.00',
      '2026-03-31 2026-04-30 99.00',
      '2026-04-30 2026-05-31 29.00',
      '2026-05-31 2026-06-30 29.00',
    ]);
    const plan = await lookOne(office.database, 'SELECT plan_id FROM public.subscriptions WHERE id = $1', [
      subscriptionId,
    ]);
    expect(plan).toEqual({ plan_id: 'starter' });
  });

  it('bills to the end of what was canceled for the period’s end, and not beyond', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-01-01' });
    await run('2026-01-01');
    await cancelSubscription(office.database, actor, {
      key: newKey(),
      id: subscriptionId,
      when: 'period_end',
      reason: 'moves away',
    });
    const today = day(await office.today());
    await run(today);
    const [last] = (await billedOf(subscriptionId)).slice(-1);
    const [from = '', to = ''] = last?.period.split(' ') ?? [];
    expect(from <= today && today < to).toBe(true);
    expect(await datesOf(subscriptionId)).toMatchObject({ status: 'active', next: last?.period.slice(11) });
  });

  it('is refused for a day that has not come; a preview of it is not', async () => {
    await office.tenant({ startDate: '2026-01-01' });
    const tomorrow = addDays(day(await office.today()), 1);
    expect(await refusal(startRun(office.database, actor, { key: newKey(), date: tomorrow }))).toMatchObject({
      code: 'date_in_future',
    });
    expect((await previewRun(office.database, { date: tomorrow })).subscriptions).toBe(1);
  });
});

describe('stop, go on, history', () => {
  it('chunks are committed one by one; a stopped run goes on where it was; the totals are its invoices’', async () => {
    const farms = [];
    for (let n = 0; n < 5; n += 1) farms.push(await office.tenant({ startDate: '2026-06-01' }));
    const { id } = await startRun(office.database, actor, { key: newKey(), date: day('2026-06-01') }, 2);
    const controller = new AbortController();
    const stopped = await driveRun(office.database, actor, id, {
      signal: controller.signal,
      onProgress: ({ examined }) => {
        if (examined >= 2) controller.abort();
      },
    });
    expect(stopped).toMatchObject({ state: 'running', active: false, candidates: 5, examined: 2 });
    await stopRun(office.database, actor, { key: newKey(), id });
    expect(await driveRun(office.database, actor, id)).toMatchObject({ state: 'stopped', examined: 2 });
    await resumeRun(office.database, actor, { key: newKey(), id });
    // Two go on with the same run at once.
    await Promise.all([driveRun(office.database, actor, id), driveRun(office.database, actor, id)]);
    const run = await getRun(office.database, { id });
    expect(run).toMatchObject({
      state: 'done',
      examined: 5,
      amounts: [{ currency: 'USD', invoices: 5, total: '145.00' }],
    });
    for (const { subscriptionId } of farms) expect(await billedOf(subscriptionId)).toHaveLength(1);
    expect((await listRuns(office.database))[0]?.id).toBe(id);
    expect(await refusal(resumeRun(office.database, actor, { key: newKey(), id }))).toMatchObject({ code: 'conflict' });
  });

  it('numbers that the service took are passed over, and the rest runs on', async () => {
    const { next } = await lookOne<{ next: string }>(
      office.database,
      `SELECT next_number AS next FROM billing_desktop.number_counters WHERE series = 'invoice' AND year = 2026`,
    );
    await asService(office.url, async (client) => {
      const made = await serviceCreatesSubscription(client, { tenantId: 'service-n', start: '2026-06-20' });
      for (const ahead of [1, 2]) {
        const number = `SAH-2026-${String(Number(next) + ahead).padStart(4, '0')}`;
        await serviceCreatesInvoice(client, made, { number, issueDate: '2026-06-20' });
        await client.query(`UPDATE invoices SET status = 'canceled' WHERE invoice_number = $1`, [number]);
      }
      await client.query(`UPDATE subscriptions SET status = 'canceled' WHERE id = $1`, [made.id]);
    });
    for (let n = 0; n < 3; n += 1) await office.tenant({ startDate: '2026-06-01' });
    await run('2026-06-01');
    const numbers = await look<{ n: string; state: string }>(
      office.database,
      `SELECT n, state FROM billing_desktop.numbers WHERE series = 'invoice' AND year = 2026 AND n >= $1 ORDER BY n`,
      [next],
    );
    expect(numbers.map(({ n, state }) => `${Number(n) - Number(next)} ${state}`)).toEqual([
      '0 used',
      '1 passed_over',
      '2 passed_over',
      '3 used',
      '4 used',
    ]);
  });

  it('the due list comes in pages', async () => {
    const { tenantId } = await office.tenant({ startDate: '2026-04-30', cycle: 'yearly' });
    const { rows, next } = await previewDue(office.database, { date: day('2026-06-01'), after: null, limit: 50 });
    expect(rows).toMatchObject([{ tenantId, periods: 1, from: '2026-04-30', to: '2027-04-30', total: '290.00' }]);
    expect(next).toBeNull();
  });
});
