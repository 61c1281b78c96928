import { afterAll, beforeAll, expect, it } from 'vitest';
import { previewChange } from '../../../electron/billing/changes/preview-change';
import { resumeSubscription, suspendSubscription } from '../../../electron/billing/suspend-subscription';
import {
  addDays,
  addMonthsFromAnchor,
  calendarDateSchema,
  type CalendarDate,
} from '../../../electron/contract/calendar-date';
import type { SubscriptionId } from '../../../electron/contract/ids';
import { getSubscription } from '../../../electron/database/queries/subscriptions';
import { actor, look, newKey, openOffice, type Office } from './office';
import { asService, backdateAudit } from './as-service';
import { billDue } from './run-office';

/* Suspended and resumed by another program than the desktop: the audit knows the days, and they are not billed. */

let office: Office;
let today: CalendarDate;
beforeAll(async () => {
  office = await openOffice();
  today = calendarDateSchema.parse(await office.today());
});
afterAll(async () => {
  await office.expectClean({ service: true });
  await office.close();
});

/** Another program sets the status, so many days ago. */
async function elsewhere(id: SubscriptionId, status: string, daysAgo: number): Promise<void> {
  await asService(office.url, (client) =>
    client.query('UPDATE public.subscriptions SET status = $2 WHERE id = $1', [id, status]),
  );
  await backdateAudit(office.url, 'subscription', id, daysAgo);
}

/** A monthly subscription that began 100 days ago, and its nth period: nothing of it is billed. */
async function unbilled() {
  const start = addDays(today, -100);
  const { subscriptionId: id } = await office.tenant({ startDate: start });
  const period = (n: number) => ({ start: addMonthsFromAnchor(start, n), end: addMonthsFromAnchor(start, n + 1) });
  return { id, period };
}

async function periodsOf(id: SubscriptionId) {
  const { periods } = await getSubscription(office.database, { id });
  return periods.filter(({ state }) => state !== 'coming').map(({ state, start, end }) => [state, start, end]);
}

/** What a run of today bills. */
async function billed(id: SubscriptionId) {
  await billDue(office.database, today);
  return look<{ start: string; end: string }>(
    office.database,
    `SELECT lower(b.period)::text AS start, upper(b.period)::text AS end FROM billing_desktop.billed_periods b
WHERE b.subscription_id = $1 AND b.live ORDER BY b.period`,
    [id],
  );
}

it('stopped by another program and resumed here: what began meanwhile is not billed, and the preview says so', async () => {
  const { id, period } = await unbilled();
  await elsewhere(id, 'suspended', 65);
  // The first two periods had begun. Nothing of the third, and of the one that runs nothing yet.
  expect(await periodsOf(id)).toEqual([
    ['unbilled', period(0).start, period(0).end],
    ['unbilled', period(1).start, period(1).end],
    ['suspended', period(2).start, period(3).end],
  ]);
  const { nextRun, expected } = await previewChange(office.database, { id, change: { kind: 'resume' } });
  const rest = { start: today, end: period(3).end };
  expect(nextRun).toEqual([period(0), period(1), rest].map((days) => ({ ...days, whileSuspended: false })));
  await resumeSubscription(office.database, actor, { key: newKey(), id, expected });
  expect(await periodsOf(id)).toEqual([
    ['unbilled', period(0).start, period(0).end],
    ['unbilled', period(1).start, period(1).end],
    ['suspended', period(2).start, today],
    ['unbilled', rest.start, rest.end],
  ]);
  expect(await billed(id)).toEqual([period(0), period(1), rest]);
  expect((await periodsOf(id)).map(([state]) => state)).toEqual(['due', 'due', 'suspended', 'due']);
});

it('stopped and resumed by another program: the days between are taken out', async () => {
  const { id, period } = await unbilled();
  await elsewhere(id, 'suspended', 65);
  await elsewhere(id, 'active', 20);
  const resumed = addDays(today, -20);
  const running = [period(2), period(3)].find(({ start, end }) => start <= resumed && resumed < end) ?? period(3);
  const after =
    running.start === period(2).start
      ? [{ start: resumed, end: period(2).end }, period(3)]
      : [{ start: resumed, end: period(3).end }];
  expect((await periodsOf(id)).filter(([state]) => state === 'suspended')).toEqual([
    ['suspended', period(2).start, resumed],
  ]);
  expect(await billed(id)).toEqual([period(0), period(1), ...after]);
});

it('stopped here and resumed by another program, and once more the other way round: each is a suspension of its own', async () => {
  const { id, period } = await unbilled();
  await suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'not paid' });
  // Resumed on the same day: nothing is taken out, and not what lies up to the next resumption either.
  await elsewhere(id, 'active', 0);
  await elsewhere(id, 'suspended', 0);
  const { expected } = await previewChange(office.database, { id, change: { kind: 'resume' } });
  await resumeSubscription(office.database, actor, { key: newKey(), id, expected });
  expect((await periodsOf(id)).map(([state]) => state)).toEqual(['unbilled', 'unbilled', 'unbilled', 'unbilled']);
  expect(await billed(id)).toEqual([period(0), period(1), period(2), period(3)]);
});
