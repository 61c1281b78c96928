import { z } from 'zod';
import type { Blocked } from '../../../contract/monitoring';
import { instant } from '../expressions';
import { select, type Reader } from '../select';
import { sql } from '../sql';
import { nameLocked } from './locked-record';
import { ownerColumns, ownerOf, ownerRowSchema } from './owner';
import { mayEnd, secondsSince } from './sessions';

/**
 * Who waits for a lock, who stands in the way, and for what. Whoever waits for a row holds, or waits for, the row's own
 * `tuple` lock meanwhile: that says which one it is.
 */
export const locksSql = sql`WITH locks AS MATERIALIZED (SELECT * FROM pg_catalog.pg_locks),
waiting AS MATERIALIZED (
  SELECT a.*, pg_blocking_pids(a.pid) AS blockers FROM pg_catalog.pg_stat_activity a
  WHERE a.datname = current_database() AND a.wait_event_type = 'Lock'
), sides AS (
  SELECT w.pid AS waiting_pid, w.pid AS side FROM waiting w
  UNION SELECT w.pid, b.pid FROM waiting w CROSS JOIN LATERAL unnest(w.blockers) AS b (pid)
)
SELECT s.waiting_pid AS "waitingPid", a.pid, coalesce(${instant(sql`a.backend_start`)}, '') AS "startedAt", ${ownerColumns},
  ${secondsSince(sql`a.xact_start`)} AS "inTransaction",
  ${secondsSince(sql`coalesce(lock.waitstart, a.query_start)`)} AS waited,
  coalesce(a.state LIKE 'idle in transaction%', false) AS idle,
  ${mayEnd} AS "mayEnd",
  lock.locktype, coalesce(row_lock.relation, lock.relation)::integer AS relation, row_lock.page, row_lock.tuple::integer AS tuple,
  (SELECT format('%s.%s', n.nspname, c.relname) FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = coalesce(row_lock.relation, lock.relation)) AS "table"
FROM sides s
JOIN pg_catalog.pg_stat_activity a ON a.pid = s.side
LEFT JOIN LATERAL (SELECT * FROM locks l WHERE l.pid = s.side AND NOT l.granted ORDER BY l.waitstart LIMIT 1) lock ON true
LEFT JOIN LATERAL (SELECT * FROM locks l WHERE l.pid = s.side AND l.locktype = 'tuple' ORDER BY l.granted LIMIT 1) row_lock
  ON lock.pid IS NOT NULL
ORDER BY waited DESC, s.waiting_pid
LIMIT 1000`;

const rowSchema = ownerRowSchema.extend({
  waitingPid: z.int(),
  pid: z.int(),
  startedAt: z.string(),
  inTransaction: z.number().nullable(),
  waited: z.number().nullable(),
  idle: z.boolean(),
  mayEnd: z.boolean(),
  locktype: z.string().nullable(),
  relation: z.int().nullable(),
  page: z.int().nullable(),
  tuple: z.int().nullable(),
  table: z.string().nullable(),
});
export type LockRow = z.infer<typeof rowSchema>;

/** Whoever stands at the head of the queue: ending one that waits itself would help nobody. */
function headOf(first: LockRow, blockersOf: ReadonlyMap<number, readonly LockRow[]>): LockRow {
  const passed = new Set<number>();
  let head = first;
  for (;;) {
    passed.add(head.pid);
    const next = blockersOf.get(head.pid)?.find(({ pid }) => !passed.has(pid));
    if (next === undefined) return head;
    head = next;
  }
}

/** The connections that wait for a lock, the longest first, each with the one that is to blame and what it is about. */
export async function readBlocked(reader: Reader): Promise<Blocked[]> {
  const rows = (await select(reader, locksSql)).map((row) => rowSchema.parse(row));
  const waiters = rows.filter(({ waitingPid, pid }) => waitingPid === pid);
  const blockersOf = new Map(
    waiters.map(({ pid }) => [pid, rows.filter((row) => row.waitingPid === pid && row.pid !== pid)] as const),
  );
  const blocked: Blocked[] = [];
  for (const waiter of waiters) {
    const [first] = blockersOf.get(waiter.pid) ?? [];
    const head = first ? headOf(first, blockersOf) : null;
    blocked.push({
      waiting: {
        pid: waiter.pid,
        startedAt: waiter.startedAt,
        owner: ownerOf(waiter),
        seconds: waiter.waited ?? 0,
      },
      blocker: head && {
        pid: head.pid,
        startedAt: head.startedAt,
        owner: ownerOf(head),
        seconds: head.inTransaction ?? 0,
        idle: head.idle,
        mayEnd: head.mayEnd,
      },
      thing: await nameLocked(reader, waiter),
    });
  }
  return blocked;
}
