import { fold } from '../../contract/fold';
import type { Table, TableRow } from './read-table';

/** The words by which a column's head is recognised, folded. The first match of a row counts; a longer word first. */
export type ColumnWords<C extends string> = Readonly<Record<C, readonly string[]>>;

/** A head as it is compared: folded, without marks between its words. */
export function headOf(cell: string): string {
  return fold(cell)
    .replaceAll(/[_\-./()[\]:#*'"]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** What a head names: a whole match first, then one that begins with the word. */
function columnsOf<C extends string>(cells: readonly string[], words: ColumnWords<C>, names: readonly C[]) {
  const found: Partial<Record<C, number>> = {};
  const taken = new Set<number>();
  const heads = cells.map(headOf);
  for (const exact of [true, false]) {
    for (const name of names) {
      if (found[name] !== undefined) continue;
      const place = heads.findIndex(
        (head, index) =>
          !taken.has(index) &&
          head !== '' &&
          words[name]
            .map(headOf)
            .some((word) => (exact ? head === word : head.startsWith(`${word} `) || head.endsWith(` ${word}`))),
      );
      if (place === -1) continue;
      found[name] = place;
      taken.add(place);
    }
  }
  return found;
}

export interface FoundColumns<C extends string> {
  /** The row of heads in `table.rows`, or -1 where there is none. */
  readonly headRow: number;
  readonly columns: Partial<Record<C, number>>;
}

const mostRowsAboveTheHead = 40;

/** Looks for the row of heads among the first rows (banks write addresses above it): the one that names most columns. */
export function findColumns<C extends string>(
  { rows }: Pick<Table, 'rows'>,
  words: ColumnWords<C>,
  names: readonly C[],
): FoundColumns<C> {
  let best: FoundColumns<C> = { headRow: -1, columns: {} };
  for (const [place, { cells }] of rows.slice(0, mostRowsAboveTheHead).entries()) {
    const columns = columnsOf(cells, words, names);
    const count = Object.keys(columns).length;
    if (count > 1 && count > Object.keys(best.columns).length) best = { headRow: place, columns };
  }
  return best;
}

/** The row whose heads are these, as they were when the columns were mapped; -1 where the file has none such. */
export function findHeads({ rows }: Pick<Table, 'rows'>, heads: readonly string[]): number {
  const wanted = heads.map(headOf);
  return rows
    .slice(0, mostRowsAboveTheHead)
    .findIndex(({ cells }) => wanted.every((head, place) => headOf(cells[place] ?? '') === head));
}

/** A row's cell; the empty text where the column is not mapped or the row is too short. */
export function cellOf({ cells }: TableRow, column: number | null | undefined): string {
  return column === null || column === undefined ? '' : (cells[column] ?? '');
}
