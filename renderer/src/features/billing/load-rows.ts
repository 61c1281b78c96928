import { subscriptionIdSchema, type SubscriptionId } from '@contract/ids';
import type { LoadPage } from '@/components';

/** So many rows after a subscription, and after which to go on; null at the end. */
type Read<R> = (
  after: SubscriptionId | null,
  limit: number,
) => Promise<{ readonly rows: readonly R[]; readonly next: SubscriptionId | null }>;

/**
 * Pages of a list that can only be read on from a row: a place that was jumped to is read up to. They have one order, in which
 * the run goes through them.
 */
export function loadRows<R>(read: Read<R>): LoadPage<R, 'order'> {
  return async ({ page }) => {
    const { limit } = page;
    let after = page.from === 'cursor' ? subscriptionIdSchema.parse(page.cursor) : null;
    let skip = page.from === 'offset' ? page.offset : 0;
    while (skip > 0) {
      const { rows, next } = await read(after, Math.min(skip, 200));
      if (next === null) return { rows: [], nextCursor: null };
      skip -= rows.length;
      after = next;
    }
    const { rows, next } = await read(after, limit);
    return { rows, nextCursor: next };
  };
}

/** The one order of such a list. */
export const onlyOrder = { column: 'order', direction: 'asc' } as const;
