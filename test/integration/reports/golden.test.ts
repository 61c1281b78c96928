import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../electron/contract/calendar-date';
import { reports, type ReportRowsInput } from '../../../electron/contract/reports';
import { type StatementInput } from '../../../electron/contract/statement';
import { readAging } from '../../../electron/database/queries/reports/aging';
import { readChurn } from '../../../electron/database/queries/reports/churn';
import { readCollections } from '../../../electron/database/queries/reports/collections';
import { readMrr } from '../../../electron/database/queries/reports/mrr';
import { readRevenue } from '../../../electron/database/queries/reports/revenue';
import { readReportRows } from '../../../electron/database/queries/reports/rows';
import { readStatement } from '../../../electron/database/queries/reports/statement';
import { openOffice, refusal, type Office } from '../billing/office';
import { makeFixedData, type FixedData } from './fixed-data';

let office: Office;
let data: FixedData;
beforeAll(async () => {
  office = await openOffice();
  data = await makeFixedData(office);
});
afterAll(async () => {
  await office.expectClean();
  await office.close();
});

const aging = (asOf: CalendarDate | null) => readAging(office.database, { asOf, currency: null, tenantId: null });
const rowsOf = (asked: ReportRowsInput) => readReportRows(office.database, reports.rows.input.parse(asked));
const statement = (asked: Omit<StatementInput, 'currency'> & { currency?: 'USD' | 'YER' }) =>
  readStatement(office.database, { currency: 'USD', ...asked });

describe('aging', () => {
  it('today', async () => {
    const { currencies, tenants, more } = await aging(null);
    // not due 800; 1-30: 600 (30 days) + 700 (1, its payment was reversed) + 30 (50 - 20 of the service);
    // 31-60: 400 (60); 61-90: 200 - 50 (90) + 300 (61); over 90: 100 (120)
    expect(currencies).toEqual([
      {
        currency: 'USD',
        invoices: 8,
        total: '3080.00',
        buckets: { not_due: '800.00', days_30: '1330.00', days_60: '400.00', days_90: '450.00', over_90: '100.00' },
      },
      {
        currency: 'YER',
        invoices: 2,
        total: '6500.00',
        // 2000 - 500 is 5 days past due, 5000 is 91
        buckets: { not_due: '0.00', days_30: '1500.00', days_60: '0.00', days_90: '0.00', over_90: '5000.00' },
      },
    ]);
    expect(tenants.map(({ tenantId, currency, total }) => [tenantId, currency, total])).toEqual([
      [data.north.tenantId, 'USD', '3080.00'],
      [data.south.tenantId, 'YER', '6500.00'],
    ]);
    expect(more).toBe(0);
  });

  it('as of a day that is past: what was issued, paid and void by then', async () => {
    const { currencies } = await aging(data.back(25));
    // 1-30: 500 (6 days; paid five days later) + 600 (5); 31-60: 300 (36) + 400 (35); 61-90: 200 - 50 (65); over 90: 100 (95)
    // and the 77 of 2023 that were void only today
    expect(currencies).toEqual([
      {
        currency: 'USD',
        invoices: 7,
        total: '2127.00',
        buckets: { not_due: '0.00', days_30: '1100.00', days_60: '700.00', days_90: '150.00', over_90: '177.00' },
      },
      {
        currency: 'YER',
        invoices: 1,
        total: '5000.00',
        // 66 days
        buckets: { not_due: '0.00', days_30: '0.00', days_60: '0.00', days_90: '5000.00', over_90: '0.00' },
      },
    ]);
    // Before the payment of 1,200 on day 44: the 1,000 of south were due for a day.
    const before = await readAging(office.database, {
      asOf: data.back(46),
      currency: 'USD',
      tenantId: data.south.tenantId,
    });
    expect(before.currencies).toMatchObject([{ total: '1000.00', buckets: { not_due: '1000.00' } }]);
  });

  it('as of yesterday the payment that is reversed by now still stood', async () => {
    const yesterday = await aging(data.back(1));
    // As today, but: 800 not due; 700 paid that day; days past due are one fewer: 600 is 29, 400 is 59, 300 is 60, 150 is 89
    expect(yesterday.currencies[0]).toEqual({
      currency: 'USD',
      invoices: 9,
      // and what is void by now was open: 900, due in 14 days, and the 77 of 2023
      total: '3357.00',
      buckets: { not_due: '1730.00', days_30: '600.00', days_60: '700.00', days_90: '150.00', over_90: '177.00' },
    });
  });

  it('every number opens to rows that come to it', async () => {
    for (const asOf of [data.today, data.back(25)]) {
      const { currencies, tenants } = await aging(asOf);
      for (const { currency, buckets, invoices } of currencies) {
        const all = await rowsOf({ of: 'aging', asOf, currency, bucket: null, tenantId: null });
        expect(all.count).toBe(invoices);
        for (const [bucket, amount] of Object.entries(buckets)) {
          const opened = await rowsOf(
            reports.rows.input.parse({ of: 'aging', asOf, currency, bucket, tenantId: null }),
          );
          expect(opened.sums[0]?.amount ?? '0.00').toBe(amount);
        }
      }
      for (const { tenantId, currency, total } of tenants) {
        const opened = await rowsOf(reports.rows.input.parse({ of: 'aging', asOf, currency, bucket: null, tenantId }));
        expect(opened.sums).toEqual([{ currency, amount: total }]);
        expect(new Set(opened.rows.map((row) => row.tenantId))).toEqual(new Set([tenantId]));
      }
    }
  });
});

