import { recordUsage } from '../billing/record-usage';
import { getUsage, listUsage, usageStanding, usageTotals } from '../database/queries/usage';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function usageHandlers(context: AppContext): AreaHandlers<'usage'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    list: async (input) => listUsage(reading(), input),
    totals: async (input) => usageTotals(reading(), input),
    get: async (input) => getUsage(reading(), input),
    standing: async (input) => usageStanding(reading(), input),
    record: async (input) => recordUsage(writing(), actor, input),
  };
}
