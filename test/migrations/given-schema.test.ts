import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalog } from '../../electron/database/catalog/catalog';
import { readCatalog } from '../../electron/database/catalog/read-catalog';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { givenShape } from '../../migrations/given-shape';
import type { SchemaShape } from '../../migrations/shape';
import { catalogSnapshot } from '../support/catalog-snapshot';
import { documentedShape } from './schema-document';
import { scratchDatabase, type Scratch } from './scratch';
import { serviceMadeSql } from './service-made.sql';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.drop());

function read(): Promise<Catalog> {
  const { sequelize } = scratch.database;
  return sequelize.transaction((transaction) => readCatalog(sequelize, transaction, { schema: 'public' }));
}

/** What the document speaks of, without what only the reading adds. */
function shapeOf(catalog: Catalog): SchemaShape {
  return {
    enums: catalog.enums,
    tables: catalog.tables.map(({ name, columns, constraints, indexes }) => ({
      name,
      columns,
      constraints,
      indexes: indexes.map((index) => ({ name: index.name, definition: index.definition })),
    })),
  };
}

describe('0001', () => {
  it('makes exactly the given schema', async () => {
    await migrateUp(scratch.database, { to: '0001' });
    const catalog = await read();
    expect(shapeOf(catalog)).toEqual(documentedShape());
    expect(catalog.tables.every((table) => table.plain && !table.rowSecurity)).toBe(true);
    expect(catalog.tables.flatMap((table) => table.indexes).some((index) => index.unique)).toBe(false);
  });

  it('cannot be told apart from what the service makes', async () => {
    await migrateUp(scratch.database, { to: '0001' });
    const ofDesktop = (await catalogSnapshot(scratch.client)).filter((line) => !line.includes('billing_desktop'));
    const other = await scratchDatabase();
    try {
      await other.client.query(serviceMadeSql);
      const ofService = (await catalogSnapshot(other.client)).filter((line) => !line.includes('alembic_version'));
      expect(ofDesktop).toEqual(ofService);
    } finally {
      await other.drop();
    }
  });

  it('is compared at run time with the same schema as the document tells', () => {
    const sorted = <Item extends { readonly name: string }>(items: readonly Item[]): Item[] =>
      items.toSorted((left, right) => (left.name < right.name ? -1 : 1));
    const shape: SchemaShape = {
      enums: sorted(givenShape.enums),
      tables: sorted(givenShape.tables).map((table) => ({
        ...table,
        constraints: sorted(table.constraints),
        indexes: sorted(table.indexes),
      })),
    };
    expect(shape).toEqual(documentedShape());
  });
});
