import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { changePreviewSchema, changeResultSchema } from '../../electron/contract/subscription-changes';
import { verification } from '../../electron/contract/verify';
import { callCli } from '../support/call-command-line';
import type { CliRun } from '../support/command-line';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';

let database: TestDatabase;
let id: string;

const cli = (...words: string[]): Promise<CliRun> => callCli(words, { databaseUrl: database.url });
const answer = z.object({ done: z.boolean(), preview: changePreviewSchema, result: changeResultSchema.optional() });

beforeAll(async () => {
  database = await createSampleDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM subscriptions WHERE status = 'active' AND currency = 'USD' AND plan_id = 'starter'
  AND next_billing_date > current_date ORDER BY id LIMIT 1`,
  );
  id = rows[0]?.id ?? '';
  await client.end();
});
afterAll(() => database.drop());

describe('subscriptions on the command line', () => {
  it('shows the money first and moves it with --yes; upkeep and verify follow', async () => {
    const shown = await cli('subscription', 'change', id, '--plan', 'professional');
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toContain('remaining days');
    expect(shown.stdout).toContain('give --yes');
    const done = answer.parse(
      (await cli('subscription', 'change', id, '--plan', 'professional', '--yes', '--json')).json(),
    );
    expect(done).toMatchObject({
      done: true,
      result: { kind: 'upgraded', invoice: { total: done.preview.invoice?.total } },
    });

    const cancel = ['subscription', 'cancel', id, '--when', 'now', '--credit', '--reason', 'season over'];
    const credited = answer.parse((await cli(...cancel, '--yes', '--json')).json());
    expect(credited.result?.creditNotes).toHaveLength(2);
    const refused = await cli('subscription', 'reactivate', id, '--yes');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('(subscription_closed)');

    const upkeep = await cli('upkeep', 'run', '--json');
    expect(upkeep.json()).toMatchObject({ ran: true });
    expect(verification.parse((await cli('verify', '--json')).json())).toMatchObject({ clean: true });
  });

  it('says which word is missing', async () => {
    expect((await cli('subscription', 'change', id)).code).toBe(2);
    expect((await cli('subscription', 'cancel', id, '--when', 'never', '--reason', 'abc')).code).toBe(2);
    expect((await cli('subscription', 'suspend', id)).stderr).toContain('--reason');
  });
});
