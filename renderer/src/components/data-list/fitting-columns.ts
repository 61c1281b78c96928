import type { ListColumn } from './columns';
import type { ColumnLayout } from './use-list-layout';

/**
 * The columns that step back while there is no room for all: of the shown ones those with the highest `yields` first,
 * until the rest fits into `room` pixels. The reader's own choice of columns is not touched by it.
 */
export function steppedBack<R, C extends string>(
  columns: readonly ListColumn<R, C>[],
  layout: readonly ColumnLayout[],
  room: number,
): ReadonlySet<string> {
  const back = new Set<string>();
  if (room <= 0) return back;
  const shown = layout.flatMap(({ id, width, hidden }) => {
    const column = columns.find((known) => known.id === id);
    return column && !hidden
      ? [{ id, yields: column.yields ?? 0, width: column.grows === true ? column.width : width }]
      : [];
  });
  let needed = shown.reduce((sum, { width }) => sum + width, 0);
  for (const column of shown.filter(({ yields }) => yields > 0).toSorted((a, b) => b.yields - a.yields)) {
    if (needed <= room) break;
    back.add(column.id);
    needed -= column.width;
  }
  return back;
}
