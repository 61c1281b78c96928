import type { Page, SortDirection } from '@contract/page';

export interface ListSort<C extends string> {
  readonly column: C;
  readonly direction: SortDirection;
}
export interface ListRequest<C extends string> {
  readonly sort: ListSort<C>;
  readonly page: Page;
}
export interface ListPage<R> {
  readonly rows: readonly R[];
  readonly nextCursor: string | null;
}
/** Reads one page of a list; `call('tenants.list', { filter, ...request })`. */
export type LoadPage<R, C extends string> = (request: ListRequest<C>) => Promise<ListPage<R>>;

/**
 * Turns the grid's blocks into pages: the first from the start; one that follows a read page by its cursor, which costs
 * the same at any depth; one that the reader jumped to by its row number.
 */
export class PageLoader<R, C extends string> {
  private readonly cursors = new Map<number, string>();

  constructor(
    private readonly load: LoadPage<R, C>,
    private readonly sort: ListSort<C>,
  ) {}

  /** The page for a block, as it is asked for. */
  pageFor(startRow: number, limit: number): Page {
    if (startRow === 0) return { from: 'start', limit };
    const cursor = this.cursors.get(startRow);
    return cursor === undefined ? { from: 'offset', offset: startRow, limit } : { from: 'cursor', cursor, limit };
  }

  /** Rows from `startRow`; `lastRow` is the list's length where this page is its last one. */
  async block(startRow: number, endRow: number): Promise<{ rows: R[]; lastRow: number | undefined }> {
    const page = this.pageFor(startRow, endRow - startRow);
    const { rows, nextCursor } = await this.load({ sort: this.sort, page });
    const end = startRow + rows.length;
    if (nextCursor === null) return { rows: [...rows], lastRow: end };
    this.cursors.set(end, nextCursor);
    return { rows: [...rows], lastRow: undefined };
  }

  /** Rows changed: cursors that were read before may point between other rows now. */
  forget(): void {
    this.cursors.clear();
  }
}
