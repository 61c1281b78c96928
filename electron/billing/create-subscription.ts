import { randomUUID } from 'node:crypto';
import { pricingFromStored, priceOf } from './rules/pricing';
import type { Output } from '../contract/api';
import { AppError } from '../contract/result';
import { subscriptions, type CreateSubscription } from '../contract/subscriptions';
import type { Database } from '../database/database';
import { runCommand, type CommandContext, type Work } from './command';
import { requireOnlyOne } from './locked-subscription';
import { firstTerm } from './rules/periods';

async function requireTenant(work: Work, tenantId: string): Promise<void> {
  const { known } = await work.row<{ known: boolean }>(
    `SELECT EXISTS (SELECT FROM public.tenants t WHERE t.tenant_id = $1)
  OR EXISTS (SELECT FROM public.subscriptions s WHERE s.tenant_id = $1) AS known`,
    [tenantId],
  );
  if (!known) throw new AppError('not_found', { entity: 'tenant' });
}

async function requireSoldPlan(work: Work, { planId, cycle }: CreateSubscription): Promise<void> {
  const [plan] = await work.rows<{ pricing: unknown; is_active: boolean }>(
    'SELECT p.pricing, p.is_active FROM public.plans p WHERE p.plan_id = $1',
    [planId],
  );
  if (!plan) throw new AppError('not_found', { entity: 'plan' });
  if (!plan.is_active) throw new AppError('plan_inactive', { plan: planId });
  if (priceOf(pricingFromStored(plan.pricing), cycle) === null) {
    throw new AppError('plan_has_no_price', { plan: planId, cycle });
  }
}

/**
 * Starts a subscription: on trial where it has trial days, else active. Its periods are anchored on the start, or on the end
 * of the trial; the first of them is the next to bill. Throws `subscription_exists` (one that runs is enough for a tenant),
 * `not_found`, `plan_inactive`, `plan_has_no_price`.
 */
export function createSubscription(
  database: Database,
  actor: CommandContext,
  input: CreateSubscription,
): Promise<Output<'subscriptions', 'create'>> {
  const { key, tenantId, planId, cycle, currency, startDate, trialDays, paymentMethod } = input;
  const answer = subscriptions.create.output;
  const command = {
    key,
    kind: 'subscriptions.create',
    action: 'created',
    content: input,
    answer,
  } as const;
  return runCommand(database, actor, command, async (work) => {
    await requireTenant(work, tenantId);
    await requireSoldPlan(work, input);
    await requireOnlyOne(work, tenantId, null);
    const term = firstTerm(startDate, cycle, trialDays);
    const id = randomUUID();
    await work.rows(
      `WITH subscription AS (
  INSERT INTO public.subscriptions (id, tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date,
    trial_end_date, next_billing_date, payment_method, metadata)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '{}')
)
INSERT INTO billing_desktop.subscription_terms (subscription_id, anchor_date) VALUES ($1::uuid, $12)`,
      [
        id,
        tenantId,
        planId,
        term.trialEndDate === null ? 'active' : 'trial',
        cycle,
        currency,
        startDate,
        term.endDate,
        term.trialEndDate,
        term.nextBillingDate,
        paymentMethod,
        term.anchorDate,
      ],
    );
    return answer.parse({ id });
  });
}
