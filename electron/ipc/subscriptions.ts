import { cancelSubscription, reactivateSubscription } from '../billing/cancel-subscription';
import { changeCycle } from '../billing/changes/change-cycle';
import { changePlan } from '../billing/changes/change-plan';
import { previewChange } from '../billing/changes/preview-change';
import { takeBackChange } from '../billing/changes/take-back-change';
import { createSubscription } from '../billing/create-subscription';
import { deleteSubscription } from '../billing/delete-subscription';
import { resumeSubscription, suspendSubscription } from '../billing/suspend-subscription';
import { updateSubscription } from '../billing/update-subscription';
import { getSubscription, listSubscriptions, subscriptionTotals } from '../database/queries/subscriptions';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function subscriptionsHandlers(context: AppContext): AreaHandlers<'subscriptions'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    list: async (input) => listSubscriptions(reading(), input),
    totals: async (input) => subscriptionTotals(reading(), input),
    get: async (input) => getSubscription(reading(), input),
    create: async (input) => createSubscription(writing(), actor, input),
    update: async (input) => updateSubscription(writing(), actor, input),
    previewChange: async (input) => previewChange(reading(), input),
    changePlan: async (input) => changePlan(writing(), actor, input),
    changeCycle: async (input) => changeCycle(writing(), actor, input),
    takeBackChange: async (input) => takeBackChange(writing(), actor, input),
    suspend: async (input) => suspendSubscription(writing(), actor, input),
    resume: async (input) => resumeSubscription(writing(), actor, input),
    cancel: async (input) => cancelSubscription(writing(), actor, input),
    reactivate: async (input) => reactivateSubscription(writing(), actor, input),
    delete: async (input) => deleteSubscription(writing(), actor, input),
  };
}
