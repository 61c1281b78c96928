import { runUpkeep } from '../../../electron/billing/upkeep/run-upkeep';
import { api, type Parsed } from '../../../electron/contract/api';
import { addDays } from '../../../electron/contract/calendar-date';
import type { Method } from '../../../electron/contract/method';
import { listAudit } from '../../../electron/database/queries/audit';
import { getInvoice } from '../../../electron/database/queries/invoices';
import { getPayment } from '../../../electron/database/queries/payments';
import { getPlan } from '../../../electron/database/queries/plans';
import { getSubscription } from '../../../electron/database/queries/subscriptions';
import { getTenant } from '../../../electron/database/queries/tenants';
import { getToday } from '../../../electron/database/queries/today';
import { actor, lookOne, refusal } from '../billing/office';
import { moneyCommands } from './money-commands';
import { openDesk, parse, rolesAbout } from './role-desk';
import type { Commands, Desk } from './role-desk';
import { subscriptionCommands } from './subscription-commands';
import { workingDay } from './working-day';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.rights.close());

const commands: Commands = {
  ...moneyCommands(() => desk),
  ...subscriptionCommands(() => desk),
  ...workingDay(() => desk),
};

describe('each command', () => {
  it('is tried here: whatever bears a key', () => {
    const keyed = Object.entries<Readonly<Record<string, Method>>>(api).flatMap(([area, methods]) =>
      Object.entries(methods).flatMap(([name, { input }]) =>
        input instanceof z.ZodObject && 'key' in input.shape ? [`${area}.${name}`] : [],
      ),
    );
    // Together with the subscription that an office makes.
    expect(keyed.filter((channel) => !(channel in commands))).toEqual(['tenants.create']);
  });

  it.each(Object.entries(commands))(
    '%s is for its role, and PostgreSQL refuses the one below',
    async (channel, run) => {
      const [least, below] = rolesAbout(channel);
      await run(desk.rights.as[least]);
      if (below !== null) expect(await refusal(run(desk.rights.as[below]))).toMatchObject({ code: 'no_permission' });
    },
  );

  it('leaves the books in order, each row under the name of its login', async () => {
    await desk.rights.office.accountant.expectClean();
    const { rows } = await listAudit(desk.rights.as.accountant, {
      filter: { entity: 'payment' } satisfies Parsed<'audit', 'list'>['filter'],
      sort: { column: 'at', direction: 'desc' },
      page: { from: 'start', limit: 50 },
    });
    expect(new Set(rows.map(({ actor: who, actorProven }) => `${who} ${actorProven}`))).toEqual(
      new Set(['clerk_one true', 'accountant_one true']),
    );
  });
});

describe('a viewer', () => {
  it('reads every kind of record, with its history', async () => {
    const as = desk.rights.as.viewer;
    const { id } = await lookOne<{ id: string }>(as, `SELECT id FROM public.invoices WHERE status = 'pending' LIMIT 1`);
    const invoice = await getInvoice(as, parse(api.invoices.get.input, { id }));
    expect(invoice.timeline.map(({ action, actorProven }) => ({ action, actorProven }))).toContainEqual({
      action: 'issued',
      actorProven: true,
    });
    const payment = await lookOne<{ id: string }>(as, 'SELECT id FROM public.payments LIMIT 1');
    expect((await getPayment(as, parse(api.payments.get.input, payment))).timeline).not.toEqual([]);
    expect(
      await getSubscription(as, parse(api.subscriptions.get.input, { id: desk.tenant.subscriptionId })),
    ).toMatchObject({
      timeline: expect.anything(),
    });
    expect(await getTenant(as, parse(api.tenants.get.input, desk.tenant))).toMatchObject({
      tenantId: desk.tenant.tenantId,
    });
    expect(await getPlan(as, parse(api.plans.get.input, { planId: 'starter' }))).toMatchObject({ planId: 'starter' });
    expect(await getToday(as)).toBeDefined();
  });
});

describe('what time changes', () => {
  it('is changed under an accountant’s login as commands of its own, and not under a clerk’s', async () => {
    const office = desk.rights.office.accountant;
    const late = await office.tenant();
    const issued = addDays(desk.today, -40);
    // What the others have left behind.
    await runUpkeep(desk.rights.as.accountant, actor);
    const invoice = await office.invoice(late, '29.00', { issueDate: issued, dueDate: issued });
    expect(await refusal(runUpkeep(desk.rights.as.clerk, actor))).toMatchObject({ code: 'no_permission' });
    expect(await runUpkeep(desk.rights.as.accountant, actor)).toMatchObject({ ran: true, overdue: 1, pastDue: 1 });
    expect(await office.state(invoice)).toMatchObject({ status: 'overdue' });
    expect(await getSubscription(desk.rights.as.viewer, { id: late.subscriptionId })).toMatchObject({
      status: 'past_due',
    });
    await office.expectClean();
  });
});
