import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelSubscription, reactivateSubscription } from '../../../electron/billing/cancel-subscription';
import { createSubscription } from '../../../electron/billing/create-subscription';
import { deleteSubscription } from '../../../electron/billing/delete-subscription';
import { periodContaining } from '../../../electron/billing/rules/periods';
import { recordUsage } from '../../../electron/billing/record-usage';
import { resumeSubscription, suspendSubscription } from '../../../electron/billing/suspend-subscription';
import { updateSubscription } from '../../../electron/billing/update-subscription';
import { addDays, calendarDateSchema } from '../../../electron/contract/calendar-date';
import type { SubscriptionId } from '../../../electron/contract/ids';
import { createSubscriptionSchema } from '../../../electron/contract/subscriptions';
import { serviceCreatesInvoice, serviceCreatesSubscription } from '../../support/service-writes';
import { actor, look, lookOne, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

interface Stored {
  readonly status: string;
  readonly start_date: string;
  readonly end_date: string;
  readonly trial_end_date: string | null;
  readonly next_billing_date: string;
  readonly canceled_at: string | null;
  readonly anchor_date: string;
  readonly cancel_at_period_end: boolean;
  readonly cancel_reason: string | null;
  readonly suspend_reason: string | null;
  readonly version: string;
  readonly metadata: unknown;
}

function stored(id: SubscriptionId): Promise<Stored> {
  return lookOne<Stored>(
    office.database,
    `SELECT s.*, s.xmin::text AS version, t.anchor_date, t.cancel_at_period_end, t.cancel_reason, t.suspend_reason, t.suspended_at
FROM public.subscriptions s LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id WHERE s.id = $1`,
    [id],
  );
}

describe('creating', () => {
  it('anchors the periods on the start', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-01-31' });
    expect(await stored(subscriptionId)).toMatchObject({
      status: 'active',
      start_date: '2026-01-31',
      end_date: '2026-02-28',
      next_billing_date: '2026-01-31',
      trial_end_date: null,
      anchor_date: '2026-01-31',
      metadata: {},
    });
  });

  it('anchors them on the end of a trial', async () => {
    const { subscriptionId } = await office.tenant({ startDate: '2026-01-17', trialDays: 14, cycle: 'yearly' });
    expect(await stored(subscriptionId)).toMatchObject({
      status: 'trial',
      trial_end_date: '2026-01-31',
      next_billing_date: '2026-01-31',
      end_date: '2027-01-31',
      anchor_date: '2026-01-31',
    });
  });

  it('lets one tenant have one running subscription, however many ask at once', async () => {
    const { tenantId, subscriptionId } = await office.tenant();
    await cancelSubscription(office.database, actor, {
      key: newKey(),
      id: subscriptionId,
      when: 'now',
      reason: 'starts anew',
    });
    const again = () =>
      createSubscription(
        office.database,
        actor,
        createSubscriptionSchema.parse({
          key: newKey(),
          tenantId,
          planId: 'professional',
          cycle: 'monthly',
          currency: 'YER',
          startDate: '2026-05-01',
          trialDays: 0,
          paymentMethod: 'cash',
        }),
      );
    const outcomes = await Promise.allSettled([again(), again(), again(), again()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(again())).toMatchObject({ code: 'subscription_exists' });
  });

  it('needs a tenant and a plan that is sold so', async () => {
    expect(await refusal(office.tenant({ planId: 'no-such-plan' }))).toMatchObject({ code: 'not_found' });
    await look(
      office.database,
      `INSERT INTO public.plans (plan_id, name, name_ar, tier, pricing, is_active) VALUES
('only-yearly', 'Y', 'ي', 'starter', '{"yearly_usd": "10.00"}', true), ('gone', 'G', 'ذ', 'starter', '{"monthly_usd": "1.00"}', false)`,
    );
    expect(await refusal(office.tenant({ planId: 'only-yearly' }))).toMatchObject({ code: 'plan_has_no_price' });
    expect(await refusal(office.tenant({ planId: 'gone' }))).toMatchObject({ code: 'plan_inactive' });
    await expect(office.tenant({ planId: 'only-yearly', cycle: 'yearly' })).resolves.toBeDefined();
  });
});

describe('changing', () => {
  it('changes how it pays, unless somebody else changed it meanwhile', async () => {
    const { subscriptionId: id } = await office.tenant();
    const { version } = await stored(id);
    const change = () =>
      updateSubscription(office.database, actor, { key: newKey(), id, version, paymentMethod: 'bank_transfer' });
    await change();
    expect(await stored(id)).toMatchObject({ payment_method: 'bank_transfer' });
    expect(await refusal(change())).toMatchObject({ code: 'conflict' });
  });

  it('suspends and resumes', async () => {
    const { subscriptionId: id } = await office.tenant();
    await suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'unpaid' });
    expect(await stored(id)).toMatchObject({ status: 'suspended', suspend_reason: 'unpaid' });
    expect(
      await refusal(suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'unpaid' })),
    ).toMatchObject({ code: 'conflict' });
    await resumeSubscription(office.database, actor, { key: newKey(), id });
    expect(await stored(id)).toMatchObject({ status: 'active', suspend_reason: null, suspended_at: null });
  });

  it('cancels for the period’s end and takes it back', async () => {
    const { subscriptionId: id } = await office.tenant();
    const today = calendarDateSchema.parse(await office.today());
    await cancelSubscription(office.database, actor, { key: newKey(), id, when: 'period_end', reason: 'season over' });
    expect(await stored(id)).toMatchObject({
      status: 'active',
      end_date: periodContaining(calendarDateSchema.parse('2026-01-31'), 'monthly', today).end,
      cancel_at_period_end: true,
      cancel_reason: 'season over',
    });
    expect((await stored(id)).canceled_at).not.toBeNull();
    await reactivateSubscription(office.database, actor, { key: newKey(), id });
    expect(await stored(id)).toMatchObject({ canceled_at: null, cancel_at_period_end: false, cancel_reason: null });
    expect(await refusal(reactivateSubscription(office.database, actor, { key: newKey(), id }))).toMatchObject({
      code: 'conflict',
    });
  });

  it('cancels at once and comes back while the paid period lasts', async () => {
    const today = calendarDateSchema.parse(await office.today());
    const { subscriptionId: id } = await office.tenant({ startDate: addDays(today, -3), cycle: 'quarterly' });
    const before = await stored(id);
    await cancelSubscription(office.database, actor, { key: newKey(), id, when: 'now', reason: 'mistake' });
    expect(await stored(id)).toMatchObject({ status: 'canceled', end_date: today });
    expect(
      await refusal(suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'unpaid' })),
    ).toMatchObject({ code: 'subscription_closed' });
    await reactivateSubscription(office.database, actor, { key: newKey(), id });
    expect(await stored(id)).toMatchObject({ status: 'active', end_date: before.end_date, canceled_at: null });
  });

  it('takes a subscription of the service as it is, anchored on its start', async () => {
    const client = await office.database.connectClient();
    try {
      const { id } = await serviceCreatesSubscription(client, { tenantId: 'service-only', start: '2025-01-31' });
      const subscriptionId = id as SubscriptionId;
      await suspendSubscription(office.database, actor, { key: newKey(), id: subscriptionId, reason: 'unpaid' });
      expect(await stored(subscriptionId)).toMatchObject({ status: 'suspended', anchor_date: '2025-01-31' });
    } finally {
      await client.end();
    }
  });
});

