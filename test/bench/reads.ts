import type { Client } from 'pg';
import { invoices } from '../../electron/contract/invoices';
import { payments } from '../../electron/contract/payments';
import type { Database } from '../../electron/database/database';
import { invoiceTotals, listInvoices } from '../../electron/database/queries/invoices';
import { listPayments } from '../../electron/database/queries/payments';
import { search } from '../../electron/database/queries/search';
import { sql } from '../../electron/database/queries/sql';
import { countUpToCap } from '../../electron/database/queries/totals';
import { compare, type Result } from './measure';

type Read = () => Promise<unknown>;

const firstPage = { from: 'start', limit: 100 } as const;

/** The invoices as the screen asks for them, newest first. */
function invoicePage(database: Database, page: object, filter: object = {}): ReturnType<typeof listInvoices> {
  const sort = { column: 'issue_date', direction: 'desc' } as const;
  return listInvoices(database, invoices.list.input.parse({ filter, sort, page }));
}

function paymentPage(
  database: Database,
  page: object,
  column: 'created_at' | 'invoice_number' = 'created_at',
): ReturnType<typeof listPayments> {
  const sort = { column, direction: 'desc' } as const;
  return listPayments(database, payments.list.input.parse({ filter: {}, sort, page }));
}

/** The page that a reader comes to who has scrolled past `row` rows. */
async function after(
  row: number,
  read: (page: object) => Promise<{ readonly nextCursor: string | null }>,
): Promise<object> {
  const { nextCursor } = await read({ from: 'offset', offset: row - 1, limit: 1 });
  if (nextCursor === null) throw new Error('the list is too short to have a deep page');
  return { from: 'cursor', cursor: nextCursor, limit: 100 };
}

async function benchLists(database: Database, client: Client, rows: number): Promise<Result[]> {
  const middle = Math.floor(rows / 2);
  const deep = await after(middle, (page) => invoicePage(database, page));
  const deepByNumber = await after(Math.floor(middle * 0.9), (page) => paymentPage(database, page, 'invoice_number'));
  const first: Read = () => invoicePage(database, firstPage);
  const firstPayments: Read = () => paymentPage(database, firstPage);
  const namedInvoices = `SELECT i.id, i.invoice_number, i.tenant_id, t.name, t.name_ar, i.status, i.issue_date, i.due_date, i.currency,
  i.total, i.amount_due FROM (SELECT * FROM public.invoices ORDER BY issue_date DESC, id DESC LIMIT 100) i
LEFT JOIN public.tenants t ON t.tenant_id = i.tenant_id ORDER BY i.issue_date DESC, i.id DESC`;
  const namedPayments = `SELECT p.id, v.number, i.invoice_number, p.tenant_id, t.name, t.name_ar, p.status, p.method, p.amount, p.currency,
  e.reference, p.created_at, p.paid_at FROM (SELECT * FROM public.payments ORDER BY created_at DESC, id DESC LIMIT 100) p
LEFT JOIN public.tenants t ON t.tenant_id = p.tenant_id LEFT JOIN public.invoices i ON i.id = p.invoice_id
LEFT JOIN billing_desktop.payment_details e ON e.payment_id = p.id
LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id ORDER BY p.created_at DESC, p.id DESC`;
  const wholeRows = `SELECT * FROM public.invoices ORDER BY issue_date DESC, id DESC OFFSET ${middle} LIMIT 100`;
  return [
    {
      work: 'invoices: newest 100',
      against: 'node-postgres, named columns',
      ...(await compare(first, () => client.query(namedInvoices), 40)),
      aim: 2,
      bound: 5,
    },
    {
      work: `invoices: page after row ${middle}`,
      against: 'its own first page',
      ...(await compare(() => invoicePage(database, deep), first, 40)),
      aim: 1.2,
      bound: 3,
    },
    {
      work: `invoices: jump to row ${middle}`,
      against: 'node-postgres, OFFSET over whole rows',
      ...(await compare(
        () => invoicePage(database, { from: 'offset', offset: middle, limit: 100 }),
        () => client.query(wholeRows),
        15,
      )),
      aim: 0.5,
      bound: 1.2,
    },
    {
      work: 'payments: newest 100',
      against: 'node-postgres, named columns',
      ...(await compare(firstPayments, () => client.query(namedPayments), 40)),
      aim: 2.5,
      bound: 6,
    },
    {
      work: 'payments: deep page by invoice number',
      against: 'its own newest 100',
      ...(await compare(() => paymentPage(database, deepByNumber, 'invoice_number'), firstPayments, 20)),
      aim: 2,
      bound: 5,
    },
  ];
}

async function benchSearch(database: Database): Promise<Result[]> {
  const first: Read = () => invoicePage(database, firstPage);
  const listed = async (term: string, aim: number): Promise<Result> => ({
    work: `search in invoices: ${term}`,
    against: 'the first page',
    ...(await compare(() => invoicePage(database, firstPage, { search: term }), first, 20)),
    aim,
    bound: aim * 3,
  });
  const found = async (term: string, aim: number): Promise<Result> => ({
    work: `search field: ${term}`,
    against: 'the first page',
    ...(await compare(() => search(database, { term }), first, 20)),
    aim,
    bound: aim * 3,
  });
  return [
    await listed('٠٠٤٢', 3),
    await listed('مشتل مارب', 6),
    // A word that every sixth tenant has: a whole page of hits, and thousands more.
    await listed('مزرعة', 15),
    await found('SAH-2026-0042', 5),
    await found('marib nursery 12', 5),
    await found('مزرعة', 15),
  ];
}

async function benchSums(database: Database, client: Client): Promise<Result[]> {
  const count: Read = () => client.query('SELECT count(*) FROM public.invoices');
  const sums: Read = () =>
    client.query('SELECT currency, count(*), sum(total), sum(amount_due) FROM public.invoices GROUP BY currency');
  return [
    {
      work: 'count, capped',
      against: 'count(*)',
      ...(await compare(() => countUpToCap(database, sql`SELECT FROM public.invoices`), count, 30)),
      aim: 0.5,
      bound: 1.2,
    },
    {
      work: 'totals for each currency',
      against: 'node-postgres, the bare sums',
      ...(await compare(() => invoiceTotals(database, invoices.totals.input.parse({ filter: {} })), sums, 20)),
      aim: 2,
      bound: 5,
    },
    {
      work: 'totals of what is overdue',
      against: 'count(*)',
      ...(await compare(
        () => invoiceTotals(database, invoices.totals.input.parse({ filter: { standing: ['overdue'] } })),
        count,
        20,
      )),
      aim: 1.5,
      bound: 4,
    },
  ];
}

/** Lists, deep pages, the search, counts and totals: what a clerk waits for. */
export async function benchReads(database: Database, client: Client, rows: number): Promise<Result[]> {
  return [
    ...(await benchLists(database, client, rows)),
    ...(await benchSearch(database)),
    ...(await benchSums(database, client)),
  ];
}
