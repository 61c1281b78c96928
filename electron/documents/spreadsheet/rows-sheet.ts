import type { ReportRowsInput } from '../../contract/reports';
import type { Language } from '../../contract/preferences';
import type { Database } from '../../database/database';
import { readReportRows } from '../../database/queries/reports/rows';
import { cycleLabels, methodLabels } from '../labels';
import { column, currencyColumn, sheet, tenantColumns, type ReportColumn, type ReportSheet } from './report-sheet';

type Row = Awaited<ReturnType<typeof readReportRows>>['rows'][number];

/** All rows behind one number of a report: their sum is that number. */
export async function rowsSheet(database: Database, asked: ReportRowsInput, language: Language): Promise<ReportSheet> {
  const { rows } = await readReportRows(database, asked, null);
  const ofSubscriptions = asked.of === 'mrr' || asked.of === 'churn';
  const own: readonly ReportColumn<Row>[] = ofSubscriptions
    ? [
        column('planNameAr', 'text', (row) => row.planNameAr),
        column('planName', 'text', (row) => row.planName),
        column('cycle', 'word', (row) => (row.cycle === null ? '' : cycleLabels[row.cycle][language])),
      ]
    : [
        column('document', 'text', (row) => row.number),
        column('method', 'word', (row) => (row.method === null ? '' : methodLabels[row.method][language])),
      ];
  return sheet(rows, [
    ...own,
    ...tenantColumns<Row>(),
    column(asked.of === 'aging' ? 'dueDate' : 'date', 'date', (row) => row.date),
    currencyColumn(),
    // A price of a cycle is not the month's part that the report adds up.
    ofSubscriptions
      ? column('cyclePrice', 'figure', (row) => row.amount)
      : column('amount', 'amount', (row) => row.amount),
  ]);
}
