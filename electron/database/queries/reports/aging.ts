import type { Output, Parsed } from '../../../contract/api';
import { compareDates, type CalendarDate } from '../../../contract/calendar-date';
import type { Aging, AgingBucket } from '../../../contract/reports';
import { day, today } from '../expressions';
import { select, selectRow, type Reader } from '../select';
import { allOf, sql, type Sql } from '../sql';
import { joinTenant, tenantColumns } from '../tenant-names';
import { openInvoicesAsOf } from './open-invoices';

/** The days past due of each bucket: domain.md, Aging. */
const limits: Readonly<Record<AgingBucket, readonly [least: number | null, most: number | null]>> = {
  not_due: [null, 0],
  days_30: [1, 30],
  days_60: [31, 60],
  days_90: [61, 90],
  over_90: [91, null],
};

/** The condition that a due date lies in a bucket as of a day. */
export function inBucket(bucket: AgingBucket, dueDate: Sql, asOf: string): Sql {
  const [least, most] = limits[bucket];
  return allOf([
    ...(least === null ? [] : [sql`${dueDate} <= ${asOf}::date - ${least}::integer`]),
    ...(most === null ? [] : [sql`${dueDate} >= ${asOf}::date - ${most}::integer`]),
  ]);
}

const mostTenants = 300;

interface FigureRow extends Readonly<Record<AgingBucket, Aging['currencies'][number]['total']>> {
  readonly currency: Aging['currencies'][number]['currency'];
  readonly invoices: number;
  readonly total: Aging['currencies'][number]['total'];
}

function figures({ currency, invoices, total, ...row }: FigureRow): Aging['currencies'][number] {
  const { not_due, days_30, days_60, days_90, over_90 } = row;
  return { currency, invoices, total, buckets: { not_due, days_30, days_60, days_90, over_90 } };
}

/** The day that is asked for, and whether it is past. */
export async function agingDay(
  reader: Reader,
  asked: CalendarDate | null,
): Promise<{ asOf: CalendarDate; today: CalendarDate; isPast: boolean }> {
  const now = await selectRow<{ today: CalendarDate }>(reader, sql`SELECT ${day(today)} AS today`);
  const asOf = asked ?? now.today;
  return { asOf, today: now.today, isPast: compareDates(asOf, now.today) < 0 };
}

/** What is open by the days that it is past due, for each currency and for those who owe most; `most` null is for everybody. */
export async function readAging(
  reader: Reader,
  input: Parsed<'reports', 'aging'>,
  most: number | null = mostTenants,
): Promise<Output<'reports', 'aging'>> {
  const { asOf, today: now, isPast } = await agingDay(reader, input.asOf);
  const conditions: Sql[] = [];
  if (input.currency !== null) conditions.push(sql`o.currency = ${input.currency}`);
  if (input.tenantId !== null) conditions.push(sql`o.tenant_id = ${input.tenantId}`);
  const open = sql`(${openInvoicesAsOf(asOf, isPast)}) o WHERE ${allOf(conditions)}`;
  const sumOf = (bucket: AgingBucket): Sql =>
    sql`coalesce(sum(o.due) FILTER (WHERE ${inBucket(bucket, sql`o.due_date`, asOf)}), 0)::numeric(20, 2)::text`;
  const sums = sql`${sumOf('not_due')} AS not_due, ${sumOf('days_30')} AS days_30, ${sumOf('days_60')} AS days_60,
    ${sumOf('days_90')} AS days_90, ${sumOf('over_90')} AS over_90`;
  const columns = sql`count(*)::integer AS invoices, sum(o.due)::numeric(20, 2)::text AS total, ${sums}`;
  const [currencies, tenants] = await Promise.all([
    select<FigureRow>(reader, sql`SELECT o.currency, ${columns} FROM ${open} GROUP BY o.currency ORDER BY o.currency`),
    select<FigureRow & Pick<Aging['tenants'][number], 'tenantId' | 'tenantName' | 'tenantNameAr'> & { all: number }>(
      reader,
      sql`SELECT ${tenantColumns(sql`g`)}, g.* FROM (
  SELECT o.tenant_id, o.currency, ${columns}, sum(o.due) AS owed, count(*) OVER ()::integer AS all
  FROM ${open} GROUP BY o.tenant_id, o.currency ORDER BY o.currency, owed DESC, o.tenant_id LIMIT ${most}::bigint
) g ${joinTenant(sql`g`)} ORDER BY g.currency, g.owed DESC, g.tenant_id`,
    ),
  ]);
  return {
    asOf,
    today: now,
    currencies: currencies.map(figures),
    tenants: tenants.map(({ tenantId, tenantName, tenantNameAr, ...row }) => ({
      tenantId,
      tenantName,
      tenantNameAr,
      ...figures(row),
    })),
    more: Math.max((tenants[0]?.all ?? 0) - tenants.length, 0),
  };
}
