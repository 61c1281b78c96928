import { addRate } from '../../../electron/billing/add-rate';
import { allocateCredit } from '../../../electron/billing/allocate-credit';
import { confirmPayment } from '../../../electron/billing/confirm-payment';
import { countPrint } from '../../../electron/billing/count-print';
import { deleteDraft } from '../../../electron/billing/delete-draft';
import { markPaymentFailed } from '../../../electron/billing/fail-payment';
import { issueInvoice } from '../../../electron/billing/issue-invoice';
import { recordUsage } from '../../../electron/billing/record-usage';
import { reversePayment } from '../../../electron/billing/reverse-payment';
import { setBusiness } from '../../../electron/billing/set-business';
import { setNotes } from '../../../electron/billing/set-notes';
import { updateDraft } from '../../../electron/billing/update-draft';
import { runVerification } from '../../../electron/billing/verify';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { api } from '../../../electron/contract/api';
import type { Database } from '../../../electron/database/database';
import { listAudit } from '../../../electron/database/queries/audit';
import { getBusinessSettings } from '../../../electron/database/queries/business';
import { getInvoice } from '../../../electron/database/queries/invoice-detail';
import { actor, newKey, officeOf } from '../billing/office';
import type { Office } from '../billing/office';
import { parse } from './role-desk';
import type { Commands, Desk } from './role-desk';

/** Invoices, payments, settings, prints and checks. */
export function moneyCommands(desk: () => Desk): Commands {
  const officeFor = (as: Database): Office => officeOf(as, '', () => Promise.resolve());
  const pending = async () => {
    const invoice = await desk().rights.office.accountant.invoice(desk().tenant, '7.00');
    return desk().rights.office.clerk.pay(desk().tenant.tenantId, '7.00', [[invoice, '7.00']], {
      method: 'bank_transfer',
      reference: 'B-1',
      pending: true,
    });
  };
  return {
    'business.addRate': (as) =>
      addRate(as, actor, parse(api.business.addRate.input, { date: desk().today, rate: '530' })),
    async 'business.set'(as) {
      const { version, ...settings } = await getBusinessSettings(as);
      return setBusiness(as, actor, parse(api.business.set.input, { version, settings }));
    },
    'invoices.createDraft': (as) => officeFor(as).draft(desk().tenant, '10.00'),
    async 'invoices.updateDraft'(as) {
      const { id, version } = await desk().rights.office.accountant.draft(desk().tenant, '10.00');
      const draft = {
        ...desk().tenant,
        currency: 'USD',
        issueDate: desk().today,
        dueDate: desk().today,
        discountAmount: '0.00',
        taxRate: '5',
        notes: null,
        notesAr: null,
        lines: [{ description: 'x', descriptionAr: 'س', quantity: '2', unitPrice: '3.33' }],
      };
      return updateDraft(as, actor, parse(api.invoices.updateDraft.input, { id, version, draft }));
    },
    async 'invoices.deleteDraft'(as) {
      const { id } = await desk().rights.office.accountant.draft(desk().tenant, '10.00');
      return deleteDraft(as, actor, parse(api.invoices.deleteDraft.input, { id }));
    },
    async 'invoices.issue'(as) {
      const { id, version } = await desk().rights.office.accountant.draft(desk().tenant, '10.00');
      return issueInvoice(as, actor, { key: newKey(), id, version });
    },
    async 'invoices.void'(as) {
      const id = await desk().rights.office.accountant.invoice(desk().tenant, '10.00');
      return voidInvoice(as, actor, parse(api.invoices.void.input, { id, reason: 'twice' }));
    },
    async 'invoices.setNotes'(as) {
      const id = await desk().rights.office.accountant.invoice(desk().tenant, '10.00');
      const { version } = await getInvoice(as, { id });
      return setNotes(as, actor, parse(api.invoices.setNotes.input, { id, version, notes: 'seen', notesAr: null }));
    },
    async 'payments.record'(as) {
      const id = await desk().rights.office.accountant.invoice(desk().tenant, '10.00');
      return officeFor(as).pay(desk().tenant.tenantId, '10.00', [[id, '10.00']]);
    },
    async 'payments.confirm'(as) {
      const { id } = await pending();
      return confirmPayment(as, actor, parse(api.payments.confirm.input, { id, paidOn: desk().today }));
    },
    async 'payments.markFailed'(as) {
      const { id } = await pending();
      return markPaymentFailed(as, actor, parse(api.payments.markFailed.input, { id, reason: 'bounced' }));
    },
    async 'payments.allocate'(as) {
      const [first, second] = [
        await desk().rights.office.accountant.invoice(desk().tenant, '5.00'),
        await desk().rights.office.accountant.invoice(desk().tenant, '5.00'),
      ];
      const { id } = await desk().rights.office.clerk.pay(desk().tenant.tenantId, '10.00', [[first, '5.00']]);
      return allocateCredit(
        as,
        actor,
        parse(api.payments.allocate.input, { id, allocations: [{ invoiceId: second, amount: '4.00' }] }),
      );
    },
    async 'payments.reverse'(as) {
      const invoice = await desk().rights.office.accountant.invoice(desk().tenant, '5.00');
      const { id } = await desk().rights.office.clerk.pay(desk().tenant.tenantId, '5.00', [[invoice, '5.00']]);
      return reversePayment(as, actor, parse(api.payments.reverse.input, { id, reason: 'mistake' }));
    },
    'usage.record': (as) =>
      recordUsage(
        as,
        actor,
        parse(api.usage.record.input, {
          subscriptionId: desk().tenant.subscriptionId,
          metric: 'fields',
          quantity: 2,
          note: null,
        }),
      ),
    async 'documents.print'(as) {
      const id = await desk().rights.office.accountant.invoice(desk().tenant, '1.00');
      return countPrint(as, { kind: 'invoice', id });
    },
    'verify.run': (as) => runVerification(as),
    'audit.list': (as) =>
      listAudit(as, { filter: {}, sort: { column: 'at', direction: 'desc' }, page: { from: 'start', limit: 5 } }),
  };
}
