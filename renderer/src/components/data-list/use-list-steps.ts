import type { GridApi } from 'ag-grid-community';
import { createContext, use, useEffect, useRef } from 'react';

/** The ways from the record that is open to the one before and after it in the list; null at the list's ends. */
export interface ListSteps {
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

/** Where a list says which steps there are; null where no record stands beside it. */
export const OfferSteps = createContext<((steps: ListSteps | null) => void) | null>(null);

export interface SteppedList<R> {
  readonly api: GridApi<R> | null;
  readonly openedId: string | undefined;
  readonly onOpen: ((row: R) => void) | undefined;
}

/**
 * Offers the record beside a list the steps to its neighbours. A row that is not read yet is read first; a record that has left
 * the list, because it was paid under a filter of what is unpaid, is followed by the one that took its place.
 */
export function useListSteps<R>({ api, openedId, onOpen }: SteppedList<R>): void {
  const offer = use(OfferSteps);
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  });
  const stood = useRef<{ readonly id: string; readonly index: number } | null>(null);

  useEffect(() => {
    if (offer === null || api === null || openedId === undefined) return;
    let wanted: number | null = null;
    let offered = '';
    const openWanted = (): boolean => {
      if (wanted === null) return false;
      const row = wanted < api.getDisplayedRowCount() ? api.getDisplayedRowAtIndex(wanted) : undefined;
      if (row === undefined) wanted = null;
      if (row?.data === undefined) return false;
      wanted = null;
      latest.current?.(row.data);
      return true;
    };
    const stepTo = (index: number): void => {
      wanted = index;
      api.ensureIndexVisible(index);
      // Where the list has the focus, its arrows go on from the record that is open.
      const column = api.getFocusedCell()?.column;
      if (column !== undefined && document.activeElement?.closest('.ag-row')) api.setFocusedCell(index, column);
      openWanted();
    };
    const look = (): void => {
      if (openWanted()) return;
      const found = api.getRowNode(openedId)?.rowIndex ?? null;
      if (found !== null) stood.current = { id: openedId, index: found };
      const index = stood.current?.id === openedId ? stood.current.index : null;
      const previous = index === null || index === 0 ? null : index - 1;
      const after = index === null ? null : found === null ? index : index + 1;
      const next = after !== null && after < api.getDisplayedRowCount() ? after : null;
      const now = `${previous} ${next}`;
      if (now === offered) return;
      offered = now;
      offer({
        previous: previous === null ? null : () => stepTo(previous),
        next: next === null ? null : () => stepTo(next),
      });
    };
    look();
    api.addEventListener('modelUpdated', look);
    return () => {
      if (!api.isDestroyed()) api.removeEventListener('modelUpdated', look);
      offer(null);
    };
  }, [api, offer, openedId]);
}
