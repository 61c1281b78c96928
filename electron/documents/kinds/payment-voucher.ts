import type { PaymentVoucherDocument } from '../../contract/document';
import { labels } from '../labels';
import { renderPaymentVoucher1 } from '../templates/payment-voucher-1';
import type { Kind } from './kind';

export const paymentVoucherKind: Kind<PaymentVoucherDocument> = {
  title: labels.paymentVoucher,
  templates: new Map([[1, renderPaymentVoucher1]]),
  papers: ['A4', 'A5'],
  date: ({ date }) => date,
  amounts: ({ amount, lines }) => ({ sums: [amount], lines: lines.map((line) => line.amount) }),
};
