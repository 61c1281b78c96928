import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reports } from '../../../electron/contract/reports';
import { openDatabaseFromUrl, type Database } from '../../../electron/database/database';
import { readAging } from '../../../electron/database/queries/reports/aging';
import { readCollections } from '../../../electron/database/queries/reports/collections';
import { readMrr } from '../../../electron/database/queries/reports/mrr';
import { readRevenue } from '../../../electron/database/queries/reports/revenue';
import { readStatement } from '../../../electron/database/queries/reports/statement';
import { inTransaction } from '../../../electron/database/transaction';
import { createSampleDatabase } from '../../support/sample-database';
import type { TestDatabase } from '../../support/postgres';

/*
 * Over a small office's year of work: the same sums, written plainly and apart from the program's queries.
 */

let created: TestDatabase;
let database: Database;
beforeAll(async () => {
  created = await createSampleDatabase();
  database = await openDatabaseFromUrl(created.url);
});
afterAll(async () => {
  await database.close();
  await created.drop();
});

const plain = (sql: string, bind: readonly unknown[] = []): Promise<Record<string, string>[]> =>
  inTransaction(database, (transaction) =>
    database.sequelize.query<Record<string, string>>(sql, { transaction, type: QueryTypes.SELECT, bind: [...bind] }),
  );

/** What stands of the credit notes, write-offs and refunds: those that were not canceled. */
const standing = (table: string, column: string): string =>
  `(SELECT x.* FROM billing_desktop.${table} x
    WHERE NOT EXISTS (SELECT FROM billing_desktop.cancellations c WHERE c.${column} = x.id))`;
const creditNotes = standing('credit_notes', 'credit_note_id');
const writeOffs = standing('write_offs', 'write_off_id');
const refunds = standing('refunds', 'refund_id');

it('aging', async () => {
  const { currencies } = await readAging(database, { asOf: null, currency: null, tenantId: null });
  expect(currencies.flatMap(({ currency, total, buckets }) => [[currency, total, ...Object.values(buckets)]])).toEqual(
    (
      await plain(`SELECT currency, sum(amount_due)::text AS total,
  sum(CASE WHEN late <= 0 THEN amount_due ELSE 0 END)::text AS a,
  sum(CASE WHEN late BETWEEN 1 AND 30 THEN amount_due ELSE 0 END)::text AS b,
  sum(CASE WHEN late BETWEEN 31 AND 60 THEN amount_due ELSE 0 END)::text AS c,
  sum(CASE WHEN late BETWEEN 61 AND 90 THEN amount_due ELSE 0 END)::text AS d,
  sum(CASE WHEN late > 90 THEN amount_due ELSE 0 END)::text AS e
FROM (SELECT currency, amount_due, billing_desktop.today() - due_date AS late FROM public.invoices WHERE status IN ('pending', 'overdue')) x
GROUP BY currency ORDER BY currency`)
    ).map(({ currency, total, a, b, c, d, e }) => {
      const two = (text = ''): string => (text === '0' ? '0.00' : text);
      return [currency, two(total), two(a), two(b), two(c), two(d), two(e)];
    }),
  );
});

it('the past is reckoned as it was: at the end of today it is what is due now', async () => {
  const { currencies, today } = await readAging(database, { asOf: null, currency: null, tenantId: null });
  const rows = await plain(
    `SELECT i.currency, sum(i.total - coalesce(a.n, 0) - coalesce(c.n, 0))::text AS due FROM public.invoices i
LEFT JOIN (SELECT invoice_id, sum(amount) AS n FROM billing_desktop.allocations GROUP BY 1) a ON a.invoice_id = i.id
LEFT JOIN (
  SELECT invoice_id, sum(n) AS n
  FROM (SELECT invoice_id, total AS n FROM ${creditNotes} k UNION ALL SELECT invoice_id, amount FROM ${writeOffs} w) x GROUP BY 1
) c ON c.invoice_id = i.id
WHERE i.status IN ('pending', 'overdue', 'paid') AND i.issue_date <= $1 GROUP BY 1 ORDER BY 1`,
    [today],
  );
  expect(currencies.map(({ currency, total }) => [currency, total])).toEqual(
    rows.map(({ currency, due }) => [currency, due]),
  );
});

