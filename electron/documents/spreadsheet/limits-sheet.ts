import { metricName } from '../../contract/metric-names';
import type { Language } from '../../contract/preferences';
import type { LimitAlert } from '../../contract/usage';
import type { Database } from '../../database/database';
import { limitAlerts } from '../../database/queries/limit-alerts';
import { column, sheet, tenantColumns, type ReportSheet } from './report-sheet';

/** Limits of which most is used, the fullest first: as many as the screen shows. */
export async function limitsSheet(database: Database, language: Language): Promise<ReportSheet> {
  const { alerts } = await limitAlerts(database);
  return sheet<LimitAlert>(alerts, [
    ...tenantColumns<LimitAlert>(),
    column('planNameAr', 'text', (row) => row.planNameAr),
    column('planName', 'text', (row) => row.planName),
    column('metric', 'word', (row) => metricName(row.metric, language)),
    column('metricKey', 'text', (row) => row.metric),
    column('used', 'count', (row) => row.used),
    column('limit', 'count', (row) => row.limit),
    column('usedShare', 'count', (row) => row.percent),
  ]);
}
