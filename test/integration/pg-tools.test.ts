import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectAny, restoreAny } from '../../electron/backup/any-backup';
import { backupGuard } from '../../electron/backup/backup-guard';
import { drillBackup } from '../../electron/backup/drill';
import { besidePath } from '../../electron/backup/pg-tools/beside-dump';
import { findTools, fittingTools, usualPlaces, type ToolPlaces } from '../../electron/backup/pg-tools/find-tools';
import { makeDump } from '../../electron/backup/pg-tools/make-dump';
import { openDatabaseFromUrl } from '../../electron/database/database';
import { migrateDown } from '../../electron/database/migrator/migrate';
import { makeRoles } from '../../electron/database/roles/make-roles';
import { parseConnectionUrl } from '../../electron/database/parse-url';
import { catalogSnapshot } from '../support/catalog-snapshot';
import { buildCommandLine, runCli } from '../support/command-line';
import { createMigratedDatabase } from '../support/migrated-database';
import { startTestServer, type TestServer } from '../support/postgres-server';
import { migrateWithSampleData } from '../support/sample-database';
import { refusal } from './billing/office';

const appVersion = '1.2.3';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-pg-tools-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder with a pg_dump and a pg_restore that say a version and can do nothing else. */
async function fakeTools(name: string, dump: string, restore = dump): Promise<string> {
  const place = join(folder, name);
  await mkdir(place, { recursive: true });
  for (const [program, version] of [
    ['pg_dump', dump],
    ['pg_restore', restore],
  ]) {
    const path = join(place, program ?? '');
    await writeFile(
      path,
      `#!/bin/sh\nif [ "$1" = --version ]; then echo "${program} (PostgreSQL) ${version}"; else
printf '%s\\n' "$@" > "$0.words"; cat "$PGPASSFILE" > "$0.passwords"; env > "$0.env"; echo "no luck" >&2; exit 3; fi\n`,
    );
    await chmod(path, 0o755);
  }
  return place;
}

describe.skipIf(process.platform === 'win32')('which pg_dump is used', () => {
  const placesOf = (path: string[], usual: string[] = []): ToolPlaces => ({ path, usual, windows: false });

  it('is the nearest that is at least as new as the server, on PATH or where packages put it', async () => {
    const onPath = await fakeTools('path', '14.11');
    await fakeTools('lib/15/bin', '15.18 (Debian 15.18-0+deb12u1)');
    await fakeTools('lib/17/bin', '17.4');
    await fakeTools('lib/18/bin', '18beta1', '17.4');
    const found = await findTools(placesOf([onPath, join(folder, 'nothing')], [join(folder, 'lib', '*', 'bin')]));
    expect(found.map(({ version }) => version)).toEqual(['14.11', '15.18', '17.4']);
    expect(fittingTools(found, 14)?.version).toBe('14.11');
    expect(fittingTools(found, 16)?.version).toBe('17.4');
    expect(fittingTools(found, 18)).toBeNull();
  });

  it('is looked for in the usual places of each system, and in no folder of a relative PATH', () => {
    expect(usualPlaces({ PATH: '/usr/bin::.:bin:/opt/bin' }, 'linux').path).toEqual(['/usr/bin', '/opt/bin']);
    expect(usualPlaces({ PATH: '' }, 'linux').usual).toContain('/usr/lib/postgresql/*/bin');
    expect(usualPlaces({ PATH: '' }, 'darwin').usual).toContain('/Applications/Postgres.app/Contents/Versions/*/bin');
    const { usual, windows } = usualPlaces({ Path: '', ProgramFiles: '/c/Program Files' }, 'win32');
    expect({ usual, windows }).toEqual({ usual: ['/c/Program Files/PostgreSQL/*/bin'], windows: true });
  });

  it('is said where none is found, where all are too old, and where it fails; nothing is left', async () => {
    const database = await createMigratedDatabase();
    try {
      const out = join(folder, 'out');
      await mkdir(out);
      const target = parseConnectionUrl(database.url);
      const make = (path: string[]) =>
        refusal(makeDump({ path: join(out, 'office.dump'), target, appVersion, places: placesOf(path) }));
      expect(await make([])).toMatchObject({ code: 'pg_tools_not_found', params: { needed: 18, found: '-' } });
      const old = await fakeTools('old', '15.18');
      expect(await make([old])).toMatchObject({ code: 'pg_tools_not_found', params: { found: '15.18' } });
      const broken = await fakeTools('broken', '18.4');
      expect(await make([broken])).toMatchObject({
        code: 'pg_tool_failed',
        params: { tool: 'pg_dump', reason: 'no luck' },
      });
      expect(await readdir(out)).toEqual([]);
      // The password stood in a file of this user's own, and nowhere else.
      const kept = async (what: string) => readFile(join(broken, `pg_dump.${what}`), 'utf8');
      expect(await kept('words')).toContain('--format=custom');
      expect(await kept('passwords')).toBe(`*:*:*:*:${target.password ?? ''}\n`);
      expect((await kept('words')) + (await kept('env'))).not.toContain(target.password);
      const passwordFile = /^PGPASSFILE=(.*)$/m.exec(await kept('env'))?.[1] ?? '';
      expect(existsSync(passwordFile)).toBe(false);
    } finally {
      await database.drop();
    }
  });
});

