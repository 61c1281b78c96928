import { z } from 'zod';
import type { SessionOwner } from '../../../contract/monitoring';
import { sourceOf } from '../audit-expressions';
import { sql } from '../sql';

/** Whose connection `a`, a row of pg_stat_activity, is; for `ownerColumns`. */
export const ownerColumns = sql`a.usename::text AS "user", a.application_name AS application, host(a.client_addr) AS address,
  left(a.query, 2000) AS query`;

export const ownerRowSchema = z.object({
  user: z.string().nullable(),
  application: z.string().nullable(),
  address: z.string().nullable(),
  query: z.string().nullable(),
});

/** `/* payments.record @desk-3 *\/`, which command.ts puts before each statement of a command. */
const markPattern = /^\/\* ([A-Za-z]+\.[A-Za-z]+) @(\S*) \*\/\s*/;

/** What PostgreSQL shows in the place of a query that the login may not see. */
const hiddenQuery = '<insufficient privilege>';

export function ownerOf({ user, application, address, query }: z.infer<typeof ownerRowSchema>): SessionOwner {
  const mark = markPattern.exec(query ?? '');
  const name = application ?? '';
  return {
    user: user ?? '',
    program: sourceOf(name),
    application: name,
    machine: mark?.[2] || address,
    command: mark?.[1] ?? null,
  };
}

/** The statement without our mark; empty where it is hidden. */
export function shownQuery(query: string | null): string {
  return query === null || query === hiddenQuery ? '' : query.replace(markPattern, '').trim();
}
