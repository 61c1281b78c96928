import type { LoadPage } from './page-loader';

/** Pages of a short list that was read as a whole, such as the plans: sorted here by the given value. */
export function loadFromArray<R, C extends string>(
  read: () => Promise<readonly R[]>,
  compare: Readonly<Record<C, (left: R, right: R) => number>>,
): LoadPage<R, C> {
  return async ({ sort, page }) => {
    const rows = [...(await read())].sort(compare[sort.column]);
    if (sort.direction === 'desc') rows.reverse();
    const start = page.from === 'offset' ? page.offset : 0;
    return { rows: rows.slice(start, start + page.limit), nextCursor: null };
  };
}
