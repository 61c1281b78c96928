import type { Output, Parsed } from '../../../contract/api';
import type { Month, Revenue } from '../../../contract/reports';
import { select, type Reader } from '../select';
import { allOf, sql, type Sql } from '../sql';

/** The first day of a month, and of the month after it. */
export const firstDay = (month: Month): Sql => sql`${`${month}-01`}::date`;
export const dayAfter = (month: Month): Sql => sql`(${`${month}-01`}::date + interval '1 month')::date`;

interface Asked {
  readonly from: Month;
  readonly to: Month;
  readonly basis: 'issued' | 'paid';
  readonly currency: string | null;
  readonly planId: string | null;
}

/**
 * What was earned in a span of months, as a query of entity, id, date, currency, plan_id, net and tax: one row an invoice, and by the
 * day of issue one for each credit note, which takes away in its own month.
 * The plan is the one that the invoice was issued for; of the service's invoices, that of the subscription.
 */
export function revenueRows({ from, to, basis, currency, planId }: Asked): Sql {
  const date = basis === 'issued' ? sql`i.issue_date` : sql`i.paid_date`;
  const counted = basis === 'issued' ? sql`i.status NOT IN ('draft', 'canceled')` : sql`i.status = 'paid'`;
  const plan = sql`coalesce(d.plan_id, s.plan_id)`;
  const conditions: Sql[] = [counted, sql`${date} >= ${firstDay(from)}`, sql`${date} < ${dayAfter(to)}`];
  conditions.push(sql`i.subtotal < 'NaN' AND i.discount_amount < 'NaN' AND i.tax_amount < 'NaN'`);
  if (currency !== null) conditions.push(sql`i.currency = ${currency}`);
  if (planId !== null) conditions.push(sql`${plan} = ${planId}`);
  const invoices = sql`SELECT 'invoice' AS entity, i.id, ${date} AS date, i.currency, ${plan} AS plan_id,
    i.subtotal - i.discount_amount AS net, i.tax_amount AS tax
  FROM public.invoices i
  JOIN public.subscriptions s ON s.id = i.subscription_id
  LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
  WHERE ${allOf(conditions)}`;
  if (basis === 'paid') return invoices;
  const ofNote: Sql[] = [
    sql`k.issue_date >= ${firstDay(from)}`,
    sql`k.issue_date < ${dayAfter(to)}`,
    sql`NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.credit_note_id = k.id)`,
    ...(currency === null ? [] : [sql`k.currency = ${currency}`]),
    ...(planId === null ? [] : [sql`${plan} = ${planId}`]),
  ];
  return sql`${invoices}
  UNION ALL
  SELECT 'credit_note', k.invoice_id, k.issue_date, k.currency, ${plan}, k.discount_amount - k.subtotal, -k.tax_amount
  FROM billing_desktop.credit_notes k
  JOIN public.invoices i ON i.id = k.invoice_id
  JOIN public.subscriptions s ON s.id = i.subscription_id
  LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
  WHERE ${allOf(ofNote)}`;
}

type Figures = Revenue['totals'][number];
type Row = Figures & {
  readonly month: Month | null;
  readonly planId: string | null;
  readonly planName: string;
  readonly planNameAr: string;
};

/** Revenue by month and plan, for each currency, with the sums of months, plans and all: reckoned in one pass. */
export async function readRevenue(
  reader: Reader,
  input: Parsed<'reports', 'revenue'>,
): Promise<Output<'reports', 'revenue'>> {
  const rows = await select<Row>(
    reader,
    sql`SELECT g.month, g.plan_id AS "planId", coalesce(nullif(p.name, ''), g.plan_id, '') AS "planName",
  coalesce(nullif(p.name_ar, ''), nullif(p.name, ''), g.plan_id, '') AS "planNameAr", g.currency, g.invoices, g.net, g.tax
FROM (
  SELECT to_char(r.first, 'YYYY-MM') AS month, r.plan_id, r.currency,
    (count(*) FILTER (WHERE r.entity = 'invoice'))::integer AS invoices,
    sum(r.net)::numeric(20, 2)::text AS net, sum(r.tax)::numeric(20, 2)::text AS tax
  FROM (SELECT x.*, date_trunc('month', x.date::timestamp) AS first FROM (${revenueRows(input)}) x) r
  GROUP BY GROUPING SETS ((r.first, r.plan_id, r.currency), (r.first, r.currency), (r.plan_id, r.currency), (r.currency))
) g LEFT JOIN public.plans p ON p.plan_id = g.plan_id
ORDER BY g.currency, g.month, g.plan_id`,
  );
  const answer: { -readonly [K in keyof Revenue]: Revenue[K][number][] } = {
    cells: [],
    months: [],
    plans: [],
    totals: [],
  };
  for (const { month, planId, planName, planNameAr, ...figures } of rows) {
    const plan = planId === null ? null : { planId, planName, planNameAr };
    if (month !== null && plan !== null) answer.cells.push({ month, ...plan, ...figures });
    else if (month !== null) answer.months.push({ month, ...figures });
    else if (plan !== null) answer.plans.push({ ...plan, ...figures });
    else answer.totals.push(figures);
  }
  return answer;
}
