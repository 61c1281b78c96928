import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from 'sequelize';
import { AppError } from '../contract/result';
import { BillingClient } from './client';
import type { Database } from './database';
import { isWorthRetrying, serverError, toAppError } from './error-translation';

/** Milliseconds; each becomes a SET LOCAL, so that PgBouncer in transaction mode keeps them apart. */
export interface TransactionTimeouts {
  /** Waiting for another's lock. */
  readonly lockMs: number;
  /** One statement. */
  readonly statementMs: number;
  /** Between two statements: a desktop that hangs must not hold its locks. */
  readonly idleMs: number;
}

export interface TransactionOptions {
  readonly timeouts?: Partial<TransactionTimeouts>;
  readonly readOnly?: boolean;
  readonly isolation?: 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';
}

const defaultTimeouts: TransactionTimeouts = { lockMs: 4000, statementMs: 30_000, idleMs: 30_000 };
const greatestAttempts = 5;

/** Only whole numbers and words of our own go into this text: SET takes no bind parameters. */
function settingsSql({ timeouts, readOnly, isolation }: TransactionOptions): string {
  const { lockMs, statementMs, idleMs } = { ...defaultTimeouts, ...timeouts };
  for (const time of [lockMs, statementMs, idleMs]) {
    if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('a timeout is a whole number of milliseconds');
  }
  return [
    `SET TRANSACTION ISOLATION LEVEL ${isolation ?? 'READ COMMITTED'}${readOnly ? ' READ ONLY' : ''}`,
    `SET LOCAL lock_timeout = ${lockMs}`,
    `SET LOCAL statement_timeout = ${statementMs}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${idleMs}`,
  ].join('; ');
}

/** Nothing was committed, and the very same work may be done again. */
class WorthRetrying extends Error {
  override readonly cause: unknown;

  constructor(cause: unknown) {
    super('worth retrying');
    this.cause = cause;
  }
}

/** The work was not committed; says whether it is worth another attempt. */
function beforeCommit(error: unknown): unknown {
  const translated = toAppError(error);
  if (isWorthRetrying(error)) return new WorthRetrying(translated);
  // A connection that broke before COMMIT was sent left nothing behind: a pool may hold several after a restart.
  if (translated?.code === 'connection_lost' && !(error instanceof AppError)) return new WorthRetrying(translated);
  return translated ?? error;
}

/**
 * COMMIT failed. What the server refused is known not to be stored; a lost line, or a server that went away, leaves it
 * open: only the command's key tells.
 */
function atCommit(error: unknown): unknown {
  const sqlState = serverError(error)?.sqlState ?? '';
  const isRefusal = sqlState !== '' && !/^(?:08|57P|58|XX|40003)/.test(sqlState);
  return isRefusal ? beforeCommit(error) : new AppError('outcome_unknown', {}, error);
}

function clientOf(transaction: Transaction): BillingClient {
  const client: unknown = Reflect.get(transaction, 'connection');
  if (client instanceof BillingClient) return client;
  throw new Error('the transaction does not run on a connection of this app');
}

async function rollBack(transaction: Transaction): Promise<void> {
  try {
    await transaction.rollback();
  } catch (error) {
    // The line is gone, and the transaction with it. What broke first is what matters, and is thrown by the caller.
    if (toAppError(error) === null) throw error;
  }
}

function abortedError(): AppError {
  return new AppError(
    'internal',
    {},
    new Error('a statement failed inside the transaction and its error was swallowed'),
  );
}

async function attempt<T>(
  { sequelize }: Database,
  settings: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  let transaction: Transaction;
  try {
    transaction = await sequelize.transaction();
  } catch (error) {
    throw beforeCommit(error);
  }
  const client = clientOf(transaction);
  let value: T;
  try {
    await sequelize.query(settings, { transaction });
    value = await work(transaction);
    // PostgreSQL answers COMMIT of a failed transaction with a silent ROLLBACK: never let that look like success.
    if (client.getTransactionStatus() !== 'T') throw abortedError();
  } catch (error) {
    await rollBack(transaction);
    throw beforeCommit(error);
  }
  try {
    await transaction.commit();
  } catch (error) {
    throw atCommit(error);
  }
  // The server's own word for what it did; a statement that was not waited for may have failed just before.
  if (client.lastTag !== 'COMMIT') throw abortedError();
  return value;
}

/** Grows with each attempt, and differs between clients that stand in each other's way. */
function pauseMs(tried: number): number {
  return Math.round((2 ** tried * 20 + 30) * (0.5 + Math.random()));
}

/**
 * Runs `work` in one transaction and resolves to its value only when the server said that it is committed.
 *
 * READ COMMITTED unless told otherwise, with lock, statement and idle timeouts of its own. Serialization failures,
 * deadlocks, lock timeouts and a line that broke before COMMIT are tried again, at most five times in all: `work` must
 * do nothing but use the transaction. Pass `transaction` to each query explicitly.
 *
 * Throws `outcome_unknown` where the reply to COMMIT was lost (ask by the command's key), `busy_try_again` where the
 * attempts are used up, `read_only` on a standby, `connection_lost`; what `work` throws otherwise comes through as it is.
 */
export async function inTransaction<T>(
  database: Database,
  work: (transaction: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const settings = settingsSql(options);
  for (let tried = 1; ; tried++) {
    try {
      return await attempt(database, settings, work);
    } catch (error) {
      if (!(error instanceof WorthRetrying)) throw error;
      if (tried >= greatestAttempts) throw error.cause;
      await sleep(pauseMs(tried));
    }
  }
}