it('revenue of the last twelve months', async () => {
  const [span] = await plain(`SELECT to_char(billing_desktop.today() - interval '11 months', 'YYYY-MM') AS from,
  to_char(billing_desktop.today(), 'YYYY-MM') AS to`);
  const { months } = await readRevenue(database, reports.revenue.input.parse(span));
  const rows = await plain(
    `SELECT left(day::text, 7) AS month, currency, sum(one)::text AS n, sum(net)::text AS net FROM (
  SELECT issue_date AS day, currency, 1 AS one, subtotal - discount_amount AS net
  FROM public.invoices WHERE status IN ('pending', 'paid', 'overdue', 'refunded')
  UNION ALL
  SELECT issue_date, currency, 0, discount_amount - subtotal FROM ${creditNotes} k
) x WHERE left(day::text, 7) BETWEEN $1 AND $2
GROUP BY 1, 2 ORDER BY 2, 1`,
    [span?.['from'], span?.['to']],
  );
  expect(rows.length).toBeGreaterThan(11);
  expect(months.map(({ month, currency, invoices, net }) => [month, currency, String(invoices), net])).toEqual(
    rows.map(({ month, currency, n, net }) => [month, currency, n, net]),
  );
});

it('MRR in dollars', async () => {
  const { totals } = await readMrr(database, { currency: 'USD', planId: null });
  const [row] = await plain(`SELECT sum(line)::text AS mrr FROM (
  SELECT round(sum(CASE s.billing_cycle WHEN 'monthly' THEN (p.pricing ->> 'monthly_usd')::numeric
    WHEN 'quarterly' THEN (p.pricing ->> 'quarterly_usd')::numeric / 3 ELSE (p.pricing ->> 'yearly_usd')::numeric / 12 END), 2) AS line
  FROM public.subscriptions s JOIN public.plans p USING (plan_id) WHERE s.status = 'active' AND s.currency = 'USD'
  GROUP BY s.plan_id, s.billing_cycle) x`);
  expect(totals[0]?.mrr).toBe(row?.['mrr']);
});

it('collections by method', async () => {
  const [span] = await plain(
    `SELECT to_char(billing_desktop.today() - 90, 'YYYY-MM-DD') AS from, to_char(billing_desktop.today(), 'YYYY-MM-DD') AS to`,
  );
  const { methods } = await readCollections(database, reports.collections.input.parse(span));
  const rows = await plain(
    `SELECT currency, method, sum(amount)::text AS amount FROM (
  SELECT currency, method, amount, billing_desktop.date_of(coalesce(paid_at, created_at)) AS day
  FROM public.payments WHERE status IN ('succeeded', 'refunded')
  UNION ALL
  SELECT currency, method, -amount, refunded_on FROM ${refunds} r
) x WHERE day BETWEEN $1 AND $2
GROUP BY 1, 2 ORDER BY 1, 2`,
    [span?.['from'], span?.['to']],
  );
  expect(methods.map(({ currency, method, net }) => [currency, method, net])).toEqual(
    rows.map(({ currency, method, amount }) => [currency, method, amount]),
  );
});

it('every statement closes at what is due less what is on account', async () => {
  const rows = await plain(`SELECT t.tenant_id, c.currency,
  (SELECT coalesce(sum(i.amount_due), 0) FROM public.invoices i
   WHERE i.tenant_id = t.tenant_id AND i.currency = c.currency AND i.status IN ('pending', 'overdue'))
  - (SELECT coalesce(sum(p.amount), 0) FROM public.payments p
     WHERE p.tenant_id = t.tenant_id AND p.currency = c.currency AND p.status IN ('succeeded', 'refunded'))
  + (SELECT coalesce(sum(a.amount), 0) FROM billing_desktop.allocations a JOIN public.payments p ON p.id = a.payment_id
     WHERE p.tenant_id = t.tenant_id AND p.currency = c.currency)
  + (SELECT coalesce(sum(r.amount), 0) FROM ${refunds} r WHERE r.tenant_id = t.tenant_id AND r.currency = c.currency) AS balance,
  (billing_desktop.today() - 500)::text AS start, billing_desktop.today()::text AS today
FROM (SELECT DISTINCT tenant_id FROM public.invoices) t CROSS JOIN (VALUES ('USD'::public.currency_enum), ('YER')) c (currency)`);
  expect(rows.length).toBeGreaterThan(20);
  for (const { tenant_id: tenantId, currency, balance, start, today } of rows) {
    const input = reports.statement.input.parse({ tenantId, currency, from: start, to: today });
    const { closing, movements, opening } = await readStatement(database, input);
    expect([tenantId, currency, Number(closing)]).toEqual([tenantId, currency, Number(balance)]);
    // Half of it as a period of its own carries on from the other half.
    const middle = movements[Math.floor(movements.length / 2)];
    if (middle === undefined) continue;
    const later = await readStatement(database, { ...input, from: middle.date });
    const before = movements.filter(({ date }) => date < middle.date).at(-1);
    expect(later.opening).toBe(before?.balance ?? opening);
    expect(later.closing).toBe(closing);
  }
});
