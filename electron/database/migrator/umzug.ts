import { Umzug, type UmzugStorage } from 'umzug';
import type { Migration } from '../../../migrations/migration';
import { lookForAllStanding } from './adoption';
import { checksumOf } from './checksum';
import { deleteRow, writeRow } from './history';
import { buildIndexes, dropIndexes } from './indexes';
import type { Session } from './session';
import { countStatements, runStatements } from './statements';

/** Umzug's record of what ran: our table, written in the transaction that holds the lock. */
const storage: UmzugStorage<Session> = {
  executed: async ({ context }) => context.applied.map((row) => row.name),
  logMigration: async ({ name, context }) => {
    const migration = context.migrations.find((candidate) => candidate.name === name);
    if (!migration) throw new Error(`no migration ${name}`);
    await writeRow(context, name, checksumOf(migration));
  },
  unlogMigration: async ({ name, context }) => deleteRow(context, name),
};

async function up(migration: Migration, session: Session): Promise<void> {
  const started = performance.now();
  const [standing] = await lookForAllStanding(session, [migration]);
  const { name, title } = migration;
  const adopted = standing?.adopted ?? false;
  const found = standing?.found ?? [];
  if (!adopted) {
    const steps = migration.transactional ? countStatements(migration.up) : migration.indexes.length;
    await session.onEvent({ kind: 'started', name, title, direction: 'up', steps });
    if (migration.transactional) await runStatements(session, migration, 'up', found);
    else await buildIndexes(session, migration);
  }
  session.outcomes.set(name, { adopted, found, durationMs: Math.round(performance.now() - started) });
}

async function down(migration: Migration, session: Session): Promise<void> {
  const { name, title } = migration;
  const found = session.applied.find((row) => row.name === name)?.found ?? [];
  const steps = migration.transactional ? countStatements(migration.down) : migration.indexes.length;
  await session.onEvent({ kind: 'started', name, title, direction: 'down', steps });
  if (migration.transactional) await runStatements(session, migration, 'down', found);
  else await dropIndexes(session, migration);
}

/** Umzug over one session: the list, our storage, and the session as the context of each migration. */
export function umzugOf(session: Session): Umzug<Session> {
  return new Umzug<Session>({
    migrations: session.migrations.map((migration) => ({
      name: migration.name,
      up: async ({ context }) => up(migration, context),
      down: async ({ context }) => down(migration, context),
    })),
    context: session,
    storage,
    logger: undefined,
  });
}
