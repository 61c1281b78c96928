import { addRate } from '../billing/add-rate';
import { setBusiness } from '../billing/set-business';
import { getBusinessSettings, listRates } from '../database/queries/business';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function businessHandlers(context: AppContext): AreaHandlers<'business'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    get: async () => getBusinessSettings(reading()),
    set: async (input) => setBusiness(writing(), actor, input),
    rates: async () => listRates(reading()),
    addRate: async (input) => addRate(writing(), actor, input),
  };
}
