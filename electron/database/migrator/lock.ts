import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/result';
import { select, type Session } from './session';

/** Any number will do as long as it stays the same; advisory locks are a database's own. */
const lockKey = '5349484021700001';
const pollMs = 100;

/**
 * Takes the migrator's lock for the rest of the transaction, waiting up to `waitMs` for another start of the app.
 *
 * It asks again and again instead of waiting inside PostgreSQL: a waiting statement has a snapshot, and CREATE INDEX
 * CONCURRENTLY of the one that holds the lock would wait for that snapshot to end, for ever.
 */
export async function takeLock(
  session: Pick<Session, 'sequelize' | 'transaction'>,
  waitMs: number,
  onWaiting: () => void | Promise<void>,
): Promise<void> {
  const started = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    const [answer] = await select<{ taken: boolean }>(session, `SELECT pg_try_advisory_xact_lock(${lockKey}) AS taken`);
    if (answer?.taken === true) return;
    if (attempt === 0) await onWaiting();
    if (performance.now() - started > waitMs) throw new AppError('migration_locked', {});
    await sleep(pollMs);
  }
}
