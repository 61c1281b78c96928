import { cancelCreditNote } from '../billing/cancel-credit-note';
import { creditInvoice } from '../billing/issue-credit-note';
import { getCreditable } from '../database/queries/creditable';
import { creditNoteTotals, getCreditNote, listCreditNotes } from '../database/queries/credit-notes';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function creditNotesHandlers(context: AppContext): AreaHandlers<'creditNotes'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    list: async (input) => listCreditNotes(reading(), input),
    totals: async (input) => creditNoteTotals(reading(), input),
    get: async (input) => getCreditNote(reading(), input),
    preview: async (input) => getCreditable(reading(), input),
    issue: async (input) => creditInvoice(writing(), actor, input),
    cancel: async (input) => cancelCreditNote(writing(), actor, input),
  };
}
