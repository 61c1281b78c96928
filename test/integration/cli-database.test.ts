import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCatalog } from '../../electron/database/catalog/read-catalog';
import { migrations } from '../../migrations';
import packageFile from '../../package.json' with { type: 'json' };
import { documentedShape } from '../migrations/schema-document';
import { scratchDatabase, type Scratch } from '../migrations/scratch';
import { createAllSql, serviceMadeSql } from '../migrations/service-made.sql';
import { everyServiceWrite, givenTables } from '../migrations/service-rows';
import { catalogSnapshot, rowsHashes } from '../support/catalog-snapshot';
import { callCli } from '../support/call-command-line';
import { buildCommandLine, runCli, type CliOptions, type CliRun } from '../support/command-line';

const names = migrations.map(({ name }) => name);
const [first = ''] = names;
const head = names.at(-1) ?? '';
const arabic = /[\u0621-\u064a]{3}/;

beforeAll(buildCommandLine);

describe('db', () => {
  let scratch: Scratch;
  beforeEach(async () => {
    scratch = await scratchDatabase();
  });
  afterEach(() => scratch.drop());

  const cli = (words: string, options: CliOptions = {}): Promise<CliRun> =>
    callCli(words.split(' '), { databaseUrl: scratch.url, ...options });
  const confirmed = (): string => `--yes --database ${new URL(scratch.url).pathname.slice(1)} --without-backup`;

  it('upgrade 0001 makes exactly the given schema, and head the rest', async () => {
    expect((await cli('db current')).stdout).toBe(`none (empty; this program: ${head})\n`);
    const upgrade = await runCli(['db', 'upgrade', '0001'], { databaseUrl: scratch.url, throughNpm: true });
    expect(upgrade).toMatchObject({ code: 0, stderr: '' });
    expect(upgrade.stdout).toContain(`upgrade ${first}: `);
    expect(upgrade.stdout).toMatch(new RegExp(`\\nApplied ${first}\\n$`));

    const { sequelize } = scratch.database;
    const catalog = await sequelize.transaction((transaction) =>
      readCatalog(sequelize, transaction, { schema: 'public' }),
    );
    const tables = catalog.tables.map(({ name, columns, constraints, indexes }) => ({
      name,
      columns,
      constraints,
      indexes: indexes.map((index) => ({ name: index.name, definition: index.definition })),
    }));
    expect({ enums: catalog.enums, tables }).toEqual(documentedShape());

    expect((await cli('db current --json')).json()).toMatchObject({ kind: 'pending', current: first, expected: head });
    const waiting = await cli('db health --json');
    expect(waiting.code).toBe(2);
    expect(waiting.json()).toMatchObject({ status: 'unhealthy', reasons: ['not_migrated'] });

    const rest = await cli('db upgrade --json');
    expect(rest.code).toBe(0);
    expect(rest.json()).toEqual({ applied: names.slice(1), adopted: [], warnings: [] });
    expect((await cli('db upgrade')).stdout).toBe('Nothing to do.\n');
    const health = await cli('db health');
    expect(health.stdout).toContain(`schema ${head} (current)`);
    expect(health.stdout).not.toContain(new URL(scratch.url).password);
  });

  it('goes up and down by steps, names and to the base, and keeps the history of it', async () => {
    const empty = await catalogSnapshot(scratch.client);
    expect((await cli('db upgrade +2')).stdout).toContain(`Applied ${names.slice(0, 2).join(', ')}\n`);
    expect((await cli('db upgrade head')).code).toBe(0);
    expect((await cli(`db downgrade ${confirmed()}`)).stdout).toContain(`Reverted ${head}\n`);
    expect((await cli(`db downgrade -1 ${confirmed()}`)).stdout).toContain(`Reverted ${names.at(-2)}\n`);
    const history = await cli('db history');
    expect(history.stdout.split('\n').slice(1, -1)).toEqual(
      names.map((name, place) =>
        expect.stringMatching(
          place < names.length - 2
            ? new RegExp(`^${name} +applied +\\d{4}-.* ms +${packageFile.version.replaceAll('.', '\\.')} `)
            : new RegExp(`^${name} +pending `),
        ),
      ),
    );
    expect((await cli('db history --json')).json()).toHaveLength(names.length);

    expect((await cli(`db downgrade base --json ${confirmed()}`)).json()).toMatchObject({ stoppedAt: null });
    const left = (await catalogSnapshot(scratch.client)).filter((line) => !line.includes('billing_desktop'));
    expect(left).toEqual(empty);
  });

  it('takes nothing away before the database is named', async () => {
    await cli('db upgrade 0002');
    for (const words of ['db downgrade', 'db downgrade --yes', 'db reset --yes']) {
      expect(await cli(words)).toMatchObject({ code: 2, stdout: '' });
    }
    const wrong = await cli('db downgrade -1 --yes --database other --json');
    expect(wrong.json()).toMatchObject({ error: { code: 'name_not_confirmed' } });
    expect(await cli(`db reset ${confirmed()} --json`)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('reset_not_here'),
    });
    expect((await cli('db current --json')).json()).toMatchObject({ current: names[1] });
  });

  it('stamps, checks, tries out and prints scripts', async () => {
    const dry = await cli('db upgrade --dry-run');
    expect(dry.stdout).toContain('Tried out and undone');
    expect(dry.stdout).toContain('not tried: its indexes are built');
    expect((await cli('db current --json')).json()).toMatchObject({ kind: 'empty' });
    const script = await callCli(['db', 'upgrade', '0001:0002', '--sql']);
    expect(script).toMatchObject({ code: 0, stderr: '' });
    expect(script.stdout).toContain('CREATE TABLE public.plans');
    expect(script.stdout).not.toContain('CREATE TABLE public.invoices');
    expect(await callCli(['db', 'downgrade', '--sql'])).toMatchObject({ code: 2 });

    expect(await cli('db check')).toMatchObject({ code: 1 });
    await cli('db upgrade');
    expect(await cli('db check')).toMatchObject({ code: 0, stderr: '' });
    expect((await cli('db stamp 0002')).stdout).toContain(`No longer marked: ${names.slice(2).join(', ')}`);
    expect((await cli('db stamp head')).code).toBe(0);
    expect((await cli('db history --verbose')).stdout).toMatch(/checksum +[0-9a-f]{64}\n/);

    await scratch.client.query(`COMMENT ON COLUMN payments.amount IS 'x'; DROP INDEX bd_invoices_open`);
    const [english, arabicCheck] = await Promise.all([cli('db check'), cli('db check', { language: 'ar' })]);
    for (const run of [english, arabicCheck]) {
      expect(run.code).toBe(1);
      expect(run.stdout).toContain(`COMMENT ON COLUMN public.payments.amount IS 'المبلغ';`);
      expect(run.stdout).toContain('CREATE INDEX bd_invoices_open ON public.invoices');
    }
    expect(arabicCheck.stdout).toMatch(/ {2}- [\u0621-\u064a]/);
    expect((await cli('db stamp head --json')).json()).toMatchObject({ error: { code: 'schema_drift' } });
  });

  it('refuses a version that there is not', async () => {
    const run = await cli('db upgrade 0099 --json');
    expect(run.code).toBe(1);
    expect(run.json()).toEqual({ error: { code: 'not_found', params: { what: 'migration', name: '0099' } } });
    expect((await cli('db current --json')).json()).toMatchObject({ kind: 'empty' });
  });

  it('adopts a database that the service made, with its rows, and never takes it down', async () => {
    await scratch.client.query(serviceMadeSql);
    await everyServiceWrite(scratch.client);
    const tables = [...givenTables, 'alembic_version'];
    const before = await rowsHashes(scratch.client, tables);

    expect((await cli('db current')).stdout).toContain('(adoptable;');
    const upgrade = await cli('db upgrade');
    expect(upgrade).toMatchObject({ code: 0, stderr: '' });
    expect(upgrade.stdout).toContain(`adopted ${first}: `);
    expect(await rowsHashes(scratch.client, tables)).toEqual(before);
    expect((await cli('db history')).stdout).toMatch(new RegExp(`${first} +adopted `));
    await everyServiceWrite(scratch.client, 2);
    const verify = await cli('verify');
    expect(verify).toMatchObject({ code: 0, stderr: '' });
    expect(verify.stdout).toContain('The books are in order.');

    const rows = await rowsHashes(scratch.client, tables);
    const down = await cli(`db downgrade base ${confirmed()}`);
    expect(down.code).toBe(1);
    expect(down.stderr).toContain('(downgrade_stops_at_adopted)');
    expect(await rowsHashes(scratch.client, tables)).toEqual(rows);
  });

  it('refuses one with capital labels: the whole list, in the reader’s language, and nothing changed', async () => {
    await scratch.client.query(createAllSql);
    const before = await catalogSnapshot(scratch.client);
    const [english, arabicRun, json, current] = await Promise.all([
      cli('db upgrade'),
      cli('db upgrade', { language: 'ar' }),
      cli('db upgrade --json'),
      cli('db current'),
    ]);
    const enums = [
      'subscription_status_enum',
      'billing_cycle_enum',
      'invoice_status_enum',
      'payment_method_enum',
      'payment_status_enum',
    ];
    for (const run of [english, arabicRun]) {
      expect(run.code).toBe(1);
      expect(run.stderr).toContain('(adoption_refused)');
      const list = run.stdout.split('\n').filter((line) => line.startsWith('  - '));
      expect(list).toEqual(enums.map((name) => expect.stringContaining(name)));
    }
    expect(english.stdout).toContain('MONTHLY, QUARTERLY, YEARLY');
    expect(arabicRun.stderr).toMatch(arabic);
    expect(arabicRun.stdout.split('\n').filter((line) => line.startsWith('  - ') && arabic.test(line))).toHaveLength(5);
    expect(json.code).toBe(1);
    expect(json.json()).toMatchObject({
      error: {
        code: 'adoption_refused',
        differences: enums.map((object) => ({ object, code: 'enum_labels_capital' })),
      },
    });
    expect(current.stdout).toContain('subscription_status_enum');
    expect(await catalogSnapshot(scratch.client)).toEqual(before);
  });

  it('comes before every other verb: on an empty database they say so', async () => {
    const out = join(tmpdir(), 'never-written.pdf');
    const words = [
      'verify',
      'seed',
      'invoice list',
      'invoice show 1',
      `invoice pdf 1 --out ${out}`,
      'payment record --invoice 1 --amount 1 --method cash',
    ];
    const runs = await Promise.all(words.map((verb) => cli(verb)));
    expect(runs.map(({ code }) => code)).toEqual(words.map(() => 1));
    expect(runs.map(({ stderr }) => stderr)).toEqual(words.map(() => expect.stringContaining('(not_migrated)')));
  });
});

describe('--builtin', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sahool-cli-builtin-'));
    // As root its server is another user's: it must get to its data.
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));

  it('brings the database along: made by the first verb, kept for the next', async () => {
    const cli = (words: string): Promise<CliRun> =>
      runCli([...words.split(' '), '--builtin', join(folder, 'database')]);
    expect((await cli('db upgrade --json')).json()).toMatchObject({ applied: names });
    expect((await cli('seed')).stdout).toMatch(/^\d+ tenants, \d+ subscriptions, \d+ invoices, \d+ payments\n$/);
    // Two at once share one server, and neither stops it under the other.
    const runs = await Promise.all([cli('verify'), cli('invoice list --limit 3 --json')]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(runs[1]?.json()).toHaveLength(3);
  });
});
