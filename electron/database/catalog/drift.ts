import { Transaction } from 'sequelize';
import type { Difference } from '../../contract/schema';
import type { AppliedMigration } from '../migrator/history';
import type { Database } from '../database';
import { ownSchema, type ExpectedCatalog } from './catalog';
import { findDifferences, weigh } from './compare';
import { readWholeCatalog, type FoundCatalog } from './describe-catalog';
import { phases, type Finding, type Strictness } from './severity';

/** The service's own tables and enums, which it may have made, and may change after us. */
export interface Foreign {
  /** Tables and enums of `public` that another program made, and how like ours they must be. */
  readonly objects: ReadonlyMap<string, Strictness>;
}

/** Which objects were found standing when the migrations ran, and with that how strictly they are compared. */
export function foreignOf(applied: readonly AppliedMigration[], alembicVersion: string | null): Foreign {
  const given: Strictness = alembicVersion === null || alembicVersion === '001' ? 'same' : 'contains';
  return {
    objects: new Map(
      applied.flatMap((row) => row.found.map((name) => [name, row.adopted ? given : 'usable'] as const)),
    ),
  };
}

/** Every finding between an expected catalog and one that was read; in the order in which they can be mended. */
export function driftFindings(expected: ExpectedCatalog, found: FoundCatalog): Finding[] {
  const placed = (schema: string) =>
    (found.schemas.get(schema)?.tables ?? []).map((shape) => ({ place: { schema, name: shape.name }, shape }));
  const extensions = expected.extensions
    .filter((name) => !found.extensions.includes(name))
    .map((name): Finding => ({
      code: 'extension_missing',
      object: name,
      part: '',
      expected: name,
      found: '',
      phase: 'extension',
      mend: [`CREATE EXTENSION ${name} WITH SCHEMA public`],
      undo: [`DROP EXTENSION ${name}`],
    }));
  const findings = expected.schemas.flatMap((schema) =>
    findDifferences(schema, found.schemas.get(schema.name) ?? { enums: [], tables: [], functions: [] }, {
      schema: schema.name,
      whole: schema.name === ownSchema,
      otherTables: expected.schemas.filter(({ name }) => name !== schema.name).flatMap(({ name }) => placed(name)),
    }),
  );
  return inOrder([...extensions, ...findings]);
}

/** Phase by phase; within one as they were found. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const place = ({ phase }: Finding): number => (phase === undefined ? phases.length : phases.indexOf(phase));
  return findings.toSorted((left, right) => place(left) - place(right));
}

/** Findings as a reader gets them, each weighed by whose object it is about. */
export function weighAll(findings: readonly Finding[], { objects }: Foreign): Difference[] {
  return findings.flatMap((finding) => weigh(finding, objects.get(finding.object) ?? 'exact'));
}

/** Both schemas of an open database in one snapshot. Writes nothing; works on a standby. */
export function readFoundCatalog({ sequelize }: Pick<Database, 'sequelize'>): Promise<FoundCatalog> {
  const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
  return sequelize.transaction({ isolationLevel }, async (transaction) => {
    await sequelize.query('SET TRANSACTION READ ONLY', { transaction });
    return readWholeCatalog(sequelize, transaction);
  });
}
