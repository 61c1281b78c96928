import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoiceRowSchema } from '../../electron/contract/invoices';
import { paymentResultSchema } from '../../electron/contract/payments';
import { verification } from '../../electron/contract/verify';
import { readPdf } from '../documents/read-pdf';
import { callCli } from '../support/call-command-line';
import { buildCommandLine, runCli, type CliOptions, type CliRun } from '../support/command-line';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';

const arabic = /[\u0621-\u064a]{3}/;

let database: TestDatabase;
let client: pg.Client;
let folder: string;

const cli = (words: string, options: CliOptions = {}): Promise<CliRun> =>
  callCli(words.split(' '), { databaseUrl: database.url, ...options });

/** The same by the program itself: where its exit, its browser or another process beside it matters. */
const program = (words: string, options: CliOptions = {}): Promise<CliRun> =>
  runCli(words.split(' '), { databaseUrl: database.url, ...options });

beforeAll(async () => {
  await buildCommandLine();
  database = await createMigratedDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  folder = await mkdtemp(join(tmpdir(), 'sahool-cli-'));
  const seed = await cli('seed --json');
  expect(seed).toMatchObject({ code: 0, stderr: '' });
});

afterAll(async () => {
  await client.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

interface AnInvoice {
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  readonly total: string;
  readonly amountDue: string;
}

const standings = {
  overdue: 'i.due_date < billing_desktop.today() AND i.amount_paid = 0',
  partlyPaid: 'i.amount_paid > 0',
} as const;

/** An invoice of the sample data on which something is due. */
async function anInvoice(standing: keyof typeof standings): Promise<AnInvoice> {
  const { rows } = await client.query<AnInvoice>(
    `SELECT i.id, i.invoice_number AS number, i.currency, i.total, i.amount_due AS "amountDue" FROM public.invoices i
WHERE i.status IN ('pending', 'overdue') AND i.amount_due > 1 AND ${standings[standing]} ORDER BY i.issue_date LIMIT 1`,
  );
  const [invoice] = rows;
  if (invoice === undefined) throw new Error(`the sample data has no ${standing} invoice`);
  return invoice;
}

async function countOf(sql: string, bind: readonly unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ n: number }>(sql, [...bind]);
  return rows[0]?.n ?? Number.NaN;
}

const toArabicDigits = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));

describe('the words of a call', () => {
  it('are explained, and an unknown one exits with 2', async () => {
    const [help, none, unknown, option, nowhere] = await Promise.all([
      program('--help'),
      runCli([]),
      program('invoice burn'),
      program('invoice list --colour red'),
      runCli(['verify']),
    ]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const verb of ['db upgrade', 'seed', 'invoice pdf <number>', 'payment record', 'verify']) {
      expect(help.stdout).toContain(`\n  ${verb}`);
    }
    expect(none).toMatchObject({ code: 2, stdout: help.stdout });
    expect(unknown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^unknown: invoice burn\n/) });
    expect(option).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--colour') });
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('DATABASE_URL') });
  });

  it('name a database that does not answer: its sentence in the reader’s language, never its password', async () => {
    const databaseUrl = 'postgresql://clerk:topsecret@127.0.0.1:1/billing';
    const [english, arabicRun, health] = await Promise.all([
      cli('invoice list --json', { databaseUrl }),
      cli('invoice list', { databaseUrl, language: 'ar' }),
      cli('db health --json', { databaseUrl }),
    ]);
    expect(english).toMatchObject({ code: 1, stderr: expect.stringContaining('(port_refused)') });
    expect(english.json()).toMatchObject({ error: { code: 'port_refused' } });
    expect(arabicRun).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(arabic) });
    expect(health.code).toBe(2);
    expect(health.json()).toMatchObject({ status: 'unhealthy', reasons: ['port_refused'] });
    expect([english, arabicRun, health].map(({ stdout, stderr }) => stdout + stderr).join()).not.toContain('topsecret');
  });
});

describe('seed', () => {
  it('fills an empty database only', async () => {
    const [english, arabicRun] = await Promise.all([cli('seed --json'), cli('seed', { language: 'ar' })]);
    expect(english.code).toBe(1);
    expect(english.json()).toEqual({ error: { code: 'database_not_empty', params: {} } });
    expect(arabicRun).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(arabic) });
  });
});

