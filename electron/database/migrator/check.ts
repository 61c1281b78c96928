import type { Model, ModelStatic } from 'sequelize';
import type { Migration } from '../../../migrations/migration';
import type { SchemaCheck } from '../../contract/schema';
import { driftFindings, foreignOf, readFoundCatalog, weighAll } from '../catalog/drift';
import type { ExpectedCatalog } from '../catalog/catalog';
import { expectedCatalog } from '../catalog/expected';
import { withModels } from '../catalog/model-schema';
import type { Database } from '../database';
import { compareGrants } from '../roles/compare-grants';
import { readForeign, schemaState } from './state';

type Checkable = Pick<Database, 'sequelize'> & { readonly models: Readonly<Record<string, ModelStatic<Model>>> };

/** Stands in for this version's own catalog and list in tests. */
export interface CheckOptions {
  readonly expected?: ExpectedCatalog;
  readonly migrations?: readonly Migration[];
}

/**
 * Holds the database against this version's models, migrations and grants, in both directions, and says what would mend each
 * difference. Only a database that has every migration can be compared: of another one it says how it stands. Writes
 * nothing.
 */
export async function checkSchema(database: Checkable, options: CheckOptions = {}): Promise<SchemaCheck> {
  const state = await schemaState(database, options.migrations);
  if (state.kind !== 'current') return { state, clean: false, differences: [] };
  const expected = options.expected ?? withModels(expectedCatalog, database.models);
  const { applied, alembicVersion } = await readForeign(database);
  const findings = driftFindings(expected, await readFoundCatalog(database));
  const grants = await database.sequelize.transaction((transaction) => compareGrants(database, transaction));
  const differences = [...weighAll(findings, foreignOf(applied, alembicVersion)), ...grants];
  return { state, clean: differences.every(({ severity }) => severity === 'warning'), differences };
}
