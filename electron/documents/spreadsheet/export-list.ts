import type { Readable } from 'node:stream';
import type { ExportFormat, ExportSource, ReportSource } from '../../contract/exports';
import type { Language } from '../../contract/preferences';
import type { Database } from '../../database/database';
import { copyOut } from '../../database/exports/copy-out';
import { listSheet } from '../../database/exports/list-sheets';
import type { SheetColumn } from '../../database/exports/sheet';
import { FileError, makeWhole } from '../whole-file';
import { writeCsv } from './csv-file';
import { headingOf, reportTitles, sheetTitles, totalWord, vocabularyIn } from './sheet-words';
import { writeWorkbook } from './workbook-file';

/** Where a spreadsheet goes, and how. */
export interface ExportOrder {
  readonly format: ExportFormat;
  readonly language: Language;
  /** Where the file will stand. */
  readonly path: string;
  /** Where the built workbook worker lies. */
  readonly workerFile: string;
  readonly signal: AbortSignal;
  /** Called with the rows written so far. */
  readonly onRows: (rows: number) => void;
}

export interface ListExport extends ExportOrder {
  readonly source: ExportSource;
}

/** Writes a table's CSV bytes, without a head, as the spreadsheet that is asked for. */
export async function writeSheet(
  rows: Readable,
  making: string,
  table: { readonly title: string; readonly columns: readonly Pick<SheetColumn, 'id' | 'type'>[] },
  { format, language, workerFile, signal, onRows }: ExportOrder,
): Promise<void> {
  const headed = table.columns.map(({ id, type }) => ({ heading: headingOf(id, language), type }));
  if (format === 'csv') {
    const headings = headed.map(({ heading }) => heading);
    await writeCsv(rows, making, headings, { signal, onRows });
    return;
  }
  const plan = {
    title: table.title,
    author: 'SAHOOL',
    rightToLeft: language === 'ar',
    columns: headed,
    totalWord: totalWord[language],
  };
  await writeWorkbook(rows, { path: making, plan }, { workerFile, signal, onRows });
}

/**
 * Writes every row of a list, as it is filtered and sorted, into a spreadsheet. The file appears whole or not at all. Throws
 * `disk_full`, `file_not_written`, what concerns the connection, or the signal's reason where it was stopped.
 */
export async function exportList(database: Database, order: ListExport): Promise<void> {
  const { source, format, language, path } = order;
  const { columns, query } = listSheet(source, vocabularyIn(language), format === 'csv');
  const table = { title: sheetTitles[source.list][language], columns };
  await makeWhole(path, async (making) => {
    let fileError: FileError | null = null;
    try {
      await copyOut(database, query, (rows) =>
        writeSheet(rows, making, table, order).catch((error: unknown) => {
          if (error instanceof FileError) fileError = error;
          throw error;
        }),
      );
    } catch (error) {
      // What the reading makes of it, once it is cut off, is about a connection that is not to blame.
      throw fileError ?? error;
    }
  });
}

/** What the file is called where the reader does not say otherwise: `الفواتير 2026-03-01.xlsx`. */
export function exportFileName({ source, format, language, today }: ExportName): string {
  const title = 'list' in source ? sheetTitles[source.list] : reportTitles[source.report];
  return `${title[language]} ${today}.${format}`;
}
export interface ExportName extends Pick<ExportOrder, 'format' | 'language'> {
  readonly source: ExportSource | ReportSource;
  readonly today: string;
}
