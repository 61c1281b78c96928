import { sql, type Sql } from './sql';

/** The rate in force on a date, as a scalar subquery: the newest entry of the newest date up to it; NULL where none is known. */
export function rateOn(date: Sql): Sql {
  return sql`(SELECT r.rate FROM billing_desktop.exchange_rates r WHERE r.rate_date <= ${date}
    ORDER BY r.rate_date DESC, r.id DESC LIMIT 1)`;
}