describe('the statement of account', () => {
  it('opens, moves and closes as reckoned by hand', async () => {
    const { back, north } = data;
    const found = await statement({ tenantId: north.tenantId, from: back(80), to: back(20) });
    // before: 100 + 200
    expect(found).toMatchObject({ opening: '300.00', debits: '1800.00', credits: '550.00', closing: '1550.00' });
    expect(
      found.movements.map(({ date, kind, debit, credit, balance }) => [date, kind, debit, credit, balance]),
    ).toEqual([
      [back(80), 'payment', '0.00', '50.00', '250.00'],
      [back(70), 'invoice', '300.00', '0.00', '550.00'],
      [back(65), 'invoice', '400.00', '0.00', '950.00'],
      [back(41), 'invoice', '500.00', '0.00', '1450.00'],
      [back(40), 'invoice', '600.00', '0.00', '2050.00'],
      [back(20), 'payment', '0.00', '500.00', '1550.00'],
    ]);
    expect(found.movements[0]).toMatchObject({ method: 'cash', about: expect.stringMatching(/^SAH-/) as string });
  });

  it('a reversal, a void and a payment of the service are movements of their own', async () => {
    const { back, north, today } = data;
    const found = await statement({ tenantId: north.tenantId, from: back(10), to: today });
    expect(found.movements.map(({ kind, debit, credit, balance }) => [kind, debit, credit, balance])).toEqual([
      ['invoice', '700.00', '0.00', '2250.00'],
      ['invoice', '50.00', '0.00', '2300.00'],
      ['invoice', '800.00', '0.00', '3100.00'],
      ['invoice', '900.00', '0.00', '4000.00'],
      ['payment', '0.00', '20.00', '3980.00'],
      ['payment', '0.00', '700.00', '3280.00'],
      ['void', '0.00', '900.00', '2380.00'],
      ['reversal', '700.00', '0.00', '3080.00'],
    ]);
    // What aging says is due.
    expect(found).toMatchObject({ opening: '1550.00', closing: '3080.00', debits: '3150.00', credits: '1620.00' });
  });

  it('credit on account is a balance in the tenant’s favour; currencies stay apart', async () => {
    const { back, south, today } = data;
    const whole = { tenantId: south.tenantId, from: back(200), to: today };
    expect(await statement(whole)).toMatchObject({ opening: '0.00', closing: '-200.00' });
    expect(await statement({ ...whole, currency: 'YER' })).toMatchObject({
      closing: '6500.00',
      debits: '7000.00',
      credits: '500.00',
    });
  });

  it('a void counts from its own day on', async () => {
    const june = { tenantId: data.earlier.tenantId, from: '2023-06-01' as CalendarDate };
    expect(await statement({ ...june, to: '2023-06-30' as CalendarDate })).toMatchObject({
      opening: '0.00',
      closing: '77.00',
    });
    expect(await statement({ ...june, to: data.today })).toMatchObject({ closing: '0.00' });
  });

  it('refuses a period that runs backwards and a tenant that is not there', async () => {
    const { back, today, north } = data;
    expect(
      await refusal((async () => statement({ tenantId: north.tenantId, from: today, to: back(1) }))()),
    ).toMatchObject({
      code: 'date_order',
    });
    const nobody = reports.statement.input.shape.tenantId.parse('nobody');
    expect(await refusal(statement({ tenantId: nobody, from: back(1), to: today }))).toMatchObject({
      code: 'not_found',
    });
  });
});

