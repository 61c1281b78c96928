import type { Output, Parsed } from '../../../contract/api';
import { compareDates } from '../../../contract/calendar-date';
import { longestStatement, type Movement, type Statement } from '../../../contract/statement';
import { AppError } from '../../../contract/result';
import type { Database } from '../../database';
import { inTransaction } from '../../transaction';
import { day } from '../expressions';
import { select, selectRow } from '../select';
import { sql } from '../sql';
import { accountMovements } from './movements';

type Head = Pick<
  Statement,
  'tenantId' | 'tenantName' | 'tenantNameAr' | 'opening' | 'debits' | 'credits' | 'closing'
> & {
  readonly known: boolean;
  readonly movements: number;
};

/**
 * A tenant's account in one currency from the first to the last day, both in it: opening + movements = closing, all reckoned
 * by the database in one snapshot. Throws `not_found`, `date_order`, `report_too_long`.
 */
export function readStatement(
  database: Database,
  input: Parsed<'reports', 'statement'>,
): Promise<Output<'reports', 'statement'>> {
  const { tenantId, currency, from, to } = input;
  if (compareDates(from, to) > 0) throw new AppError('date_order', { from, to });
  const movements = accountMovements(tenantId, currency);
  const inPeriod = sql`m.date BETWEEN ${from}::date AND ${to}::date`;
  return inTransaction(
    database,
    async (transaction) => {
      const reader = { sequelize: database.sequelize, transaction };
      const {
        known,
        movements: count,
        ...head
      } = await selectRow<Head>(
        reader,
        sql`SELECT x.id AS "tenantId", coalesce(nullif(t.name, ''), x.id) AS "tenantName",
  coalesce(nullif(t.name_ar, ''), nullif(t.name, ''), x.id) AS "tenantNameAr",
  t.tenant_id IS NOT NULL OR EXISTS (SELECT FROM public.invoices i WHERE i.tenant_id = x.id)
    OR EXISTS (SELECT FROM public.subscriptions s WHERE s.tenant_id = x.id) AS known, a.*
FROM (SELECT ${tenantId}::text AS id) x
LEFT JOIN public.tenants t ON t.tenant_id = x.id
CROSS JOIN (
  SELECT coalesce(sum(m.amount) FILTER (WHERE m.date < ${from}::date), 0)::numeric(20, 2)::text AS opening,
    coalesce(sum(m.amount) FILTER (WHERE ${inPeriod} AND m.amount > 0), 0)::numeric(20, 2)::text AS debits,
    coalesce(-sum(m.amount) FILTER (WHERE ${inPeriod} AND m.amount < 0), 0)::numeric(20, 2)::text AS credits,
    coalesce(sum(m.amount) FILTER (WHERE m.date <= ${to}::date), 0)::numeric(20, 2)::text AS closing,
    (count(*) FILTER (WHERE ${inPeriod}))::integer AS movements
  FROM (${movements}) m
) a`,
      );
      if (!known) throw new AppError('not_found', { entity: 'tenant' });
      if (count > longestStatement) throw new AppError('report_too_long', { limit: longestStatement });
      const rows = await select<Movement>(
        reader,
        sql`SELECT ${day(sql`b.date`)} AS date, b.kind, b.entity, b.id, b.number, b.about, b.method,
  greatest(b.amount, 0)::numeric(20, 2)::text AS debit, greatest(-b.amount, 0)::numeric(20, 2)::text AS credit,
  b.balance::numeric(20, 2)::text AS balance
FROM (
  SELECT m.*, sum(m.amount) OVER (ORDER BY m.date, m.rank, m.number, m.id, m.kind ROWS UNBOUNDED PRECEDING) AS balance
  FROM (${movements}) m
) b
WHERE b.date BETWEEN ${from}::date AND ${to}::date
ORDER BY b.date, b.rank, b.number, b.id, b.kind`,
      );
      return { ...head, currency, from, to, movements: rows };
    },
    { readOnly: true, isolation: 'REPEATABLE READ' },
  );
}
