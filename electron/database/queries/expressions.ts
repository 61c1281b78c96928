import { sql, type Sql } from './sql';

/** An amount as exact text with two places. A NaN, which only the service could have written, is shown as 0.00; Verify names it. */
export function amount(expression: Sql): Sql {
  return sql`CASE WHEN ${expression} = 'NaN' THEN '0.00' ELSE (${expression})::numeric(20, 2)::text END`;
}

/** The exact sum of amounts as text, 0.00 for none; NaN counts as nothing. */
export function sum(expression: Sql, condition: Sql = sql`true`): Sql {
  return sql`coalesce(sum(${expression}) FILTER (WHERE ${condition} AND ${expression} < 'NaN'), 0)::numeric(20, 2)::text`;
}

/** A date as YYYY-MM-DD, whatever the server's DateStyle. */
export function day(expression: Sql): Sql {
  return sql`to_char(${expression}, 'YYYY-MM-DD')`;
}

/** An instant as ISO 8601 in UTC, to the microsecond. */
export function instant(expression: Sql): Sql {
  return sql`to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The server's date in the business zone; a subquery, so that it is asked once for a statement. */
export const today = sql`(SELECT billing_desktop.today())`;

/** Joins a subscription's plan; one without a row goes by its id. */
export const joinPlan = sql`LEFT JOIN public.plans p ON p.plan_id = s.plan_id`;

export const planNames = sql`coalesce(nullif(p.name, ''), s.plan_id) AS "planName",
  coalesce(nullif(p.name_ar, ''), nullif(p.name, ''), s.plan_id) AS "planNameAr"`;

/** A decimal kept in jsonb as a string or a number; NULL where it is something else. */
export function decimalIn(object: Sql, key: string | Sql): Sql {
  const value = sql`((${object}) ->> ${key}::text)`;
  return sql`CASE WHEN ${value} ~ '^[0-9]{1,10}([.][0-9]{1,20})?$' THEN ${value}::numeric END`;
}
