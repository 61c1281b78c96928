import { accountMapping, saveBankAccount } from '../billing/bank/bank-accounts';
import { confirmBankLine } from '../billing/bank/confirm-line';
import { importStatement, previewStatement } from '../billing/bank/import-statement';
import { putLineBack, setLineAside } from '../billing/bank/set-aside-line';
import { missingBankColumns, recogniseStatement } from '../billing/bank/statement-rows';
import { suggestForLine } from '../billing/bank/suggest-payments';
import { bankTotals, getBankLine, listBankAccounts, listBankLines, listBankStatements } from '../database/queries/bank';
import { createChosenFiles } from './chosen-files';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

/** How much of a table the screen shows while its columns are chosen. */
export const sampleRows = 12;

export function bankHandlers(context: AppContext): AreaHandlers<'bank'> {
  const { reading, writing, actor } = reachOf(context);
  const files = createChosenFiles(context.windows);
  return {
    accounts: async () => listBankAccounts(reading()),
    saveAccount: async (input) => saveBankAccount(writing(), actor, input),
    async chooseFile({ accountId }) {
      const { mapping: remembered } = await accountMapping(reading(), accountId);
      const chosen = await files.choose((await context.settings.preferences.read()).language);
      if (chosen === null) return null;
      const { file, fileName, table } = chosen;
      const mapping = recogniseStatement(table, remembered);
      return {
        file,
        fileName,
        encoding: table.encoding,
        rowCount: table.rows.length,
        sample: table.rows.slice(0, mapping.headRow + 1 + sampleRows).map(({ cells }) => [...cells]),
        mapping,
        recognised: missingBankColumns(mapping).length === 0,
      };
    },
    previewImport: async ({ file, accountId, mapping }) =>
      previewStatement(reading(), { ...files.held(file), accountId, mapping }),
    import: async ({ key, file, accountId, mapping }) =>
      importStatement(writing(), actor, { ...files.held(file), key, accountId, mapping }),
    statements: async () => listBankStatements(reading()),
    list: async (input) => listBankLines(reading(), input),
    totals: async (input) => bankTotals(reading(), input),
    get: async ({ id }) => getBankLine(reading(), id),
    suggest: async ({ id }) => suggestForLine(reading(), id),
    confirm: async (input) => confirmBankLine(writing(), actor, input),
    setAside: async (input) => setLineAside(writing(), actor, input),
    putBack: async (input) => putLineBack(writing(), actor, input),
  };
}
