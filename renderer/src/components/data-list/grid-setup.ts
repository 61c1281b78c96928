import {
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  themeQuartz,
} from 'ag-grid-community';

ModuleRegistry.registerModules([
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
]);

/** The grid in the look's own values: it follows light, dark and density through them. */
export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--brand)',
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--ink)',
  textColor: 'var(--ink)',
  borderColor: 'var(--edge)',
  browserColorScheme: 'inherit',
  headerBackgroundColor: 'var(--sunken)',
  headerTextColor: 'var(--ink-3)',
  headerFontSize: 'var(--text-xs)',
  headerFontWeight: 600,
  headerHeight: 34,
  headerColumnResizeHandleColor: 'transparent',
  fontFamily: 'inherit',
  fontSize: 'var(--text)',
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--brand-soft)',
  oddRowBackgroundColor: 'transparent',
  cellHorizontalPadding: 12,
  columnBorder: false,
  wrapperBorder: true,
  wrapperBorderRadius: 'var(--radius)',
  checkboxBorderRadius: 4,
  checkboxCheckedBackgroundColor: 'var(--brand)',
  checkboxCheckedBorderColor: 'var(--brand)',
  checkboxCheckedShapeColor: 'var(--brand-ink)',
  checkboxUncheckedBorderColor: 'var(--control-edge)',
  checkboxUncheckedBackgroundColor: 'var(--surface)',
  focusShadow: { spread: 2, color: 'var(--focus-color)' },
  spacing: 6,
});

/** Rows of one page; the grid keeps some of them and drops the rest. */
export const blockSize = 100;
export const keptBlocks = 12;
export const rowHeights = { compact: 36, comfortable: 42 } as const;
