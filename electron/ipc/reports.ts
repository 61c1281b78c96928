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
  const { reporting } = reachOf(context);
  return {
    statement: (input) => reporting((database) => readStatement(database, input)),
    aging: (input) => reporting((database) => readAging(database, input)),
    revenue: (input) => reporting((database) => readRevenue(database, input)),
    mrr: (input) => reporting((database) => readMrr(database, input)),
    churn: (input) => reporting((database) => readChurn(database, input)),
    collections: (input) => reporting((database) => readCollections(database, input)),
    rows: (input) => reporting((database) => readReportRows(database, input)),
  };
}