const debian = '/usr/lib/postgresql/15/bin';

describe.runIf(process.env['SAHOOL_LONG'] === '1' && existsSync(join(debian, 'pg_dump')))(
  'pg_dump and pg_restore 15 on PostgreSQL 15',
  () => {
    const limit = { timeout: 600_000 };
    let server: TestServer;
    let url: string;
    let path: string;
    beforeAll(async () => {
      await buildCommandLine();
      server = await startTestServer({ programs: debian });
      const admin = new pg.Client({ connectionString: server.url() });
      await admin.connect();
      await admin.query(`CREATE DATABASE office TEMPLATE template0 ENCODING 'UTF8'`);
      await admin.end();
      url = server.url('office');
      await migrateWithSampleData(url);
      const database = await openDatabaseFromUrl(url);
      await makeRoles(database);
      await database.close();
      path = join(folder, 'office.dump');
    }, 300_000);
    afterAll(() => server?.dispose());

    const places = { path: [debian], usual: [], windows: false };
    const target = () => parseConnectionUrl(server.url());
    async function catalogOf(database: string): Promise<string[]> {
      const client = new pg.Client({ connectionString: server.url(database) });
      await client.connect();
      try {
        return await catalogSnapshot(client);
      } finally {
        await client.end();
      }
    }

    it('a backup is restored into a new database that is the same, with its grants', limit, async () => {
      const steps: string[] = [];
      const made = await makeDump({
        path,
        target: parseConnectionUrl(url),
        appVersion,
        places,
        onProgress: ({ step }) => steps.push(step),
      });
      expect(made).toMatchObject({ way: 'pg_dump', encrypted: false });
      expect(made.tool).toMatch(/^15\./);
      expect(steps).toContain('tool');
      expect(await inspectAny(path, null)).toEqual(made);
      expect((await readFile(path)).subarray(0, 5).toString()).toBe('PGDMP');

      const result = await restoreAny({ path, passphrase: null, target: target(), into: 'copy', appVersion, places });
      expect(result.comparison.tables.filter(({ same }) => !same)).toEqual([]);
      expect(result.comparison.catalog).toEqual([]);
      expect(result.comparison).toMatchObject({ same: true, books: { clean: true } });
      expect(result.tool).toBe(made.tool);
      expect(await catalogOf('copy')).toEqual(await catalogOf('office'));

      const again = restoreAny({ path, passphrase: null, target: target(), into: 'copy', appVersion, places });
      expect((await refusal(again)).code).toBe('restore_not_empty');
      expect(
        (await drillBackup({ path, passphrase: null, target: target(), appVersion, places })).comparison.same,
      ).toBe(true);
    });

    it(
      'a dump that was altered, or lacks what stands beside it, is refused before anything is made',
      limit,
      async () => {
        const restore = (file: string) =>
          restoreAny({ path: file, passphrase: null, target: target(), into: 'never', appVersion, places });
        const [dump, beside] = [await readFile(path), await readFile(besidePath(path), 'utf8')];
        const alone = join(folder, 'alone.dump');
        await writeFile(alone, dump);
        expect((await refusal(restore(alone))).code).toBe('backup_no_manifest');
        await writeFile(besidePath(alone), beside.replace('"rows":"', '"rows":"1'));
        expect((await refusal(restore(alone))).code).toBe('backup_damaged');
        await writeFile(besidePath(alone), beside);
        await writeFile(alone, dump.subarray(0, -1));
        expect((await refusal(restore(alone))).code).toBe('backup_damaged');
        const altered = Buffer.from(dump);
        altered[altered.length - 100] = (altered[altered.length - 100] ?? 0) ^ 1;
        await writeFile(alone, altered);
        expect((await refusal(restore(alone))).code).toBe('backup_damaged');
      },
    );

    it('stops on a wrong password in words of the tool, and never names it', limit, async () => {
      const wrong = { ...parseConnectionUrl(url), password: 'not:the\\password' };
      const failed = await refusal(makeDump({ path: join(folder, 'w.dump'), target: wrong, appVersion, places }));
      expect(failed.code).toBe('wrong_password');
    });

    it('is done by the command line, and a downgrade can stand on it', limit, async () => {
      const cli = (words: string) => runCli(words.split(' '), { databaseUrl: url });
      const file = join(folder, 'cli.dump');
      const backup = await cli(`db backup --out ${file} --with pg_dump`);
      expect(backup).toMatchObject({ code: 0, stderr: '' });
      expect(backup.stdout).toMatch(/made by {5}pg_dump 15\./);
      expect((await cli(`db inspect ${file}`)).stdout).toMatch(/made by {5}pg_dump 15\./);
      const restored = await cli(`db restore ${file} --into by_cli`);
      expect(restored.code).toBe(0);
      expect(restored.stdout).toMatch(/restored by pg_restore 15\./);
      const { manifest } = await inspectAny(file, null);
      const database = await openDatabaseFromUrl(url);
      try {
        const guard = backupGuard({ origin: manifest.origin, tables: manifest.tables });
        expect((await migrateDown(database, { step: 1, guard })).reverted).toHaveLength(1);
      } finally {
        await database.close();
      }
    });
  },
);