describe('MRR', () => {
  it('is each active subscription’s price by the months of its own cycle, in its own currency', async () => {
    const { lines, totals, rate } = await readMrr(office.database, { currency: null, planId: null });
    expect(rate).toBe('530');
    expect(
      lines.map(({ planId, cycle, currency, subscriptions, mrr }) => [planId, cycle, currency, subscriptions, mrr]),
    ).toEqual([
      ['enterprise', 'yearly', 'USD', 1, '415.83'], // 4990 / 12
      ['professional', 'quarterly', 'USD', 2, '179.33'], // 2 x 269 / 3
      ['starter', 'monthly', 'USD', 3, '87.00'], // 3 x 29
      ['starter', 'quarterly', 'USD', 2, '52.67'], // 2 x 79 / 3
      ['free', 'monthly', 'USD', 1, '0.00'],
      ['own-plan', 'monthly', 'USD', 1, null], // a plan without a price list
      ['starter', 'monthly', 'YER', 1, '15370.00'], // 29 x 530
    ]);
    // 415.83 + 179.33 + 87.00 + 52.67
    expect(totals).toEqual([
      { currency: 'USD', subscriptions: 10, unpriced: 1, mrr: '734.83' },
      { currency: 'YER', subscriptions: 1, unpriced: 0, mrr: '15370.00' },
    ]);
    for (const { planId, cycle, currency, subscriptions, mrr } of lines) {
      const opened = await rowsOf({ of: 'mrr', currency, planId, cycle });
      expect([opened.count, opened.sums[0]?.amount]).toEqual([subscriptions, mrr ?? '0.00']);
    }
    for (const { currency, subscriptions, mrr } of totals) {
      const opened = await rowsOf({ of: 'mrr', currency, planId: null, cycle: null });
      expect([opened.count, opened.sums]).toEqual([subscriptions, [{ currency, amount: mrr }]]);
    }
  });
});

describe('churn and new', () => {
  it('by month: at start + started - ended = at end', async () => {
    const asked = reports.churn.input.parse({ from: '2024-01', to: '2024-05' });
    const { months } = await readChurn(office.database, asked);
    expect(months.map((row) => [row.month, row.atStart, row.started, row.ended, row.atEnd, row.rate])).toEqual([
      ['2024-01', 0, 1, 0, 1, null], // one began on the 31st
      ['2024-02', 1, 8, 0, 9, '0.0'], // seven on the 29th, one on the 10th
      ['2024-03', 9, 2, 0, 11, '0.0'], // the one that left within its trial was never a customer
      ['2024-04', 11, 1, 2, 10, '18.2'], // one after its trial; one canceled, one lapsed: 2 / 11
      ['2024-05', 10, 0, 0, 10, '0.0'], // a suspended one is still a customer
    ]);
    for (const row of months) {
      for (const figure of ['atStart', 'started', 'ended', 'atEnd'] as const) {
        const opened = await rowsOf({ of: 'churn', month: row.month, figure, currency: null, planId: null });
        expect([row.month, figure, opened.count]).toEqual([row.month, figure, row[figure]]);
      }
    }
  });
});

