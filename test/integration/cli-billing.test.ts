import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bankLineSchema } from '../../electron/contract/bank';
import { runPreviewSchema, runProgressSchema, runRowSchema } from '../../electron/contract/billing';
import { reminderSchema } from '../../electron/contract/receivables';
import { usagePreviewSchema } from '../../electron/contract/usage';
import { verification } from '../../electron/contract/verify';
import { readPdf } from '../documents/read-pdf';
import { callCli } from '../support/call-command-line';
import { buildCommandLine, runCli, type CliRun } from '../support/command-line';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';

let database: TestDatabase;
let client: pg.Client;
let folder: string;

const cli = (...words: string[]): Promise<CliRun> => callCli([...words, '--json'], { databaseUrl: database.url });

beforeAll(async () => {
  await buildCommandLine();
  database = await createSampleDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  folder = await mkdtemp(join(tmpdir(), 'sahool-cli-billing-'));
});
afterAll(async () => {
  await client.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('billing on the command line', () => {
  it('shows what is due, bills it with --yes, and names the run in the history', async () => {
    const preview = runPreviewSchema.parse((await cli('billing', 'preview')).json());
    expect(preview.subscriptions).toBeGreaterThan(0);
    const run = await cli('billing', 'run', '--yes');
    const done = z.object({ run: runProgressSchema }).parse(run.json()).run;
    expect(done).toMatchObject({ state: 'done', amounts: preview.amounts });
    const history = z.array(runRowSchema.omit({ active: true })).parse((await cli('billing', 'history')).json());
    expect(history.map(({ id, state }) => [id, state])).toContainEqual([done.id, 'done']);
    expect(history).toHaveLength(2);
  });
});

describe('follow-up and bank statements on the command line', () => {
  it('saves the letter that is listed as PDF, by its customer', async () => {
    const [letter] = z.array(reminderSchema).parse((await cli('reminder', 'list')).json());
    const out = join(folder, 'letter.pdf');
    const saved = await runCli(['reminder', 'pdf', letter?.tenantId ?? '', '--out', out, '--lang', 'en', '--json'], {
      databaseUrl: database.url,
    });
    expect(saved).toMatchObject({ code: 0, stderr: '' });
    expect(saved.json()).toEqual({ id: letter?.id, path: out });
    expect((await readPdf(await readFile(out))).text).toContain(`R-${letter?.n}`);
  });

  it('takes in a statement once, and lists what waits', async () => {
    const lines = async () => z.array(bankLineSchema).parse((await cli('bank', 'list')).json());
    const before = await lines();
    const [first] = before;
    const file = join(folder, 'statement.csv');
    await writeFile(file, `Date,Description,Reference,Credit,Debit\n${first?.bookedOn},Transfer,X-1,1250.00,\n`);
    const account = first?.accountName ?? '';
    expect((await cli('bank', 'import', file, '--account', account)).json()).toMatchObject({ added: 1, known: 0 });
    expect(await lines()).toHaveLength(before.length + 1);
    expect(verification.parse((await cli('verify')).json())).toMatchObject({ clean: true });
  });
});

describe('usage on the command line', () => {
  const imported = z.object({
    preview: usagePreviewSchema,
    imported: z.object({ added: z.int(), leftOut: z.int() }).nullable(),
  });
  const recorded = async (): Promise<number> => {
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::integer AS n FROM public.usage_records');
    return rows[0]?.n ?? Number.NaN;
  };
  const fileOf = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  it('shows a file and why rows are left out, adds it with --yes, and the same file never again', async () => {
    const file = await fileOf(
      'usage.csv',
      `tenant,metric,quantity,date,id
green-valley,satellite_analyses,٤,2026-01-05,c-1
green-valley,api_calls,2.5,2026-01-05,c-2
nobody,api_calls,1,2026-01-05,c-3
green-valley,api_calls,7,2026-02-30,c-4
`,
    );
    const before = await recorded();
    const shown = await callCli(['usage', 'import', file], { databaseUrl: database.url });
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    for (const line of [
      '1 rows to add, 0 known already, 3 wrong',
      'line 3: bad_quantity 2.5',
      'line 4: unknown_tenant nobody',
      'line 5: bad_date 2026-02-30',
      'Nothing was written; --yes imports it.',
    ]) {
      expect(shown.stdout.split('\n')).toContain(line);
    }
    expect(await recorded()).toBe(before);

    const first = await cli('usage', 'import', file, '--yes');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(imported.parse(first.json()).imported).toEqual({ added: 1, leftOut: 3 });
    const again = await cli('usage', 'import', file, '--yes');
    expect(again.code).toBe(0);
    expect(imported.parse(again.json())).toMatchObject({ preview: { alreadyImported: true }, imported: null });
    expect(await recorded()).toBe(before + 1);
  });

  it('reads Arabic as Windows writes it, and refuses what is no table, no file, or has no such columns', async () => {
    // «العميل,المقياس,الكمية,التاريخ» in Windows-1256.
    const head = [0xc7, 0xe1, 0xda, 0xe3, 0xed, 0xe1, 0x2c, 0xc7, 0xe1, 0xe3, 0xde, 0xed, 0xc7, 0xd3, 0x2c];
    const more = [0xc7, 0xe1, 0xdf, 0xe3, 0xed, 0xc9, 0x2c, 0xc7, 0xe1, 0xca, 0xc7, 0xd1, 0xed, 0xce, 0x0a];
    const row = new TextEncoder().encode('green-valley,api_calls,3,2026-01-06\n');
    const windows = await fileOf('windows.csv', new Uint8Array([...head, ...more, ...row]));
    expect(imported.parse((await cli('usage', 'import', windows)).json()).preview).toMatchObject({ good: 1, wrong: 0 });

    const refused = [
      [await fileOf('picture.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0])), 'file_not_table'],
      [await fileOf('empty.csv', ''), 'file_empty'],
      [await fileOf('columns.csv', 'a,b\n1,2\n'), 'columns_missing'],
      [join(folder, 'not-there.csv'), 'file_unreadable'],
    ] as const;
    for (const [file, code] of refused) {
      const run = await cli('usage', 'import', file, '--yes');
      expect(run.code).toBe(1);
      expect(run.json()).toMatchObject({ error: { code } });
    }
    expect((await cli('usage', 'import')).code).toBe(2);
  });

  it('adds nothing for a login that may only read, and says so', async () => {
    const login = `usage_reader_${process.pid}`;
    const password = 'reads-and-no-more';
    const file = await fileOf('reader.csv', 'tenant,metric,quantity,date\ngreen-valley,api_calls,3,2026-01-07\n');
    const before = await recorded();
    await client.query(`CREATE ROLE ${login} LOGIN PASSWORD '${password}'`);
    try {
      await client.query(`GRANT USAGE ON SCHEMA public, billing_desktop TO ${login}`);
      await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public, billing_desktop TO ${login}`);
      const url = new URL(database.url);
      [url.username, url.password] = [login, password];
      const run = await callCli(['usage', 'import', file, '--yes', '--json'], { databaseUrl: url.toString() });
      expect(run.code).toBe(1);
      expect(run.json()).toMatchObject({ error: { code: 'no_permission' } });
      expect(await recorded()).toBe(before);
    } finally {
      await client.query(`DROP OWNED BY ${login}`);
      await client.query(`DROP ROLE ${login}`);
    }
  });
});
