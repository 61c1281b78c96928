import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPeriodLock } from '../../electron/billing/closing/period-lock';
import { sumAmounts } from '../../electron/contract/amount';
import { api } from '../../electron/contract/api';
import { reportSourceSchema, type ExportSource, type ReportSource } from '../../electron/contract/exports';
import { statementInputSchema } from '../../electron/contract/statement';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { readStatement } from '../../electron/database/queries/reports/statement';
import { exportList } from '../../electron/documents/spreadsheet/export-list';
import { exportReport } from '../../electron/documents/spreadsheet/export-report';
import { buildCommandLine, runCli } from '../support/command-line';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { actor, newKey } from './billing/office';

let test: TestDatabase;
let database: Database;
let client: pg.Client;
let folder: string;
let workerFile: string;

beforeAll(async () => {
  await buildCommandLine();
  workerFile = join(import.meta.dirname, '..', '..', 'out', 'main', 'workbook-worker.js');
  test = await createSampleDatabase();
  database = await openDatabaseFromUrl(test.url);
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
  folder = await mkdtemp(join(tmpdir(), 'sahool-exports-'));
});

afterAll(async () => {
  await client.end();
  await database.close();
  await test.drop();
  await rm(folder, { recursive: true, force: true });
});

const newestFirst = { column: 'issue_date', direction: 'desc' } as const;
const invoices = (filter: Extract<ExportSource, { list: 'invoices' }>['filter'] = {}): ExportSource => ({
  list: 'invoices',
  filter,
  sort: newestFirst,
});

async function write(
  source: ExportSource,
  format: 'xlsx' | 'csv',
  language: 'ar' | 'en',
  signal = new AbortController().signal,
): Promise<string> {
  const path = join(folder, `${source.list}-${language}.${format}`);
  await exportList(database, { source, format, language, path, workerFile, signal, onRows: () => undefined });
  return path;
}

/** What stands in the cells of a sheet, by a reader that did not write them. */
async function cellsOf(path: string): Promise<unknown[][]> {
  const [sheet] = await readExcel(path);
  return (sheet?.data ?? []) as unknown[][];
}

async function partOf(path: string, part: string): Promise<string> {
  const bytes = unzipSync(await readFile(path))[part];
  if (!bytes) throw new Error(`${path} has no ${part}`);
  return strFromU8(bytes);
}

interface Sum {
  readonly currency: string;
  readonly total: string;
}

