import type { Output } from '../contract/api';
import { AppError } from '../contract/result';
import { subscriptions, type CreateSubscription } from '../contract/subscriptions';
import type { Database } from '../database/database';
import { runCommand, type CommandContext, type Work } from './command';
import { requireOnlyOne } from './locked-subscription';
import { firstTerm } from './rules/periods';
import { isSold, pricingFromStored } from './rules/pricing';

async function requireTenant(work: Work, tenantId: string): Promise<void> {
  const { known } = await work.row<{ known: boolean }>(
    `SELECT EXISTS (SELECT FROM public.tenants t WHERE t.tenant_id = $1)
  OR EXISTS (SELECT FROM public.subscriptions s WHERE s.tenant_id = $1) AS known`,
    [tenantId],
  );
  if (!known) throw new AppError('not_found', { entity: 'tenant' });
}

async function requireSoldPlan(work: Work, { planId, cycle, currency }: CreateSubscription): Promise<void> {
  const { transaction, models } = work;
  const plan = await models.Plan.findOne({ where: { planId }, attributes: ['pricing', 'isActive'], transaction });
  if (!plan) throw new AppError('not_found', { entity: 'plan' });
  if (!plan.isActive) throw new AppError('plan_inactive', { plan: planId });
  if (!isSold(pricingFromStored(plan.pricing), cycle, currency)) {
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
    const { transaction, models } = work;
    const { id } = await models.Subscription.create(
      {
        tenantId,
        planId,
        status: term.trialEndDate === null ? 'active' : 'trial',
        billingCycle: cycle,
        currency,
        startDate,
        endDate: term.endDate,
        trialEndDate: term.trialEndDate,
        nextBillingDate: term.nextBillingDate,
        paymentMethod,
      },
      { transaction },
    );
    await models.SubscriptionTerms.create({ subscriptionId: id, anchorDate: term.anchorDate }, { transaction });
    return answer.parse({ id });
  });
}
