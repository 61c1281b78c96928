import { z } from 'zod';
import { runStateSchema, type RunState } from '../../contract/billing';
import { calendarDateSchema } from '../../contract/calendar-date';
import { subscriptionIdSchema, type BillingRunId } from '../../contract/ids';
import { AppError } from '../../contract/result';
import type { Statements, Work } from '../command';

const lockedRunSchema = z.object({
  asOf: calendarDateSchema,
  state: runStateSchema,
  chunkSize: z.int(),
  chunks: z.int(),
  lastSubscriptionId: subscriptionIdSchema.nullable(),
});
export type LockedRun = z.infer<typeof lockedRunSchema>;

const progress = `SELECT r.as_of AS "asOf", r.state, r.chunk_size AS "chunkSize", coalesce(c.n, 0) AS chunks,
  c.last_subscription_id AS "lastSubscriptionId"
FROM billing_desktop.billing_runs r
LEFT JOIN LATERAL (SELECT k.n, k.last_subscription_id FROM billing_desktop.billing_run_chunks k
  WHERE k.run_id = r.id ORDER BY k.n DESC LIMIT 1) c ON true
WHERE r.id = $1`;

/** How far a run is, as of now. Throws `not_found`. */
export async function readRun({ rows }: Statements, id: BillingRunId): Promise<LockedRun> {
  const [row] = await rows(progress, [id]);
  if (row === undefined) throw new AppError('not_found', { entity: 'billing_run' });
  return lockedRunSchema.parse(row);
}

/** Locks a run and says how far it is: who is at the same run waits here. Throws `not_found`. */
export async function lockRun(work: Work, id: BillingRunId): Promise<LockedRun> {
  const [locked] = await work.rows(
    'SELECT r.id FROM billing_desktop.billing_runs r WHERE r.id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (locked === undefined) throw new AppError('not_found', { entity: 'billing_run' });
  // A statement of its own, after the lock: it sees the chunk that whoever we waited for has committed.
  return readRun(work, id);
}

export async function setRunState(work: Work, id: BillingRunId, state: RunState): Promise<void> {
  await work.rows(
    `UPDATE billing_desktop.billing_runs SET state = $2, state_at = now(), state_by = session_user WHERE id = $1`,
    [id, state],
  );
}