describe('a list as a workbook', () => {
  it('has every row with its types, and the sums of each currency', async () => {
    const cells = await cellsOf(await write(invoices(), 'xlsx', 'en'));
    const [head = [], ...rows] = cells;
    const place = (heading: string): number => head.indexOf(heading);
    const { rows: sums } = await client.query<Sum>(
      'SELECT currency::text, sum(total)::text AS total FROM public.invoices GROUP BY currency ORDER BY currency::text',
    );
    const { rows: counted } = await client.query<{ n: number }>('SELECT count(*)::integer AS n FROM public.invoices');
    const body = rows.slice(0, counted[0]?.n);
    const foot = rows.slice(counted[0]?.n);

    expect(body.every((row) => row[place('Issue date')] instanceof Date)).toBe(true);
    expect(body.every((row) => typeof row[place('Total')] === 'number')).toBe(true);
    expect(body.some((row) => typeof row[place('Invoice no.')] === 'string')).toBe(true);
    for (const [index, { currency, total }] of sums.entries()) {
      const mine = body.filter((row) => row[place('Currency')] === currency);
      expect(sumAmounts(mine.map((row) => Number(row[place('Total')]).toFixed(2)))).toBe(total);
      expect(foot[index]?.[0]).toBe('Total');
      expect(foot[index]?.[place('Currency')]).toBe(currency);
      expect(Number(foot[index]?.[place('Total')]).toFixed(2)).toBe(total);
    }
    expect(foot).toHaveLength(sums.length);
  });

  it('is of the day that the database has, in any zone', async () => {
    const cells = await cellsOf(await write(invoices(), 'xlsx', 'en'));
    const { rows } = await client.query<{ day: string }>(
      'SELECT issue_date::text AS day FROM public.invoices ORDER BY issue_date DESC, id DESC',
    );
    const place = cells[0]?.indexOf('Issue date') ?? -1;
    const days = cells.slice(1, rows.length + 1).map((row) => (row[place] as Date).toISOString().slice(0, 10));
    expect(days).toEqual(rows.map(({ day }) => day));
  });

  it('runs from right to left in Arabic, its head stays, and its sums are formulas', async () => {
    const path = await write(invoices(), 'xlsx', 'ar');
    const sheet = await partOf(path, 'xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<sheetView[^>]*rightToLeft="1"/);
    expect(sheet).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toContain('<autoFilter');
    expect(sheet).toContain('SUMIFS(');
    expect(await partOf(path, 'xl/workbook.xml')).toContain('name="الفواتير"');
    const [head, first] = await cellsOf(path);
    expect(head).toContain('رقم الفاتورة');
    expect(first?.some((cell) => cell === 'مسودة' || cell === 'متأخرة' || cell === 'مدفوعة')).toBe(true);
    expect(await partOf(await write(invoices(), 'xlsx', 'en'), 'xl/worksheets/sheet1.xml')).not.toContain(
      'rightToLeft="1"',
    );
  });

  it('holds what the filter holds, in the order of the list', async () => {
    const { rows } = await client.query<{ number: string }>(
      `SELECT invoice_number AS number FROM public.invoices WHERE status = 'paid' AND currency = 'YER'
ORDER BY billing_desktop.number_order(invoice_number) COLLATE "C", id`,
    );
    const source: ExportSource = {
      list: 'invoices',
      filter: { standing: ['paid'], currency: 'YER' },
      sort: { column: 'invoice_number', direction: 'asc' },
    };
    const cells = await cellsOf(await write(source, 'xlsx', 'en'));
    expect(cells.slice(1, -1).map(([number]) => number)).toEqual(rows.map(({ number }) => number));
  });

  it('of nothing has its head alone', async () => {
    const cells = await cellsOf(await write(invoices({ search: 'no such customer' }), 'xlsx', 'en'));
    expect(cells).toHaveLength(1);
  });

  it('is there for every list, in both languages, each column with its heading', async () => {
    const sources: readonly ExportSource[] = [
      { list: 'payments', filter: {}, sort: { column: 'created_at', direction: 'desc' } },
      { list: 'subscriptions', filter: {}, sort: { column: 'tenant_name', direction: 'asc' } },
      { list: 'tenants', filter: { search: 'مزرعة' }, sort: { column: 'name_ar', direction: 'asc' } },
      { list: 'usage', filter: {}, sort: { column: 'recorded_at', direction: 'desc' } },
      { list: 'creditNotes', filter: {}, sort: { column: 'tenant_name', direction: 'asc' } },
      { list: 'refunds', filter: {}, sort: { column: 'refunded_on', direction: 'desc' } },
      { list: 'receivables', filter: {}, sort: { column: 'overdue', direction: 'desc' } },
      { list: 'bank', filter: {}, sort: { column: 'booked_on', direction: 'asc' } },
      { list: 'audit', filter: { entity: 'invoice' }, sort: { column: 'at', direction: 'desc' } },
    ];
    await client.query(`WITH a AS (
  INSERT INTO billing_desktop.bank_accounts (name, name_ar, currency, method) VALUES ('CAC', 'كاك', 'YER', 'bank_transfer') RETURNING id
), s AS (
  INSERT INTO billing_desktop.bank_statements (account_id, file_name, content_hash, line_count, known_count, outgoing_count, wrong_count)
  SELECT id, 'a.csv', 'x', 1, 0, 0, 0 FROM a RETURNING id, account_id
)
INSERT INTO billing_desktop.bank_lines (account_id, statement_id, line_number, booked_on, amount, currency, description, line_key)
SELECT account_id, id, 1, current_date, 5000, 'YER', 'transfer', 'k' FROM s`);
    for (const source of sources) {
      for (const language of ['ar', 'en'] as const) {
        const [head = [], ...rows] = await cellsOf(await write(source, 'xlsx', language));
        expect(rows.length, source.list).toBeGreaterThan(0);
        expect(new Set(head).size, source.list).toBe(head.length);
      }
    }
  });
});

describe('a list as CSV', () => {
  it('is read by Excel as UTF-8, and has each row', async () => {
    const text = await readFile(await write(invoices(), 'csv', 'ar'), 'utf8');
    expect(text.startsWith('\ufeffرقم الفاتورة,')).toBe(true);
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    const { rows: counted } = await client.query<{ n: number }>('SELECT count(*)::integer AS n FROM public.invoices');
    expect(rows).toHaveLength(counted[0]?.n ?? -1);
    expect(rows[0]?.['الإجمالي']).toMatch(/^\d+\.\d\d$/);
  });

  it('holds no formula, whatever a customer is called, and no other harm', async () => {
    const names = ['=1+1', '+SUM(A1)', '-2', '@cmd', '\tx', `O'Brien "Farm", Ltd\nSecond line`, "'); DROP TABLE x; --"];
    await client.query('BEGIN');
    await client.query(`DELETE FROM public.tenants WHERE tenant_id LIKE 'formula-%'`);
    for (const [index, name] of names.entries()) {
      await client.query(`INSERT INTO public.tenants (tenant_id, name, name_ar) VALUES ($1, $2, $2)`, [
        `formula-${index}`,
        name,
      ]);
    }
    await client.query('COMMIT');
    const source: ExportSource = {
      list: 'tenants',
      filter: { search: 'formula-' },
      sort: { column: 'tenant_id', direction: 'asc' },
    };
    const rows = parse(await readFile(await write(source, 'csv', 'en'), 'utf8'), {
      bom: true,
      columns: true,
    }) as Record<string, string>[];
    expect(rows.map((row) => row['Name in English'])).toEqual(
      names.map((name) => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name)),
    );
    // In a workbook a text is a text, and stays as it is.
    const cells = await cellsOf(await write(source, 'xlsx', 'en'));
    expect(cells[1]).toContain('=1+1');
    await client.query(`DELETE FROM public.tenants WHERE tenant_id LIKE 'formula-%'`);
  });

  it('takes a search with quotes and backslashes as text', async () => {
    const search = `'; DROP TABLE public.invoices; -- \\' E'\\\\`;
    const rows = parse(await readFile(await write(invoices({ search }), 'csv', 'en'), 'utf8'), {
      bom: true,
    }) as string[][];
    expect(rows).toHaveLength(1);
    await expect(client.query('SELECT 1 FROM public.invoices LIMIT 1')).resolves.toMatchObject({ rowCount: 1 });
  });
});

