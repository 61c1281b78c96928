import { changed, type UpkeepRule } from './rule';

/** overdue is pending past its due date with something due. */
export const markOverdue: UpkeepRule = {
  name: 'overdue',
  action: 'became_overdue',
  run: (statements) =>
    changed(
      statements,
      `WITH late AS (
  SELECT i.id FROM public.invoices i
  WHERE i.status = 'pending' AND i.amount_due > 0 AND i.due_date < billing_desktop.today()
  ORDER BY i.id LIMIT $1 FOR NO KEY UPDATE OF i SKIP LOCKED
)
UPDATE public.invoices i SET status = 'overdue' FROM late WHERE i.id = late.id RETURNING i.id`,
    ),
};
