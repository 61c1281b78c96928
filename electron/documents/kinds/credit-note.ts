import type { CreditNoteDocument } from '../../contract/document';
import { labels } from '../labels';
import { renderCreditNote1 } from '../templates/credit-note-1';
import type { Kind } from './kind';

export const creditNoteKind: Kind<CreditNoteDocument> = {
  title: labels.creditNote,
  templates: new Map([[1, renderCreditNote1]]),
  papers: ['A4', 'A5'],
  date: ({ issueDate }) => issueDate,
  amounts: ({ total, lines }) => ({ sums: [total], lines: lines.map(({ amount }) => amount) }),
};
