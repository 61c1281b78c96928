import { auditChoices, getAuditEntry, listAudit } from '../database/queries/audit';
import { readTimeline } from '../database/queries/timeline';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function auditHandlers(context: AppContext): AreaHandlers<'audit'> {
  const { reading } = reachOf(context);
  return {
    list: async (input) => listAudit(reading(), input),
    get: async (input) => getAuditEntry(reading(), input),
    history: async ({ entity, id }) => readTimeline(reading(), entity, id),
    choices: async () => auditChoices(reading()),
  };
}
