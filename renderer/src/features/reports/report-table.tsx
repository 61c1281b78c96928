import type { ReactNode } from 'react';
import { AmountText, classes } from '@/components';
import { useText } from '@/i18n';
import styles from './reports.module.css';

export interface ReportColumn<R> {
  readonly id: string;
  readonly header: string;
  /** Amounts and counts: units under units. */
  readonly amount?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** What stands under the column; the first column's is the foot's name. */
  readonly foot?: ReactNode;
}

/** A report's figures. The first column names the row. */
export function ReportTable<R>({ label, columns, rows, rowId, isSoft, hasFoot = false }: ReportTableProps<R>) {
  const side = (column: ReportColumn<R>): string => (column.amount === true ? (styles.amount ?? '') : '');
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={side(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className={classes(isSoft?.(row) === true && styles.soft)}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.id} scope="row" className={side(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={side(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {hasFoot && (
          <tfoot>
            <tr>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.id} scope="row" className={side(column)}>
                    {column.foot}
                  </th>
                ) : (
                  <td key={column.id} className={side(column)}>
                    {column.foot}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
interface ReportTableProps<R> {
  readonly label: string;
  readonly columns: readonly ReportColumn<R>[];
  readonly rows: readonly R[];
  readonly rowId: (row: R) => string;
  /** A row that frames the others, such as an opening balance. */
  readonly isSoft?: (row: R) => boolean;
  readonly hasFoot?: boolean;
}

/** An amount that opens the rows behind it; nothing opens from nothing. */
export function AmountFigure({ amount, strong = false, onOpen }: AmountFigureProps) {
  const { t } = useText();
  if (amount === '0.00') return <AmountText amount={amount} tone="muted" />;
  return (
    <button type="button" className={styles.figure} title={t('reports.openRows')} onClick={onOpen}>
      <AmountText amount={amount} strong={strong} />
    </button>
  );
}
interface AmountFigureProps {
  readonly amount: string;
  readonly strong?: boolean;
  readonly onOpen: () => void;
}

/** A count that opens the rows behind it. */
export function CountFigure({ count, onOpen }: { readonly count: number; readonly onOpen: () => void }) {
  const text = useText();
  if (count === 0) return <span className="num muted">{text.count(0)}</span>;
  return (
    <button type="button" className={classes(styles.figure, 'num')} title={text.t('reports.openRows')} onClick={onOpen}>
      {text.count(count)}
    </button>
  );
}

/** A name in a table, cut off where it is long. */
export function NameCell({ children }: { readonly children: ReactNode }) {
  return (
    <span className={styles.name}>
      <bdi>{children}</bdi>
    </span>
  );
}