describe('a report', () => {
  async function report(source: ReportSource, format: 'xlsx' | 'csv', language: 'ar' | 'en'): Promise<string> {
    const path = join(folder, `${source.report}-${language}.${format}`);
    const signal = new AbortController().signal;
    await exportReport(database, { source, format, language, path, workerFile, signal, onRows: () => undefined });
    return path;
  }

  it('of what is due has everybody who owes, with sums of each currency as plain SQL has them', async () => {
    const source = { report: 'aging', asked: { asOf: null, currency: null, tenantId: null } } as const;
    const path = await report(source, 'xlsx', 'ar');
    expect(await partOf(path, 'xl/worksheets/sheet1.xml')).toContain('rightToLeft="1"');
    const [head = [], ...rows] = await cellsOf(path);
    const { rows: plain } = await client.query<Sum & { owing: number }>(
      `SELECT currency, sum(amount_due)::text AS total, count(DISTINCT tenant_id)::integer AS owing FROM public.invoices
WHERE status IN ('pending', 'overdue') AND amount_due > 0 GROUP BY currency ORDER BY currency`,
    );
    const total = head.indexOf('الإجمالي');
    const currency = head.indexOf('العملة');
    expect(rows.slice(-plain.length).map((row) => [row[0], row[currency], row[total]])).toEqual(
      plain.map((sum) => ['الإجمالي', sum.currency, Number(sum.total)]),
    );
    expect(rows).toHaveLength(plain.reduce((all, { owing }) => all + owing, 0) + plain.length);
  });

  it('of an account closes in the file as on the screen, and its balance is not added up', async () => {
    const { rows: found } = await client.query<{ tenantId: string; from: string; to: string }>(
      `SELECT i.tenant_id AS "tenantId", to_char(billing_desktop.today() - 700, 'YYYY-MM-DD') AS from,
  to_char(billing_desktop.today(), 'YYYY-MM-DD') AS to
FROM public.invoices i WHERE i.currency = 'YER' AND i.status = 'paid' LIMIT 1`,
    );
    const asked = statementInputSchema.parse({ ...found[0], currency: 'YER' });
    const { debits, credits, closing, movements } = await readStatement(database, asked);
    const cells = await cellsOf(await report({ report: 'statement', asked }, 'xlsx', 'en'));
    expect(cells).toHaveLength(movements.length + 4);
    expect(cells.at(-1)?.slice(5)).toEqual(['YER', Number(debits), Number(credits), null]);
    expect(cells.at(-2)?.[1]).toBe('Closing balance');
    expect(cells.at(-2)?.[8]).toBe(Number(closing));
    expect(cells[2]?.[0]).toBeInstanceOf(Date);
    const [, ...lines] = parse(await readFile(await report({ report: 'statement', asked }, 'csv', 'en'), 'utf8'), {
      bom: true,
    }) as string[][];
    expect(lines.map((line) => line[8])).toEqual([lines[0]?.[8], ...movements.map(({ balance }) => balance), closing]);
  });

  it('is there for every page, in both languages, each column with its heading', async () => {
    const { rows } = await client.query<{ from: string; to: string; month: string; lastMonth: string }>(
      `SELECT to_char(billing_desktop.today() - 60, 'YYYY-MM-DD') AS from, to_char(billing_desktop.today(), 'YYYY-MM-DD') AS to,
  to_char(billing_desktop.today() - interval '5 months', 'YYYY-MM') AS month, to_char(billing_desktop.today(), 'YYYY-MM') AS "lastMonth"`,
    );
    const { from, to, month, lastMonth } = rows[0] ?? { from: '', to: '', month: '', lastMonth: '' };
    for (const lockDate of ['2020-01-01', '2020-02-01']) {
      const lock = api.closing.setPeriodLock.input.parse({ key: newKey(), lockDate, reason: 'audited' });
      await setPeriodLock(database, actor, lock);
    }
    const asked = [
      ['revenue', { from: month, to: lastMonth }],
      ['mrr', {}],
      ['churn', { from: month, to: lastMonth }],
      ['collections', { from, to }],
      ['rows', { of: 'collections', from, to, currency: 'USD', method: null }],
      ['rows', { of: 'mrr', currency: 'USD', planId: null, cycle: null }],
      ['day', { clerk: 'postgres', day: to }],
      ['dayCloses', { clerk: null, from: null, to: null }],
      ['periodLock', {}],
      ['limits', {}],
      ['plans', { onSale: false }],
      ['billingRuns', {}],
      ['billingDue', { date: to }],
      ['billingLeftOut', { date: to }],
    ] as const;
    for (const [name, question] of asked) {
      for (const language of ['ar', 'en'] as const) {
        const source = reportSourceSchema.parse({ report: name, asked: question });
        const [head = [], ...lines] = await cellsOf(await report(source, 'xlsx', language));
        expect(lines.length, name).toBeGreaterThan(0);
        expect(new Set(head).size, name).toBe(head.length);
      }
    }
  });
});

