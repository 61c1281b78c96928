import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../../electron/billing/cancel-subscription';
import { resumeSubscription, suspendSubscription } from '../../../electron/billing/suspend-subscription';
import { runUpkeep } from '../../../electron/billing/upkeep/run-upkeep';
import { addDays, calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import type { SubscriptionId } from '../../../electron/contract/ids';
import { serviceCancels, serviceCreatesSubscription } from '../../support/service-writes';
import { actor, look, lookOne, newKey, openOffice, type Office } from './office';

let office: Office;
let today: CalendarDate;
beforeAll(async () => {
  office = await openOffice();
  today = calendarDateSchema.parse(await office.today());
});
afterEach(() => office.expectClean({ service: true }));
afterAll(() => office.close());

const upkeep = () => runUpkeep(office.database, actor);
const status = async (id: string) =>
  (await lookOne<{ status: string }>(office.database, 'SELECT status FROM public.subscriptions WHERE id = $1', [id]))
    .status;
const quiet = { ran: true, ended: 0, trialEnded: 0, overdue: 0, pastDue: 0, pastDueCleared: 0 };

describe('upkeep', () => {
  it('takes a subscription from trial to active, past due, suspended and back; each once, whoever asks', async () => {
    const tenant = await office.tenant({ startDate: addDays(today, -20), trialDays: 10 });
    const id = tenant.subscriptionId;
    expect(await status(id)).toBe('trial');
    expect(await upkeep()).toMatchObject({ trialEnded: 1 });
    expect(await status(id)).toBe('active');
    expect(await upkeep()).toEqual(quiet);

    // Due eight days ago, with seven days of grace.
    const invoice = await office.invoice(tenant, '29.00', {
      issueDate: addDays(today, -8),
      dueDate: addDays(today, -8),
    });
    const inGrace = await office.invoice(await office.tenant(), '29.00', {
      issueDate: addDays(today, -7),
      dueDate: addDays(today, -7),
    });
    expect(await upkeep()).toMatchObject({ overdue: 2, pastDue: 1 });
    expect(await status(id)).toBe('past_due');
    expect(await office.state(inGrace)).toMatchObject({ status: 'overdue' });
    expect(await upkeep()).toEqual(quiet);

    await suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'unpaid' });
    expect(await upkeep()).toEqual(quiet);
    await resumeSubscription(office.database, actor, { key: newKey(), id });
    expect(await upkeep()).toMatchObject({ pastDue: 1 });

    await office.pay(tenant.tenantId, '10.00', [[invoice, '10.00']]);
    expect(await upkeep()).toEqual(quiet);
    await office.pay(tenant.tenantId, '19.00', [[invoice, '19.00']]);
    expect(await upkeep()).toMatchObject({ pastDueCleared: 1 });
    expect(await status(id)).toBe('active');
    const actions = await look<{ action: string }>(
      office.database,
      `SELECT DISTINCT action FROM billing_desktop.audit WHERE entity = 'subscription' AND entity_id = $1`,
      [id],
    );
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['trial_ended', 'became_past_due', 'past_due_cleared']),
    );
  });

  it('ends what was canceled for its period’s end on that day, by the desktop or by the service', async () => {
    const { subscriptionId: id } = await office.tenant({ startDate: addDays(today, -5) });
    await cancelSubscription(office.database, actor, { key: newKey(), id, when: 'period_end', reason: 'season over' });
    const client = await office.database.connectClient();
    const running = await serviceCreatesSubscription(client, {
      tenantId: 'still-running',
      start: addDays(today, -400),
    });
    await serviceCancels(client, running.id, false);
    const over = await serviceCreatesSubscription(client, { tenantId: 'over', start: addDays(today, -400) });
    await serviceCancels(client, over.id, false);
    await client.query(`UPDATE subscriptions SET canceled_at = now() - interval '70 days' WHERE id = $1`, [over.id]);
    await client.end();
    expect(await upkeep()).toMatchObject({ ended: 1 });
    expect(await status(over.id)).toBe('expired');
    // Its stored end lies a year back; it was canceled today, so its anchored period runs on.
    expect(await status(running.id)).toBe('active');
    expect(await status(id)).toBe('active');
    await look(office.database, `UPDATE public.subscriptions SET end_date = $2 WHERE id = $1`, [id, today]);
    expect(await upkeep()).toMatchObject({ ended: 1 });
    expect(await status(id)).toBe('expired');
  });

  it('leaves a trial that was canceled to its end, and a second subscription of the service alone', async () => {
    const trial = await office.tenant({ startDate: addDays(today, -10), trialDays: 10 });
    await cancelSubscription(office.database, actor, {
      key: newKey(),
      id: trial.subscriptionId,
      when: 'now',
      reason: 'did not like it',
    });
    const late = await office.tenant();
    const invoice = await office.invoice(late, '29.00', {
      issueDate: addDays(today, -30),
      dueDate: addDays(today, -30),
    });
    await upkeep();
    const client = await office.database.connectClient();
    await serviceCreatesSubscription(client, { tenantId: late.tenantId, start: today });
    await client.end();
    await office.pay(late.tenantId, '29.00', [[invoice, '29.00']]);
    expect(await upkeep()).toEqual(quiet);
    expect(await status(late.subscriptionId)).toBe('past_due');
    expect(await status(trial.subscriptionId)).toBe('canceled');
  });

  it('is done by one desktop at a time, and asked by eight at once comes to the same', async () => {
    const ids: SubscriptionId[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.push((await office.tenant({ startDate: addDays(today, -20), trialDays: 5 })).subscriptionId);
    }
    const results = await Promise.all(Array.from({ length: 8 }, upkeep));
    expect(results.reduce((sum, { trialEnded }) => sum + trialEnded, 0)).toBe(5);
    const lines = await look(
      office.database,
      `SELECT id FROM billing_desktop.audit WHERE action = 'trial_ended' AND entity_id = ANY ($1)`,
      [ids],
    );
    expect(lines).toHaveLength(5);
  });
});
