import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invoices } from '../../electron/contract/invoices';
import { countCap, type Totals } from '../../electron/contract/page';
import { payments } from '../../electron/contract/payments';
import { search as searchContract } from '../../electron/contract/search';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { findInvoiceByNumber, invoiceTotals, listInvoices } from '../../electron/database/queries/invoices';
import { listPayments, paymentTotals } from '../../electron/database/queries/payments';
import { search } from '../../electron/database/queries/search';
import { sql } from '../../electron/database/queries/sql';
import { fold } from '../../electron/contract/fold';
import { countUpToCap } from '../../electron/database/queries/totals';
import { fillLists } from '../support/list-data';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';

let test: TestDatabase;
let database: Database;
let client: pg.Client;

beforeAll(async () => {
  test = await createMigratedDatabase();
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await fillLists(client);
  database = await openDatabaseFromUrl(test.url);
});

afterAll(async () => {
  await database.close();
  await client.end();
  await test.drop();
});

async function rowsOf<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await client.query<Row>(text, values)).rows;
}

type Filter = z.input<typeof invoices.list.input>['filter'];

async function numbersFound(filter: Filter): Promise<string[]> {
  const input = invoices.list.input.parse({
    filter,
    sort: { column: 'invoice_number', direction: 'asc' },
    page: { from: 'start', limit: 200 },
  });
  return (await listInvoices(database, input)).rows.map((row) => row.number);
}

async function numbersWhere(condition: string, values: unknown[] = []): Promise<string[]> {
  const rows = await rowsOf<{ number: string }>(
    `SELECT invoice_number AS number FROM public.invoices i WHERE ${condition} ORDER BY billing_desktop.number_order(invoice_number) COLLATE "C"`,
    values,
  );
  return rows.map((row) => row.number);
}

describe('the search of a list', () => {
  it.each(['5', '٥', '۵', '0005', '#5', '٠٠٠٥'])('finds the number %s in every year', async (typed) => {
    const found = await numbersFound({ search: typed });
    expect(found).toEqual(expect.arrayContaining(await numbersWhere(`invoice_number LIKE 'SAH-%-0005'`)));
    expect(found.every((number) => number.endsWith('0005'))).toBe(true);
    expect(found).toHaveLength(3);
  });

  it.each(['SAH-2026-0005', 'sah-2026-5', 'SAH 2026 5', '٢٠٢٦-٥', '2026/0005', 'sah٢٠٢٦-٠٠٠٥', '  SAH-2026-0005 '])(
    'finds the one invoice of %s',
    async (typed) => {
      expect(await numbersFound({ search: typed })).toEqual(['SAH-2026-0005']);
    },
  );

  it('finds a part of a number, and no draft by the digits of its id', async () => {
    expect(await numbersFound({ search: 'SAH-2026-100' })).toEqual(
      await numbersWhere(`invoice_number LIKE 'SAH-2026-100%'`),
    );
    const [draft] = await rowsOf<{ digits: string }>(
      `SELECT (regexp_match(invoice_number, '[0-9]{3,}'))[1] AS digits FROM public.invoices WHERE status = 'draft'
AND invoice_number ~ '[0-9]{3,}' LIMIT 1`,
    );
    expect(await numbersFound({ search: draft?.digits ?? '' })).not.toContainEqual(expect.stringMatching(/^DRAFT/));
  });

  const byTenant = (ids: readonly string[]): Promise<string[]> => numbersWhere('tenant_id = ANY ($1)', [ids]);

  it.each([
    ['الأمل', ['amal', 'twin']],
    ['الامل', ['amal', 'twin']],
    ['مزرعه الآمل', ['amal', 'twin']],
    ['مزرعة الأمـــل', ['amal', 'twin']],
    ['مُصطفى', ['mustafa']],
    ['مصطفي', ['mustafa']],
    ['احمد', ['ahmad']],
    ['AL-AMAL', ['amal', 'twin']],
    ['100%_n', ['mustafa']],
    ['unregistered', ['unregistered']],
    ['nobody', []],
  ] as const)('finds the tenants that %s means', async (typed, ids) => {
    expect(await numbersFound({ search: typed })).toEqual(await byTenant(ids));
  });

  it('looks for beginnings only where there are fewer than three letters', async () => {
    expect(await numbersFound({ search: 'مز' })).toEqual(await byTenant(['amal', 'twin']));
    expect(await numbersFound({ search: 'أ' })).toEqual(await byTenant(['ahmad']));
    expect(await numbersFound({ search: 'Wa' })).toEqual(await byTenant(['wadi']));
    expect(await numbersFound({ search: '%' })).toEqual([]);
  });

  it('shows everything for blanks, and nothing breaks on hostile text', async () => {
    expect(await numbersFound({ search: '   ' })).toHaveLength(70);
    for (const typed of [
      '\u0000',
      "'",
      '"; DROP TABLE invoices',
      '\\',
      '$1',
      '$$',
      ':x',
      '?',
      '\ud800',
      '😀',
      'a'.repeat(200),
    ]) {
      expect(Array.isArray(await numbersFound({ search: typed })), JSON.stringify(typed)).toBe(true);
    }
  });

  it('goes together with the filters', async () => {
    expect(await numbersFound({ search: 'الأمل', currency: 'USD', standing: ['overdue', 'partly_paid'] })).toEqual(
      await numbersWhere(
        `tenant_id IN ('amal', 'twin') AND currency = 'USD' AND status IN ('pending', 'overdue')
AND (due_date < billing_desktop.today() OR amount_paid > 0) AND amount_due > 0`,
      ),
    );
  });

  it('finds a payment by voucher, reference, invoice, and tenant', async () => {
    const paymentsFound = async (typed: string): Promise<string[]> => {
      const input = payments.list.input.parse({
        filter: { search: typed },
        sort: { column: 'created_at', direction: 'desc' },
        page: { from: 'start', limit: 200 },
      });
      return (await listPayments(database, input)).rows.map((row) => row.id).toSorted();
    };
    const [own] = await rowsOf<{ id: string; voucher: string; reference: string; number: string; tenant_id: string }>(
      `SELECT p.id, v.number AS voucher, d.reference, i.invoice_number AS number, p.tenant_id FROM public.payments p
JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id JOIN billing_desktop.payment_details d ON d.payment_id = p.id
JOIN public.invoices i ON i.id = p.invoice_id ORDER BY v.number LIMIT 1`,
    );
    if (!own) throw new Error('no payment of the desktop');
    expect(await paymentsFound(own.voucher)).toEqual([own.id]);
    expect(await paymentsFound(own.reference.toLowerCase())).toEqual([own.id]);
    expect(await paymentsFound(own.number)).toContain(own.id);
    expect(await paymentsFound(own.tenant_id)).toContain(own.id);
    const [transaction] = await rowsOf<{ id: string; code: string }>(
      `SELECT id, tharwatt_transaction_id AS code FROM public.payments WHERE tharwatt_transaction_id IS NOT NULL LIMIT 1`,
    );
    expect(await paymentsFound(transaction?.code ?? '')).toEqual([transaction?.id]);
  });
});

