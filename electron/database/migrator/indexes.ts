import type { ConcurrentIndex, IndexesMigration } from '../../../migrations/migration';
import { endClient, type BillingClient } from '../client';
import { asAppError } from './failure';
import type { Session } from './session';

/** The schema of an index is its table's. */
export function qualifiedIndex(index: ConcurrentIndex): string {
  const schema = index.table.split('.')[0] ?? 'public';
  return `${schema}.${index.name}`;
}

export function createIndexStatement(index: ConcurrentIndex): string {
  const kind = index.unique === true ? 'CREATE UNIQUE INDEX' : 'CREATE INDEX';
  return `${kind} CONCURRENTLY ${index.name} ON ${index.table} ${index.definition}`;
}

export function dropIndexStatement(index: ConcurrentIndex): string {
  return `DROP INDEX CONCURRENTLY IF EXISTS ${qualifiedIndex(index)}`;
}

async function standing(builder: BillingClient, index: ConcurrentIndex): Promise<'absent' | 'valid' | 'broken'> {
  const { rows } = await builder.query<{ valid: boolean }>(
    `SELECT indisvalid AND indisready AS valid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass($1)`,
    [qualifiedIndex(index)],
  );
  const [row] = rows;
  if (!row) return 'absent';
  return row.valid ? 'valid' : 'broken';
}

/**
 * Calls `work` with a connection of its own: the session's transaction holds the lock, and a concurrent build cannot run
 * inside a transaction.
 */
async function withBuilder(session: Session, work: (builder: BillingClient) => Promise<void>): Promise<void> {
  const { sequelize, transaction } = session;
  // A build waits for every snapshot that is older than itself. An idle READ COMMITTED transaction has none, unless its
  // last statement had bind values: the portal of such a one stays open, with its snapshot, until the next statement.
  await sequelize.query('SELECT 1', { transaction });

  const builder = await session.connectClient();
  try {
    // A role's own time limit must not end a build of half an hour; a concurrent build blocks nobody.
    await builder.query('SET statement_timeout = 0');
    await builder.query('SET lock_timeout = 0');
    await work(builder);
    // PgBouncer keeps the server's side of this connection for the next client, settings and all.
    await builder.query('RESET statement_timeout');
    await builder.query('RESET lock_timeout');
  } finally {
    await endClient(builder);
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
        if (now === 'broken') await builder.query(dropIndexStatement(index));
        built.push(index);
        await builder.query(createIndexStatement(index));
      } catch (error) {
        const failure = asAppError(error, { migration: migration.name, step, steps, what });
        // After a lost connection the next run does it.
        if (failure.code !== 'connection_lost') {
          for (const half of built) await builder.query(dropIndexStatement(half));
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
        await builder.query(dropIndexStatement(index));
      } catch (error) {
        throw asAppError(error, { migration: migration.name, step, steps, what });
      }
    }
  });
}
