import type { ReportSource } from '../../contract/exports';
import { agingBuckets } from '../../contract/reports';
import type { Language } from '../../contract/preferences';
import { readAging } from '../../database/queries/reports/aging';
import { readChurn } from '../../database/queries/reports/churn';
import { readCollections } from '../../database/queries/reports/collections';
import { readMrr } from '../../database/queries/reports/mrr';
import { readRevenue } from '../../database/queries/reports/revenue';
import { readStatement } from '../../database/queries/reports/statement';
import type { Database } from '../../database/database';
import { cycleLabels, methodLabels } from '../labels';
import { movementLabels, reportLabels } from '../report-labels';
import { billingDueSheet, billingLeftOutSheet, billingRunsSheet, plansSheet } from './billing-sheets';
import { dayClosesSheet, daySheet, periodLockSheet } from './closing-sheets';
import { column, currencyColumn, planColumns, sheet, tenantColumns, type ReportSheet } from './report-sheet';
import { limitsSheet } from './limits-sheet';
import { rowsSheet } from './rows-sheet';

type Asked<R extends ReportSource['report']> = Extract<ReportSource, { report: R }>['asked'];

async function statementSheet(database: Database, asked: Asked<'statement'>, language: Language): Promise<ReportSheet> {
  const { opening, closing, movements, from, to, currency } = await readStatement(database, asked);
  const frame = (date: string, kind: 'opening' | 'closing', balance: string) => ({
    date,
    what: reportLabels[kind][language],
    number: '',
    about: '',
    method: '',
    debit: '',
    credit: '',
    balance,
  });
  const rows = [
    frame(from, 'opening', opening),
    ...movements.map(({ kind, method, ...movement }) => ({
      ...movement,
      what: movementLabels[kind][language],
      method: method === null ? '' : methodLabels[method][language],
    })),
    frame(to, 'closing', closing),
  ];
  return sheet(rows, [
    column('date', 'date', ({ date }) => date),
    column('movement', 'text', ({ what }) => what),
    column('document', 'text', ({ number }) => number),
    column('about', 'text', ({ about }) => about),
    column('method', 'word', ({ method }) => method),
    column('currency', 'currency', () => currency),
    column('debit', 'amount', ({ debit }) => debit),
    column('creditSide', 'amount', ({ credit }) => credit),
    column('balance', 'figure', ({ balance }) => balance),
  ]);
}

/** What a report says as a table for a spreadsheet, in the reader's language. */
export async function readReportSheet(
  database: Database,
  source: ReportSource,
  language: Language,
): Promise<ReportSheet> {
  switch (source.report) {
    case 'statement':
      return statementSheet(database, source.asked, language);
    case 'aging':
      // Everybody: what the screen leaves out for its length belongs to the file.
      return sheet((await readAging(database, source.asked, null)).tenants, [
        ...tenantColumns<AgingRow>(),
        currencyColumn(),
        column('invoices', 'count', (row) => row.invoices),
        ...agingBuckets.map((bucket) => column<AgingRow>(bucket, 'amount', ({ buckets }) => buckets[bucket])),
        column('total', 'amount', (row) => row.total),
      ]);
    case 'revenue':
      return sheet((await readRevenue(database, source.asked)).cells, [
        column('month', 'text', (row) => row.month),
        ...planColumns(),
        currencyColumn(),
        column('invoices', 'count', (row) => row.invoices),
        column('net', 'amount', (row) => row.net),
        column('tax', 'amount', (row) => row.tax),
      ]);
    case 'mrr':
      return sheet((await readMrr(database, source.asked)).lines, [
        ...planColumns(),
        column('cycle', 'word', (row) => cycleLabels[row.cycle][language]),
        currencyColumn(),
        column('subscriptions', 'count', (row) => row.subscriptions),
        column('cyclePrice', 'figure', (row) => row.price),
        column('mrr', 'amount', (row) => row.mrr),
      ]);
    case 'churn':
      return sheet((await readChurn(database, source.asked)).months, [
        column('month', 'text', (row) => row.month),
        column('atStart', 'count', (row) => row.atStart),
        column('started', 'count', (row) => row.started),
        column('ended', 'count', (row) => row.ended),
        column('atEnd', 'count', (row) => row.atEnd),
        column('churnRate', 'rate', (row) => row.rate),
      ]);
    case 'collections':
      return sheet((await readCollections(database, source.asked)).cells, [
        column('day', 'date', (row) => row.day),
        column('method', 'word', (row) => methodLabels[row.method][language]),
        currencyColumn(),
        column('payments', 'count', (row) => row.payments),
        column('received', 'amount', (row) => row.amount),
        column('refunded', 'amount', (row) => row.refunded),
        column('net', 'amount', (row) => row.net),
      ]);
    case 'rows':
      return rowsSheet(database, source.asked, language);
    case 'day':
      return daySheet(database, source.asked, language);
    case 'dayCloses':
      return dayClosesSheet(database, source.asked, language);
    case 'periodLock':
      return periodLockSheet(database, language);
    case 'limits':
      return limitsSheet(database, language);
    case 'plans':
      return plansSheet(database, source.asked, language);
    case 'billingRuns':
      return billingRunsSheet(database, language);
    case 'billingDue':
      return billingDueSheet(database, source.asked, language);
    case 'billingLeftOut':
      return billingLeftOutSheet(database, source.asked, language);
  }
}
type AgingRow = Awaited<ReturnType<typeof readAging>>['tenants'][number];
