import { allocateCredit } from '../billing/allocate-credit';
import { cancelRefund } from '../billing/cancel-refund';
import { confirmPayment } from '../billing/confirm-payment';
import { markPaymentFailed } from '../billing/fail-payment';
import { recordPayment } from '../billing/record-payment';
import { refundPayment } from '../billing/refund-payment';
import { reversePayment } from '../billing/reverse-payment';
import { getPayment, listPayments, openInvoices, paymentTotals } from '../database/queries/payments';
import { getRefund, listRefunds, refundTotals } from '../database/queries/refunds';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function paymentsHandlers(context: AppContext): AreaHandlers<'payments'> {
  const { reading, writing, actor } = reachOf(context);
  return {
    list: async (input) => listPayments(reading(), input),
    totals: async (input) => paymentTotals(reading(), input),
    get: async (input) => getPayment(reading(), input),
    openInvoices: async (input) => openInvoices(reading(), input),
    record: async (input) => recordPayment(writing(), actor, input),
    confirm: async (input) => confirmPayment(writing(), actor, input),
    markFailed: async (input) => markPaymentFailed(writing(), actor, input),
    allocate: async (input) => allocateCredit(writing(), actor, input),
    reverse: async (input) => reversePayment(writing(), actor, input),
    refund: async (input) => refundPayment(writing(), actor, input),
    refunds: async (input) => listRefunds(reading(), input),
    refundTotals: async (input) => refundTotals(reading(), input),
    getRefund: async (input) => getRefund(reading(), input),
    cancelRefund: async (input) => cancelRefund(writing(), actor, input),
  };
}
