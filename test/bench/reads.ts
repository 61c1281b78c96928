import type { Client } from 'pg';
import { invoices } from '../../electron/contract/invoices';
import type { Database } from '../../electron/database/database';
import { listInvoices } from '../../electron/database/queries/invoices';
import { search } from '../../electron/database/queries/search';
import { sql } from '../../electron/database/queries/sql';
import { countUpToCap } from '../../electron/database/queries/totals';
import { compare, type Result } from './measure';

const sort = { column: 'issue_date', direction: 'desc' } as const;

function list(database: Database, page: unknown, filter: object = {}): ReturnType<typeof listInvoices> {
  return listInvoices(database, invoices.list.input.parse({ filter, sort, page }));
}

const firstPage = { from: 'start', limit: 100 } as const;

/** Lists, a deep page, the search and the count: what a clerk waits for. */
export async function benchReads(database: Database, client: Client, rows: number): Promise<Result[]> {
  const named = `SELECT i.id, i.invoice_number, i.tenant_id, t.name, t.name_ar, i.status, i.issue_date, i.due_date, i.currency,
  i.total, i.amount_due FROM (SELECT * FROM public.invoices ORDER BY issue_date DESC, id DESC LIMIT 100) i
LEFT JOIN public.tenants t ON t.tenant_id = i.tenant_id ORDER BY i.issue_date DESC, i.id DESC`;
  const middle = Math.floor(rows / 2);
  const before = await list(database, { from: 'offset', offset: middle, limit: 1 });
  if (before.nextCursor === null) throw new Error('the list is too short to have a deep page');
  const deep = { from: 'cursor', cursor: before.nextCursor, limit: 100 } as const;
  const first = (): Promise<unknown> => list(database, firstPage);
  const searched = (term: string) => (): Promise<unknown> => list(database, firstPage, { search: term });

  return [
    {
      work: 'list: newest 100',
      against: 'node-postgres, named columns',
      ...(await compare(first, () => client.query(named), 60)),
      aim: 2,
      bound: 6,
    },
    {
      work: `list: page after row ${middle}`,
      against: 'its own first page',
      ...(await compare(() => list(database, deep), first, 60)),
      aim: 1.2,
      bound: 3,
    },
    {
      work: `list: jump to row ${middle}`,
      against: 'node-postgres, OFFSET over whole rows',
      ...(await compare(
        () => list(database, { from: 'offset', offset: middle, limit: 100 }),
        () =>
          client.query(`SELECT * FROM public.invoices ORDER BY issue_date DESC, id DESC OFFSET ${middle} LIMIT 100`),
        15,
      )),
      aim: 0.5,
      bound: 1.2,
    },
    {
      work: 'search in a list: ٠٠٤٢',
      against: 'the first page',
      ...(await compare(searched('٠٠٤٢'), first, 30)),
      aim: 5,
      bound: 15,
    },
    {
      work: 'search in a list: مزرعه الامل 120',
      against: 'the first page',
      ...(await compare(searched('مزرعه الامل 120'), first, 30)),
      aim: 5,
      bound: 15,
    },
    {
      work: 'search field: marib nursery 12',
      against: 'the first page',
      ...(await compare(() => search(database, { term: 'marib nursery 12' }), first, 30)),
      aim: 8,
      bound: 25,
    },
    {
      work: 'count, capped',
      against: 'count(*)',
      ...(await compare(
        () => countUpToCap(database, sql`SELECT FROM public.invoices`),
        () => client.query('SELECT count(*) FROM public.invoices'),
        30,
      )),
      aim: 0.5,
      bound: 1.2,
    },
  ];
}
