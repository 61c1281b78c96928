import type { Sequelize, Transaction } from 'sequelize';
import { QueryTypes } from 'sequelize';
import type { TableShape } from '../../../migrations/shape';
import { ownSchema, type Catalog, type ExpectedSchema, type FoundTable } from './catalog';
import { readCatalog } from './read-catalog';

/** The schemas that the app works in, in the order they are compared. */
export const comparedSchemas = ['public', ownSchema] as const;

/** Both schemas as they stand. */
export interface FoundCatalog {
  readonly extensions: readonly string[];
  readonly schemas: ReadonlyMap<string, Catalog>;
}

/** Reads what expected-catalog.json describes. Inside the caller's transaction, which needs a snapshot of its own. */
export async function readWholeCatalog(sequelize: Sequelize, transaction: Transaction): Promise<FoundCatalog> {
  const schemas = new Map<string, Catalog>();
  for (const schema of comparedSchemas) {
    const functions = schema === ownSchema;
    schemas.set(schema, await readCatalog(sequelize, transaction, { schema, functions }));
  }
  const extensions = await sequelize.query<{ name: string }>(
    `SELECT extname::text AS name FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`,
    { transaction, type: QueryTypes.SELECT },
  );
  return { extensions: extensions.map(({ name }) => name), schemas };
}

function shapeOf(table: FoundTable): TableShape {
  const { name, columns, constraints, indexes, triggers, plain } = table;
  return {
    name,
    columns,
    constraints,
    indexes: indexes.map((index) => ({ name: index.name, definition: index.definition })),
    triggers,
    ...(plain ? {} : { view: true }),
  };
}

/** A catalog as it is written down to be expected. */
export function describeCatalog(found: FoundCatalog): readonly ExpectedSchema[] {
  return [...found.schemas].map(([name, { enums, tables, functions }]) => ({
    name,
    enums,
    tables: tables.map(shapeOf),
    ...(name === ownSchema ? { functions } : {}),
  }));
}
