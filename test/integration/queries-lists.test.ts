import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invoices, invoiceSortColumns } from '../../electron/contract/invoices';
import { pageSchema, type Page, type SortDirection } from '../../electron/contract/page';
import { payments, paymentSortColumns } from '../../electron/contract/payments';
import { subscriptions, subscriptionSortColumns } from '../../electron/contract/subscriptions';
import { tenants, tenantSortColumns } from '../../electron/contract/tenants';
import { usage, usageSortColumns } from '../../electron/contract/usage';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { encodeCursor } from '../../electron/database/queries/cursor';
import { listInvoices } from '../../electron/database/queries/invoices';
import { listPayments } from '../../electron/database/queries/payments';
import { listSubscriptions } from '../../electron/database/queries/subscriptions';
import { listTenants } from '../../electron/database/queries/tenants';
import { listUsage } from '../../electron/database/queries/usage';
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

interface Answer {
  readonly rows: readonly object[];
  readonly nextCursor: string | null;
}
interface Lists {
  readonly columns: readonly string[];
  readonly count: number;
  readonly read: (sort: { column: string; direction: SortDirection }, page: Page) => Promise<Answer>;
}

/** A list behind its contract: the input is parsed, the answer must be what the contract says. */
function listOf<Input, Output extends Answer>(
  columns: readonly string[],
  count: number,
  contract: { readonly input: z.ZodType<Input>; readonly output: z.ZodType<Output> },
  read: (database: Database, input: Input) => Promise<unknown>,
): Lists {
  return {
    columns,
    count,
    read: async (sort, page) =>
      z
        .strictObject({ rows: z.array(z.looseObject({})), nextCursor: z.string().nullable() })
        .parse(contract.output.parse(await read(database, contract.input.parse({ filter: {}, sort, page })))),
  };
}

const lists: readonly (readonly [string, Lists])[] = [
  ['invoices', listOf(invoiceSortColumns, 70, invoices.list, listInvoices)],
  ['payments', listOf(paymentSortColumns, 33, payments.list, listPayments)],
  ['subscriptions', listOf(subscriptionSortColumns, 7, subscriptions.list, listSubscriptions)],
  ['tenants', listOf(tenantSortColumns, 7, tenants.list, listTenants)],
  ['usage', listOf(usageSortColumns, 40, usage.list, listUsage)],
];

const idSchema = z.union([z.looseObject({ id: z.string() }), z.looseObject({ tenantId: z.string() })]);
function idsOf(rows: readonly object[]): string[] {
  return rows.map((row) => {
    const parsed = idSchema.parse(row);
    return 'id' in parsed && typeof parsed.id === 'string' ? parsed.id : String(parsed.tenantId);
  });
}

const page = (value: z.input<typeof pageSchema>): Page => pageSchema.parse(value);

describe.each(lists)('the list of %s', (_name, list) => {
  const orders = list.columns.flatMap((column) =>
    (['asc', 'desc'] as const).map((direction) => ({ column, direction })),
  );

  it.each(orders)('by $column $direction: pages by cursor and by offset are the whole order', async (sort) => {
    const whole = await list.read(sort, page({ from: 'start', limit: 200 }));
    const all = idsOf(whole.rows);
    expect(all).toHaveLength(list.count);
    expect(new Set(all).size).toBe(list.count);
    expect(whole.nextCursor).toBeNull();

    const byCursor: string[] = [];
    let answer = await list.read(sort, page({ from: 'start', limit: 3 }));
    byCursor.push(...idsOf(answer.rows));
    while (answer.nextCursor !== null) {
      answer = await list.read(sort, page({ from: 'cursor', cursor: answer.nextCursor, limit: 3 }));
      byCursor.push(...idsOf(answer.rows));
    }
    expect(byCursor).toEqual(all);

    const byOffset: string[] = [];
    for (let offset = 0; offset < list.count; offset += 8) {
      byOffset.push(...idsOf((await list.read(sort, page({ from: 'offset', offset, limit: 8 }))).rows));
    }
    expect(byOffset).toEqual(all);
  });

  it('has nothing after its end', async () => {
    const [column] = list.columns;
    const answer = await list.read(
      { column: column ?? '', direction: 'asc' },
      page({ from: 'offset', offset: list.count, limit: 5 }),
    );
    expect(answer).toEqual({ rows: [], nextCursor: null });
  });
});

