import type { ReceiptDocument } from '../../contract/document';
import { labels } from '../labels';
import { renderReceipt1 } from '../templates/receipt-1';
import type { Kind } from './kind';

export const receiptKind: Kind<ReceiptDocument> = {
  title: labels.receipt,
  templates: new Map([[1, renderReceipt1]]),
  papers: ['A4', 'A5', 'roll'],
  date: ({ date }) => date,
  amounts: ({ amount, allocations }) => ({ sums: [amount], lines: allocations.map((each) => each.amount) }),
};
