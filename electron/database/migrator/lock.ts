import { select, type Session } from './session';

/** Any number will do as long as it stays the same; advisory locks are a database's own. */
export const lockKey = '5349484021700001';

/** Milliseconds between two questions for the lock. */
export const lockPollMs = 100;

/**
 * Asks for the migrator's lock, for the rest of the transaction; false where another start of the app holds it. Then the
 * transaction must end before the next question: CREATE INDEX CONCURRENTLY of the one that holds the lock waits for the
 * end of every transaction that it once saw with a snapshot, and would wait for ours for ever.
 */
export async function tryLock(session: Pick<Session, 'sequelize' | 'transaction'>): Promise<boolean> {
  const [answer] = await select<{ taken: boolean }>(session, `SELECT pg_try_advisory_xact_lock(${lockKey}) AS taken`);
  return answer?.taken === true;
}
