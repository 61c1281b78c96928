import type { StatementDocument } from '../../contract/document';
import { reportLabels } from '../report-labels';
import { renderStatement1 } from '../templates/statement-1';
import type { Kind } from './kind';

export const statementKind: Kind<StatementDocument> = {
  title: reportLabels.statement,
  templates: new Map([[1, renderStatement1]]),
  papers: ['A4', 'A5'],
  date: ({ to }) => to,
  amounts: ({ opening, closing, movements }) => ({
    sums: [opening, closing],
    lines: movements.map(({ debit, credit }) => (debit === '0.00' ? credit : debit)),
  }),
};
