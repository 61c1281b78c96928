import { recordUsage } from '../billing/record-usage';
import { previewUsage } from '../billing/usage-import/check-usage';
import { importUsage } from '../billing/usage-import/import-usage';
import { missingUsageColumns, recogniseUsage } from '../billing/usage-import/usage-rows';
import { limitAlerts } from '../database/queries/limit-alerts';
import { getUsage, listUsage, usageStanding, usageTotals } from '../database/queries/usage';
import { listUsageImports } from '../database/queries/usage-imports';
import { sampleRows } from './bank';
import { createChosenFiles } from './chosen-files';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

export function usageHandlers(context: AppContext): AreaHandlers<'usage'> {
  const { reading, writing, actor } = reachOf(context);
  const files = createChosenFiles(context.windows);
  return {
    list: async (input) => listUsage(reading(), input),
    totals: async (input) => usageTotals(reading(), input),
    get: async (input) => getUsage(reading(), input),
    standing: async (input) => usageStanding(reading(), input),
    record: async (input) => recordUsage(writing(), actor, input),
    alerts: async () => limitAlerts(reading()),
    async chooseFile() {
      const chosen = await files.choose((await context.settings.preferences.read()).language);
      if (chosen === null) return null;
      const { file, fileName, table } = chosen;
      const mapping = recogniseUsage(table);
      return {
        file,
        fileName,
        encoding: table.encoding,
        rowCount: table.rows.length,
        sample: table.rows.slice(0, mapping.headRow + 1 + sampleRows).map(({ cells }) => [...cells]),
        mapping,
        recognised: missingUsageColumns(mapping).length === 0,
      };
    },
    async previewImport({ file, mapping }) {
      const { fileName, table } = files.held(file);
      return previewUsage(reading(), fileName, table, mapping);
    },
    import: async ({ key, file, mapping }) => importUsage(writing(), actor, { ...files.held(file), key, mapping }),
    imports: async () => listUsageImports(reading()),
  };
}
