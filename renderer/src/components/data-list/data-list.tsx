import type {
  CellFocusedEvent,
  CellKeyDownEvent,
  ColDef,
  GridApi,
  IDatasource,
  RowClickedEvent,
  RowClassRules,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Area } from '@contract/channels';
import type { Totals } from '@contract/page';
import { onChange, toApiError, type ApiError } from '@/api';
import { useText } from '@/i18n';
import { usePreferences } from '../preferences';
import { useToldKey } from '../shortcuts';
import { ErrorState } from '../states';
import { ColumnChoice } from './column-choice';
import type { ListColumn } from './columns';
import { blockSize, gridTheme, keptBlocks, rowHeights } from './grid-setup';
import { steppedBack } from './fitting-columns';
import { gridWords } from './grid-words';
import { ListCell, type ListCellParams } from './list-cell';
import { placeOf, rememberPlace } from './list-memory';
import type { ListName } from './list-name';
import { PageLoader, type ListSort, type LoadPage } from './page-loader';
import { useListLayout } from './use-list-layout';
import { useListSteps } from './use-list-steps';
import { useRoom } from './use-room';
import styles from './data-list.module.css';

export interface DataListProps<R, C extends string> {
  readonly name: ListName;
  /** What it is a list of, for screen readers. */
  readonly label: string;
  /** The area whose changes make it read again. */
  readonly area: Area;
  /** Make it with useMemo or outside of the component: a new array means new columns. */
  readonly columns: readonly ListColumn<R, C>[];
  readonly defaultSort: ListSort<C>;
  /** What is shown: the list starts anew when it changes. */
  readonly filter: object;
  readonly load: LoadPage<R, C>;
  readonly rowId: (row: R) => string;
  /** The record that is open beside the list. */
  readonly openedId?: string | undefined;
  readonly onOpen?: (row: R) => void;
  /** With a checkbox for each row; called with what is checked. */
  readonly onSelect?: (rows: R[]) => void;
  /** Makes the scroll bar honest. */
  readonly totals?: Totals | undefined;
  /** Shown where the filter holds nothing. */
  readonly empty: ReactNode;
}

/** What the grid itself takes of the width. */
const scrollBarWidth = 18;
const checkboxWidth = 50;

type State = { kind: 'ready' } | { kind: 'empty' } | { kind: 'failed'; error: ApiError };

/**
 * A list of any length: blocks of rows are read as they scroll into view. Sorting, columns and their widths are the
 * reader's and kept. Enter or a click opens a row; while a record is open the arrows lead from record to record.
 */
export function DataList<R, C extends string>(props: DataListProps<R, C>) {
  const { direction, language } = useText();
  // The grid cannot turn its direction while it stands.
  return <Grid key={`${props.name} ${direction} ${language}`} {...props} />;
}

