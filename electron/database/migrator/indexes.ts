import { Client } from 'pg';
import type { Sequelize } from 'sequelize';
import type { ConcurrentIndex, IndexesMigration } from '../../../migrations/migration';
import { asAppError } from './failure';
import { select, type Session } from './session';

/** The schema of an index is its table's. */
function qualifiedName(index: ConcurrentIndex): string {
  const schema = index.table.split('.')[0] ?? 'public';
  return `${schema}.${index.name}`;
}

function createStatement(index: ConcurrentIndex, concurrently: boolean): string {
  const kind = index.unique === true ? 'CREATE UNIQUE INDEX' : 'CREATE INDEX';
  return `${kind}${concurrently ? ' CONCURRENTLY' : ''} ${index.name} ON ${index.table} ${index.definition}`;
}

function dropStatement(index: ConcurrentIndex, concurrently: boolean): string {
  return `DROP INDEX${concurrently ? ' CONCURRENTLY' : ''} IF EXISTS ${qualifiedName(index)}`;
}

async function standing(session: Session, index: ConcurrentIndex): Promise<'absent' | 'valid' | 'broken'> {
  const [row] = await select<{ valid: boolean }>(
    session,
    `SELECT indisvalid AND indisready AS valid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass($1)`,
    [qualifiedName(index)],
  );
  if (!row) return 'absent';
  return row.valid ? 'valid' : 'broken';
}

type RunStatement = (sql: string) => Promise<void>;

/**
 * Calls `work` with a connection that is not the session's: the session's transaction holds the lock, and a concurrent
 * build cannot run inside a transaction. An idle READ COMMITTED transaction has no snapshot, so the build does not wait
 * for it. Where the pool has one connection only there is no other: then the build runs inside the transaction and is
 * not concurrent.
 */
async function withBuilder<T>(
  session: Session,
  work: (run: RunStatement, concurrently: boolean) => Promise<T>,
): Promise<T> {
  if ((session.sequelize.config.pool?.max ?? 5) < 2) {
    return work(async (sql) => void (await session.sequelize.query(sql, { transaction: session.transaction })), false);
  }
  const connection = await session.sequelize.connectionManager.getConnection({ type: 'write' });
  if (!(connection instanceof Client)) throw new TypeError('the connection is not a client of pg');
  let usable = true;
  try {
    // A role's own time limit must not end a build of half an hour; a concurrent build blocks nobody.
    await connection.query('SET statement_timeout = 0');
    await connection.query('SET lock_timeout = 0');
    return await work(async (sql) => void (await connection.query(sql)), true);
  } catch (error) {
    usable = false;
    throw error;
  } finally {
    await giveBack(session.sequelize, connection, usable);
  }
}

async function giveBack(sequelize: Sequelize, connection: Client, usable: boolean): Promise<void> {
  if (!usable) return sequelize.connectionManager.destroyConnection(connection);
  await connection.query('RESET statement_timeout');
  await connection.query('RESET lock_timeout');
  sequelize.connectionManager.releaseConnection(connection);
}

/** Builds what is not there; where one fails, drops those that this run built, so that the schema is as it was. */
export async function buildIndexes(session: Session, migration: IndexesMigration): Promise<void> {
  const steps = migration.indexes.length;
  await withBuilder(session, async (run, concurrently) => {
    const built: ConcurrentIndex[] = [];
    for (const [position, index] of migration.indexes.entries()) {
      const what = `CREATE INDEX ${index.name}`;
      const step = position + 1;
      await session.onEvent({ kind: 'step', name: migration.name, step, steps, what });
      const now = await standing(session, index);
      if (now === 'valid') continue;
      try {
        if (now === 'broken') await run(dropStatement(index, concurrently));
        built.push(index);
        await run(createStatement(index, concurrently));
      } catch (error) {
        const failure = asAppError(error, { migration: migration.name, step, steps, what });
        // Inside the lock's own transaction the rollback does it; after a lost connection the next run does.
        if (concurrently && failure.code !== 'connection_lost') {
          for (const half of built) await run(dropStatement(half, concurrently));
        }
        throw failure;
      }
    }
  });
}

/** Drops the indexes of a migration, the last first. */
export async function dropIndexes(session: Session, migration: IndexesMigration): Promise<void> {
  const steps = migration.indexes.length;
  await withBuilder(session, async (run, concurrently) => {
    for (const [position, index] of [...migration.indexes].reverse().entries()) {
      const what = `DROP INDEX ${index.name}`;
      const step = position + 1;
      await session.onEvent({ kind: 'step', name: migration.name, step, steps, what });
      try {
        await run(dropStatement(index, concurrently));
      } catch (error) {
        throw asAppError(error, { migration: migration.name, step, steps, what });
      }
    }
  });
}
