import { createPlan, deletePlan, updatePlan } from '../billing/plans';
import { getPlan, listPlans } from '../database/queries/plans';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function plansHandlers(context: AppContext): AreaHandlers<'plans'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    list: async () => listPlans(reading()),
    get: async (input) => getPlan(reading(), input),
    create: async (input) => createPlan(writing(), actor, input),
    update: async (input) => updatePlan(writing(), actor, input),
    delete: async (input) => deletePlan(writing(), actor, input),
  };
}