describe('folding', () => {
  it('is the same here and in the database', async () => {
    const everything = Array.from({ length: 0x700 }, (_, code) => String.fromCodePoint(code + 0x20)).filter(
      (letter) => letter !== '\0',
    );
    const texts = [...everything, '\u200b\u200e\u200f\ufeff', 'مؤسّسة أحمـــد ٤٢ / ۴۲', 'ÀÉ ß'];
    const rows = await rowsOf<{ folded: string }>(
      `SELECT billing_desktop.fold(x) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS t (x, n) ORDER BY n`,
      [texts],
    );
    const arabicAndLatin = texts
      .map((text, place) => ({ text, ours: fold(text), theirs: rows[place]?.folded }))
      .filter(({ text }) => /^[\u0020-\u007e\u0600-\u06ff]*$/u.test(text) || text.length > 1);
    expect(arabicAndLatin.filter(({ ours, theirs }) => ours !== theirs)).toEqual([]);
  });
});

describe('an invoice by its number', () => {
  it.each(['SAH-2026-0005', 'sah-2026-0005', '٢٠٢٦-٥', 'SAH-٢٠٢٦-٠٠٠٥'])('is found as %s', async (number) => {
    const found = await findInvoiceByNumber(database, { number });
    expect(await numbersWhere('id = $1', [found?.id])).toEqual(['SAH-2026-0005']);
  });

  it('is the latest one where only the running number was given', async () => {
    const found = await findInvoiceByNumber(database, { number: '٥' });
    const [latest] = await rowsOf<{ id: string }>(
      `SELECT id FROM public.invoices WHERE invoice_number LIKE 'SAH-%-0005' ORDER BY issue_date DESC, id DESC LIMIT 1`,
    );
    expect(found).toEqual(latest);
  });

  it('is null where there is none', async () => {
    expect(await findInvoiceByNumber(database, { number: 'SAH-1999-0001' })).toBeNull();
    expect(await findInvoiceByNumber(database, { number: ' ' })).toBeNull();
  });
});

