import pg from 'pg';
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

/** Who runs the statements of a build: one connection, outside a transaction where it builds concurrently. */
interface Builder {
  readonly concurrently: boolean;
  readonly run: (sql: string) => Promise<void>;
  readonly rows: (sql: string, bind: readonly string[]) => Promise<readonly { readonly valid: boolean }[]>;
}

async function standing(builder: Builder, index: ConcurrentIndex): Promise<'absent' | 'valid' | 'broken'> {
  const [row] = await builder.rows(
    `SELECT indisvalid AND indisready AS valid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass($1)`,
    [qualifiedName(index)],
  );
  if (!row) return 'absent';
  return row.valid ? 'valid' : 'broken';
}

/**
 * Calls `work` with a connection that is not the session's: the session's transaction holds the lock, and a concurrent
 * build cannot run inside a transaction. Where the pool has one connection only there is no other: then the build runs
 * inside the transaction and is not concurrent.
 */
async function withBuilder(session: Session, work: (builder: Builder) => Promise<void>): Promise<void> {
  const { sequelize, transaction } = session;
  if ((sequelize.config.pool?.max ?? 5) < 2) {
    return work({
      concurrently: false,
      run: async (sql) => void (await sequelize.query(sql, { transaction })),
      rows: (sql, bind) => select(session, sql, bind),
    });
  }
  // A build waits for every snapshot that is older than itself. An idle READ COMMITTED transaction has none, unless its
  // last statement had bind values: the portal of such a one stays open, with its snapshot, until the next statement.
  await sequelize.query('SELECT 1', { transaction });

  const connection = await sequelize.connectionManager.getConnection({ type: 'write' });
  if (!(connection instanceof pg.Client)) throw new TypeError('the connection is not a client of pg');
  let usable = false;
  try {
    // A role's own time limit must not end a build of half an hour; a concurrent build blocks nobody.
    await connection.query('SET statement_timeout = 0');
    await connection.query('SET lock_timeout = 0');
    await work({
      concurrently: true,
      run: async (sql) => void (await connection.query(sql)),
      rows: async (sql, bind) => (await connection.query<{ valid: boolean }>(sql, [...bind])).rows,
    });
    await connection.query('RESET statement_timeout');
    await connection.query('RESET lock_timeout');
    usable = true;
  } finally {
    if (usable) sequelize.connectionManager.releaseConnection(connection);
    else await sequelize.connectionManager.destroyConnection(connection);
  }
}

/** Builds what is not there; where one fails, drops those that this run built, so that the schema is as it was. */
export async function buildIndexes(session: Session, migration: IndexesMigration): Promise<void> {
  const steps = migration.indexes.length;
  await withBuilder(session, async (builder) => {
    const built: ConcurrentIndex[] = [];
    for (const [position, index] of migration.indexes.entries()) {
      const what = `CREATE INDEX ${index.name}`;
      const step = position + 1;
      await session.onEvent({ kind: 'step', name: migration.name, step, steps, what });
      const now = await standing(builder, index);
      if (now === 'valid') continue;
      try {
        if (now === 'broken') await builder.run(dropStatement(index, builder.concurrently));
        built.push(index);
        await builder.run(createStatement(index, builder.concurrently));
      } catch (error) {
        const failure = asAppError(error, { migration: migration.name, step, steps, what });
        // Inside the lock's own transaction the rollback does it; after a lost connection the next run does.
        if (builder.concurrently && failure.code !== 'connection_lost') {
          for (const half of built) await builder.run(dropStatement(half, true));
        }
        throw failure;
      }
    }
  });
}

/** Drops the indexes of a migration, the last first. */
export async function dropIndexes(session: Session, migration: IndexesMigration): Promise<void> {
  const steps = migration.indexes.length;
  await withBuilder(session, async (builder) => {
    for (const [position, index] of [...migration.indexes].reverse().entries()) {
      const what = `DROP INDEX ${index.name}`;
      const step = position + 1;
      await session.onEvent({ kind: 'step', name: migration.name, step, steps, what });
      try {
        await builder.run(dropStatement(index, builder.concurrently));
      } catch (error) {
        throw asAppError(error, { migration: migration.name, step, steps, what });
      }
    }
  });
}
