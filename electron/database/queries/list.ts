import { z } from 'zod';
import type { Page, SortDirection } from '../../contract/page';
import { AppError } from '../../contract/result';
import { serverError } from '../error-translation';
import { decodeCursor, encodeCursor, type Cursor } from './cursor';
import { select, type Reader } from './select';
import { allOf, join, nothing, sql, type Sql } from './sql';

/** One thing that a list is sorted by. The texts are of the program; nothing from outside comes near them. */
export interface SortKey {
  readonly ascending: Sql;
  readonly descending: Sql;
  /** The SQL type that a cursor's text is turned back into. */
  readonly type: Sql;
}

/** How a column sorts: by its keys, then by the row's id in the same direction. */
export interface Sort {
  readonly keys: readonly SortKey[];
  /** What the keys need beside the list's own table. */
  readonly joins?: Sql;
}

export function sortKey(type: Sql, expression: Sql): SortKey {
  return { ascending: expression, descending: expression, type };
}

/** A column with NULLs, which come last in both directions: they are taken for the greatest or the least value. */
export function nullableSortKey(type: Sql, expression: Sql, least: Sql, greatest: Sql): SortKey {
  return {
    ascending: sql`coalesce(${expression}, ${greatest})`,
    descending: sql`coalesce(${expression}, ${least})`,
    type,
  };
}

export function sortBy(type: Sql, expression: Sql, joins: Sql = nothing): Sort {
  return { keys: [sortKey(type, expression)], joins };
}

/** A list's table, its orders, and the columns of a row. */
export interface List<Column extends string> {
  /** `public.invoices i` */
  readonly from: Sql;
  /** `i.id` and its type */
  readonly id: SortKey;
  readonly sorts: Readonly<Record<Column, Sort>>;
  /** The named columns of a row, over `from` and `joins`. */
  readonly columns: Sql;
  readonly joins: Sql;
}

/** Which rows: those that meet all conditions and, where branches are given, at least one of these. */
export interface Selection {
  readonly conditions: readonly Sql[];
  /** Each is looked up by an index of its own (performance.md: a UNION of indexed branches, never an OR over a join). */
  readonly branches?: readonly Sql[];
}

export interface ListRequest<Column extends string> {
  readonly sort: { readonly column: Column; readonly direction: SortDirection };
  readonly page: Page;
}

const keyNames = [sql`k1`, sql`k2`, sql`k3`, sql`k4`] as const;

interface Order {
  readonly keys: readonly SortKey[];
  readonly expressions: readonly Sql[];
  readonly names: readonly Sql[];
  readonly direction: Sql;
  readonly after: Sql;
}

function orderOf<Column extends string>(list: List<Column>, { column, direction }: ListRequest<Column>['sort']): Order {
  const keys = [...list.sorts[column].keys, list.id];
  const names = keyNames.slice(0, keys.length);
  if (names.length !== keys.length) throw new RangeError(`too many sort keys for ${column}`);
  return {
    keys,
    names,
    expressions: keys.map((key) => (direction === 'asc' ? key.ascending : key.descending)),
    direction: direction === 'asc' ? sql`ASC` : sql`DESC`,
    after: direction === 'asc' ? sql`>` : sql`<`,
  };
}

function orderBy(expressions: readonly Sql[], { direction }: Order): Sql {
  return sql`ORDER BY ${join(
    expressions.map((expression) => sql`${expression} ${direction}`),
    sql`, `,
  )}`;
}

/**
 * The row comparison that continues after a cursor: the same cost at any depth. Where its first key is of a joined table, no
 * index knows the whole comparison; what follows from it for that key alone lets one start there.
 */
function afterCursor({ keys, expressions, after }: Order, cursor: Cursor, isJoined: boolean): Sql {
  const values = cursor.values.map((value, place) => sql`${value}::text::${keys[place]?.type ?? sql`text`}`);
  const compared = sql`(${join(expressions, sql`, `)}) ${after} (${join(values, sql`, `)})`;
  const [first, start] = [expressions[0], values[0]];
  return isJoined && first && start ? sql`${first} ${after}= ${start} AND ${compared}` : compared;
}

