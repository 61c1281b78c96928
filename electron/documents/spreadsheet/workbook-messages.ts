import type { WorkbookPlan } from './workbook';

/** What the worker is started with. */
export interface WorkbookOrder {
  /** The file to write; it does not exist yet. */
  readonly path: string;
  readonly plan: WorkbookPlan;
}

/** To the worker: a piece of the table's CSV, or its end. Each piece is answered by `taken` before the next is sent. */
export type ToWorker = { readonly kind: 'piece'; readonly bytes: Uint8Array } | { readonly kind: 'end' };

/** From the worker. */
export type FromWorker =
  | { readonly kind: 'taken'; readonly rows: number }
  | { readonly kind: 'done'; readonly rows: number }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string };
