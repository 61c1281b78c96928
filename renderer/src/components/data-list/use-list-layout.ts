import { useCallback, useMemo } from 'react';
import type { Preferences } from '@contract/preferences';
import { usePreferences } from '../preferences';
import type { ListColumn } from './columns';
import type { ListSort } from './page-loader';

type Layout = Preferences['lists'][string];
export interface ColumnLayout {
  readonly id: string;
  readonly width: number;
  readonly hidden: boolean;
}

/** The columns in their order as this reader left them, with new columns at their own place. */
export function mergeColumns<R, C extends string>(
  columns: readonly ListColumn<R, C>[],
  kept: readonly ColumnLayout[],
): ColumnLayout[] {
  const known = kept.filter(({ id }) => columns.some((column) => column.id === id));
  const result = [...known];
  columns.forEach((column, index) => {
    if (known.some(({ id }) => id === column.id)) return;
    result.splice(index, 0, { id: column.id, width: column.width, hidden: column.hidden ?? false });
  });
  return result;
}

export interface ListLayout<C extends string> {
  readonly columns: readonly ColumnLayout[];
  readonly sort: ListSort<C>;
  readonly setColumns: (columns: readonly ColumnLayout[] | null) => void;
  readonly setSort: (sort: ListSort<C>) => void;
}

/** How this reader left a list, kept in the preferences under its name. */
export function useListLayout<R, C extends string>(
  name: string,
  columns: readonly ListColumn<R, C>[],
  defaultSort: ListSort<C>,
): ListLayout<C> {
  const { preferences, change } = usePreferences();
  const kept = preferences.lists[name];
  const merged = useMemo(() => mergeColumns(columns, kept?.columns ?? []), [columns, kept]);
  const sortColumn = columns.find(({ sort }) => sort !== undefined && sort === kept?.sort?.column)?.sort;
  const sort =
    sortColumn !== undefined && kept?.sort ? { column: sortColumn, direction: kept.sort.direction } : defaultSort;

  const save = useCallback(
    (part: Partial<Layout>) => {
      const before = preferences.lists[name] ?? { columns: [], sort: null };
      change({ lists: { [name]: { ...before, ...part } } });
    },
    [change, name, preferences.lists],
  );
  return {
    columns: merged,
    sort,
    setColumns: (next) => save({ columns: next === null ? [] : [...next] }),
    setSort: (next) => save({ sort: next }),
  };
}