describe('invoice', () => {
  it('lists the newest, by standing and by search, as a table and as JSON', async () => {
    const [table, json, found, wrong, many] = await Promise.all([
      program('invoice list --limit 4', { throughNpm: true }),
      cli('invoice list --standing overdue,partly_paid --limit 200 --json'),
      cli('invoice list --search مزرعة --json'),
      cli('invoice list --standing late'),
      cli('invoice list --limit 0'),
    ]);
    const lines = table.stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^number +customer +standing +issued +due +total +still due$/);
    expect(lines).toHaveLength(5);
    const rows = invoiceRowSchema.array().parse(json.json());
    expect(new Set(rows.map(({ standing }) => standing))).toEqual(new Set(['overdue', 'partly_paid']));
    const named = invoiceRowSchema.array().parse(found.json());
    expect(named.length).toBeGreaterThan(0);
    expect(named.every(({ tenantNameAr }) => tenantNameAr.includes('مزرعة'))).toBe(true);
    expect([wrong.code, many.code]).toEqual([2, 2]);
  });

  it('shows one by its number in either digit set, with or without its prefix', async () => {
    const invoice = await anInvoice('overdue');
    const [, year = '', n = ''] = /^SAH-(\d+)-0*(\d+)$/.exec(invoice.number) ?? [];
    const runs = await Promise.all(
      [`${year}-${n}`, toArabicDigits(`${year}-${n}`), invoice.number.toLowerCase()].map((number) =>
        cli(`invoice show ${number} --json`),
      ),
    );
    for (const run of runs) expect(run.json()).toMatchObject({ id: invoice.id, number: invoice.number });
    const text = await cli(`invoice show ${invoice.number}`);
    expect(text.stdout).toContain(`due ${invoice.amountDue} ${invoice.currency}\n`);

    const [missing, arabicRun, none] = await Promise.all([
      cli('invoice show SAH-1999-0001 --json'),
      cli('invoice show SAH-1999-0001', { language: 'ar' }),
      cli('invoice show'),
    ]);
    expect(missing.code).toBe(1);
    expect(missing.json()).toMatchObject({ error: { code: 'not_found' } });
    expect(arabicRun).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(arabic) });
    expect(none).toMatchObject({ code: 2, stderr: '<number> is required\n' });
  });

  it('saves it as PDF in each language: the original first, then copies', async () => {
    const invoice = await anInvoice('partlyPaid');
    const prints = (): Promise<number> =>
      countOf(`SELECT count(*)::integer AS n FROM billing_desktop.document_prints WHERE entity_id = $1`, [invoice.id]);
    const before = await prints();
    const pdfs = [];
    for (const language of ['ar', 'en', 'both']) {
      const out = join(folder, `${language}.pdf`);
      const run = await program(`invoice pdf ${invoice.number} --lang ${language} --out ${out} --json`);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.json()).toEqual({ number: invoice.number, path: out });
      pdfs.push(await readPdf(await readFile(out)));
    }
    const grouped = invoice.total.replace(/\B(?=(?:\d{3})+\.)/g, ',');
    for (const pdf of pdfs) {
      expect(pdf.tagged).toBe(true);
      expect(pdf.text).toContain(invoice.number);
      expect(pdf.text).toContain(grouped);
    }
    expect(pdfs.map(({ language }) => language?.slice(0, 2))).toEqual(['ar', 'en', 'ar']);
    expect(pdfs[0]?.text).not.toContain('COPY');
    expect(pdfs[1]?.text).toMatch(new RegExp(`COPY${before + 1}`, 'i'));
    expect(await prints()).toBe(before + 3);

    const [nowhere, wrong, without] = await Promise.all([
      program(`invoice pdf ${invoice.number} --out ${join(folder, 'no-such-folder', 'a.pdf')}`),
      cli(`invoice pdf ${invoice.number} --lang fr --out ${join(folder, 'a.pdf')}`),
      cli(`invoice pdf ${invoice.number}`),
    ]);
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('(file_not_written)') });
    expect([wrong.code, without.code]).toEqual([2, 2]);
    expect(await prints()).toBe(before + 3);
    expect((await readdir(folder)).toSorted()).toEqual(['ar.pdf', 'both.pdf', 'en.pdf']);
    // A browser starts for each.
  }, 180_000);
});

