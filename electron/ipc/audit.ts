import { auditChoices, listAudit } from '../database/queries/audit';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function auditHandlers(context: AppContext): AreaHandlers<'audit'> {
  const { reading } = reachOf(context);
  return {
    list: async (input) => listAudit(reading(), input),
    choices: async () => auditChoices(reading()),
  };
}
