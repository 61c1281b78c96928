import { escapeLiteral } from 'pg';
import { selected, type List, type Selection } from '../queries/list';
import { join, sql, type BindValue, type Sql } from '../queries/sql';

/**
 * What a column holds. `word` is one of a fixed set that the reader's language names; `date` and `moment` are a calendar date
 * and a time of the business zone. A `figure` is an amount that is not added up, such as a balance; a `rate` is in per cent.
 */
export type SheetColumnType = 'text' | 'word' | 'amount' | 'figure' | 'count' | 'rate' | 'date' | 'moment' | 'currency';

export interface SheetColumn<Id extends string = string> {
  readonly id: Id;
  readonly type: SheetColumnType;
  readonly value: Sql;
  /** The set that a `word` comes from. */
  readonly words?: string;
}

/** A list as a table of texts: its columns over the list's own rows and joins. */
export interface Sheet<Column extends string = string> {
  readonly list: List<Column>;
  readonly columns: readonly SheetColumn[];
  readonly joins: Sql;
}

/** The words of each set, by what is stored: `standing` → `{ paid: 'مدفوعة' }`. */
export type Vocabulary = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A time of the business zone, as text to the second. */
export function moment(at: Sql): Sql {
  return sql`to_char(${at} AT TIME ZONE coalesce(
    (SELECT g.value ->> 'zone' FROM billing_desktop.settings g WHERE g.key = 'business'), 'UTC'), 'YYYY-MM-DD HH24:MI:SS')`;
}

function inWords(value: Sql, words: Readonly<Record<string, string>>): Sql {
  const cases = Object.entries(words).map(([stored, word]) => sql`WHEN ${stored} THEN ${word}`);
  return cases.length === 0
    ? sql`(${value})::text`
    : sql`CASE (${value})::text ${join(cases, sql` `)} ELSE (${value})::text END`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises against CSV injection. */
function safe(value: Sql): Sql {
  return sql`CASE WHEN left(${value}, 1) IN ('=', '+', '-', '@', chr(9), chr(13)) THEN '''' || (${value}) ELSE ${value} END`;
}

export interface SheetRequest<Column extends string> {
  readonly selection: Selection;
  readonly sort: { readonly column: Column; readonly direction: 'asc' | 'desc' };
  readonly vocabulary: Vocabulary;
  /** Guards texts against being run as formulas: for CSV, where a cell has no type. */
  readonly formulaSafe: boolean;
}

/** Every row of a selection in its order, each column as text. */
export function sheetQuery<Column extends string>(sheet: Sheet<Column>, request: SheetRequest<Column>): Sql {
  const { list, columns } = sheet;
  const { selection, sort, vocabulary, formulaSafe } = request;
  const order = [...list.sorts[sort.column].keys, list.id].map((key) =>
    sort.direction === 'asc' ? sql`${key.ascending} ASC` : sql`${key.descending} DESC`,
  );
  const values = columns.map(({ value, type, words }) => {
    const shown = type === 'word' ? inWords(value, vocabulary[words ?? ''] ?? {}) : value;
    // A word that has no translation is a text like any other.
    return formulaSafe && (type === 'text' || type === 'word') ? safe(shown) : shown;
  });
  const { branches, conditions } = selection;
  // A row that several branches find is there once.
  const chosen: Selection = branches?.length
    ? { conditions: [sql`${list.id.ascending} IN (${selected(list.from, list.id.ascending, selection)})`] }
    : { conditions };
  return sql`${selected(sql`${list.from} ${list.sorts[sort.column].joins ?? sql``} ${sheet.joins}`, join(values, sql`, `), chosen)}
ORDER BY ${join(order, sql`, `)}`;
}

function literal(value: BindValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return escapeLiteral(value);
  if (typeof value === 'object') return `ARRAY[${value.map((each) => escapeLiteral(each)).join(', ')}]::text[]`;
  return escapeLiteral(String(value));
}

/** A COPY that gives the rows of a query as CSV. COPY takes no bind parameters, so the values are escaped into its text. */
export function copyText(query: Sql): string {
  const text = query.texts.reduce(
    (before, next, place) => `${before}${literal(query.values[place - 1] ?? null)}${next}`,
  );
  return `COPY (${text}) TO STDOUT (FORMAT csv, ENCODING 'UTF8')`;
}
