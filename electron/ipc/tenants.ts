import { createTenant, deleteTenant, updateTenant } from '../billing/tenants';
import { getTenant, listTenants, suggestTenants, tenantTotals } from '../database/queries/tenants';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function tenantsHandlers(context: AppContext): AreaHandlers<'tenants'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    list: async (input) => listTenants(reading(), input),
    totals: async (input) => tenantTotals(reading(), input),
    get: async (input) => getTenant(reading(), input),
    suggest: async (input) => suggestTenants(reading(), input),
    create: async (input) => createTenant(writing(), actor, input),
    update: async (input) => updateTenant(writing(), actor, input),
    delete: async (input) => deleteTenant(writing(), actor, input),
  };
}
