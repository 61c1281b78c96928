import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations';
import { catalogSnapshot } from '../support/catalog-snapshot';
import { callCli } from '../support/call-command-line';
import type { CliRun } from '../support/command-line';
import { testServerUrl } from '../support/postgres';
import { startTestServer, type TestServer } from '../support/postgres-server';

const names = migrations.map(({ name }) => name);
const head = names.at(-1) ?? '';
const source = join(import.meta.dirname, '../../migrations');
const debian = '/usr/lib/postgresql/15/bin';
const long = process.env['SAHOOL_LONG'] === '1' && existsSync(debian);

/** Thirty calls of the command line, on a machine that may be busy. */
const limit = { timeout: 300_000 };

/** Whatever a keeper of the service does with Alembic in a day, done by `cli db`, each verb by its exit code and its effect. */
describe.each(long ? ['the built-in PostgreSQL 18', 'PostgreSQL 15'] : ['the built-in PostgreSQL 18'])(
  "Alembic's verbs on %s",
  (kind) => {
    const database = `verbs_${process.pid}`;
    let server: TestServer | null = null;
    let url = '';
    let admin: pg.Client;
    let client: pg.Client;
    let folder: string;
    beforeAll(async () => {
      if (kind === 'PostgreSQL 15') server = await startTestServer({ programs: debian });
      admin = new pg.Client({ connectionString: server?.url() ?? testServerUrl() });
      await admin.connect();
      await admin.query(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8'`);
      url = server?.url(database) ?? testServerUrl(database);
      client = new pg.Client({ connectionString: url });
      await client.connect();
      folder = await mkdtemp(join(tmpdir(), 'sahool-verbs-'));
      for (const file of await readdir(source)) await copyFile(join(source, file), join(folder, file));
    });
    afterAll(async () => {
      await client?.end();
      await admin?.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      await admin?.end();
      await server?.dispose();
      await rm(folder, { recursive: true, force: true });
    });

    const db = (...words: string[]): Promise<CliRun> => callCli(['db', ...words], { databaseUrl: url });
    const current = async (): Promise<string> => (await db('current')).stdout.split(' ')[0] ?? '';
    const confirmed = ['--yes', '--database', database, '--without-backup'];

    it('go up, down and back, and leave what they found', limit, async () => {
      expect(await current()).toBe('none');
      expect((await db('upgrade', 'head')).code).toBe(0);
      expect(await current()).toBe(head);
      const catalog = await catalogSnapshot(client);
      expect(await db('check')).toMatchObject({ code: 0, stderr: '' });

      expect((await db('downgrade', '-1', ...confirmed)).code).toBe(0);
      expect(await current()).toBe(names.at(-2));
      expect((await db('check')).code).toBe(1);
      expect((await db('upgrade', '+1')).stdout).toContain(`Applied ${head}\n`);
      expect((await db('downgrade', '0003', ...confirmed)).code).toBe(0);
      expect(await current()).toBe(names[2]);
      expect((await db('upgrade', '0004')).stdout).toContain(`Applied ${names[3]}\n`);
      expect((await db('upgrade', head)).code).toBe(0);
      const listed = (await db('history')).stdout.split('\n').filter((line) => / applied /.test(line));
      expect(listed).toHaveLength(names.length);
      expect(await catalogSnapshot(client)).toEqual(catalog);

      expect((await db('stamp', '0002')).code).toBe(0);
      expect(await current()).toBe(names[1]);
      expect((await db('stamp', 'head')).code).toBe(0);
      expect(await catalogSnapshot(client)).toEqual(catalog);
    });

    it('write revisions, empty and from a difference', limit, async () => {
      const next = String(names.length + 1).padStart(4, '0');
      const empty = await db('revision', '-m', 'Add tax numbers', '--folder', folder);
      expect(empty).toMatchObject({ code: 0, stderr: '' });
      expect(await readFile(join(folder, `${next}-add-tax-numbers.ts`), 'utf8')).toContain('transactional: true');
      expect(await readFile(join(folder, 'index.ts'), 'utf8')).toContain('  addTaxNumbers,\n];\n');

      const none = await db('revision', '--autogenerate', '-m', 'Nothing', '--folder', folder);
      expect(none.stdout).toContain('Models and database agree');
      await client.query('ALTER TABLE billing_desktop.settings DROP COLUMN updated_by');
      const written = await db('revision', '--autogenerate', '-m', 'Mend', '--folder', folder);
      expect(written).toMatchObject({ code: 0, stderr: '' });
      const file = (await readdir(folder)).find((name) => name.endsWith('-mend.ts')) ?? '';
      expect(await readFile(join(folder, file), 'utf8')).toContain(
        '`ALTER TABLE billing_desktop.settings ADD COLUMN updated_by text DEFAULT SESSION_USER NOT NULL`',
      );
      await client.query(
        'ALTER TABLE billing_desktop.settings ADD COLUMN updated_by text DEFAULT SESSION_USER NOT NULL',
      );
      expect((await db('check')).code).toBe(0);
    });

    it('go back to the base', limit, async () => {
      expect((await db('downgrade', 'base', ...confirmed)).code).toBe(0);
      expect(await current()).toBe('none');
      const left = (await catalogSnapshot(client)).filter((line) => !line.includes('billing_desktop'));
      expect(left).toEqual(['extension plpgsql', 'schema public']);
    });
  },
);
