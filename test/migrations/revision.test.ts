import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sequelize, type Model, type ModelAttributes, type ModelStatic } from 'sequelize';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withModels } from '../../electron/database/catalog/model-schema';
import { expectedCatalog } from '../../electron/database/catalog/expected';
import { filled, nullable, oneOf, table, text, uuidKey, varchar } from '../../electron/database/models/attributes';
import { checkSchema } from '../../electron/database/migrator/check';
import { migrateDown, migrateUp } from '../../electron/database/migrator/migrate';
import { autogenerate } from '../../electron/database/revision/autogenerate';
import { writeRevision, type WrittenMigration } from '../../electron/database/revision/write-revision';
import { migrations } from '../../migrations';
import type { Migration } from '../../migrations/migration';
import { catalogSnapshot } from '../support/catalog-snapshot';
import { everyServiceWrite } from './service-rows';
import { scratchDatabase, type Scratch } from './scratch';

type AnyModels = Readonly<Record<string, ModelStatic<Model>>>;

let scratch: Scratch;
let folder: string;
beforeEach(async () => {
  scratch = await scratchDatabase();
  await migrateUp(scratch.database);
  folder = await mkdtemp(join(tmpdir(), 'sahool-migrations-'));
  await copyFile(join(import.meta.dirname, '../../migrations/index.ts'), join(folder, 'index.ts'));
  for (const { name } of migrations) {
    await copyFile(join(import.meta.dirname, `../../migrations/${name}.ts`), join(folder, `${name}.ts`));
  }
});
afterEach(async () => {
  await scratch.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What a developer would write into the models: a column with a comment, one with a default, an index, a label, a table. */
function changedModels(): AnyModels {
  const sequelize = new Sequelize({ dialect: 'postgres', define: { timestamps: false, underscored: true } });
  const again = (model: ModelStatic<Model>, added: ModelAttributes): ModelAttributes => ({
    ...Object.fromEntries(
      Object.entries(model.getAttributes()).map(([name, attribute]) => {
        const { type, field = '', allowNull = true, primaryKey = false, autoIncrement = false } = attribute;
        const { defaultValue, autoIncrementIdentity = false } = attribute;
        const kept = { type, field, allowNull, primaryKey, autoIncrement, autoIncrementIdentity };
        return [name, defaultValue === undefined ? kept : { ...kept, defaultValue }];
      }),
    ),
    ...added,
  });
  const { Plan, Setting } = scratch.database.models;
  return {
    ...scratch.database.models,
    Plan: sequelize.define(
      'Plan',
      again(Plan, { tier: { ...oneOf(['free', 'starter', 'professional', 'gold', 'enterprise']), allowNull: false } }),
      {
        ...table('public', 'plans'),
        indexes: [{ name: 'bd_plans_tier', fields: ['tier', { name: 'name', order: 'DESC' }] }],
      },
    ),
    Setting: sequelize.define(
      'Setting',
      again(Setting, {
        note: { ...nullable(varchar(50)), comment: "ملاحظة; it's one" },
        reason: filled(text(), "''"),
      }),
      table('billing_desktop', 'settings'),
    ),
    Branch: sequelize.define(
      'Branch',
      { id: { ...uuidKey(), defaultValue: Sequelize.literal('gen_random_uuid()') }, name: nullable(text()) },
      table('billing_desktop', 'branches'),
    ),
  };
}

async function load(written: readonly WrittenMigration[]): Promise<Migration[]> {
  const loaded: Migration[] = [];
  for (const { file } of written) {
    const module: unknown = await import(/* @vite-ignore */ file);
    const [migration] = Object.values(z.record(z.string(), z.custom<Migration>()).parse(module));
    if (migration) loaded.push(migration);
  }
  return loaded;
}

const title = { en: 'Plans of gold', ar: 'خطط الذهب' };

describe('revision', () => {
  it('without autogenerate writes an empty migration in the style of the others, and registers it', async () => {
    const written = await writeRevision({ folder, title, changes: null });
    const number = String(migrations.length + 1).padStart(4, '0');
    expect(written.map(({ name }) => name)).toEqual([`${number}-plans-of-gold`]);
    expect(await load(written)).toEqual([
      { name: `${number}-plans-of-gold`, title, transactional: true, up: [], down: [] },
    ]);
    const index = await readFile(join(folder, 'index.ts'), 'utf8');
    expect(index).toContain(`import { plansOfGold } from './${number}-plans-of-gold';\n`);
    expect(index).toMatch(/,\n {2}plansOfGold,\n\];\n$/);
    const [again] = await writeRevision({ folder, title: { ...title, en: 'Next' }, changes: null });
    expect(again?.name).toMatch(/^\d{4}-next$/);
    await expect(writeRevision({ folder: tmpdir(), title, changes: null })).rejects.toMatchObject({
      code: 'file_not_written',
    });
  });

  it('with autogenerate writes nothing where models and database agree', async () => {
    const changes = await autogenerate(scratch.database);
    expect(changes).toEqual({ up: [], down: [], indexes: [], left: [] });
    expect(await writeRevision({ folder, title, changes })).toEqual([]);
  });

  it('writes what the models ask for; applied, check is clean; taken back, the catalog is as it was', async () => {
    const before = await catalogSnapshot(scratch.client);
    const models = changedModels();
    const wanted = withModels(expectedCatalog, models);
    const told = await checkSchema({ sequelize: scratch.database.sequelize, models });
    expect(told.differences.map(({ code, object, part }) => `${code} ${object} ${part}`.trim())).toEqual([
      'enum_labels plan_tier_enum',
      'table_missing billing_desktop.branches',
      'column_missing billing_desktop.settings note',
      'column_missing billing_desktop.settings reason',
      'index_missing plans bd_plans_tier',
    ]);

    const changes = await autogenerate({ sequelize: scratch.database.sequelize, models });
    expect(changes.left).toEqual([]);
    const written = await writeRevision({ folder, title, changes });
    expect(written).toHaveLength(2);
    const list = [...migrations, ...(await load(written))];
    await everyServiceWrite(scratch.client);
    expect((await migrateUp(scratch.database, { migrations: list })).applied).toEqual(written.map(({ name }) => name));

    // As the next build would see it: its own list, and the models that asked for it.
    const { sequelize } = scratch.database;
    const check = await checkSchema({ sequelize, models }, { expected: wanted, migrations: list });
    expect(check).toMatchObject({ clean: true, differences: [] });

    await migrateDown(scratch.database, { migrations: list, to: migrations.at(-1)?.name ?? '' });
    expect(await catalogSnapshot(scratch.client)).toEqual(before);
    await migrateUp(scratch.database, { migrations: list });
  });

  it('leaves alone what another hand added, and says so', async () => {
    await scratch.client.query(
      `CREATE TABLE billing_desktop.notes_of_support (id integer); CREATE INDEX of_support ON plans (name);
       DROP INDEX bd_invoices_open; ALTER TABLE billing_desktop.settings ALTER updated_at DROP DEFAULT`,
    );
    const { up, down, indexes, left } = await autogenerate(scratch.database);
    expect(up).toEqual(['ALTER TABLE billing_desktop.settings ALTER COLUMN updated_at SET DEFAULT now()']);
    expect(down).toEqual(['ALTER TABLE billing_desktop.settings ALTER COLUMN updated_at DROP DEFAULT']);
    expect(indexes.map(({ name, table: place }) => `${name} ${place}`)).toEqual(['bd_invoices_open public.invoices']);
    expect(left.map(({ code, object, part }) => `${code} ${object} ${part}`.trim())).toEqual([
      'index_unexpected plans of_support',
      'table_unexpected billing_desktop.notes_of_support',
    ]);
  });

  it('needs a database that has every migration', async () => {
    await migrateDown(scratch.database);
    await expect(autogenerate(scratch.database)).rejects.toMatchObject({ code: 'not_migrated' });
  });
});
