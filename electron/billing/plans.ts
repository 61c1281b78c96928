import type { Output, Parsed } from '../contract/api';
import { plans, type PlanInput } from '../contract/plans';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { versionOf } from '../database/queries/versions';
import { runCommand, type CommandContext, type Work } from './command';
import { storedPricing } from './rules/pricing';

function requireOnce(path: string, entries: readonly { readonly metric: string }[]): void {
  if (new Set(entries.map(({ metric }) => metric)).size !== entries.length) {
    throw new AppError('bad_input', { path, reason: 'repeated' });
  }
}

/** The parameters from $2 on, in the order of both statements below. */
function parametersOf(plan: PlanInput): readonly unknown[] {
  requireOnce('plan.limits', plan.limits);
  requireOnce('plan.pricing.overage', plan.pricing.overage);
  return [
    plan.name,
    plan.nameAr,
    plan.description,
    plan.descriptionAr,
    plan.tier,
    JSON.stringify(storedPricing(plan.pricing)),
    JSON.stringify(Object.fromEntries(plan.limits.map(({ metric, limit }) => [metric, limit]))),
    plan.isActive,
    plan.trialDays,
    JSON.stringify({ listed: plan.features.map(({ name, nameAr }) => ({ en: name, ar: nameAr })) }),
  ];
}

/** Adds a plan to the price list. Throws `plan_exists`, and `bad_input` for a metric that is limited or priced twice. */
export function createPlan(
  database: Database,
  actor: CommandContext,
  input: Parsed<'plans', 'create'>,
): Promise<Output<'plans', 'create'>> {
  const { key, planId, plan } = input;
  const answer = plans.create.output;
  const command = { key, kind: 'plans.create', action: 'created', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const [created] = await work.rows<{ plan_id: string }>(
      `INSERT INTO public.plans (plan_id, name, name_ar, description, description_ar, tier, pricing, limits, is_active, trial_days, features)
VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11::jsonb) ON CONFLICT (plan_id) DO NOTHING RETURNING plan_id`,
      [planId, ...parametersOf(plan)],
    );
    if (!created) throw new AppError('plan_exists', { plan: planId });
    return { planId };
  });
}

async function lockPlan(work: Work, planId: string): Promise<{ version: string }> {
  const [plan] = await work.rows<{ version: string }>(
    `SELECT ${versionOf.plan} AS version FROM public.plans p WHERE p.plan_id = $1 FOR NO KEY UPDATE OF p`,
    [planId],
  );
  if (!plan) throw new AppError('not_found', { entity: 'plan' });
  return plan;
}

/**
 * Changes a plan. What was issued keeps its prices; the next bills take the new ones. Keys of `pricing` and
 * `features` that are not ours stay. Throws `conflict`, `not_found`, `bad_input`.
 */
export function updatePlan(
  database: Database,
  actor: CommandContext,
  input: Parsed<'plans', 'update'>,
): Promise<Output<'plans', 'update'>> {
  const { key, planId, version, plan } = input;
  const answer = plans.update.output;
  const command = { key, kind: 'plans.update', action: 'updated', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    if ((await lockPlan(work, planId)).version !== version) throw new AppError('conflict', { entity: 'plan' });
    await work.rows(
      `UPDATE public.plans SET name = $2, name_ar = $3, description = $4, description_ar = $5, tier = $6,
  pricing = pricing || $7::jsonb, limits = $8::jsonb, is_active = $9, trial_days = $10,
  features = CASE WHEN jsonb_typeof(features) = 'object' THEN features ELSE '{}' END || $11::jsonb, updated_at = now()
WHERE plan_id = $1`,
      [planId, ...parametersOf(plan)],
    );
    return { planId };
  });
}

/** Deletes a plan that no subscription ever used. Throws `plan_in_use` (set it inactive instead), `not_found`. */
export function deletePlan(
  database: Database,
  actor: CommandContext,
  input: Parsed<'plans', 'delete'>,
): Promise<Output<'plans', 'delete'>> {
  const { key, planId } = input;
  const answer = plans.delete.output;
  const command = { key, kind: 'plans.delete', action: 'deleted', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await lockPlan(work, planId);
    const { used } = await work.row<{ used: boolean }>(
      `SELECT EXISTS (SELECT FROM public.subscriptions s WHERE s.plan_id = $1)
  OR EXISTS (SELECT FROM billing_desktop.subscription_terms t WHERE t.coming_plan_id = $1)
  OR EXISTS (SELECT FROM billing_desktop.audit a WHERE a.entity = 'subscription'
    AND $1 IN (a.before ->> 'plan_id', a.after ->> 'plan_id')) AS used`,
      [planId],
    );
    if (used) throw new AppError('plan_in_use', { plan: planId });
    const { transaction, models } = work;
    await models.Plan.destroy({ where: { planId }, transaction });
    return { deleted: true as const };
  });
}
