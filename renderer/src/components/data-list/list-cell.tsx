import type { ReactNode } from 'react';
import { classes } from '../class-names';
import styles from './data-list.module.css';

export interface ListCellParams<R> {
  readonly cell: (row: R) => ReactNode;
  readonly amount: boolean;
}

/** A cell, or a grey line while its row is read. */
export function ListCell<R>({ data, cell, amount }: ListCellParams<R> & { readonly data?: R }) {
  if (data === undefined) return <span className={styles.waiting} />;
  return <span className={classes(styles.cell, amount && styles.amount)}>{cell(data)}</span>;
}
