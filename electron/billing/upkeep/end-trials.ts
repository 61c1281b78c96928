import { changed, type UpkeepRule } from './rule';

/** A trial bills nothing until its end; then it is active, and its periods count from there. */
export const endTrials: UpkeepRule = {
  name: 'trialEnded',
  action: 'trial_ended',
  run: (statements) =>
    changed(
      statements,
      `WITH over AS (
  SELECT s.id FROM public.subscriptions s
  WHERE s.status = 'trial' AND s.trial_end_date <= billing_desktop.today() AND s.canceled_at IS NULL
  ORDER BY s.id LIMIT $1 FOR NO KEY UPDATE OF s SKIP LOCKED
)
UPDATE public.subscriptions s SET status = 'active', updated_at = now() FROM over WHERE s.id = over.id RETURNING s.id`,
    ),
};
