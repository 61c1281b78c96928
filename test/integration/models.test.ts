import { QueryTypes, type Model, type ModelStatic, type Transaction } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { readCatalog } from '../../electron/database/catalog/read-catalog';
import type { FoundTable } from '../../electron/database/catalog/catalog';
import { inTransaction } from '../../electron/database/transaction';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';

let created: TestDatabase;
let database: Database;

beforeAll(async () => {
  created = await createMigratedDatabase();
  database = await openDatabaseFromUrl(created.url);
});

afterAll(async () => {
  await database?.close();
  await created?.drop();
});

interface MappedColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly filledByDatabase: boolean;
}

function every(): ModelStatic<Model>[] {
  return Object.values(database.models);
}

function placeOf(model: ModelStatic<Model>): string {
  const name: unknown = model.getTableName();
  if (typeof name !== 'object' || name === null) throw new Error(`${model.name} has no schema`);
  return `${String(Reflect.get(name, 'schema'))}.${String(Reflect.get(name, 'tableName'))}`;
}

/** What PostgreSQL makes of a model's type: the same words that the catalog has for a column. */
async function typeInCatalog(declared: string, transaction: Transaction): Promise<string> {
  const run = (sql: string): Promise<unknown> => database.sequelize.query(sql, { transaction });
  await run(`CREATE TEMPORARY TABLE declared (c ${declared}) ON COMMIT DROP`);
  const [row] = await database.sequelize.query<{ type: string }>(
    `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = 'declared'::regclass AND attname = 'c'`,
    { transaction, type: QueryTypes.SELECT },
  );
  await run('DROP TABLE declared');
  return row?.type ?? 'none';
}

async function mapped(model: ModelStatic<Model>, transaction: Transaction): Promise<MappedColumn[]> {
  const columns: MappedColumn[] = [];
  for (const attribute of Object.values(model.getAttributes())) {
    const declared = String(attribute.type);
    const labels: unknown = Reflect.get(attribute, 'values');
    columns.push({
      name: attribute.field ?? '',
      type: Array.isArray(labels) ? `enum ${labels.join(', ')}` : await typeInCatalog(declared, transaction),
      nullable: attribute.allowNull === true,
      filledByDatabase:
        attribute.allowNull === false && (attribute.defaultValue !== undefined || attribute.autoIncrement === true),
    });
  }
  return columns.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

async function found(transaction: Transaction): Promise<Map<string, readonly MappedColumn[]>> {
  const tables = new Map<string, readonly MappedColumn[]>();
  const enums = new Map<string, string>();
  for (const schema of ['public', 'billing_desktop']) {
    const catalog = await readCatalog(database.sequelize, transaction, { schema });
    for (const { name, labels } of catalog.enums) enums.set(`${schema}.${name}`, `enum ${labels.join(', ')}`);
    for (const table of catalog.tables) tables.set(`${schema}.${table.name}`, columnsOf(table, enums));
  }
  return tables;
}

function columnsOf(table: FoundTable, enums: ReadonlyMap<string, string>): MappedColumn[] {
  return table.columns
    .map(({ name, type, nullable, default: filledBy }) => ({
      name,
      type: enums.get(type) ?? type,
      nullable,
      filledByDatabase: !nullable && filledBy !== null,
    }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

describe('the models and the catalog', () => {
  it('map every table, and no other', async () => {
    const inCatalog = await inTransaction(database, found);
    expect(every().map(placeOf).toSorted()).toEqual([...inCatalog.keys()].toSorted());
  });

  it('agree in every column: its name, type, labels, whether it may be null, and who fills it', async () => {
    await inTransaction(database, async (transaction) => {
      const inCatalog = await found(transaction);
      for (const model of every()) {
        expect({ [model.name]: await mapped(model, transaction) }).toEqual({
          [model.name]: inCatalog.get(placeOf(model)),
        });
      }
    });
  });

  it('agree in every primary key', async () => {
    await inTransaction(database, async (transaction) => {
      const rows = await database.sequelize.query<{ place: string; columns: string[] }>(
        `SELECT n.nspname || '.' || c.relname AS place, array_agg(a.attname::text ORDER BY a.attname::text COLLATE "C") AS columns
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey::int2[])
WHERE i.indisprimary AND n.nspname IN ('public', 'billing_desktop') GROUP BY 1`,
        { transaction, type: QueryTypes.SELECT },
      );
      const keys = every().map((model) => ({
        place: placeOf(model),
        columns: Object.values(model.getAttributes())
          .filter(({ primaryKey }) => primaryKey === true)
          .map(({ field }) => field ?? '')
          .toSorted(),
      }));
      const byPlace = <Row extends { place: string }>(some: Row[]): Row[] =>
        some.toSorted((left, right) => (left.place < right.place ? -1 : 1));
      expect(byPlace(keys)).toEqual(byPlace(rows));
    });
  });

  it('have an association, in both directions, for every foreign key', async () => {
    const keys = await inTransaction(database, (transaction) =>
      database.sequelize.query<{ from: string; column: string; to: string }>(
        `SELECT c.connamespace::regnamespace || '.' || r.relname AS from, a.attname AS column,
  tn.nspname || '.' || t.relname AS to
FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
JOIN pg_class t ON t.oid = c.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND c.connamespace::regnamespace::text IN ('public', 'billing_desktop')`,
        { transaction, type: QueryTypes.SELECT },
      ),
    );
    expect(keys.length).toBeGreaterThan(10);
    const words = every().flatMap((model) =>
      Object.values(model.associations).map(({ associationType, source, target, foreignKey }) => {
        const isHere = associationType === 'BelongsTo';
        const [from, to] = isHere ? [source, target] : [target, source];
        const column = from.getAttributes()[foreignKey]?.field ?? '?';
        return `${isHere ? 'belongs' : 'has'} ${placeOf(from)}.${column} ${placeOf(to)}`;
      }),
    );
    for (const { from, column, to } of keys) {
      expect(words).toContain(`belongs ${from}.${column} ${to}`);
      expect(words).toContain(`has ${from}.${column} ${to}`);
    }
  });
});
