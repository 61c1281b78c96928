import type { Output, Parsed } from '../../../contract/api';
import type { Collections } from '../../../contract/reports';
import { hasRefunds, paymentChanges } from '../changes-elsewhere';
import { receivedAt } from '../payment-columns';
import { select, type Reader } from '../select';
import { allOf, sql, type Sql } from '../sql';

/** The business zone, asked once for a statement; set-business takes only zones that the server knows. */
const zone = sql`(SELECT coalesce(g.value ->> 'zone', 'UTC') FROM billing_desktop.settings g WHERE g.key = 'business')`;

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly currency: string | null;
  readonly method: string | null;
}

/**
 * The money that came in, by the day of its arrival in the business zone, as a query of payment_id, day, method, currency,
 * amount and refunded. What was reversed never came. What went back is
 * taken off on the day of its refund; of one that the service refunded the audit says that day, and where it does not, it came
 * and went.
 */
export function collectionRows({ from, to, currency, method }: Asked): Sql {
  const conditions: Sql[] = [
    sql`p.status IN ('succeeded', 'refunded')`,
    sql`${receivedAt} >= billing_desktop.start_of(${from}::date)`,
    sql`${receivedAt} < billing_desktop.start_of(${to}::date + 1)`,
    sql`p.amount < 'NaN'`,
    ...(currency === null ? [] : [sql`p.currency = ${currency}`]),
    ...(method === null ? [] : [sql`p.method = ${method}`]),
  ];
  const ofRefund: Sql[] = [
    sql`k.refunded_on BETWEEN ${from}::date AND ${to}::date`,
    sql`NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.refund_id = k.id)`,
    ...(currency === null ? [] : [sql`k.currency = ${currency}`]),
    ...(method === null ? [] : [sql`k.method = ${method}`]),
  ];
  const byService: Sql[] = [
    sql`p.status = 'refunded'`,
    sql`k.at >= billing_desktop.start_of(${from}::date)`,
    sql`k.at < billing_desktop.start_of(${to}::date + 1)`,
    ...(currency === null ? [] : [sql`p.currency = ${currency}`]),
    ...(method === null ? [] : [sql`p.method = ${method}`]),
  ];
  return sql`WITH refunded_elsewhere AS MATERIALIZED (
    SELECT DISTINCT ON (k.payment_id) k.payment_id, k.at, k.counted_before AS amount
    FROM (${paymentChanges(null)}) k WHERE k.status_after = 'refunded' ORDER BY k.payment_id, k.place DESC
  )
  SELECT p.id AS payment_id, (${receivedAt} AT TIME ZONE ${zone})::date AS day, p.method, p.currency, p.amount,
    CASE WHEN p.status = 'refunded' AND NOT ${hasRefunds(sql`p.id`)}
      AND NOT EXISTS (SELECT FROM refunded_elsewhere k WHERE k.payment_id = p.id) THEN p.amount ELSE 0 END AS refunded
  FROM public.payments p WHERE ${allOf(conditions)}
  UNION ALL
  SELECT p.id, (k.at AT TIME ZONE ${zone})::date, p.method, p.currency, 0, k.amount
  FROM refunded_elsewhere k JOIN public.payments p ON p.id = k.payment_id WHERE ${allOf(byService)}
  UNION ALL
  SELECT k.payment_id, k.refunded_on, k.method, k.currency, 0, k.amount
  FROM billing_desktop.refunds k WHERE ${allOf(ofRefund)}`;
}

type Figures = Collections['totals'][number];
type Row = Figures & {
  readonly day: Collections['days'][number]['day'] | null;
  readonly method: Collections['methods'][number]['method'] | null;
};

/** What was collected by day and method, for each currency, with the sums of days, methods and all. */
export async function readCollections(
  reader: Reader,
  input: Parsed<'reports', 'collections'>,
): Promise<Output<'reports', 'collections'>> {
  const rows = await select<Row>(
    reader,
    sql`SELECT to_char(r.day, 'YYYY-MM-DD') AS day, r.method, r.currency, (count(*) FILTER (WHERE r.amount > 0))::integer AS payments,
  sum(r.amount)::numeric(20, 2)::text AS amount, sum(r.refunded)::numeric(20, 2)::text AS refunded,
  sum(r.amount - r.refunded)::numeric(20, 2)::text AS net
FROM (${collectionRows(input)}) r
GROUP BY GROUPING SETS ((r.day, r.method, r.currency), (r.day, r.currency), (r.method, r.currency), (r.currency))
ORDER BY r.day, r.currency, r.method`,
  );
  const answer: { -readonly [K in keyof Collections]: Collections[K][number][] } = {
    cells: [],
    days: [],
    methods: [],
    totals: [],
  };
  for (const { day, method, ...figures } of rows) {
    if (day !== null && method !== null) answer.cells.push({ day, method, ...figures });
    else if (day !== null) answer.days.push({ day, ...figures });
    else if (method !== null) answer.methods.push({ method, ...figures });
    else answer.totals.push(figures);
  }
  return answer;
}
