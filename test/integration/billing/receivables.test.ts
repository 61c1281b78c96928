import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReminders } from '../../../electron/billing/receivables/make-reminders';
import {
  addFollowUpNote,
  recordPromise,
  withdrawPromise,
} from '../../../electron/billing/receivables/notes-and-promises';
import { reminderDocument } from '../../../electron/billing/receivables/reminder-document';
import { addDays, calendarDateSchema } from '../../../electron/contract/calendar-date';
import { tenantIdSchema } from '../../../electron/contract/ids';
import { receivables, type ReceivableFilter } from '../../../electron/contract/receivables';
import { getReceivable } from '../../../electron/database/queries/receivable-detail';
import { listReceivables, receivableTotals } from '../../../electron/database/queries/receivables';
import { renderDocument } from '../../../electron/documents/render';
import { actor, look, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function day(days: number): Promise<string> {
  return addDays(calendarDateSchema.parse(await office.today()), days);
}
const rows = async (filter: ReceivableFilter = {}) =>
  (
    await listReceivables(office.database, {
      filter,
      sort: { column: 'overdue', direction: 'desc' },
      page: { from: 'start', limit: 100 },
    })
  ).rows;
const promise = (tenantId: string, amount: string, promisedFor: string) =>
  recordPromise(
    office.database,
    actor,
    receivables.recordPromise.input.parse({
      key: newKey(),
      tenantId,
      currency: 'USD',
      amount,
      promisedFor,
      note: null,
    }),
  );
const detail = (tenantId: string) => getReceivable(office.database, tenantIdSchema.parse(tenantId));
const states = async (tenantId: string) =>
  Object.fromEntries(
    (await detail(tenantId)).promises.map(({ amount, state, received }) => [amount, [state, received]]),
  );

describe('the work list', () => {
  it('has what is overdue, worst first within each currency, with buckets, grace and filters', async () => {
    const [small, large, late] = [await office.tenant(), await office.tenant(), await office.tenant()];
    await office.invoice(small, '10.00', { issueDate: await day(-5), dueDate: await day(-3) });
    await office.invoice(large, '500.00', { issueDate: await day(-50), dueDate: await day(-45) });
    await office.invoice(large, '1.00');
    await office.invoice(late, '900.00', { issueDate: await day(-200), dueDate: await day(-100), currency: 'YER' });
    const all = await rows();
    expect(
      all.map(({ tenantId, overdue, currency, bucket, pastGrace, daysOverdue, invoices }) => [
        tenantId,
        overdue,
        currency,
        bucket,
        pastGrace,
        daysOverdue,
        invoices,
      ]),
    ).toEqual([
      [late.tenantId, '900.00', 'YER', 'over_90', true, 100, 1],
      [large.tenantId, '500.00', 'USD', '31_60', true, 45, 1],
      [small.tenantId, '10.00', 'USD', '1_30', false, 3, 1],
    ]);
    expect((await rows({ pastGrace: true, currency: 'USD' })).map(({ tenantId }) => tenantId)).toEqual([
      large.tenantId,
    ]);
    expect(await rows({ bucket: '61_90' })).toEqual([]);
    expect(await receivableTotals(office.database, { filter: {} })).toMatchObject({
      count: 3,
      currencies: [
        { currency: 'USD', total: '510.00' },
        { currency: 'YER', total: '900.00' },
      ],
    });
    expect(await rows({ notContactedFor: 7 })).toHaveLength(3);
    await addFollowUpNote(
      office.database,
      actor,
      receivables.addNote.input.parse({ key: newKey(), tenantId: late.tenantId, channel: 'call', note: 'يعود غداً' }),
    );
    expect(await rows({ notContactedFor: 7 })).toHaveLength(2);
    expect((await detail(late.tenantId)).notes).toMatchObject([{ channel: 'call', note: 'يعود غداً' }]);
    await office.expectClean();
  });
});

describe('promises', () => {
  it('are kept by what comes in after them, each amount once, the first due first; else broken', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '300.00', { issueDate: await day(-60), dueDate: await day(-50) });
    // Before the promise: it does not count for it.
    await office.pay(farm.tenantId, '20.00', [[id, '20.00']]);
    const first = await promise(farm.tenantId, '50.00', await day(2));
    await promise(farm.tenantId, '70.00', await day(5));
    expect(await states(farm.tenantId)).toEqual({ '50.00': ['open', '0.00'], '70.00': ['open', '0.00'] });
    expect((await rows({ promise: 'open' })).map(({ tenantId }) => tenantId)).toEqual([farm.tenantId]);
    // 60 = 50 for the first and 10 of the 70 for the second.
    await office.pay(farm.tenantId, '60.00', [[id, '60.00']]);
    expect(await states(farm.tenantId)).toEqual({ '50.00': ['kept', '50.00'], '70.00': ['open', '10.00'] });
    await withdrawPromise(office.database, actor, { key: newKey(), id: first.id, reason: 'a new date' });
    // Without the first one all 60 count for the second.
    expect(await states(farm.tenantId)).toEqual({ '50.00': ['withdrawn', '0.00'], '70.00': ['open', '60.00'] });
    expect(
      await refusal(withdrawPromise(office.database, actor, { key: newKey(), id: first.id, reason: 'again' })),
    ).toMatchObject({ code: 'promise_withdrawn' });
    expect(await refusal(promise(farm.tenantId, '1.00', await day(-1)))).toMatchObject({ code: 'date_in_past' });
    await look(
      office.database,
      `INSERT INTO billing_desktop.promises (tenant_id, currency, amount, promised_for, made_at)
VALUES ($1, 'USD', 5, billing_desktop.today() - 1, now() - interval '9 days')`,
      [farm.tenantId],
    );
    expect(await states(farm.tenantId)).toMatchObject({ '5.00': ['broken', '0.00'] });
    await office.expectClean();
  });
});

describe('reminders', () => {
  it('keep what they ask for, numbered for each customer, and print in the customer’s language', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '77.50', { issueDate: await day(-60), dueDate: await day(-50) });
    const fine = await office.tenant();
    const make = (tenantIds: readonly string[], level: number) =>
      makeReminders(
        office.database,
        actor,
        receivables.makeReminders.input.parse({ key: newKey(), tenantIds, level, language: 'tenant' }),
      );
    const { reminders, skipped } = await make([farm.tenantId, fine.tenantId], 1);
    expect({ reminders, skipped }).toMatchObject({ reminders: [{ n: 1, language: 'ar' }], skipped: 1 });
    expect((await make([farm.tenantId], 3)).reminders).toMatchObject([{ n: 2 }]);
    expect(await refusal(make([fine.tenantId], 1))).toMatchObject({ code: 'nothing_overdue' });
    await office.pay(farm.tenantId, '77.50', [[id, '77.50']]);
    const document = await reminderDocument(office.database, reminders[0]?.id ?? '');
    expect(document).toMatchObject({
      number: 'R-1',
      level: 1,
      snapshot: { groups: [{ currency: 'USD', due: '77.50', overdue: '77.50', invoices: [{ daysOverdue: 50 }] }] },
    });
    for (const language of ['ar', 'en', 'both'] as const) {
      const html = renderDocument(document, { language });
      expect(html).toContain('77.50');
      expect(html).toContain((await office.state(id)).number);
    }
    expect((await detail(farm.tenantId)).reminders.map(({ n, level }) => [n, level])).toEqual([
      [2, 3],
      [1, 1],
    ]);
    await office.expectClean();
  });
});
