import { cancelSubscription, reactivateSubscription } from '../billing/cancel-subscription';
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
    suspend: async (input) => suspendSubscription(writing(), actor, input),
    resume: async (input) => resumeSubscription(writing(), actor, input),
    cancel: async (input) => cancelSubscription(writing(), actor, input),
    reactivate: async (input) => reactivateSubscription(writing(), actor, input),
    delete: async (input) => deleteSubscription(writing(), actor, input),
  };
}
