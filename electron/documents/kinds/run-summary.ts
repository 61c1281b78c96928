import type { RunSummaryDocument } from '../../contract/run-summary';
import { runLabels } from '../run-labels';
import { renderRunSummary1 } from '../templates/run-summary-1';
import type { Kind } from './kind';

export const runSummaryKind: Kind<RunSummaryDocument> = {
  title: runLabels.title,
  templates: new Map([[1, renderRunSummary1]]),
  papers: ['A4', 'A5'],
  date: ({ asOf }) => asOf,
  amounts: ({ totals, plans }) => ({
    sums: totals.flatMap(({ subtotal, total }) => [subtotal, total]),
    lines: plans.map(({ total }) => total),
  }),
};
