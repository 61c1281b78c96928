import type { Client } from 'pg';
import { reports } from '../../electron/contract/reports';
import type { Database } from '../../electron/database/database';
import { readAging } from '../../electron/database/queries/reports/aging';
import { readMrr } from '../../electron/database/queries/reports/mrr';
import { readRevenue } from '../../electron/database/queries/reports/revenue';
import { compare, type Result } from './measure';

const bareAging = `SELECT currency, sum(amount_due) FILTER (WHERE due_date >= current_date),
  sum(amount_due) FILTER (WHERE due_date < current_date AND due_date >= current_date - 30),
  sum(amount_due) FILTER (WHERE due_date < current_date - 30 AND due_date >= current_date - 60),
  sum(amount_due) FILTER (WHERE due_date < current_date - 60 AND due_date >= current_date - 90),
  sum(amount_due) FILTER (WHERE due_date < current_date - 90)
FROM public.invoices WHERE status IN ('pending', 'overdue') AND amount_due > 0
GROUP BY GROUPING SETS ((currency), (currency, tenant_id))`;

const bareRevenue = `SELECT date_trunc('month', i.issue_date::timestamp) AS month, s.plan_id, i.currency, count(*),
  sum(i.subtotal - i.discount_amount), sum(i.tax_amount)
FROM public.invoices i JOIN public.subscriptions s ON s.id = i.subscription_id
WHERE i.status NOT IN ('draft', 'canceled') AND i.issue_date >= date_trunc('month', current_date - interval '11 months')
GROUP BY 1, 2, 3`;

const bareMrr = `SELECT currency, plan_id, billing_cycle, count(*) FROM public.subscriptions WHERE status = 'active' GROUP BY 1, 2, 3`;

/** What an accountant waits for, against the bare sums that each report is made of. */
export async function benchReports(database: Database, client: Client): Promise<Result[]> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `SELECT to_char(current_date - interval '11 months', 'YYYY-MM') AS from, to_char(current_date, 'YYYY-MM') AS to`,
  );
  const year = reports.revenue.input.parse(rows[0]);
  return [
    {
      work: 'aging, with who owes most',
      against: 'node-postgres, the bare sums by currency and customer',
      ...(await compare(
        () => readAging(database, { asOf: null, currency: null, tenantId: null }),
        () => client.query(bareAging),
        15,
      )),
      aim: 3,
      bound: 8,
    },
    {
      work: 'revenue of twelve months, with its sums',
      against: 'node-postgres, the bare sums by month and plan',
      ...(await compare(
        () => readRevenue(database, year),
        () => client.query(bareRevenue),
        10,
      )),
      aim: 2,
      bound: 5,
    },
    {
      work: 'MRR',
      against: 'node-postgres, the bare counts',
      ...(await compare(
        () => readMrr(database, { currency: null, planId: null }),
        () => client.query(bareMrr),
        20,
      )),
      aim: 3,
      bound: 8,
    },
  ];
}
