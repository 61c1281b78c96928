import type { Migration } from '../../../migrations/migration';
import type { EnumShape, SchemaShape, TableShape } from '../../../migrations/shape';
import { AppError } from '../../contract/result';
import type { Difference } from '../../contract/schema';
import { compareShapes } from '../catalog/compare';
import { readCatalog } from '../catalog/read-catalog';
import { select, type Session } from './session';

/** The one revision of the service whose schema is 0001. */
const givenRevision = '001';

/** What another program left for one migration: which objects stand, and how they differ from ours. */
export interface Standing {
  readonly migration: string;
  /** True where the migration is stamped instead of run. */
  readonly adopted: boolean;
  readonly found: readonly string[];
  readonly differences: readonly Difference[];
}

/** The upgrade was refused because tables that stand already differ from ours. Carries the whole list. */
export class AdoptionRefused extends AppError {
  readonly differences: readonly Difference[];

  constructor(differences: readonly Difference[]) {
    const blocking = differences.filter((difference) => difference.severity === 'blocking');
    super('adoption_refused', { count: blocking.length });
    this.name = 'AdoptionRefused';
    this.differences = differences;
  }
}

type Reader = Pick<Session, 'sequelize' | 'transaction'>;

/** The service's revision, or null where Alembic keeps none here. Read, never written. */
export async function readAlembicVersion(session: Reader): Promise<string | null> {
  const [there] = await select<{ readable: boolean | null }>(
    session,
    `SELECT has_table_privilege(to_regclass('public.alembic_version'), 'SELECT') AS readable`,
  );
  if (there?.readable !== true) return null;
  const rows = await select<{ version: string }>(
    session,
    `SELECT version_num AS version FROM public.alembic_version ORDER BY version_num`,
  );
  return rows.length === 0 ? null : rows.map((row) => row.version).join(', ');
}

function only(shape: SchemaShape, names: ReadonlySet<string>): SchemaShape {
  const stands = (object: EnumShape | TableShape): boolean => names.has(object.name);
  return { enums: shape.enums.filter(stands), tables: shape.tables.filter(stands) };
}

/**
 * Looks, for one migration that has not run, at the objects another program may have made, and compares those that
 * stand. Null where there are none. Writes nothing.
 */
export async function lookForStanding(
  session: Reader,
  migration: Migration,
  alembicVersion: string | null,
): Promise<Standing | null> {
  if (!migration.transactional) return null;
  const { adopts, mayExist } = migration;
  const shape = adopts ?? mayExist;
  if (!shape) return null;

  const tables = shape.tables.map((table) => table.name);
  const enums = shape.enums.map((type) => type.name);
  const catalog = await readCatalog(session.sequelize, session.transaction, { schema: 'public', tables, enums });
  const found = [...catalog.enums, ...catalog.tables].map((object) => object.name);
  if (found.length === 0) return null;

  if (!adopts) {
    const differences = compareShapes(only(shape, new Set(found)), catalog, 'usable');
    return { migration: migration.name, adopted: false, found, differences };
  }
  const later = alembicVersion !== null && alembicVersion !== givenRevision;
  const differences = compareShapes(adopts, catalog, later ? 'contains' : 'same');
  if (later) {
    differences.push({
      code: 'alembic_version',
      severity: 'warning',
      object: 'alembic_version',
      part: '',
      expected: givenRevision,
      found: alembicVersion,
      mend: [],
    });
  }
  return { migration: migration.name, adopted: true, found, differences };
}

/** The same for each migration of a list; only those for which something stands. */
export async function lookForAllStanding(session: Reader, pending: readonly Migration[]): Promise<Standing[]> {
  const alembicVersion = await readAlembicVersion(session);
  const standings: Standing[] = [];
  for (const migration of pending) {
    const standing = await lookForStanding(session, migration, alembicVersion);
    if (standing) standings.push(standing);
  }
  return standings;
}

/** Throws AdoptionRefused, with every difference, where any of them blocks. */
export function refuseWhereDifferent(standings: readonly Standing[]): void {
  const differences = standings.flatMap((standing) => standing.differences);
  if (differences.some((difference) => difference.severity === 'blocking')) throw new AdoptionRefused(differences);
}
