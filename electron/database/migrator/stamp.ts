import { AppError } from '../../contract/result';
import type { Difference } from '../../contract/schema';
import type { ExpectedCatalog } from '../catalog/catalog';
import { driftFindings, foreignOf, readFoundCatalog, weighAll } from '../catalog/drift';
import { expectedCatalog } from '../catalog/expected';
import { lookForStanding, readAlembicVersion } from './adoption';
import { checksumOf } from './checksum';
import { deleteRow, prepareHistory, writeRow } from './history';
import type { Migratable } from './session';
import { readForeign } from './state';
import { findByVersion } from './target';
import { takeTurns, type MigrateOptions } from './turn';

export interface StampOptions extends Omit<MigrateOptions, 'to' | 'step'> {
  /** `head`, `base`, or a migration by its name or number. */
  readonly to: string;
  /** True to mark the database as current although it differs from what the migrations make. */
  readonly force?: boolean;
  /** Stands in for this version's own catalog in tests. */
  readonly expected?: ExpectedCatalog;
}

export interface StampResult {
  readonly marked: readonly string[];
  readonly unmarked: readonly string[];
}

/** The stamp was refused because the tables are not what it would say they are. Carries the whole list. */
export class StampRefused extends AppError {
  readonly differences: readonly Difference[];

  constructor(differences: readonly Difference[]) {
    super('schema_drift', { count: differences.length });
    this.name = 'StampRefused';
    this.differences = differences;
  }
}

async function refuseWhereUnlike(database: Migratable, expected: ExpectedCatalog): Promise<void> {
  const { applied, alembicVersion } = await readForeign(database);
  const findings = driftFindings(expected, await readFoundCatalog(database));
  const differences = weighAll(findings, foreignOf(applied, alembicVersion)).filter(
    ({ severity, object }) => severity === 'blocking' && object !== 'billing_desktop.schema_migrations',
  );
  if (differences.length > 0) throw new StampRefused(differences);
}

/**
 * Writes into the history that the database is at a version, without running anything: for one that was migrated in
 * another way, such as by a printed script. To `head` it is compared first, and refused where it differs (StampRefused,
 * `schema_drift`). Tables that stand before their migration is marked count as another program's: no downgrade drops
 * them. Throws the failures of migrateUp.
 */
export async function stamp(database: Migratable, options: StampOptions): Promise<StampResult> {
  const { to, force = false, expected = expectedCatalog } = options;
  if (to === 'head' && !force) await refuseWhereUnlike(database, expected);
  return takeTurns(database, { ...options, to }, async (session) => {
    await prepareHistory(session);
    const { migrations, applied } = session;
    const end =
      to === 'base' ? 0 : to === 'head' ? migrations.length : migrations.indexOf(findByVersion(migrations, to)) + 1;
    const names = new Set(applied.map(({ name }) => name));
    const marked = migrations.slice(0, end).filter(({ name }) => !names.has(name));
    const unmarked = migrations.slice(end).filter(({ name }) => names.has(name));
    const alembicVersion = await readAlembicVersion(session);
    for (const migration of marked) {
      const standing = await lookForStanding(session, migration, alembicVersion);
      session.outcomes.set(migration.name, {
        adopted: standing?.adopted ?? false,
        found: standing?.found ?? [],
        durationMs: 0,
      });
      await writeRow(session, migration.name, checksumOf(migration));
    }
    for (const { name } of unmarked) await deleteRow(session, name);
    return { marked: marked.map(({ name }) => name), unmarked: unmarked.map(({ name }) => name) };
  });
}
