import { z } from 'zod';
import type { Session } from '../../../contract/monitoring';
import { instant } from '../expressions';
import { select, type Reader } from '../select';
import { sql, type Sql } from '../sql';
import { ownerColumns, ownerOf, ownerRowSchema, shownQuery } from './owner';

/**
 * True where the asking login may signal the connection `a`: a superuser's only by another superuser, and none whose start
 * it may not see.
 */
export const mayEnd: Sql = sql`(SELECT a.backend_start IS NOT NULL AND (me.rolsuper OR (NOT coalesce(owner.rolsuper, true)
      AND (pg_has_role(session_user, 'pg_signal_backend', 'USAGE') OR pg_has_role(session_user, owner.oid, 'USAGE'))))
    FROM pg_catalog.pg_roles me LEFT JOIN pg_catalog.pg_roles owner ON owner.oid = a.usesysid
    WHERE me.rolname = session_user)`;

/** Seconds since an instant, by the clock of now and not of the transaction's begin. */
export function secondsSince(at: Sql): Sql {
  return sql`greatest(0, extract(epoch FROM clock_timestamp() - ${at}))::double precision`;
}

/** The connections to this database beside the asking one. */
export const sessionsSql = sql`SELECT a.pid, coalesce(${instant(sql`a.backend_start`)}, '') AS "startedAt",
  ${ownerColumns}, a.state,
  coalesce(${secondsSince(sql`a.backend_start`)}, 0) AS age,
  coalesce(${secondsSince(sql`a.state_change`)}, 0) AS "inState",
  ${secondsSince(sql`a.xact_start`)} AS "inTransaction",
  coalesce(a.wait_event_type = 'Lock', false) AS waits,
  ${mayEnd} AS "mayEnd"
FROM pg_catalog.pg_stat_activity a
WHERE a.datname = current_database() AND coalesce(a.backend_type, 'client backend') = 'client backend' AND a.pid <> pg_backend_pid()
ORDER BY a.state = 'idle', a.xact_start NULLS LAST, a.backend_start
LIMIT 500`;

const rowSchema = ownerRowSchema.extend({
  pid: z.int(),
  startedAt: z.string(),
  state: z.string().nullable(),
  age: z.number(),
  inState: z.number(),
  inTransaction: z.number().nullable(),
  waits: z.boolean(),
  mayEnd: z.boolean(),
});

const states: ReadonlyMap<string, Session['state']> = new Map([
  ['active', 'active'],
  ['idle', 'idle'],
  ['idle in transaction', 'idle_in_transaction'],
  ['idle in transaction (aborted)', 'aborted'],
]);

function stateOf(state: string | null): Session['state'] {
  if (state === null || state === '') return 'hidden';
  return states.get(state) ?? 'other';
}

export async function readSessions(reader: Reader): Promise<Session[]> {
  return (await select(reader, sessionsSql)).map((found) => {
    const row = rowSchema.parse(found);
    return {
      pid: row.pid,
      startedAt: row.startedAt,
      owner: ownerOf(row),
      state: stateOf(row.state),
      stateSeconds: row.inState,
      ageSeconds: row.age,
      transactionSeconds: row.inTransaction,
      waitsForLock: row.waits,
      query: shownQuery(row.query),
      mayEnd: row.mayEnd,
    };
  });
}
