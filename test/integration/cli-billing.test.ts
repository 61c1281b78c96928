import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bankLineSchema } from '../../electron/contract/bank';
import { runPreviewSchema, runProgressSchema, runRowSchema } from '../../electron/contract/billing';
import { reminderSchema } from '../../electron/contract/receivables';
import { verification } from '../../electron/contract/verify';
import { readPdf } from '../documents/read-pdf';
import { callCli } from '../support/call-command-line';
import { buildCommandLine, runCli, type CliRun } from '../support/command-line';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';

let database: TestDatabase;
let folder: string;

const cli = (...words: string[]): Promise<CliRun> => callCli([...words, '--json'], { databaseUrl: database.url });

beforeAll(async () => {
  await buildCommandLine();
  database = await createSampleDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sahool-cli-billing-'));
});
afterAll(async () => {
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
