import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import { reports } from '../../../electron/contract/reports';
import { readDay } from '../../../electron/database/queries/closing';
import { readAging } from '../../../electron/database/queries/reports/aging';
import { readCollections } from '../../../electron/database/queries/reports/collections';
import { readRevenue } from '../../../electron/database/queries/reports/revenue';
import { readStatement } from '../../../electron/database/queries/reports/statement';
import { creditsOf, type Credits } from '../billing/credits-office';
import { openOffice, type Office } from '../billing/office';

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
