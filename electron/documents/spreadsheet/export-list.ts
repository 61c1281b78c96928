import type { Readable } from 'node:stream';
import type { ExportFormat, ExportSource } from '../../contract/exports';
import type { Language } from '../../contract/preferences';
import type { Database } from '../../database/database';
import { copyOut } from '../../database/exports/copy-out';
import { listSheet } from '../../database/exports/list-sheets';
import { FileError, makeWhole } from '../whole-file';
import { writeCsv } from './csv-file';
import { headingOf, sheetTitles, totalWord, vocabularyIn } from './sheet-words';
import { writeWorkbook } from './workbook-file';

export interface ListExport {
  readonly source: ExportSource;
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

/**
 * Writes every row of a list, as it is filtered and sorted, into a spreadsheet. The file appears whole or not at all. Throws
 * `disk_full`, `file_not_written`, what concerns the connection, or the signal's reason where it was stopped.
 */
export async function exportList(database: Database, order: ListExport): Promise<void> {
  const { source, format, language, path, signal, onRows } = order;
  const { columns, query } = listSheet(source, vocabularyIn(language), format === 'csv');
  const headed = columns.map(({ id, type }) => ({ heading: headingOf(id, language), type }));
  await makeWhole(path, async (making) => {
    const write = async (rows: Readable): Promise<void> => {
      if (format === 'csv') {
        const headings = headed.map(({ heading }) => heading);
        await writeCsv(rows, making, headings, { signal, onRows });
        return;
      }
      const plan = {
        title: sheetTitles[source.list][language],
        author: 'SAHOOL',
        rightToLeft: language === 'ar',
        columns: headed,
        totalWord: totalWord[language],
      };
      await writeWorkbook(rows, { path: making, plan }, { workerFile: order.workerFile, signal, onRows });
    };
    let fileError: FileError | null = null;
    try {
      await copyOut(database, query, (rows) =>
        write(rows).catch((error: unknown) => {
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
  return `${sheetTitles[source.list][language]} ${today}.${format}`;
}
export interface ExportName extends Pick<ListExport, 'source' | 'format' | 'language'> {
  readonly today: string;
}
