import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseFromUrl } from '../../electron/database/database';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { checkSchema } from '../../electron/database/migrator/check';
import { parseConnectionUrl } from '../../electron/database/parse-url';
import { restoreDump } from '../../electron/database/plain-dump/restore-dump';
import { everyServiceWrite, givenTables } from '../migrations/service-rows';
import { catalogSnapshot, rowsHashes } from '../support/catalog-snapshot';
import { asSuperuser, testServerUrl } from '../support/postgres';
import { startTestServer } from '../support/postgres-server';

const into = `restored_${process.pid}`;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-dump-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${into} WITH (FORCE)`)));

const target = () => parseConnectionUrl(testServerUrl());
const isThere = (): Promise<boolean> =>
  asSuperuser(
    async (client) => (await client.query(`SELECT FROM pg_database WHERE datname = $1`, [into])).rowCount === 1,
  );

async function dump(text: string): Promise<string> {
  const file = join(folder, 'dump.sql');
  await writeFile(file, text);
  return file;
}

/** In pg_dump's own manner, with all that could lead a reader of it astray. */
const crafted = String.raw`--
-- PostgreSQL database dump; with a semicolon
--
\restrict abcDEF

SET statement_timeout = 0;
SET a_setting_of_a_later_version = 0;
SELECT pg_catalog.set_config('search_path', '', false);
/* a comment; /* within; */ another; */
CREATE DATABASE elsewhere;
\connect elsewhere

CREATE FUNCTION public.half(n integer) RETURNS integer
    LANGUAGE plpgsql AS $_$
BEGIN
  -- it's half; really
  RETURN n / 2;
END;
$_$;
CREATE FUNCTION public.twice(n integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT CASE WHEN n > 0 THEN (n * 2) ELSE 0 END;
END;
ALTER FUNCTION public.half(n integer) OWNER TO a_role_that_is_not_here;

CREATE TABLE public."a;b" (
    id integer NOT NULL,
    words text DEFAULT 'it''s; so'::text,
    more text DEFAULT E'\\;\''
);
COPY public."a;b" (id, words, more) FROM stdin;
1	أحمد; 'x'	\N
2	line\nbreak\ttab\\	--
3	\\.	$_$
\.

ALTER TABLE ONLY public."a;b" ADD CONSTRAINT ab_pkey PRIMARY KEY (id);
GRANT SELECT ON TABLE public."a;b" TO a_role_that_is_not_here;

\unrestrict abcDEF
`;

describe('a plain dump', () => {
  it('is restored without psql, into a new database, and what the server has not is left out', async () => {
    const result = await restoreDump(target(), into, await dump(crafted));
    expect(result).toMatchObject({ database: into, tables: 1, rows: '3' });
    expect(result.leftOut).toHaveLength(3);
    await asSuperuser(async (client) => {
      const { rows } = await client.query(`SELECT id, words, more FROM "a;b" ORDER BY id`);
      expect(rows).toEqual([
        { id: 1, words: "أحمد; 'x'", more: null },
        { id: 2, words: 'line\nbreak\ttab\\', more: '--' },
        { id: 3, words: '\\.', more: '$_$' },
      ]);
      const defaults = await client.query(`INSERT INTO "a;b" (id) VALUES (4) RETURNING words, more, half(8), twice(4)`);
      expect(defaults.rows).toEqual([{ words: "it's; so", more: "\\;'", half: 4, twice: 8 }]);
    }, into);
    await expect(restoreDump(target(), into, await dump(crafted))).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['cut off in a table', crafted.slice(0, crafted.indexOf('3\t'))],
    ['cut off in a statement', crafted.slice(0, crafted.indexOf('PRIMARY KEY'))],
    ['with a broken row', crafted.replace('1\tأ', 'one\tأ')],
    ['with a broken statement', crafted.replace('ADD CONSTRAINT', 'ADD NONSENSE')],
  ])('%s leaves no database behind', async (_what, text) => {
    await expect(restoreDump(target(), into, await dump(text))).rejects.toMatchObject({ code: 'dump_not_restored' });
    expect(await isThere()).toBe(false);
  });
});

const debian = '/usr/lib/postgresql/15/bin';
const long = process.env['SAHOOL_LONG'] === '1' && existsSync(join(debian, 'pg_dump'));

describe.skipIf(!long)('a dump of pg_dump 15', () => {
  it('brings the whole database back: catalog, rows, and nothing to mend', { timeout: 300_000 }, async () => {
    const server = await startTestServer({ programs: debian });
    try {
      const database = await openDatabaseFromUrl(server.url());
      await migrateUp(database);
      await database.close();
      const client = new pg.Client({ connectionString: server.url() });
      await client.connect();
      await everyServiceWrite(client);
      const before = [await catalogSnapshot(client), await rowsHashes(client, givenTables)];
      await client.end();
      const { stdout } = await promisify(execFile)(join(debian, 'pg_dump'), [server.url()], { maxBuffer: 1e8 });
      const result = await restoreDump(parseConnectionUrl(server.url()), into, await dump(stdout));
      expect(result.leftOut).toEqual([]);
      const restored = new pg.Client({ connectionString: server.url(into) });
      await restored.connect();
      expect([await catalogSnapshot(restored), await rowsHashes(restored, givenTables)]).toEqual(before);
      await restored.end();
      const again = await openDatabaseFromUrl(server.url(into));
      expect(await checkSchema(again)).toMatchObject({ clean: true, differences: [] });
      await again.close();
    } finally {
      await server.dispose();
    }
  });
});
