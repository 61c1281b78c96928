import { makeReminders } from '../billing/receivables/make-reminders';
import { addFollowUpNote, recordPromise, withdrawPromise } from '../billing/receivables/notes-and-promises';
import { getReceivable, listReminders } from '../database/queries/receivable-detail';
import { listReceivables, receivableTotals } from '../database/queries/receivables';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function receivablesHandlers(context: AppContext): AreaHandlers<'receivables'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    list: async (input) => listReceivables(reading(), input),
    totals: async (input) => receivableTotals(reading(), input),
    get: async ({ tenantId }) => getReceivable(reading(), tenantId),
    addNote: async (input) => addFollowUpNote(writing(), actor, input),
    recordPromise: async (input) => recordPromise(writing(), actor, input),
    withdrawPromise: async (input) => withdrawPromise(writing(), actor, input),
    makeReminders: async (input) => makeReminders(writing(), actor, input),
    reminders: async () => listReminders(reading()),
  };
}
