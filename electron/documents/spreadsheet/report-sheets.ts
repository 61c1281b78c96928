import type { ReportSource } from '../../contract/exports';
import { agingBuckets } from '../../contract/reports';
import type { Language } from '../../contract/preferences';
import type { SheetColumn, SheetColumnType } from '../../database/exports/sheet';
import { readAging } from '../../database/queries/reports/aging';
import { readChurn } from '../../database/queries/reports/churn';
import { readCollections } from '../../database/queries/reports/collections';
import { readMrr } from '../../database/queries/reports/mrr';
import { readRevenue } from '../../database/queries/reports/revenue';
import { readStatement } from '../../database/queries/reports/statement';
import type { Database } from '../../database/database';
import { cycleLabels, methodLabels } from '../labels';
import { movementLabels, reportLabels } from '../report-labels';

type Text = string | number | null;

/** A column of a report's rows, with what stands in it. */
interface ReportColumn<R> extends Pick<SheetColumn, 'id' | 'type'> {
  readonly of: (row: R) => Text;
}

/** A report as a table: its columns, and each row as texts in their order. */
export interface ReportSheet {
  readonly columns: readonly Pick<SheetColumn, 'id' | 'type'>[];
  readonly rows: readonly (readonly string[])[];
}

function column<R>(id: string, type: SheetColumnType, of: (row: R) => Text): ReportColumn<R> {
  return { id, type, of };
}

function sheet<R>(rows: readonly R[], columns: readonly ReportColumn<R>[]): ReportSheet {
  return {
    columns: columns.map(({ id, type }) => ({ id, type })),
    rows: rows.map((row) => columns.map(({ of }) => String(of(row) ?? ''))),
  };
}

interface Tenant {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly tenantNameAr: string;
}
const tenantColumns = <R extends Tenant>(): ReportColumn<R>[] => [
  column('tenantId', 'text', (row) => row.tenantId),
  column('tenantNameAr', 'text', (row) => row.tenantNameAr),
  column('tenantName', 'text', (row) => row.tenantName),
];

interface Plan {
  readonly planId: string;
  readonly planName: string;
  readonly planNameAr: string;
}
const planColumns = <R extends Plan>(): ReportColumn<R>[] => [
  column('plan', 'text', (row) => row.planId),
  column('planNameAr', 'text', (row) => row.planNameAr),
  column('planName', 'text', (row) => row.planName),
];

const currencyColumn = <R extends { readonly currency: string }>(): ReportColumn<R> =>
  column('currency', 'currency', (row) => row.currency);

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
  }
}
type AgingRow = Awaited<ReturnType<typeof readAging>>['tenants'][number];