describe('the one search field', () => {
  const find = async (term: string): Promise<z.output<typeof searchContract.find.output>> =>
    searchContract.find.output.parse(await search(database, { term }));

  it('puts the exact number first', async () => {
    const [first] = await find('SAH-2026-0005');
    expect(first).toMatchObject({ kind: 'invoice', title: 'SAH-2026-0005' });
    expect((await find('٥')).slice(0, 3).map((hit) => hit.title)).toEqual(
      expect.arrayContaining(['SAH-2026-0005', 'SAH-2025-0005', 'SAH-2024-0005']),
    );
  });

  it('finds a tenant in either language with what belongs to it', async () => {
    for (const typed of ['مزرعه الامل', 'al-amal']) {
      const hits = await find(typed);
      expect(new Set(hits.map((hit) => hit.kind))).toEqual(new Set(['invoice', 'tenant', 'payment', 'subscription']));
      expect(hits.every((hit) => hit.subtitleAr === 'مزرعة الأمل' && hit.subtitle === 'Al-Amal Farm')).toBe(true);
      expect(
        hits
          .filter((hit) => hit.kind === 'tenant')
          .map((hit) => hit.id)
          .toSorted(),
      ).toEqual(['amal', 'twin']);
    }
  });

  it('finds a tenant that has no row by its id, and a record by a pasted id', async () => {
    expect((await find('ghost-7')).some((hit) => hit.kind === 'tenant' && hit.id === 'ghost-7')).toBe(true);
    const [invoice] = await rowsOf<{ id: string }>(`SELECT id FROM public.invoices WHERE status = 'draft' LIMIT 1`);
    expect((await find(invoice?.id ?? '')).map((hit) => hit.id)).toContain(invoice?.id);
  });

  it.each([
    ['a wrong letter', 'مصطقى', 'mustafa'],
    ['a missing letter', 'تعاونة', 'wadi'],
    ['two letters that changed places', 'Mustfaa', 'mustafa'],
    ['a letter too many', 'Ahmmad', 'ahmad'],
  ])('with %s finds the name that comes closest, and says so', async (_slip, typed, tenantId) => {
    const hits = await find(typed);
    expect(hits[0]).toMatchObject({ kind: 'tenant', id: tenantId, near: true });
    expect(hits.every(({ near }) => near)).toBe(true);
  });

  it('takes nothing for near where something is spelled so, or where a number was meant', async () => {
    expect((await find('مصطفى')).some(({ near }) => near)).toBe(false);
    expect(await find('SAH-2031-9999')).toEqual([]);
  });

  it('finds nothing for nothing', async () => {
    expect(await find(' ')).toEqual([]);
    expect(await find('no such thing')).toEqual([]);
    expect(await find('\u0000')).toEqual([]);
  });
});

describe('totals', () => {
  async function plain(from: string): Promise<Totals['currencies']> {
    return (
      await client.query<Totals['currencies'][number]>(
        `SELECT currency::text, count(*)::int AS count, sum(total)::numeric(20,2)::text AS total, sum(due)::numeric(20,2)::text AS due
FROM (${from}) x GROUP BY currency ORDER BY public.currency_enum(currency)`.replace(
          'ORDER BY public.currency_enum(currency)',
          'ORDER BY x.currency',
        ),
      )
    ).rows;
  }
  const due = `CASE WHEN status IN ('pending', 'overdue') THEN amount_due ELSE 0 END AS due`;

  it.each<readonly [string, Filter, string]>([
    ['everything', {}, 'true'],
    ['a currency', { currency: 'YER' }, `currency = 'YER'`],
    ['paid and drafts', { standing: ['paid', 'draft'] }, `status IN ('paid', 'draft')`],
    ['a tenant', { tenantId: z.string().brand<'TenantId'>().parse('amal') }, `tenant_id = 'amal'`],
    ['a search that two branches find', { search: 'SAH-2026' }, `invoice_number LIKE 'SAH-2026%'`],
    ['nothing', { search: 'no such thing' }, 'false'],
  ])('of %s are those of plain SQL', async (_what, filter, condition) => {
    const totals = invoices.totals.output.parse(await invoiceTotals(database, invoices.totals.input.parse({ filter })));
    const expected = await plain(`SELECT currency, total, ${due} FROM public.invoices WHERE ${condition}`);
    expect(totals.currencies).toEqual(expected);
    expect(totals.count).toBe(expected.reduce((sum, row) => sum + row.count, 0));
    expect(totals.capped).toBe(false);
  });

  it('of payments are those of plain SQL, by whole days of the business zone', async () => {
    const [days] = await rowsOf<{ from: string; to: string }>(
      `SELECT (billing_desktop.today() - 3)::text AS from, (billing_desktop.today() - 1)::text AS to`,
    );
    const totals = await paymentTotals(
      database,
      payments.totals.input.parse({ filter: { status: ['succeeded', 'pending'], from: days?.from, to: days?.to } }),
    );
    const expected = await plain(
      `SELECT currency, amount AS total, NULL::numeric AS due FROM public.payments WHERE status IN ('succeeded', 'pending')
AND (coalesce(paid_at, created_at) AT TIME ZONE 'Asia/Aden')::date BETWEEN billing_desktop.today() - 3 AND billing_desktop.today() - 1`,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(totals.currencies).toEqual(expected);
  });

  it('are counted no further than the cap', async () => {
    const many = sql`SELECT FROM generate_series(1, 20000)`;
    expect(await countUpToCap(database, many)).toEqual({ count: countCap, capped: true });
    expect(await countUpToCap(database, sql`SELECT FROM generate_series(1, 10000)`)).toEqual({
      count: 10_000,
      capped: false,
    });
  });
});
