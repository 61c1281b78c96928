import type { Model, ModelStatic } from 'sequelize';
import type { ConcurrentIndex } from '../../../migrations/migration';
import { AppError } from '../../contract/result';
import type { ExpectedCatalog } from '../catalog/catalog';
import { driftFindings, foreignOf, readFoundCatalog } from '../catalog/drift';
import { expectedCatalog } from '../catalog/expected';
import { withModels } from '../catalog/model-schema';
import { phases, severityOf, type Finding, type Phase } from '../catalog/severity';
import type { Database } from '../database';
import { readForeign, schemaState } from '../migrator/state';

/** What a migration must do so that the database becomes what the models ask for. */
export interface Changes {
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** Indexes on tables that stand already: built concurrently, in a migration of their own. */
  readonly indexes: readonly ConcurrentIndex[];
  /** What differs and is left as it is: made by another hand, or not to be mended by a statement. */
  readonly left: readonly Finding[];
}

type Named = Pick<Finding, 'code' | 'object' | 'part'>;
const nameOf = ({ code, object, part }: Named): string => `${code} ${object} ${part}`;

/** `CREATE UNIQUE INDEX a ON public.b USING btree (c)` as an IndexesMigration writes it. */
function concurrentIndex({ name, table, definition }: NonNullable<Finding['index']>): ConcurrentIndex {
  const [, unique, rest = ''] = /^CREATE (UNIQUE )?INDEX \S+ ON \S+ (.*)$/su.exec(definition) ?? [];
  const words = rest.replace(/^USING btree /u, '');
  return { name, table, definition: words, ...(unique === undefined ? {} : { unique: true as const }) };
}

interface Stage {
  readonly phase: Phase;
  readonly mend: readonly string[];
  readonly undo: readonly string[];
}

function stagesOf(finding: Finding): Stage[] {
  const { phase = 'leftover', mend = [], undo = [], later } = finding;
  const first = { phase, mend, undo };
  return later ? [first, { phase: 'constraint', ...later }] : [first];
}

/** Findings as the statements of one migration. Pure. */
export function changesOf(findings: readonly Finding[], left: readonly Finding[]): Changes {
  const concurrent = findings.filter(({ index }) => index !== undefined);
  const stages = findings
    .filter(({ index }) => index === undefined)
    .flatMap(stagesOf)
    .toSorted((one, other) => phases.indexOf(one.phase) - phases.indexOf(other.phase));
  return {
    up: stages.flatMap(({ mend }) => mend),
    down: stages.toReversed().flatMap(({ undo }) => undo),
    indexes: concurrent.flatMap(({ index }) => (index ? [concurrentIndex(index)] : [])),
    left,
  };
}

/**
 * The difference between this version's models and a database that has every migration, as the next migration would make
 * it. What another hand added is left alone: only what the migrations themselves made is ever dropped. Throws
 * `not_migrated` where something is pending. `expected` stands in for this version's own catalog in tests.
 */
export async function autogenerate(
  database: Pick<Database, 'sequelize'> & { readonly models: Readonly<Record<string, ModelStatic<Model>>> },
  expected: ExpectedCatalog = expectedCatalog,
): Promise<Changes> {
  const state = await schemaState(database);
  if (state.kind !== 'current') throw new AppError('not_migrated', { current: state.current ?? 'none' });
  const { applied, alembicVersion } = await readForeign(database);
  const { objects } = foreignOf(applied, alembicVersion);
  const found = await readFoundCatalog(database);
  const all = driftFindings(withModels(expected, database.models), found).filter(
    (finding) => severityOf(finding, objects.get(finding.object) ?? 'exact') === 'blocking',
  );
  const byAnotherHand = new Set(
    driftFindings(expected, found)
      .filter(({ code }) => code.endsWith('_unexpected'))
      .map(nameOf),
  );
  const isLeft = (finding: Finding): boolean =>
    byAnotherHand.has(nameOf(finding)) || stagesOf(finding).every(({ mend }) => mend.length === 0);
  return changesOf(
    all.filter((finding) => !isLeft(finding)),
    all.filter(isLeft),
  );
}