describe('an export that does not come to its end', () => {
  it('leaves no file where it is stopped', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      const stopping = new AbortController();
      stopping.abort();
      await rm(join(folder, `invoices-en.${format}`), { force: true });
      await expect(write(invoices(), format, 'en', stopping.signal)).rejects.toThrow();
      expect(
        (await readdir(folder)).filter((name) => name.startsWith('invoices-en.') && name.endsWith(format)),
      ).toEqual([]);
      expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    }
  });

  it('keeps the file that was there, and says what is wrong, where nothing can be written', async () => {
    const path = join(folder, 'no', 'such', 'folder.xlsx');
    for (const format of ['csv', 'xlsx'] as const) {
      const order = { source: invoices(), format, language: 'ar', path, workerFile, onRows: () => undefined } as const;
      await expect(exportList(database, { ...order, signal: new AbortController().signal })).rejects.toMatchObject({
        code: 'file_not_written',
      });
    }
  });
});

describe('the command line', () => {
  it('writes a list, and refuses one that there is not', async () => {
    const out = join(folder, 'from-cli.xlsx');
    const run = await runCli(['export', 'invoices', '--out', out, '--lang', 'ar', '--json'], { databaseUrl: test.url });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { rows } = run.json() as { rows: number };
    expect(await cellsOf(out)).toHaveLength(rows + 1 + 2);
    expect(await runCli(['export', 'secrets', '--out', out], { databaseUrl: test.url })).toMatchObject({ code: 2 });
  });
});
