import { createDraft } from '../billing/create-draft';
import { deleteDraft } from '../billing/delete-draft';
import { issueInvoice } from '../billing/issue-invoice';
import { setNotes } from '../billing/set-notes';
import { updateDraft } from '../billing/update-draft';
import { voidInvoice } from '../billing/void-invoice';
import { cancelWriteOff, writeOff } from '../billing/write-off';
import { findInvoiceByNumber, getInvoice, invoiceTotals, listInvoices } from '../database/queries/invoices';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function invoicesHandlers(context: AppContext): AreaHandlers<'invoices'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    list: async (input) => listInvoices(reading(), input),
    totals: async (input) => invoiceTotals(reading(), input),
    get: async (input) => getInvoice(reading(), input),
    findByNumber: async (input) => findInvoiceByNumber(reading(), input),
    createDraft: async (input) => createDraft(writing(), actor, input),
    updateDraft: async (input) => updateDraft(writing(), actor, input),
    deleteDraft: async (input) => deleteDraft(writing(), actor, input),
    issue: async (input) => issueInvoice(writing(), actor, input),
    void: async (input) => voidInvoice(writing(), actor, input),
    writeOff: async (input) => writeOff(writing(), actor, input),
    cancelWriteOff: async (input) => cancelWriteOff(writing(), actor, input),
    setNotes: async (input) => setNotes(writing(), actor, input),
  };
}
