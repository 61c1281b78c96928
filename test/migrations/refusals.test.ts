import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../electron/database/migrator/migrate';
import { history, schemaState } from '../../electron/database/migrator/state';
import { migrations } from '../../migrations';
import type { Migration } from '../../migrations/migration';
import { catalogSnapshot } from '../support/catalog-snapshot';
import { scratchDatabase, type Scratch } from './scratch';

function small(name: string, up: string): Migration {
  const title = { en: 'Small', ar: 'صغير' };
  return { name, title, transactional: true, up: [up], down: [] };
}

const one = small('0001-one', `CREATE TABLE public.one (n integer)`);
const two = small('0002-two', `CREATE TABLE public.two (n integer)`);
const twoEdited = small('0002-two', `CREATE TABLE public.two (n bigint)`);
const three = small('0003-three', `CREATE TABLE public.three (n integer)`);

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.drop());

describe('an edited migration', () => {
  it('is refused on the way up and down, and named', async () => {
    await migrateUp(scratch.database, { migrations: [one, two] });
    const before = await catalogSnapshot(scratch.client);
    const edited = [one, twoEdited, three];
    await expect(migrateUp(scratch.database, { migrations: edited })).rejects.toMatchObject({
      code: 'migration_edited',
      params: { names: '0002-two' },
    });
    await expect(migrateDown(scratch.database, { migrations: edited })).rejects.toMatchObject({
      code: 'migration_edited',
    });
    expect(await catalogSnapshot(scratch.client)).toEqual(before);
    expect(await schemaState(scratch.database, edited)).toMatchObject({
      kind: 'edited',
      edited: [{ name: '0002-two', expected: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    expect((await history(scratch.database, edited)).map(({ state }) => state)).toEqual([
      'applied',
      'edited',
      'pending',
    ]);
  });

  it('may have another title and a mended way down', async () => {
    await migrateUp(scratch.database, { migrations: [one] });
    const mended: Migration = {
      name: one.name,
      title: { en: 'Better words', ar: 'كلمات أفضل' },
      transactional: true,
      up: [`CREATE TABLE public.one (n integer)`],
      down: [`DROP TABLE public.one`],
    };
    expect(await migrateDown(scratch.database, { migrations: [mended] })).toMatchObject({ reverted: ['0001-one'] });
  });
});

describe('an older app on a newer schema', () => {
  it('sees that it is newer, and touches nothing', async () => {
    await migrateUp(scratch.database, { migrations: [one, two, three] });
    const before = await catalogSnapshot(scratch.client);
    const older = [one];
    expect(await schemaState(scratch.database, older)).toEqual({
      kind: 'newer',
      current: '0003-three',
      expected: '0001-one',
      unknown: ['0002-two', '0003-three'],
    });
    await expect(migrateUp(scratch.database, { migrations: older })).rejects.toMatchObject({
      code: 'migration_unknown',
      params: { names: '0002-two, 0003-three' },
    });
    await expect(migrateDown(scratch.database, { migrations: older })).rejects.toMatchObject({
      code: 'migration_unknown',
    });
    expect(await catalogSnapshot(scratch.client)).toEqual(before);
    expect((await history(scratch.database, older)).map(({ name, state, title }) => [name, state, title])).toEqual([
      ['0001-one', 'applied', one.title],
      ['0002-two', 'unknown', null],
      ['0003-three', 'unknown', null],
    ]);
  });

  it('the shipped list, one migration short', async () => {
    await migrateUp(scratch.database);
    expect(await schemaState(scratch.database, migrations.slice(0, -1))).toMatchObject({ kind: 'newer' });
  });
});

describe('a migration that was left out', () => {
  it('is pending although a later one is applied', async () => {
    await migrateUp(scratch.database, { migrations: [one, three] });
    expect(await schemaState(scratch.database, [one, two, three])).toMatchObject({
      kind: 'pending',
      pending: [{ name: '0002-two', state: 'pending', applied: null }],
    });
    expect(await migrateUp(scratch.database, { migrations: [one, two, three] })).toMatchObject({
      applied: ['0002-two'],
    });
  });
});

describe('a statement', () => {
  it('is sent as it stands: colons, dollars and question marks mean nothing to us', async () => {
    const text = small(
      '0001-text',
      `CREATE FUNCTION public.text_of(a integer) RETURNS text LANGUAGE sql AS
$body$ SELECT '$1 :name ? \\ %s {{x}} ' || $1::text $body$`,
    );
    await migrateUp(scratch.database, { migrations: [text] });
    const { rows } = await scratch.client.query(`SELECT public.text_of(7) AS text`);
    expect(rows).toEqual([{ text: '$1 :name ? \\ %s {{x}} 7' }]);
  });

  it('under a condition runs only where it holds', async () => {
    const conditional: Migration = {
      name: '0001-conditional',
      title: { en: 'Conditional', ar: 'مشروط' },
      transactional: true,
      up: [
        { when: `to_regclass('public.one') IS NULL`, run: [`CREATE TABLE public.one (n integer)`] },
        { when: `to_regclass('public.one') IS NULL`, run: [`CREATE TABLE public.two (n integer)`] },
        { when: `NULL`, run: [`CREATE TABLE public.three (n integer)`] },
      ],
      down: [],
    };
    await migrateUp(scratch.database, { migrations: [conditional] });
    const { rows } = await scratch.client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(rows).toEqual([{ tablename: 'one' }]);
  });
});