describe('payment record', () => {
  it('happens once for its key, whatever comes in between', async () => {
    const invoice = await anInvoice('overdue');
    const key = randomUUID();
    const pay = `payment record --invoice ${invoice.number} --method cash --key ${key} --json --amount`;
    const [first, second] = await Promise.all([program(`${pay} 0.5`), program(`${pay} 0.50`)]);
    const [one, two] = [first, second].map((run) => paymentResultSchema.parse(run.json()));
    expect(one).toMatchObject({ amount: '0.50', allocated: '0.50', credit: '0.00', status: 'succeeded' });
    expect(two).toEqual(one);
    expect(first.json()).toMatchObject({ key });

    const again = await cli(`${pay} 0.50`);
    expect(paymentResultSchema.parse(again.json())).toEqual(one);
    expect(
      await countOf(`SELECT count(*)::integer AS n FROM billing_desktop.payment_details WHERE command_key = $1`, [key]),
    ).toBe(1);
    const other = await cli(`${pay} 0.51`);
    expect(other.code).toBe(1);
    expect(other.json()).toMatchObject({ error: { code: 'key_reused' } });
  });

  it('keeps what is more than due as credit; then the invoice takes no more', async () => {
    const invoice = await anInvoice('overdue');
    const key = randomUUID();
    const pay = `payment record --invoice ${invoice.number} --method bank_transfer --reference TR-1`;
    const more = `${invoice.amountDue.split('.')[0]}9`;
    const run = await cli(`${pay} --amount ${more} --key ${key}`);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      new RegExp(`^RV-\\d{4}-\\d+: ${more}\\.00 ${invoice.currency} on ${invoice.number}\n.* credit\n$`),
    );
    // Nothing is due any more, and yet the same key gives the same answer.
    expect((await cli(`${pay} --amount ${more} --key ${key}`)).stdout).toBe(run.stdout);
    expect((await cli(`invoice show ${invoice.number} --json`)).json()).toMatchObject({
      status: 'paid',
      amountDue: '0.00',
    });
    const closed = await cli(`${pay} --amount 1`, { language: 'ar' });
    expect(closed.code).toBe(1);
    expect(closed.stderr).toMatch(arabic);
    expect(closed.stderr).toContain('(invoice_not_open)');
  });

  it('refuses what is no payment', async () => {
    const { number } = await anInvoice('overdue');
    const before = await countOf('SELECT count(*)::integer AS n FROM public.payments');
    const pay = `payment record --invoice ${number}`;
    const [reference, future, ...usage] = await Promise.all([
      cli(`${pay} --amount 1 --method tharwatt`, { language: 'ar' }),
      cli(`${pay} --amount 1 --method cash --date 2199-01-01 --json`),
      cli(`${pay} --amount 0.005 --method cash`),
      cli(`${pay} --amount NaN --method cash`),
      cli(`${pay} --amount 1 --method cheque`),
      cli(`${pay} --amount 1 --method cash --date 2026-02-30`),
      cli('payment record --amount 1 --method cash'),
    ]);
    expect(reference).toMatchObject({ code: 1, stderr: expect.stringContaining('(reference_required)') });
    expect(reference.stderr).toMatch(arabic);
    expect(future.json()).toMatchObject({ error: { code: 'date_in_future' } });
    expect(usage.map(({ code }) => code)).toEqual(usage.map(() => 2));
    expect(await countOf('SELECT count(*)::integer AS n FROM public.payments')).toBe(before);
  });
});

describe('verify', () => {
  it('exits with 0 while the books are in order, and with 1 where the desktop’s figures are not', async () => {
    const run = await cli('verify --json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const clean = verification.parse(run.json());
    expect(clean).toMatchObject({ clean: true, findings: [] });
    expect(clean.checked.map(({ invariant }) => invariant)).toEqual([1, 2, 3, 4, 5, 6, 7]);

    const invoice = await anInvoice('partlyPaid');
    await client.query('ALTER TABLE public.invoices DISABLE TRIGGER USER');
    await client.query('UPDATE public.invoices SET amount_paid = amount_paid + 0.01 WHERE id = $1', [invoice.id]);
    await client.query('ALTER TABLE public.invoices ENABLE TRIGGER USER');
    const [english, arabicRun, json] = await Promise.all([
      program('verify'),
      cli('verify', { language: 'ar' }),
      cli('verify --json'),
    ]);
    expect([english.code, arabicRun.code, json.code]).toEqual([1, 1, 1]);
    expect(english.stdout).toContain(`Invoice ${invoice.number}:`);
    expect(english.stdout).toContain('The books are NOT in order.');
    const line = arabicRun.stdout.split('\n').find((text) => text.includes(invoice.number));
    expect(line).toMatch(arabic);
    const { findings } = verification.parse(json.json());
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'paid_differs', origin: 'desktop', id: invoice.id }),
    );
  });
});
