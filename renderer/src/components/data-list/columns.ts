import type { ReactNode } from 'react';

/** A column of a list. Amounts stand in a column of their own, their currency in the next. */
export interface ListColumn<R, C extends string> {
  readonly id: string;
  readonly header: string;
  /** Pixels; the reader may change it. */
  readonly width: number;
  /** Takes what room is left, with `width` as its least. */
  readonly grows?: boolean;
  /** The contract's sort column; without it the header does not sort. */
  readonly sort?: C;
  /** Steps back where the list is too narrow for all its columns: the higher, the sooner. Never, where it is not given. */
  readonly yields?: number;
  /** Not shown until the reader chooses it. */
  readonly hidden?: boolean;
  readonly align?: 'start' | 'amount';
  readonly cell: (row: R) => ReactNode;
}