/** Ids and sort values only: the rest of a row is read for the page's rows alone, wherever in the list it lies. */
function pageOf<Column extends string>(
  list: List<Column>,
  order: Order,
  joins: Sql,
  { conditions, branches }: Selection,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Sql {
  const named = join(
    order.expressions.map((expression, place) => sql`${expression} AS ${order.names[place] ?? nothing}`),
    sql`, `,
  );
  const branch = (all: readonly Sql[], end: Sql): Sql =>
    sql`SELECT ${named} FROM ${list.from} ${joins} WHERE ${allOf(all)} ${orderBy(order.expressions, order)} ${end}`;
  const offsetSql = offset > 0 ? sql` OFFSET ${offset}` : nothing;
  if (!branches || branches.length === 0) return branch(conditions, sql`LIMIT ${limit}${offsetSql}`);
  const parts = branches.map((condition) => sql`(${branch([...conditions, condition], sql`LIMIT ${offset + limit}`)})`);
  return sql`SELECT * FROM (${join(parts, sql` UNION `)}) found ${orderBy(order.names, order)} LIMIT ${limit}${offsetSql}`;
}

const valuesSchema = z.array(z.string());

/**
 * One page of a list. Throws `bad_input` for a cursor that is not of this list and order.
 */
export async function readPage<Column extends string, Row extends object>(
  reader: Reader,
  list: List<Column>,
  { sort, page }: ListRequest<Column>,
  { conditions, branches }: Selection,
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const order = orderOf(list, sort);
  const cursor =
    page.from === 'cursor' ? decodeCursor(page.cursor, sort.column, sort.direction, order.keys.length) : null;
  const joins = list.sorts[sort.column].joins ?? nothing;
  const selection: Selection = {
    conditions: cursor ? [...conditions, afterCursor(order, cursor, joins !== nothing)] : conditions,
    ...(branches ? { branches } : {}),
  };
  // One more than asked for, which tells whether there is a next page.
  const span = { offset: page.from === 'offset' ? page.offset : 0, limit: page.limit + 1 };
  const pageNames = order.names.map((name) => sql`page.${name}`);
  const idName = pageNames.at(-1) ?? nothing;
  const query = sql`WITH page AS MATERIALIZED (${pageOf(list, order, joins, selection, span)})
SELECT ${list.columns}, ARRAY[${join(
    pageNames.map((name) => sql`${name}::text`),
    sql`, `,
  )}] AS "sortValues"
FROM page JOIN ${list.from} ON ${list.id.ascending} = ${idName} ${list.joins}
${orderBy(pageNames, order)}`;

  const found = await select<Row & { sortValues: unknown }>(reader, query).catch((error: unknown) => {
    // A forged cursor may hold what is no date or number; PostgreSQL says so with a data exception.
    if (cursor && serverError(error)?.sqlState.startsWith('22') === true) {
      throw new AppError('bad_input', { field: 'cursor' }, error);
    }
    throw error;
  });
  const last = found.length > page.limit ? found[page.limit - 1] : undefined;
  const nextCursor = last ? encodeCursor({ ...sort, values: valuesSchema.parse(last.sortValues) }) : null;
  const rows = found.slice(0, page.limit);
  for (const row of rows) Reflect.deleteProperty(row, 'sortValues');
  return { rows, nextCursor };
}

/** The rows of a selection without order or end, for sums: a row that several branches find is there once. */
export function selected(from: Sql, columns: Sql, { conditions, branches }: Selection): Sql {
  if (!branches || branches.length === 0) return sql`SELECT ${columns} FROM ${from} WHERE ${allOf(conditions)}`;
  return join(
    branches.map((branch) => sql`SELECT ${columns} FROM ${from} WHERE ${allOf([...conditions, branch])}`),
    sql` UNION `,
  );
}
