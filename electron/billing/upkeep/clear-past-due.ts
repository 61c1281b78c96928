import { unpaidPastGrace, type UpkeepRule } from './rule';

/** Fewer than elsewhere: each tenant is locked by itself. */
export const batch = 100;

/**
 * past_due clears by itself when it is paid. Not where the service has started another one for the tenant meanwhile: it
 * fails on a second one that is active. Whoever is about to start one waits, as for a person's command.
 */
export const clearPastDue: UpkeepRule = {
  name: 'pastDueCleared',
  action: 'past_due_cleared',
  async run(statements) {
    const tenants = await statements.rows<{ tenant_id: string }>(
      `SELECT t.tenant_id, pg_advisory_xact_lock(hashtextextended('sahool_subscription:' || t.tenant_id, 0)) FROM (
  SELECT DISTINCT s.tenant_id FROM public.subscriptions s
  WHERE s.status = 'past_due' AND NOT ${unpaidPastGrace} ORDER BY s.tenant_id LIMIT $1
) t`,
      [batch],
    );
    const cleared = await statements.rows<{ id: string }>(
      `WITH paid AS (
  SELECT s.id FROM public.subscriptions s
  WHERE s.status = 'past_due' AND NOT ${unpaidPastGrace}
    AND s.tenant_id = ANY ($2::text[])
    AND NOT EXISTS (SELECT FROM public.subscriptions other WHERE other.tenant_id = s.tenant_id AND other.id <> s.id
      AND other.status IN ('active', 'trial'))
  ORDER BY s.tenant_id, s.id LIMIT $1 FOR NO KEY UPDATE OF s SKIP LOCKED
)
UPDATE public.subscriptions s SET status = 'active', updated_at = now() FROM paid WHERE s.id = paid.id RETURNING s.id`,
      [batch, tenants.map((tenant) => tenant.tenant_id)],
    );
    return cleared.length;
  },
};