describe('deleting', () => {
  it('deletes what has no records, and only that', async () => {
    const { subscriptionId: empty } = await office.tenant();
    await deleteSubscription(office.database, actor, { key: newKey(), id: empty });
    expect(await look(office.database, 'SELECT FROM public.subscriptions WHERE id = $1', [empty])).toEqual([]);

    const farm = await office.tenant();
    await office.draft(farm, '1.00');
    const remove = () => deleteSubscription(office.database, actor, { key: newKey(), id: farm.subscriptionId });
    expect(await refusal(remove())).toMatchObject({ code: 'subscription_has_records' });

    const used = await office.tenant();
    await recordUsage(office.database, actor, {
      key: newKey(),
      subscriptionId: used.subscriptionId,
      metric: 'satellite_analyses',
      quantity: 3,
      note: 'by hand',
    });
    expect(
      await refusal(deleteSubscription(office.database, actor, { key: newKey(), id: used.subscriptionId })),
    ).toMatchObject({ code: 'subscription_has_records' });
    expect(
      await lookOne(office.database, 'SELECT quantity, metadata FROM public.usage_records WHERE subscription_id = $1', [
        used.subscriptionId,
      ]),
    ).toEqual({ quantity: 3, metadata: { note: 'by hand' } });
  });

  it('takes nothing along that the service adds while it deletes', async () => {
    const farm = await office.tenant();
    const client = await office.database.connectClient();
    try {
      await client.query('BEGIN');
      const subscription = { id: farm.subscriptionId, tenantId: farm.tenantId, currency: 'USD' as const };
      const invoiceId = await serviceCreatesInvoice(client, subscription, { number: 'SAH-2019-0001' });
      const deleting = refusal(deleteSubscription(office.database, actor, { key: newKey(), id: farm.subscriptionId }));
      for (;;) {
        const { rows } = await client.query<{ waits: boolean }>(
          `SELECT EXISTS (SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
             WHERE NOT granted AND locktype = 'transactionid' AND datname = current_database()) AS waits`,
        );
        if (rows[0]?.waits) break;
      }
      await client.query('COMMIT');
      expect(await deleting).toMatchObject({ code: 'subscription_has_records' });
      expect(await look(office.database, 'SELECT FROM public.invoices WHERE id = $1', [invoiceId])).toHaveLength(1);
      await office.expectClean({ service: true });
    } finally {
      await client.end();
    }
  });
});
