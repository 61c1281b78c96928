import type { Currency } from '../../contract/currency';
import { countCap, type Totals } from '../../contract/page';
import { sum } from './expressions';
import { select, selectRow, type Reader } from './select';
import { sql, type Sql } from './sql';

type CurrencyTotal = Totals['currencies'][number];

interface SumRow {
  readonly currency: Currency;
  readonly count: number;
  readonly total: CurrencyTotal['total'];
  readonly due: CurrencyTotal['due'];
}

/** A count as the contract gives it: exact below the cap, "at least so many" from there on. */
export function capped(count: number): { count: number; capped: boolean } {
  return { count: Math.min(count, countCap), capped: count >= countCap };
}

/**
 * Sums for each currency of the rows of a query with the columns currency, total and due; `due` is NULL where the list
 * has no such column.
 */
export async function totalsOf(reader: Reader, rows: Sql, hasDue: boolean): Promise<Totals> {
  const due = hasDue ? sum(sql`r.due`) : sql`NULL`;
  const sums = await select<SumRow>(
    reader,
    sql`SELECT r.currency, count(*)::integer AS count, ${sum(sql`r.total`)} AS total, ${due} AS due
FROM (${rows}) r GROUP BY r.currency ORDER BY r.currency`,
  );
  return { ...capped(sums.reduce((count, row) => count + row.count, 0)), currencies: sums };
}

/** How many rows a query has, counted no further than the contract's cap. */
export async function countUpToCap(reader: Reader, rows: Sql): Promise<{ count: number; capped: boolean }> {
  const { count } = await selectRow<{ count: number }>(
    reader,
    sql`SELECT count(*)::integer AS count FROM (SELECT FROM (${rows}) r LIMIT ${countCap}) counted`,
  );
  return capped(count);
}