function Grid<R, C extends string>(props: DataListProps<R, C>) {
  const { name, columns, openedId, onOpen, onSelect, area, totals } = props;
  const { t, direction } = useText();
  const { preferences } = usePreferences();
  const layout = useListLayout(name, columns, props.defaultSort);
  const [api, setApi] = useState<GridApi<R> | null>(null);
  const [state, setState] = useState<State>({ kind: 'ready' });
  const [wrapper, setWrapper] = useState<HTMLElement | null>(null);
  const room = useRoom(wrapper) - scrollBarWidth - (onSelect === undefined ? 0 : checkboxWidth);
  const back = useMemo(() => steppedBack(columns, layout.columns, room), [columns, layout.columns, room]);
  const latest = useRef({ props, layout, back });
  useEffect(() => {
    latest.current = { props, layout, back };
  });

  const filterKey = JSON.stringify(props.filter);
  const { column: sortColumn, direction: sortDirection } = layout.sort;
  const shownKey = `${filterKey} ${sortColumn} ${sortDirection}`;
  const place = useRef(placeOf(name, shownKey));

  const datasource = useMemo<IDatasource>(() => {
    const loader = new PageLoader<R, C>((request) => latest.current.props.load(request), {
      column: sortColumn,
      direction: sortDirection,
    });
    return {
      getRows: ({ startRow, endRow, successCallback, failCallback }) => {
        loader.block(startRow, endRow).then(
          ({ rows, lastRow }) => {
            setState(lastRow === 0 ? { kind: 'empty' } : { kind: 'ready' });
            successCallback(rows, lastRow);
          },
          (thrown: unknown) => {
            failCallback();
            setState({ kind: 'failed', error: toApiError(thrown) });
          },
        );
      },
      destroy: () => loader.forget(),
    };
    // The filter is read through `latest`; a new one must make a new source, whose cursors are its own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [filterKey, sortColumn, sortDirection]);

  useEffect(
    () =>
      onChange((areas) => {
        if (areas === 'all' || areas.includes(area)) api?.refreshInfiniteCache();
      }),
    [api, area],
  );

  useEffect(() => {
    if (!api || totals === undefined || totals.count === 0) return;
    if (totals.count > (api.getDisplayedRowCount() || 0)) api.setRowCount(totals.count, !totals.capped);
  }, [api, totals]);

  const columnDefs = useMemo<ColDef<R>[]>(
    () =>
      layout.columns.flatMap(({ id, width, hidden }) => {
        const column = columns.find((known) => known.id === id);
        if (!column) return [];
        const params: ListCellParams<R> = { cell: column.cell, amount: column.align === 'amount' };
        return {
          colId: id,
          headerName: column.header,
          ...(column.grows === true ? { flex: 1, minWidth: column.width } : { width, minWidth: 56 }),
          hide: hidden || back.has(id),
          sortable: column.sort !== undefined,
          sort: column.sort === sortColumn ? sortDirection : null,
          headerClass: column.align === 'amount' ? (styles.amountHead ?? '') : '',
          cellRendererParams: params,
        };
      }),
    [back, columns, layout.columns, sortColumn, sortDirection],
  );

  const opened = useRef(openedId);
  const rowClassRules = useMemo<RowClassRules<R>>(
    () => ({ [styles.opened ?? 'opened']: ({ node }) => node.id !== undefined && node.id === opened.current }),
    [],
  );
  useEffect(() => {
    const before = opened.current;
    opened.current = openedId;
    if (!api || before === openedId) return;
    const nodes = [before, openedId].flatMap((id) => (id === undefined ? [] : (api.getRowNode(id) ?? [])));
    api.redrawRows({ rowNodes: nodes });
  }, [api, openedId]);

  const keepColumns = useCallback((grid: GridApi<R>) => {
    const { layout: current, props: now, back: steppedAside } = latest.current;
    const next = grid
      .getColumnState()
      .flatMap(({ colId, width, hide }) =>
        now.columns.some(({ id }) => id === colId)
          ? [{ id: colId, width: Math.round(width ?? 120), hidden: hide === true && !steppedAside.has(colId) }]
          : [],
      );
    if (JSON.stringify(next) !== JSON.stringify(current.columns)) current.setColumns(next);
  }, []);

  useToldKey({ keys: 'ArrowUp ArrowDown', label: t('common.listKeys.move') });
  useToldKey({
    keys: 'Enter',
    label: t('common.listKeys.open'),
    enabled: onOpen !== undefined && openedId === undefined,
  });
  useToldKey({ keys: 'Space', label: t('common.listKeys.check'), enabled: onSelect !== undefined });
  useListSteps({ api, openedId, onOpen });

  const follow = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(follow.current), []);

  return (
    <div className={styles.wrapper} ref={setWrapper}>
      <AgGridReact<R>
        theme={gridTheme}
        rowModelType="infinite"
        datasource={datasource}
        cacheBlockSize={blockSize}
        maxBlocksInCache={keptBlocks}
        maxConcurrentDatasourceRequests={2}
        blockLoadDebounceMillis={60}
        infiniteInitialRowCount={place.current?.rowCount ?? 1}
        columnDefs={columnDefs}
        defaultColDef={{
          cellRenderer: ListCell,
          resizable: true,
          suppressHeaderMenuButton: true,
          sortingOrder: ['asc', 'desc'],
        }}
        maintainColumnOrder
        getRowId={({ data }) => props.rowId(data)}
        rowHeight={rowHeights[preferences.density]}
        rowClassRules={rowClassRules}
        enableRtl={direction === 'rtl'}
        ensureDomOrder
        alwaysShowVerticalScroll
        animateRows={false}
        suppressNoRowsOverlay
        suppressDragLeaveHidesColumns
        suppressMultiSort
        // Tab leaves the list, as it leaves every other widget; the arrows move about in it.
        tabToNextCell={() => false}
        selectionColumnDef={{
          width: 46,
          minWidth: 46,
          resizable: false,
          suppressMovable: true,
          headerName: t('common.gridSelection'),
          headerClass: styles.selectionHead ?? '',
        }}
        localeText={gridWords(t)}
        {...(onSelect === undefined
          ? {}
          : {
              rowSelection: { mode: 'multiRow', checkboxes: true, headerCheckbox: false, enableClickSelection: false },
            })}
        onGridReady={({ api: ready }) => {
          ready.setGridAriaProperty('label', props.label);
          setApi(ready);
        }}
        onFirstDataRendered={({ api: grid }) => {
          if (place.current) grid.ensureIndexVisible(place.current.firstRow, 'top');
        }}
        onBodyScrollEnd={({ api: grid }) =>
          rememberPlace(name, {
            of: shownKey,
            firstRow: grid.getFirstDisplayedRowIndex(),
            rowCount: grid.getDisplayedRowCount(),
          })
        }
        onSortChanged={({ api: grid }) => {
          const sorted = grid.getColumnState().find(({ sort }) => sort !== null && sort !== undefined);
          const column = columns.find(({ id }) => id === sorted?.colId)?.sort;
          if (column === undefined || (sorted?.sort !== 'asc' && sorted?.sort !== 'desc')) return;
          if (column !== sortColumn || sorted.sort !== sortDirection) {
            latest.current.layout.setSort({ column, direction: sorted.sort });
          }
        }}
        onColumnMoved={({ finished, api: grid }) => finished && keepColumns(grid)}
        onColumnResized={({ finished, source, api: grid }) => {
          if (finished && source === 'uiColumnResized') keepColumns(grid);
        }}
        onSelectionChanged={({ api: grid }) => onSelect?.(grid.getSelectedRows())}
        onRowClicked={({ data, event }: RowClickedEvent<R>) => {
          if (data === undefined || (event?.target instanceof Element && event.target.closest('.ag-checkbox'))) return;
          onOpen?.(data);
        }}
        onCellKeyDown={({ data, event }: CellKeyDownEvent<R> | { data: R | undefined; event?: Event | null }) => {
          if (data !== undefined && event instanceof KeyboardEvent && event.key === 'Enter') onOpen?.(data);
        }}
        onCellFocused={({ rowIndex, api: grid }: CellFocusedEvent<R>) => {
          clearTimeout(follow.current);
          if (opened.current === undefined || rowIndex === null) return;
          const row = grid.getDisplayedRowAtIndex(rowIndex)?.data;
          if (row === undefined || props.rowId(row) === opened.current) return;
          follow.current = setTimeout(() => onOpen?.(row), 160);
        }}
      />
      <ColumnChoice columns={columns} layout={layout} />
      {state.kind === 'empty' && <div className={styles.over}>{props.empty}</div>}
      {state.kind === 'failed' && (
        <div className={styles.over}>
          <ErrorState
            error={state.error}
            onRetry={() => {
              setState({ kind: 'ready' });
              api?.purgeInfiniteCache();
            }}
          />
        </div>
      )}
    </div>
  );
}
