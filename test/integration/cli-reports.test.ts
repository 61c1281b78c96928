import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareAmounts } from '../../electron/contract/amount';
import { closing, dayCloseSchema } from '../../electron/contract/closing';
import { agingSchema, churnSchema, collectionsSchema, mrrSchema, revenueSchema } from '../../electron/contract/reports';
import { statementSchema } from '../../electron/contract/statement';
import { callCli } from '../support/call-command-line';
import type { CliRun } from '../support/command-line';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';

let test: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  test = await createSampleDatabase();
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await test.drop();
});

const cli = (words: string): Promise<CliRun> => callCli(words.split(' '), { databaseUrl: test.url });

/** The value of a call that went well. */
async function valueOf(words: string): Promise<unknown> {
  const run = await cli(`${words} --json`);
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return run.json();
}

async function plain<Row extends pg.QueryResultRow>(sql: string, bind: readonly unknown[] = []): Promise<Row[]> {
  return (await client.query<Row>(sql, [...bind])).rows;
}

describe('reports on the command line come to what plain SQL finds', () => {
  it('aging, revenue, MRR, churn and collections', async () => {
    const [aging, revenue, mrr, churn, collections] = await Promise.all([
      valueOf('report aging'),
      valueOf('report revenue'),
      valueOf('report mrr --currency USD'),
      valueOf('report churn'),
      valueOf('report collections'),
    ]);
    expect(agingSchema.parse(aging).currencies.map(({ currency, total }) => [currency, total])).toEqual(
      (
        await plain(`SELECT currency, sum(amount_due)::text AS total FROM public.invoices
WHERE status IN ('pending', 'overdue') AND amount_due > 0 GROUP BY currency ORDER BY currency`)
      ).map(({ currency, total }) => [currency, total]),
    );
    const net = await plain(`SELECT x.currency, sum(x.net)::text AS net FROM (
  SELECT currency, issue_date, subtotal - discount_amount AS net FROM public.invoices WHERE status NOT IN ('draft', 'canceled')
  UNION ALL SELECT currency, issue_date, discount_amount - subtotal FROM billing_desktop.credit_notes) x
WHERE x.issue_date >= date_trunc('month', billing_desktop.today() - interval '11 months') GROUP BY 1 ORDER BY 1`);
    expect(revenueSchema.parse(revenue).totals.map((each) => ({ currency: each.currency, net: each.net }))).toEqual(
      net,
    );
    const [active] = await plain<{ n: number }>(
      `SELECT count(*)::integer AS n FROM public.subscriptions WHERE status = 'active' AND currency = 'USD'`,
    );
    expect(mrrSchema.parse(mrr).totals[0]?.subscriptions).toBe(active?.n);
    for (const { atStart, started, ended, atEnd } of churnSchema.parse(churn).months) {
      expect(atStart + started - ended).toBe(atEnd);
    }
    const taken = await plain(`SELECT currency, sum(amount)::text AS amount FROM public.payments
WHERE status IN ('succeeded', 'refunded') AND billing_desktop.date_of(coalesce(paid_at, created_at)) >= billing_desktop.today() - 29
GROUP BY 1 ORDER BY 1`);
    expect(collectionsSchema.parse(collections).totals.map(({ currency, amount }) => ({ currency, amount }))).toEqual(
      taken,
    );
  });

  it('a statement, whose closing is its opening and its movements', async () => {
    const [farm] = await plain<{ tenant: string; today: string }>(
      `SELECT tenant_id AS tenant, billing_desktop.today()::text AS today FROM public.invoices
WHERE currency = 'USD' AND status = 'paid' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    );
    const words = `statement ${farm?.tenant} --from 2020-01-01 --to ${farm?.today} --currency USD`;
    const statement = statementSchema.parse(await valueOf(words));
    expect(statement.opening).toBe('0.00');
    const [due] = await plain<{ debits: string; closing: string }>(
      `SELECT (sum(i.total) FILTER (WHERE i.status <> 'canceled'))::text AS debits, $1::text AS closing
FROM public.invoices i WHERE i.tenant_id = $1 AND i.currency = 'USD' AND i.status <> 'draft'`,
      [farm?.tenant],
    );
    expect(compareAmounts(statement.debits, due?.debits ?? '')).toBeGreaterThanOrEqual(0);
    expect(statement.movements.at(-1)?.balance).toBe(statement.closing);
    expect(await cli(`statement ${farm?.tenant} --from 2020-01-01 --to yesterday --currency USD`)).toMatchObject({
      code: 2,
    });
  });

  it('a day that is counted and closed takes no payment any more', async () => {
    const [open] = await plain<{ day: string; cash: string }>(
      `SELECT d.paid_on::text AS day FROM billing_desktop.payment_details d
JOIN billing_desktop.receipt_vouchers v ON v.payment_id = d.payment_id JOIN public.payments p ON p.id = d.payment_id
WHERE p.status = 'succeeded' AND NOT EXISTS (SELECT FROM billing_desktop.day_closes c WHERE c.day = d.paid_on)
ORDER BY d.paid_on DESC OFFSET 3 LIMIT 1`,
    );
    const day = closing.day.output.parse(await valueOf(`day close --date ${open?.day}`));
    expect(day.close).toBeNull();
    const expected = await plain(
      `SELECT p.currency, p.method, sum(p.amount)::text AS expected FROM public.payments p
JOIN billing_desktop.payment_details d ON d.payment_id = p.id
WHERE d.paid_on = $1 AND p.status IN ('succeeded', 'refunded') GROUP BY 1, 2 ORDER BY 1, 2`,
      [open?.day],
    );
    const takings = day.takings.map(({ currency, method, expected: sum }) => ({ currency, method, expected: sum }));
    expect(new Set(takings.map((each) => JSON.stringify(each)))).toEqual(
      new Set(expected.map((each) => JSON.stringify(each))),
    );
    const counted = takings.map((each) => `${each.method}:${each.currency}=${each.expected}`).join(',');
    const closed = dayCloseSchema.parse(await valueOf(`day close --date ${open?.day} --counted ${counted}`));
    expect(closed).toMatchObject({ day: open?.day, differs: false });
    const again = await cli(`day close --date ${open?.day} --counted ${counted}`);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('closed');
  });
});
