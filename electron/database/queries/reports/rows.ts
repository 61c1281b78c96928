import type { Output } from '../../../contract/api';
import { mostReportRows, type ReportRow, type ReportRows, type ReportRowsInput } from '../../../contract/reports';
import { takingRows } from '../closing';
import { joinPlan, planNames } from '../expressions';
import { select, selectRow, type Reader } from '../select';
import { allOf, sql, type Sql } from '../sql';
import { joinTenant, tenantColumns } from '../tenant-names';
import { agingDay, inBucket } from './aging';
import { customerTimes } from './churn';
import { collectionRows } from './collections';
import { activeWhere, cyclePrice, monthsOfCycle } from './mrr';
import { openInvoicesAsOf } from './open-invoices';
import { dayAfter, firstDay, revenueRows } from './revenue';

const noPlan = sql`NULL AS cycle, NULL AS "planName", NULL AS "planNameAr"`;

/** Rows of invoices, of a query of id, date, currency and amount. */
function ofInvoices(rows: Sql): Sql {
  return sql`SELECT 'invoice' AS entity, b.id, i.invoice_number AS number, ${tenantColumns(sql`i`)}, b.date, b.amount,
    b.currency, NULL AS method, ${noPlan}, b.amount < 0 AS "takesAway"
  FROM (${rows}) b JOIN public.invoices i ON i.id = b.id ${joinTenant(sql`i`)}`;
}

/** Rows of payments, of a query of id, date, currency and amount. */
function ofPayments(rows: Sql): Sql {
  return sql`SELECT 'payment' AS entity, b.id, coalesce(v.number, '') AS number, ${tenantColumns(sql`q`)}, b.date, b.amount,
    b.currency, q.method, ${noPlan}, b.amount < 0 AS "takesAway"
  FROM (${rows}) b JOIN public.payments q ON q.id = b.id LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = q.id
  ${joinTenant(sql`q`)}`;
}

/** Rows of subscriptions that a condition on `s`, or a join, holds. */
function ofSubscriptions(from: Sql, where: Sql, date: Sql): Sql {
  return sql`SELECT 'subscription' AS entity, s.id, '' AS number, ${tenantColumns(sql`s`)}, ${date} AS date,
    ${cyclePrice} AS amount, s.currency, NULL AS method, s.billing_cycle AS cycle, ${planNames}, false AS "takesAway"
  FROM ${from} ${joinPlan} ${joinTenant(sql`s`)} WHERE ${where}`;
}

async function queryOf(reader: Reader, asked: ReportRowsInput): Promise<Sql> {
  switch (asked.of) {
    case 'aging': {
      const { asOf, isPast } = await agingDay(reader, asked.asOf);
      const conditions = [sql`o.currency = ${asked.currency}`];
      if (asked.bucket !== null) conditions.push(inBucket(asked.bucket, sql`o.due_date`, asOf));
      if (asked.tenantId !== null) conditions.push(sql`o.tenant_id = ${asked.tenantId}`);
      const open = openInvoicesAsOf(asOf, isPast);
      return ofInvoices(
        sql`SELECT o.id, o.due_date AS date, o.currency, o.due AS amount FROM (${open}) o WHERE ${allOf(conditions)}`,
      );
    }
    case 'revenue':
      return ofInvoices(sql`SELECT r.id, r.date, r.currency, r.net AS amount FROM (${revenueRows(asked)}) r`);
    case 'mrr': {
      const where = activeWhere(asked.currency, asked.planId);
      const inCycle = asked.cycle === null ? where : sql`${where} AND s.billing_cycle = ${asked.cycle}`;
      return ofSubscriptions(sql`public.subscriptions s`, inCycle, sql`s.start_date`);
    }
    case 'churn': {
      const { month, figure } = asked;
      const conditions: Readonly<Record<typeof figure, Sql>> = {
        started: sql`l.began >= ${firstDay(month)} AND l.began < ${dayAfter(month)}`,
        ended: sql`l.ended >= ${firstDay(month)} AND l.ended < ${dayAfter(month)}`,
        atStart: sql`l.began < ${firstDay(month)} AND (l.ended IS NULL OR l.ended >= ${firstDay(month)})`,
        atEnd: sql`l.began < ${dayAfter(month)} AND (l.ended IS NULL OR l.ended >= ${dayAfter(month)})`,
      };
      const times = customerTimes(asked.currency, asked.planId);
      return ofSubscriptions(
        sql`(${times}) l JOIN public.subscriptions s ON s.id = l.id`,
        conditions[figure],
        figure === 'ended' ? sql`l.ended` : sql`l.began`,
      );
    }
    case 'collections':
      return ofPayments(
        sql`SELECT r.payment_id AS id, r.day AS date, r.currency, r.amount - r.refunded AS amount FROM (${collectionRows(asked)}) r`,
      );
    case 'takings': {
      const taken = takingRows(asked.clerk, asked.day);
      return ofPayments(
        sql`SELECT t.payment_id AS id, ${asked.day}::date AS date, t.currency, t.amount FROM (${taken}) t
        WHERE t.currency = ${asked.currency} AND t.method = ${asked.method}`,
      );
    }
  }
}

/** What the rows come to: of subscriptions the month's part of each price, rounded as the report does it; else their sum. */
function sumOf(asked: ReportRowsInput, rows: Sql): Sql {
  if (asked.of !== 'mrr') {
    return sql`SELECT b.currency, sum(b.amount) AS amount FROM (${rows}) b GROUP BY b.currency`;
  }
  const where = activeWhere(asked.currency, asked.planId);
  return sql`SELECT l.currency, sum(l.mrr) AS amount FROM (
    SELECT s.currency, round(sum(${cyclePrice} / ${monthsOfCycle}), 2) AS mrr
    FROM public.subscriptions s ${joinPlan} WHERE ${where} ${asked.cycle === null ? sql`` : sql`AND s.billing_cycle = ${asked.cycle}`}
    GROUP BY s.currency, s.plan_id, s.billing_cycle
  ) l GROUP BY l.currency`;
}

/** The rows behind one number of a report: the newest of them, or all where `most` is null, with the count and the sum of all. */
export async function readReportRows(
  reader: Reader,
  asked: ReportRowsInput,
  most: number | null = mostReportRows,
): Promise<Output<'reports', 'rows'>> {
  const rows = await queryOf(reader, asked);
  const [shown, { count }, sums] = await Promise.all([
    select<ReportRow>(
      reader,
      sql`SELECT b.entity, b.id, b.number, b."tenantId", b."tenantName", b."tenantNameAr", to_char(b.date, 'YYYY-MM-DD') AS date,
  b.amount::numeric(20, 2)::text AS amount, b.currency, b.method, b.cycle, b."planName", b."planNameAr", b."takesAway"
FROM (${rows}) b ORDER BY b.date DESC, b.number DESC, b.id LIMIT ${most}::integer`,
    ),
    selectRow<{ count: number }>(reader, sql`SELECT count(*)::integer AS count FROM (${rows}) b`),
    select<ReportRows['sums'][number]>(
      reader,
      sql`SELECT x.currency, coalesce(x.amount, 0)::numeric(20, 2)::text AS amount FROM (${sumOf(asked, rows)}) x ORDER BY x.currency`,
    ),
  ]);
  return { rows: shown, count, sums };
}
