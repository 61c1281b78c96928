import type { Output, Parsed } from '../../contract/api';
import type { DueRow, LeftOutRow, RunRow } from '../../contract/billing';
import type { Currency } from '../../contract/currency';
import type { SubscriptionId } from '../../contract/ids';
import { maxPageSize } from '../../contract/page';
import type { Language } from '../../contract/preferences';
import { previewDue, previewLeftOut, previewRun } from '../../billing/runs/preview-run';
import type { Database } from '../../database/database';
import { listRuns } from '../../database/queries/billing-runs';
import { listPlans } from '../../database/queries/plans';
import { cycleLabels } from '../labels';
import { leftOutLabels } from '../run-labels';
import { runStateLabels, tierLabels } from './billing-words';
import { activityLabels } from './sheet-words';
import {
  column,
  currencyColumn,
  momentsOf,
  planColumns,
  sheet,
  tenantColumns,
  type ReportColumn,
  type ReportSheet,
} from './report-sheet';

type Plan = Output<'plans', 'list'>[number];

const priceColumns: readonly ReportColumn<Plan>[] = [
  column('monthlyUsd', 'figure', ({ pricing }) => pricing.monthlyUsd),
  column('quarterlyUsd', 'figure', ({ pricing }) => pricing.quarterlyUsd),
  column('yearlyUsd', 'figure', ({ pricing }) => pricing.yearlyUsd),
  column('setupFeeUsd', 'figure', ({ pricing }) => pricing.setupFeeUsd),
  column('monthlyYer', 'figure', ({ pricing }) => pricing.monthlyYer),
  column('quarterlyYer', 'figure', ({ pricing }) => pricing.quarterlyYer),
  column('yearlyYer', 'figure', ({ pricing }) => pricing.yearlyYer),
  column('setupFeeYer', 'figure', ({ pricing }) => pricing.setupFeeYer),
];

/** The price list; a price in rials stands where one was fixed. */
export async function plansSheet(
  database: Database,
  { onSale }: { readonly onSale: boolean },
  language: Language,
): Promise<ReportSheet> {
  const plans = await listPlans(database);
  return sheet(onSale ? plans.filter(({ isActive }) => isActive) : plans, [
    column('plan', 'text', (row) => row.planId),
    column('planNameAr', 'text', (row) => row.nameAr),
    column('planName', 'text', (row) => row.name),
    column('tier', 'word', (row) => tierLabels[row.tier][language]),
    column('status', 'word', (row) => activityLabels[row.isActive ? 'active' : 'inactive'][language]),
    ...priceColumns,
    column('trialDays', 'count', (row) => row.trialDays),
    column('subscriptions', 'count', (row) => row.subscribers),
  ]);
}

/** The runs that there were; amounts of different currencies stand in columns of their own. */
export async function billingRunsSheet(database: Database, language: Language): Promise<ReportSheet> {
  const moment = await momentsOf(database);
  type Row = Omit<RunRow, 'active'>;
  const totalIn = (row: Row, currency: Currency): string =>
    row.amounts.find((amount) => amount.currency === currency)?.total ?? '0.00';
  return sheet<Row>(await listRuns(database, null), [
    column('runDate', 'date', (row) => row.asOf),
    column('status', 'word', (row) => runStateLabels[row.state][language]),
    column('invoices', 'count', (row) => row.amounts.reduce((sum, { invoices }) => sum + invoices, 0)),
    column('totalUSD', 'figure', (row) => totalIn(row, 'USD')),
    column('totalYER', 'figure', (row) => totalIn(row, 'YER')),
    column('leftOut', 'count', (row) => row.leftOut),
    column('startedBy', 'text', (row) => row.startedBy),
    column('machine', 'text', (row) => row.machine),
    column('startedAt', 'moment', (row) => moment(row.startedAt)),
  ]);
}

interface ReadPage<R> {
  readonly rows: readonly R[];
  readonly next: SubscriptionId | null;
}

/** All pages of a preview, one after the other. */
async function allOf<R>(read: (after: SubscriptionId | null) => Promise<ReadPage<R>>): Promise<R[]> {
  const rows: R[] = [];
  for (let after: SubscriptionId | null = null; ;) {
    const page: ReadPage<R> = await read(after);
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

/** What a run on a date would bill. */
export async function billingDueSheet(
  database: Database,
  { date }: Parsed<'billing', 'preview'>,
  language: Language,
): Promise<ReportSheet> {
  const rows = await allOf((after) => previewDue(database, { date, after, limit: maxPageSize }));
  return sheet<DueRow>(rows, [
    ...tenantColumns<DueRow>(),
    ...planColumns<DueRow>(),
    column('cycle', 'word', (row) => cycleLabels[row.cycle][language]),
    column('periods', 'count', (row) => row.periods),
    column('periodFrom', 'date', (row) => row.from),
    column('periodTo', 'date', (row) => row.to),
    currencyColumn(),
    column('total', 'amount', (row) => row.total),
  ]);
}

/** Whom a run on a date would leave out, and why. */
export async function billingLeftOutSheet(
  database: Database,
  { date }: Parsed<'billing', 'preview'>,
  language: Language,
): Promise<ReportSheet> {
  const { leftOut } = await previewRun(database, { date });
  const rows: LeftOutRow[] = [];
  for (const { reason } of leftOut) {
    rows.push(...(await allOf((after) => previewLeftOut(database, { date, reason, after, limit: maxPageSize }))));
  }
  return sheet<LeftOutRow>(rows, [
    column('reason', 'word', (row) => leftOutLabels[row.reason][language]),
    ...tenantColumns<LeftOutRow>(),
    ...planColumns<LeftOutRow>(),
    column('cycle', 'word', (row) => cycleLabels[row.cycle][language]),
    column('currency', 'currency', (row) => row.currency),
    column('since', 'date', (row) => row.since),
  ]);
}
