import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changePlan } from '../../../electron/billing/changes/change-plan';
import { previewChange } from '../../../electron/billing/changes/preview-change';
import { addDays, calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import { planIdSchema } from '../../../electron/contract/ids';
import { reports } from '../../../electron/contract/reports';
import { readDay } from '../../../electron/database/queries/closing';
import { readAging } from '../../../electron/database/queries/reports/aging';
import { readCollections } from '../../../electron/database/queries/reports/collections';
import { readRevenue } from '../../../electron/database/queries/reports/revenue';
import { readStatement } from '../../../electron/database/queries/reports/statement';
import { creditsOf, type Credits } from '../billing/credits-office';
import { actor, newKey, openOffice, type Office } from '../billing/office';
import { billDue } from '../billing/run-office';

let office: Office;
let credits: Credits;
let today: CalendarDate;
beforeAll(async () => {
  office = await openOffice();
  credits = creditsOf(office);
  today = calendarDateSchema.parse(await office.today());
});
afterAll(async () => {
  await office.expectClean();
  await office.close();
});

it('credit notes, write-offs and refunds move the account, and what they take off is in every report', async () => {
  const farm = await office.tenant();
  const first = await office.invoice(farm, '100.00');
  const second = await office.invoice(farm, '60.00');
  const paid = await office.pay(farm.tenantId, '60.00', [[second, '60.00']]);
  await credits.credit(first, [[0, '30.00']]);
  await credits.writeOff(first, '20.00');
  await credits.refund(paid.id, [[second, '25.00']]);
  const statement = await readStatement(office.database, {
    tenantId: farm.tenantId,
    currency: 'USD',
    from: today,
    to: today,
  });
  // 100 + 60 - 60 - 30 - 20 + 25
  expect(statement.movements.map(({ kind, debit, credit, balance }) => [kind, debit, credit, balance])).toEqual([
    ['invoice', '100.00', '0.00', '100.00'],
    ['invoice', '60.00', '0.00', '160.00'],
    ['payment', '0.00', '60.00', '100.00'],
    ['credit_note', '0.00', '30.00', '70.00'],
    ['write_off', '0.00', '20.00', '50.00'],
    ['refund', '25.00', '0.00', '75.00'],
  ]);
  expect(statement).toMatchObject({ opening: '0.00', debits: '185.00', credits: '110.00', closing: '75.00' });
  // What is due: 100 - 30 - 20 of the first, and 25 of the second again.
  const aging = await readAging(office.database, { asOf: null, currency: null, tenantId: farm.tenantId });
  expect(aging.currencies).toMatchObject([{ invoices: 2, total: '75.00' }]);
  const month = today.slice(0, 7);
  const revenue = await readRevenue(office.database, reports.revenue.input.parse({ from: month, to: month }));
  expect(revenue.totals).toMatchObject([{ invoices: 2, net: '130.00' }]);
  const collections = await readCollections(
    office.database,
    reports.collections.input.parse({ from: today, to: today }),
  );
  expect(collections.totals).toMatchObject([{ payments: 1, amount: '60.00', refunded: '25.00', net: '35.00' }]);
  const day = await readDay(office.database, { clerk: null, day: null });
  expect(day.takings).toMatchObject([{ method: 'cash', entries: 2, expected: '35.00' }]);
});

it('revenue by plan stays with the plan that a run billed, whatever the subscription moves to later', async () => {
  const farm = await office.tenant({ startDate: today });
  await billDue(office.database, today);
  const month = today.slice(0, 7);
  const starter = async () => {
    const input = reports.revenue.input.parse({ from: month, to: month });
    const { plans } = await readRevenue(office.database, input);
    return plans.find(({ planId }) => planId === 'starter');
  };
  const before = await starter();
  expect(before).toBeDefined();
  const request = { kind: 'plan', planId: planIdSchema.parse('enterprise') } as const;
  const { expected } = await previewChange(office.database, { id: farm.subscriptionId, change: request });
  const order = { key: newKey(), id: farm.subscriptionId, planId: request.planId, expected };
  await changePlan(office.database, actor, order);
  expect(await starter()).toEqual(before);
});

it('a refund that is canceled while its day is being closed is counted on one of the two days, never on neither', async () => {
  const farm = await office.tenant();
  const day = addDays(today, -2);
  const invoice = await office.invoice(farm, '80.00', { issueDate: day });
  const paid = await office.pay(farm.tenantId, '80.00', [[invoice, '80.00']], { paidOn: day });
  const refund = await credits.refund(paid.id, [[invoice, '30.00']], '0.00', { refundedOn: day });
  const { clerk } = await readDay(office.database, { clerk: null, day });
  // Somebody is counting the day: the cancellation waits, and comes after the close.
  const counting = new pg.Client({ connectionString: office.url });
  await counting.connect();
  await counting.query('BEGIN');
  const hold = `SELECT pg_advisory_xact_lock(hashtextextended('sahool_day:' || $1::text || ':' || $2::text, 0))`;
  await counting.query(hold, [clerk, day]);
  const canceled = credits.cancelRefund(refund.id);
  await waiting(counting);
  // 80 - 30 is in the drawer; the close is signed while the cancellation waits.
  await counting.query(
    `WITH c AS (
  INSERT INTO billing_desktop.day_closes (id, clerk, day, turn, signed_at, command_key)
  VALUES (gen_random_uuid(), $1, $2, 1, clock_timestamp(), (SELECT key FROM billing_desktop.commands LIMIT 1)) RETURNING id
)
INSERT INTO billing_desktop.day_close_figures (close_id, currency, method, entries, expected, counted)
SELECT c.id, 'USD', 'cash', 2, 50, 50 FROM c`,
    [clerk, day],
  );
  await counting.query('COMMIT');
  await counting.end();
  await canceled;
  const cash = async (date: CalendarDate) =>
    (await readDay(office.database, { clerk, day: date })).takings.find(({ method }) => method === 'cash')?.expected;
  expect(await cash(day)).toBe('50.00');
  // 35 of the first test, and the 30 that were not paid out after all.
  expect(await cash(today)).toBe('65.00');
});

/** Until somebody waits for an advisory lock. */
async function waiting(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    if (rowCount !== 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
