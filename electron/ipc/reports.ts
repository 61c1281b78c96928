import { readAging } from '../database/queries/reports/aging';
import { readChurn } from '../database/queries/reports/churn';
import { readCollections } from '../database/queries/reports/collections';
import { readMrr } from '../database/queries/reports/mrr';
import { readRevenue } from '../database/queries/reports/revenue';
import { readReportRows } from '../database/queries/reports/rows';
import { readStatement } from '../database/queries/reports/statement';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function reportsHandlers(context: AppContext): AreaHandlers<'reports'> {
  const { reading } = reachOf(context);
  return {
    statement: async (input) => readStatement(reading(), input),
    aging: async (input) => readAging(reading(), input),
    revenue: async (input) => readRevenue(reading(), input),
    mrr: async (input) => readMrr(reading(), input),
    churn: async (input) => readChurn(reading(), input),
    collections: async (input) => readCollections(reading(), input),
    rows: async (input) => readReportRows(reading(), input),
  };
}
