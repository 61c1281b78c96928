import { Transaction } from 'sequelize';
import type { Migration } from '../../../migrations/migration';
import { migrations as shipped } from '../../../migrations';
import { instantSchema } from '../../contract/calendar-date';
import type { MigrationInfo, SchemaState } from '../../contract/schema';
import { lookForAllStanding, readAlembicVersion } from './adoption';
import { checksumOf } from './checksum';
import { readHistory, type AppliedMigration } from './history';
import type { Migratable, Session } from './session';

type Readable = Pick<Migratable, 'sequelize'>;

/** Applied migrations that this list does not know, and those whose checksum is another. */
export interface Disagreement {
  readonly unknown: readonly string[];
  readonly edited: readonly { readonly name: string; readonly expected: string; readonly found: string }[];
}

export function disagreementOf(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Disagreement {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const edited = applied.flatMap(({ name, checksum }) => {
    const migration = known.get(name);
    const expected = migration ? checksumOf(migration) : checksum;
    return expected === checksum ? [] : [{ name, expected, found: checksum }];
  });
  return { unknown: applied.map((row) => row.name).filter((name) => !known.has(name)), edited };
}

function infosOf(migrations: readonly Migration[], applied: readonly AppliedMigration[]): MigrationInfo[] {
  const rows = new Map(applied.map((row) => [row.name, row]));
  const appliedPart = (row: AppliedMigration): MigrationInfo['applied'] => ({
    at: instantSchema.parse(row.at),
    by: row.by,
    durationMs: row.durationMs,
    appVersion: row.appVersion,
    checksum: row.checksum,
    adopted: row.adopted,
    found: [...row.found],
  });
  const ours = migrations.map((migration): MigrationInfo => {
    const { name, title } = migration;
    const row = rows.get(name);
    const checksum = checksumOf(migration);
    if (!row) return { name, title, checksum, state: 'pending', applied: null };
    const state = row.checksum === checksum ? 'applied' : 'edited';
    return { name, title, checksum, state, applied: appliedPart(row) };
  });
  const known = new Set(migrations.map((migration) => migration.name));
  const theirs = applied
    .filter((row) => !known.has(row.name))
    .map((row): MigrationInfo => ({
      name: row.name,
      title: null,
      checksum: row.checksum,
      state: 'unknown',
      applied: appliedPart(row),
    }));
  return [...ours, ...theirs];
}

function reading<T>(
  { sequelize }: Readable,
  work: (session: Pick<Session, 'sequelize' | 'transaction'>) => Promise<T>,
): Promise<T> {
  const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
  return sequelize.transaction({ isolationLevel }, async (transaction) => {
    await sequelize.query('SET TRANSACTION READ ONLY', { transaction });
    return work({ sequelize, transaction });
  });
}

/**
 * How the database stands to a list of migrations (this app's own, where none is given). Reads in one snapshot and
 * writes nothing; works on a standby.
 */
export function schemaState(database: Readable, migrations: readonly Migration[] = shipped): Promise<SchemaState> {
  return reading(database, async (session): Promise<SchemaState> => {
    const applied = await readHistory(session);
    const current = applied.at(-1)?.name ?? null;
    const expected = migrations.at(-1)?.name ?? '';
    const versions = { current, expected };

    const { unknown, edited } = disagreementOf(migrations, applied);
    if (unknown.length > 0) return { kind: 'newer', ...versions, unknown: [...unknown] };
    if (edited.length > 0) return { kind: 'edited', ...versions, edited: [...edited] };

    const pending = infosOf(migrations, applied).filter((info) => info.state === 'pending');
    if (pending.length === 0) return { kind: 'current', ...versions };

    const names = new Set(pending.map((info) => info.name));
    const standings = await lookForAllStanding(
      session,
      migrations.filter((migration) => names.has(migration.name)),
    );
    const all = standings.flatMap((standing) => standing.differences);
    const differences = all.filter((difference) => difference.severity === 'blocking');
    const warnings = all.filter((difference) => difference.severity === 'warning');
    const alembicVersion = await readAlembicVersion(session);
    if (differences.length > 0) return { kind: 'refused', ...versions, alembicVersion, differences, warnings };
    if (standings.some((standing) => standing.adopted)) {
      return { kind: 'adoptable', ...versions, pending, alembicVersion, warnings };
    }
    return { kind: applied.length === 0 ? 'empty' : 'pending', ...versions, pending };
  });
}

/** The latest applied migration's name, or null; Alembic's `current`. */
export async function currentVersion(database: Readable): Promise<string | null> {
  const applied = await reading(database, readHistory);
  return applied.at(-1)?.name ?? null;
}

/** Every migration of the list with what is known of its run, and after them those that only the database knows. */
export async function history(
  database: Readable,
  migrations: readonly Migration[] = shipped,
): Promise<MigrationInfo[]> {
  return infosOf(migrations, await reading(database, readHistory));
}

/** What the rows of the history and the service's own mark say of tables that another program made. */
export function readForeign(
  database: Readable,
): Promise<{ readonly applied: readonly AppliedMigration[]; readonly alembicVersion: string | null }> {
  return reading(database, async (session) => ({
    applied: await readHistory(session),
    alembicVersion: await readAlembicVersion(session),
  }));
}
