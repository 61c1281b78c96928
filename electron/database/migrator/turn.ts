import { setTimeout as sleep } from 'node:timers/promises';
import { Transaction } from 'sequelize';
import type { Migration } from '../../../migrations/migration';
import { migrations as shipped } from '../../../migrations';
import { AppError } from '../../contract/result';
import { asAppError, isBusy, unwrap } from './failure';
import { readHistory } from './history';
import { lockPollMs, tryLock } from './lock';
import type { Migratable, OnMigrationEvent, Session } from './session';
import { disagreementOf } from './state';
import type { Extent } from './target';

export interface MigrateOptions extends Extent {
  readonly onEvent?: OnMigrationEvent;
  /** Another list than this app's own: a test's, or an older app's. */
  readonly migrations?: readonly Migration[];
  /** This app's version, for the history; `unknown` where it is not given. */
  readonly appVersion?: string;
  /** How long to wait, in milliseconds, for another start of the app that migrates. Ten minutes by itself. */
  readonly waitMs?: number;
  /** True to go on although the history has migrations that this list does not know, or knows otherwise. */
  readonly evenIfUnlike?: boolean;
  /** Asked before anything is taken away. */
  readonly guard?: Guard;
}

/**
 * Stands before each step that takes tables away, in the step's own transaction: what it throws leaves them as they were.
 * Not asked where only indexes go.
 */
export interface Guard {
  before(session: Session): Promise<void>;
  /** The step is done and not yet committed. */
  after(session: Session): Promise<void>;
}

/** How long DDL may wait for a table, attempt by attempt: a waiting ALTER holds up everyone who comes after it. */
const lockTimeouts = ['3s', '5s', '8s', '13s', '21s'] as const;
const defaultWaitMs = 600_000;

/** One turn: a transaction under the lock in which at most one migration runs. Says what to tell after the commit. */
export type Turn<T> = (session: Session) => Promise<T>;

/** Throws where what was applied is not what this list would have applied. */
function refuseWhereUnlike({ migrations, applied }: Pick<Session, 'migrations' | 'applied'>): void {
  const { unknown, edited } = disagreementOf(migrations, applied);
  if (unknown.length > 0) throw new AppError('migration_unknown', { names: unknown.join(', ') });
  const [first] = edited;
  if (!first) return;
  throw new AppError('migration_edited', {
    names: edited.map(({ name }) => name).join(', '),
    expected: first.expected,
    found: first.found,
  });
}

/** One transaction: a turn where it gets the lock, null where another start of the app has it. */
async function tryTurn<T>(
  database: Migratable,
  options: MigrateOptions,
  lockTimeout: string,
  turn: Turn<T>,
): Promise<{ readonly value: T } | null> {
  const { sequelize } = database;
  const migrations = options.migrations ?? shipped;
  // READ COMMITTED whatever the server's default is: an idle transaction must not hold a snapshot (lock.ts).
  const isolationLevel = Transaction.ISOLATION_LEVELS.READ_COMMITTED;
  return sequelize.transaction({ isolationLevel }, async (transaction) => {
    if (!(await tryLock({ sequelize, transaction }))) return null;
    const run = (sql: string): Promise<unknown> => sequelize.query(sql, { transaction });
    await run(`SET LOCAL statement_timeout = 0`);
    await run(`SET LOCAL idle_in_transaction_session_timeout = 0`);
    await run(`SET LOCAL search_path = public`);
    await run(`SET LOCAL lock_timeout = '${lockTimeout}'`);

    const applied = await readHistory({ sequelize, transaction });
    if (options.evenIfUnlike !== true) refuseWhereUnlike({ migrations, applied });
    const value = await turn({
      sequelize,
      connectClient: () => database.connectClient(),
      transaction,
      migrations,
      applied,
      appVersion: options.appVersion ?? 'unknown',
      onEvent: options.onEvent ?? (() => undefined),
      outcomes: new Map(),
    });
    return { value };
  });
}

/** A turn as soon as the lock is free. Throws `migration_locked` where it is not within `waitMs`. */
async function takeTurn<T>(
  database: Migratable,
  options: MigrateOptions,
  lockTimeout: string,
  turn: Turn<T>,
): Promise<T> {
  const started = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    const taken = await tryTurn(database, options, lockTimeout, turn);
    if (taken) return taken.value;
    if (attempt === 0) await options.onEvent?.({ kind: 'waiting' });
    if (performance.now() - started >= (options.waitMs ?? defaultWaitMs)) throw new AppError('migration_locked', {});
    await sleep(lockPollMs);
  }
}

function reasonOf(error: AppError): string {
  const reason = error.params.reason;
  return typeof reason === 'string' && reason !== '' ? reason : error.code;
}

/** A turn, and again where a table was busy. Throws AppError, and tells `failed` once. */
export async function takeTurns<T>(database: Migratable, options: MigrateOptions, turn: Turn<T>): Promise<T> {
  let name = '';
  const watched: MigrateOptions = {
    ...options,
    onEvent: (event) => {
      if (event.kind === 'started') name = event.name;
      return options.onEvent?.(event);
    },
  };
  for (const [attempt, lockTimeout] of lockTimeouts.entries()) {
    try {
      return await takeTurn(database, watched, lockTimeout, turn);
    } catch (thrown) {
      const error = asAppError(unwrap(thrown), { migration: name, step: 0, steps: 0, what: '' });
      if (isBusy(error) && attempt < lockTimeouts.length - 1) {
        await options.onEvent?.({ kind: 'retrying', name, attempt: attempt + 2 });
        continue;
      }
      await options.onEvent?.({ kind: 'failed', name, reason: reasonOf(error) });
      throw error;
    }
  }
  throw new AppError('busy_try_again', { migration: name });
}
