import { dirname, join, resolve } from 'node:path';
import { exportFormatSchema, exportSourceSchema, type ExportSource } from '../contract/exports';
import { languageSchema } from '../contract/preferences';
import { exportList } from '../documents/spreadsheet/export-list';
import { UsageError, requiredOption, requiredWord, textOption, type CliCommand } from './command';
import { databaseOptions, withBilling } from './open';

const firstOrders = {
  invoices: { column: 'issue_date', direction: 'desc' },
  payments: { column: 'created_at', direction: 'desc' },
  subscriptions: { column: 'next_billing_date', direction: 'asc' },
  tenants: { column: 'name_ar', direction: 'asc' },
  usage: { column: 'recorded_at', direction: 'desc' },
  creditNotes: { column: 'issue_date', direction: 'desc' },
  refunds: { column: 'refunded_on', direction: 'desc' },
  receivables: { column: 'days_overdue', direction: 'desc' },
  bank: { column: 'booked_on', direction: 'asc' },
  audit: { column: 'at', direction: 'desc' },
} as const satisfies { [L in ExportSource['list']]: ExportSource['sort'] };

function isList(word: string): word is ExportSource['list'] {
  return Object.hasOwn(firstOrders, word);
}

/** The whole list that a word names, what was searched for in it, in its first order. */
function sourceOf(list: string, search: string | null): ExportSource {
  if (!isList(list)) throw new UsageError(`<list>: one of ${Object.keys(firstOrders).join(', ')}`);
  return exportSourceSchema.parse({ list, filter: search === null ? {} : { search }, sort: firstOrders[list] });
}

export const exportCommand: CliCommand = {
  area: 'export',
  verb: '',
  usage:
    '<invoices|payments|subscriptions|tenants|usage|creditNotes|refunds|receivables|bank|audit> --out FILE [--format xlsx|csv] [--lang ar|en] [--search TEXT]',
  summary: 'Writes a list as a spreadsheet.',
  options: {
    ...databaseOptions,
    out: { type: 'string' },
    format: { type: 'string' },
    lang: { type: 'string' },
    search: { type: 'string' },
  },
  run: ({ positionals, options, output }) => {
    const source = sourceOf(requiredWord(positionals, 0, 'list'), textOption(options, 'search'));
    const out = requiredOption(options, 'out');
    const format = exportFormatSchema.safeParse(
      textOption(options, 'format') ?? (out.endsWith('.csv') ? 'csv' : 'xlsx'),
    );
    const language = languageSchema.safeParse(textOption(options, 'lang') ?? 'ar');
    if (!format.success) throw new UsageError('--format: xlsx or csv');
    if (!language.success) throw new UsageError('--lang: ar or en');
    return withBilling(options, 'read', async (database) => {
      let rows = 0;
      await exportList(database, {
        source,
        format: format.data,
        language: language.data,
        path: resolve(out),
        workerFile: join(dirname(process.argv[1] ?? ''), 'workbook-worker.js'),
        signal: new AbortController().signal,
        onRows: (written) => (rows = written),
      });
      output.line(`${rows} rows: ${resolve(out)}`);
      output.value({ rows, file: resolve(out) });
      return 0;
    });
  },
};