describe('the order of a list', () => {
  async function column(
    list: Lists,
    sort: { column: string; direction: SortDirection },
    field: string,
  ): Promise<unknown[]> {
    const { rows } = await list.read(sort, page({ from: 'start', limit: 200 }));
    return rows.map((row) => z.record(z.string(), z.unknown()).parse(row)[field]);
  }
  const [invoiceList, paymentList] = [lists[0]?.[1], lists[1]?.[1]];
  if (!invoiceList || !paymentList) throw new Error('no lists');

  it('puts 9999 before 10000', async () => {
    const numbers = (await column(invoiceList, { column: 'invoice_number', direction: 'asc' }, 'number')).filter(
      (number) => String(number).startsWith('SAH-2026'),
    );
    const running = numbers.map((number) => Number(String(number).slice('SAH-2026-'.length)));
    expect(running).toEqual(running.toSorted((left, right) => left - right));
    expect(Math.max(...running)).toBeGreaterThan(9999);
  });

  it('groups what the status column shows, late ones apart', async () => {
    const standings = await column(invoiceList, { column: 'status', direction: 'asc' }, 'standing');
    const groups = standings
      .map((standing) => (standing === 'partly_paid' ? 'pending' : standing))
      .filter((standing, place, all) => place === 0 || all[place - 1] !== standing);
    expect(groups).toEqual(['draft', 'overdue', 'pending', 'paid', 'canceled', 'refunded']);
  });

  it('puts what has no value last in both directions', async () => {
    for (const [sortColumn, field] of [
      ['paid_at', 'paidAt'],
      ['voucher_number', 'voucherNumber'],
    ] as const) {
      for (const direction of ['asc', 'desc'] as const) {
        const values = await column(paymentList, { column: sortColumn, direction }, field);
        const known = values.filter((value) => value !== null).map(String);
        expect(known.length, sortColumn).toBeGreaterThan(1);
        expect(values.slice(known.length).every((value) => value === null)).toBe(true);
        if (sortColumn === 'paid_at') {
          expect(known).toEqual(direction === 'asc' ? known.toSorted() : known.toSorted().reverse());
        }
      }
    }
    expect(await column(paymentList, { column: 'voucher_number', direction: 'asc' }, 'voucherNumber')).toEqual(
      expect.arrayContaining(['RV-2026-0003']),
    );
  });

  it('puts spellings of a name together, and goes by the id where there is no name', async () => {
    const names = await column(invoiceList, { column: 'tenant_name', direction: 'asc' }, 'tenantNameAr');
    expect(names.filter((name, place, all) => place === 0 || all[place - 1] !== name)).toEqual([
      'ghost-7',
      'unregistered',
      'أحمد وأولاده',
      'تعاونية وادي إب',
      'مزرعة الأمل',
      'مشتل مصطفى',
    ]);
  });
});

describe('a cursor', () => {
  const read = (cursor: string): Promise<unknown> =>
    listInvoices(database, {
      filter: {},
      sort: { column: 'issue_date', direction: 'desc' },
      page: { from: 'cursor', cursor, limit: 5 },
    });
  const id = '0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e';

  it.each([
    ['not JSON', 'x'],
    ['empty', ''],
    ['of another order', encodeCursor({ column: 'due_date', direction: 'desc', values: ['2025-01-01', id] })],
    ['of the other direction', encodeCursor({ column: 'issue_date', direction: 'asc', values: ['2025-01-01', id] })],
    ['too short', encodeCursor({ column: 'issue_date', direction: 'desc', values: [id] })],
    ['no date', encodeCursor({ column: 'issue_date', direction: 'desc', values: ['2025-02-31', id] })],
    ['no id', encodeCursor({ column: 'issue_date', direction: 'desc', values: ['2025-01-01', "'; DROP TABLE"] })],
    ['with NUL', encodeCursor({ column: 'issue_date', direction: 'desc', values: ['2025-01-01', '\0'] })],
  ])('that is %s is refused', async (_what, cursor) => {
    await expect(read(cursor)).rejects.toMatchObject({ code: 'bad_input', params: { field: 'cursor' } });
  });
});
