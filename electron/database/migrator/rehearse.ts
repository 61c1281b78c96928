import type { Rehearsal } from '../../contract/schema';
import type { Migration } from '../../../migrations/migration';
import { lookForAllStanding, refuseWhereDifferent } from './adoption';
import { prepareHistory } from './history';
import { effectsSince, readEffects, readTables, type Effects } from './rehearsal-effects';
import type { Migratable, Session } from './session';
import { namesToApply, namesToRevert } from './target';
import { takeTurns, type MigrateOptions } from './turn';
import { umzugOf } from './umzug';

const nothing: Pick<Rehearsal, 'locks' | 'rows' | 'rewritten' | 'durationMs'> = {
  locks: [],
  rows: [],
  rewritten: [],
  durationMs: 0,
};

/** An index migration is outside of every transaction: what it would do is told, and not tried. */
function indexesTold(migration: Migration, direction: Rehearsal['direction']): Rehearsal | null {
  if (migration.transactional) return null;
  const { name, title } = migration;
  const indexes = migration.indexes.map((index) => ({ name: index.name, table: index.table }));
  return { name, title, direction, kind: 'indexes', indexes, ...nothing };
}

async function tryOne(
  session: Session,
  migration: Migration,
  direction: Rehearsal['direction'],
  earlier: Effects,
  tables: Awaited<ReturnType<typeof readTables>>,
): Promise<{ readonly told: Rehearsal; readonly effects: Effects }> {
  const { name, title } = migration;
  const adopted =
    direction === 'up'
      ? (await lookForAllStanding(session, [migration])).some((standing) => standing.adopted)
      : session.applied.some((row) => row.name === name && row.adopted);
  const told = { name, title, direction, indexes: [] };
  if (adopted) return { told: { ...told, kind: 'adopted', ...nothing }, effects: earlier };
  const started = performance.now();
  await umzugOf(session)[direction]({ migrations: [name] });
  const durationMs = Math.round(performance.now() - started);
  const effects = await readEffects(session, tables);
  return { told: { ...told, kind: 'tried', ...effectsSince(earlier, effects), durationMs }, effects };
}

/**
 * Runs what an upgrade or a downgrade would run, inside a transaction, and takes it all back: says for each migration
 * what it would lock, how many rows it would write, which tables it would write anew, and how long it took. The locks are
 * really held until it is taken back, so it waits for a busy table no longer than a real run does. Indexes are built
 * outside of transactions: they are listed, not tried. Throws the failures of migrateUp; nothing is ever left behind.
 */
export async function rehearse(
  database: Migratable,
  direction: Rehearsal['direction'],
  options: MigrateOptions = {},
): Promise<readonly Rehearsal[]> {
  return takeTurns(database, options, async (session) => {
    const { sequelize, transaction, migrations } = session;
    const applied = new Set(session.applied.map(({ name }) => name));
    const names =
      direction === 'up' ? namesToApply(migrations, applied, options) : namesToRevert(migrations, applied, options);
    const chosen = names.flatMap((name) => migrations.find((migration) => migration.name === name) ?? []);
    if (direction === 'up') refuseWhereDifferent(await lookForAllStanding(session, chosen));

    const all: Rehearsal[] = [];
    await sequelize.query('SAVEPOINT rehearsal', { transaction });
    const tables = await readTables(session);
    let effects = await readEffects(session, tables);
    if (direction === 'up') await prepareHistory(session);
    for (const migration of chosen) {
      const listed = indexesTold(migration, direction);
      if (listed) {
        all.push(listed);
        continue;
      }
      const { told, effects: now } = await tryOne(session, migration, direction, effects, tables);
      all.push(told);
      effects = now;
      // The service's own tables: a downgrade ends before them.
      if (direction === 'down' && told.kind === 'adopted') break;
    }
    await sequelize.query('ROLLBACK TO SAVEPOINT rehearsal', { transaction });
    return all;
  });
}
