import type { InvoiceDocument } from '../../contract/document';
import { labels } from '../labels';
import { renderInvoice1 } from '../templates/invoice-1';
import type { Kind } from './kind';

export const invoiceKind: Kind<InvoiceDocument> = {
  title: labels.invoice,
  templates: new Map([[1, renderInvoice1]]),
  papers: ['A4', 'A5'],
  date: ({ issueDate }) => issueDate,
  amounts: ({ total, lines }) => ({ sums: [total], lines: lines.map(({ amount }) => amount) }),
};
