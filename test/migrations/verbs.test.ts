import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSchema } from '../../electron/database/migrator/check';
import { migrateDown, migrateUp } from '../../electron/database/migrator/migrate';
import { rehearse } from '../../electron/database/migrator/rehearse';
import { resetDatabase } from '../../electron/database/migrator/reset';
import { migrationScript } from '../../electron/database/migrator/script';
import { stamp } from '../../electron/database/migrator/stamp';
import { currentVersion, history } from '../../electron/database/migrator/state';
import { migrations } from '../../migrations';
import { catalogSnapshot, rowsHashes } from '../support/catalog-snapshot';
import { everyServiceWrite, givenTables } from './service-rows';
import { scratchDatabase, type Scratch } from './scratch';
import { serviceMadeSql } from './service-made.sql';

const names = migrations.map(({ name }) => name);
const head = names.at(-1) ?? '';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.drop());

describe('stamp', () => {
  it('moves the mark and nothing else, and head only where the tables are its', async () => {
    await migrateUp(scratch.database);
    const catalog = await catalogSnapshot(scratch.client);
    expect(await stamp(scratch.database, { to: '0003' })).toEqual({ marked: [], unmarked: names.slice(3) });
    expect(await currentVersion(scratch.database)).toBe(names[2]);
    expect(await stamp(scratch.database, { to: 'head', appVersion: '9.9.9' })).toEqual({
      marked: names.slice(3),
      unmarked: [],
    });
    expect((await history(scratch.database)).at(-1)?.applied).toMatchObject({ durationMs: 0, appVersion: '9.9.9' });
    expect(await catalogSnapshot(scratch.client)).toEqual(catalog);
    expect(await checkSchema(scratch.database)).toMatchObject({ clean: true });

    await stamp(scratch.database, { to: '0004' });
    await scratch.client.query('DROP INDEX bd_invoices_open');
    await expect(stamp(scratch.database, { to: 'head' })).rejects.toMatchObject({
      code: 'schema_drift',
      differences: [expect.objectContaining({ code: 'index_missing', part: 'bd_invoices_open' })],
    });
    await stamp(scratch.database, { to: 'head', force: true });
    expect(await checkSchema(scratch.database)).toMatchObject({ clean: false });
    await expect(stamp(scratch.database, { to: '0099' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes tables that stand for another program’s: no downgrade drops them', async () => {
    await scratch.client.query(serviceMadeSql);
    await stamp(scratch.database, { to: '0001' });
    expect((await history(scratch.database))[0]?.applied?.adopted).toBe(true);
    await expect(migrateDown(scratch.database)).rejects.toMatchObject({ code: 'downgrade_stops_at_adopted' });
    await stamp(scratch.database, { to: 'base' });
    expect(await currentVersion(scratch.database)).toBeNull();
  });
});

describe('a dry run', () => {
  it('changes nothing, and says what an upgrade would lock and write', async () => {
    const empty = await catalogSnapshot(scratch.client);
    const all = await rehearse(scratch.database, 'up');
    expect(all.map(({ name }) => name)).toEqual(names);
    expect(all[1]?.rows).toContainEqual({ table: 'public.plans', inserted: '4', updated: '0', deleted: '0' });
    expect(await catalogSnapshot(scratch.client)).toEqual(empty);

    await migrateUp(scratch.database, { to: '0003' });
    await everyServiceWrite(scratch.client);
    const before = [await catalogSnapshot(scratch.client), await rowsHashes(scratch.client, givenTables)];
    const [triggers, indexes] = await rehearse(scratch.database, 'up', { step: 2 });
    expect(triggers).toMatchObject({ name: names[3], kind: 'tried', rewritten: [] });
    expect(triggers?.locks).toContainEqual({ table: 'public.invoices', mode: 'SHARE ROW EXCLUSIVE', bars: 'writes' });
    expect(indexes).toMatchObject({ name: names[4], kind: 'indexes', locks: [], rows: [] });
    expect(indexes?.indexes).toContainEqual({ name: 'bd_invoices_open', table: 'public.invoices' });
    expect([await catalogSnapshot(scratch.client), await rowsHashes(scratch.client, givenTables)]).toEqual(before);
  });

  it('tells a downgrade’s locks, and a table that is written anew', async () => {
    await migrateUp(scratch.database, { to: '0003' });
    const before = await catalogSnapshot(scratch.client);
    const [down] = await rehearse(scratch.database, 'down');
    expect(down?.locks).toContainEqual({
      table: 'billing_desktop.allocations',
      mode: 'ACCESS EXCLUSIVE',
      bars: 'reads',
    });
    const widening = {
      name: '0004-widening',
      title: { en: 'Widening', ar: 'توسيع' },
      transactional: true,
      up: [`ALTER TABLE public.plans ALTER COLUMN trial_days TYPE bigint`, `UPDATE public.plans SET trial_days = 7`],
      down: [],
    } as const;
    const list = [...migrations.slice(0, 3), widening];
    const [wide] = await rehearse(scratch.database, 'up', { migrations: list });
    expect(wide).toMatchObject({
      locks: [{ table: 'public.plans', mode: 'ACCESS EXCLUSIVE', bars: 'reads' }],
      rows: [{ table: 'public.plans', inserted: '0', updated: '4', deleted: '0' }],
      rewritten: [{ table: 'public.plans' }],
    });
    expect(await catalogSnapshot(scratch.client)).toEqual(before);
  });
});

describe('reset', () => {
  it('makes everything anew, whatever state it was in, but only on a developer’s own database', async () => {
    await migrateUp(scratch.database);
    const clean = await catalogSnapshot(scratch.client);
    await everyServiceWrite(scratch.client);
    await scratch.client.query(
      `UPDATE billing_desktop.schema_migrations SET checksum = repeat('0', 64); DROP TABLE usage_records CASCADE;
       CREATE TABLE billing_desktop.left_over (id integer)`,
    );
    for (const environment of [undefined, '', 'production', 'staging', 'Development']) {
      await expect(resetDatabase(scratch.database, environment)).rejects.toMatchObject({ code: 'reset_not_here' });
    }
    expect((await resetDatabase(scratch.database, 'development')).applied).toEqual(names);
    expect(await catalogSnapshot(scratch.client)).toEqual(clean);
    expect(await rowsHashes(scratch.client, givenTables)).toEqual(givenTables.map(() => expect.stringMatching(/^0 /)));
  });

  it('is refused on the service’s database', async () => {
    await scratch.client.query(serviceMadeSql);
    await migrateUp(scratch.database);
    await expect(resetDatabase(scratch.database, 'development')).rejects.toMatchObject({ code: 'reset_not_here' });
    expect(await currentVersion(scratch.database)).toBe(head);
  });
});

const psql = ['/usr/bin/psql', '/usr/local/bin/psql', '/opt/homebrew/bin/psql'].find((path) => existsSync(path));

describe.skipIf(psql === undefined)('a printed script, run by psql', () => {
  const run = promisify(execFile);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sahool-script-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const byPsql = async (script: string): Promise<string> => {
    const file = join(folder, 'script.sql');
    await writeFile(file, script);
    const { stderr } = await run(psql ?? '', ['--no-psqlrc', '--quiet', `--file=${file}`, scratch.url]);
    return stderr;
  };

  it('leaves what the app itself leaves, with its history, up and down', async () => {
    const other = await scratchDatabase();
    try {
      await migrateUp(other.database, { appVersion: '1.2.3' });
      await byPsql(migrationScript({ direction: 'up', from: 'base', to: '0003' }, '1.2.3'));
      await byPsql(migrationScript({ direction: 'up', from: '0003', to: 'head' }, '1.2.3'));
      expect(await catalogSnapshot(scratch.client)).toEqual(await catalogSnapshot(other.client));
      const rows = `SELECT name, checksum, applied_by, app_version, adopted, found, duration_ms >= 0 AS timed
        FROM billing_desktop.schema_migrations ORDER BY name`;
      expect((await scratch.client.query(rows)).rows).toEqual((await other.client.query(rows)).rows);
      expect(await checkSchema(scratch.database)).toMatchObject({ clean: true });

      await migrateDown(other.database, { to: '0002' });
      await byPsql(migrationScript({ direction: 'down', from: 'head', to: '0002' }, '1.2.3'));
      expect(await catalogSnapshot(scratch.client)).toEqual(await catalogSnapshot(other.client));
      expect(await currentVersion(scratch.database)).toBe(names[1]);
    } finally {
      await other.drop();
    }
  });

  it('stops before it changes anything where the database is at another version, or has tables of its own', async () => {
    await migrateUp(scratch.database, { to: '0002' });
    const before = await catalogSnapshot(scratch.client);
    const all = migrationScript({ direction: 'up', from: 'base', to: 'head' }, '1.2.3');
    await expect(byPsql(all)).rejects.toThrow(`${names[0] ?? ''} is applied already`);
    const rest = migrationScript({ direction: 'up', from: '0003', to: 'head' }, '1.2.3');
    await expect(byPsql(rest)).rejects.toThrow(`${names[2] ?? ''} is not applied`);
    expect(await catalogSnapshot(scratch.client)).toEqual(before);

    const adopted = await scratchDatabase();
    try {
      await adopted.client.query(serviceMadeSql);
      const file = join(folder, 'adopted.sql');
      await writeFile(file, all);
      await expect(run(psql ?? '', ['--no-psqlrc', `--file=${file}`, adopted.url])).rejects.toThrow('stands already');
    } finally {
      await adopted.drop();
    }
  });
});