describe('revenue', () => {
  it('by month and plan: without tax, after discount, void left out, for the plan that was issued', async () => {
    const asked = reports.revenue.input.parse({ from: '2023-05', to: '2023-06' });
    const { cells, months, plans, totals } = await readRevenue(office.database, asked);
    expect(cells.map((cell) => [cell.month, cell.planId, cell.currency, cell.invoices, cell.net, cell.tax])).toEqual([
      ['2023-05', 'starter', 'USD', 1, '90.00', '4.50'], // 100 - 10, 5 % of it
      ['2023-06', 'professional', 'USD', 1, '99.00', '0.00'],
      ['2023-06', 'starter', 'USD', 1, '29.00', '0.00'],
      ['2023-06', 'professional', 'YER', 1, '9000.00', '0.00'],
    ]);
    expect(months).toMatchObject([
      { month: '2023-05', currency: 'USD', net: '90.00' },
      { month: '2023-06', currency: 'USD', net: '128.00', invoices: 2 },
      { month: '2023-06', currency: 'YER', net: '9000.00' },
    ]);
    expect(plans).toMatchObject([
      { planId: 'professional', currency: 'USD', net: '99.00' },
      { planId: 'starter', currency: 'USD', net: '119.00' },
      { planId: 'professional', currency: 'YER', net: '9000.00' },
    ]);
    expect(totals).toEqual([
      { currency: 'USD', invoices: 3, net: '218.00', tax: '4.50' },
      { currency: 'YER', invoices: 1, net: '9000.00', tax: '0.00' },
    ]);
    for (const { month, planId, currency, net, invoices } of cells) {
      const opened = await rowsOf({ of: 'revenue', from: month, to: month, basis: 'issued', currency, planId });
      expect([opened.count, opened.sums]).toEqual([invoices, [{ currency, amount: net }]]);
    }
    const paid = await readRevenue(office.database, { ...asked, basis: 'paid' });
    expect(paid.totals).toEqual(totals);
  });
});

describe('collections', () => {
  it('by day and method; what was reversed never came', async () => {
    const asked = reports.collections.input.parse({ from: '2023-05-31', to: '2023-06-30' });
    const { cells, days, methods, totals } = await readCollections(office.database, asked);
    expect(cells.map((cell) => [cell.day, cell.method, cell.currency, cell.payments, cell.net])).toEqual([
      ['2023-05-31', 'cash', 'USD', 1, '94.50'],
      ['2023-06-01', 'cash', 'USD', 1, '29.00'],
      ['2023-06-30', 'cash', 'USD', 1, '99.00'],
      ['2023-06-30', 'cash', 'YER', 1, '9000.00'],
    ]);
    expect(days).toHaveLength(4);
    expect(methods).toMatchObject([
      { method: 'cash', currency: 'USD', payments: 3, net: '222.50' },
      { method: 'cash', currency: 'YER', net: '9000.00' },
    ]);
    expect(totals).toMatchObject([
      { currency: 'USD', net: '222.50' },
      { currency: 'YER', net: '9000.00' },
    ]);
    const { back, today } = data;
    const recent = await readCollections(
      office.database,
      reports.collections.input.parse({ from: back(100), to: today, currency: 'USD' }),
    );
    // 50 + 500 cash, 20 by card of the service, 1,200 by transfer; the 700 were reversed
    expect(recent.totals).toMatchObject([{ currency: 'USD', payments: 4, net: '1770.00' }]);
    for (const { method, currency, net, payments } of recent.methods) {
      const opened = await rowsOf({ of: 'collections', from: back(100), to: today, currency, method });
      expect([opened.count, opened.sums]).toEqual([payments, [{ currency, amount: net }]]);
    }
  });
});
