import { z } from 'zod';
import { AppError } from '../../../contract/result';
import { selectOne, type Reader } from '../select';
import { sql } from '../sql';

const foundSchema = z.object({ hidden: z.boolean(), done: z.boolean() });

interface SessionId {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * Cancels what a connection runs, or ends it with its transaction. False where it had gone: process numbers are used
 * again, so that its start must be the same. Throws `no_permission`.
 */
export async function endSession(
  reader: Reader,
  how: 'cancel' | 'terminate',
  { pid, startedAt }: SessionId,
): Promise<boolean> {
  const call = how === 'cancel' ? sql`pg_cancel_backend(a.pid)` : sql`pg_terminate_backend(a.pid)`;
  const found = await selectOne(
    reader,
    sql`SELECT a.backend_start IS NULL AS hidden,
  CASE WHEN a.backend_start = ${startedAt}::timestamptz THEN ${call} ELSE false END AS done
FROM pg_catalog.pg_stat_activity a
WHERE a.pid = ${pid}::integer AND a.datname = current_database() AND a.pid <> pg_backend_pid()
  AND coalesce(a.backend_type, 'client backend') = 'client backend'`,
  );
  if (found === null) return false;
  const { hidden, done } = foundSchema.parse(found);
  if (hidden) throw new AppError('no_permission');
  return done;
}
