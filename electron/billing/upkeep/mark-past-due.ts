import { changed, unpaidPastGrace, type UpkeepRule } from './rule';

/** past_due follows an invoice that stays unpaid past its grace days. */
export const markPastDue: UpkeepRule = {
  name: 'pastDue',
  action: 'became_past_due',
  run: (statements) =>
    changed(
      statements,
      `WITH late AS (
  SELECT s.id FROM public.subscriptions s WHERE s.status = 'active' AND ${unpaidPastGrace}
  ORDER BY s.id LIMIT $1 FOR NO KEY UPDATE OF s SKIP LOCKED
)
UPDATE public.subscriptions s SET status = 'past_due', updated_at = now() FROM late WHERE s.id = late.id RETURNING s.id`,
    ),
};
