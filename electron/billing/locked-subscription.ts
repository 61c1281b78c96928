import { z } from 'zod';
import { calendarDateSchema } from '../contract/calendar-date';
import { AppError } from '../contract/result';
import { billingCycleSchema, subscriptionStatusSchema } from '../contract/status';
import { subscriptionIdSchema } from '../contract/ids';
import { versionOf } from '../database/queries/versions';
import type { Work } from './command';
import { liveStatuses } from './rules/subscription-states';

const lockedSubscriptionSchema = z.object({
  id: subscriptionIdSchema,
  tenantId: z.string(),
  status: subscriptionStatusSchema,
  cycle: billingCycleSchema,
  startDate: calendarDateSchema,
  endDate: calendarDateSchema,
  trialEndDate: calendarDateSchema.nullable(),
  canceledOn: calendarDateSchema.nullable(),
  anchorDate: calendarDateSchema.nullable(),
  version: z.string(),
});
export type LockedSubscription = z.infer<typeof lockedSubscriptionSchema>;

/** Locks a subscription and reads it with its terms. Throws `not_found`. */
export async function lockSubscription(work: Work, id: string): Promise<LockedSubscription> {
  const [row] = await work.rows(
    `SELECT s.id, s.tenant_id AS "tenantId", s.status, s.billing_cycle AS cycle, s.start_date AS "startDate",
  s.end_date AS "endDate", s.trial_end_date AS "trialEndDate", billing_desktop.date_of(s.canceled_at) AS "canceledOn",
  t.anchor_date AS "anchorDate", ${versionOf.subscription} AS version
FROM public.subscriptions s LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id
WHERE s.id = $1 FOR NO KEY UPDATE OF s`,
    [id],
  );
  if (row === undefined) throw new AppError('not_found', { entity: 'subscription' });
  return lockedSubscriptionSchema.parse(row);
}

/**
 * Makes sure that no other subscription of the tenant runs: the service fails on a second one. Whoever is about to start
 * one for the same tenant waits here until we are done. Throws `subscription_exists`.
 */
export async function requireOnlyOne(work: Work, tenantId: string, except: string | null): Promise<void> {
  await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_subscription:' || $1::text, 0))`, [tenantId]);
  const [other] = await work.rows<{ id: string }>(
    `SELECT s.id FROM public.subscriptions s
WHERE s.tenant_id = $1 AND s.status = ANY ($2::public.subscription_status_enum[]) AND s.id IS DISTINCT FROM $3::uuid LIMIT 1`,
    [tenantId, liveStatuses, except],
  );
  if (other) throw new AppError('subscription_exists', { tenant: tenantId, id: other.id });
}
