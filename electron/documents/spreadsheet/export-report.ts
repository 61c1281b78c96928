import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { ReportSource } from '../../contract/exports';
import type { Database } from '../../database/database';
import { makeWhole } from '../whole-file';
import { writeSheet, type ExportOrder } from './export-list';
import { readReportSheet } from './report-sheets';
import { reportTitles } from './sheet-words';

export interface ReportExport extends ExportOrder {
  readonly source: ReportSource;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, as in the lists. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/**
 * Writes a report as it was asked for into a spreadsheet: typed cells, and a total for each currency. The file appears whole or
 * not at all. Throws what the report throws, `disk_full`, `file_not_written`, or the signal's reason where it was stopped.
 */
export async function exportReport(database: Database, order: ReportExport): Promise<void> {
  const { source, format, language, path, signal } = order;
  const { columns, rows } = await readReportSheet(database, source, language);
  signal.throwIfAborted();
  const texts =
    format === 'csv'
      ? rows.map((row) => row.map((text, place) => (columns[place]?.type === 'text' ? safe(text) : text)))
      : rows.map((row) => [...row]);
  const bytes = Buffer.from(stringify(texts), 'utf8');
  const table = { title: reportTitles[source.report][language], columns };
  await makeWhole(path, (making) => writeSheet(Readable.from(bytes.length === 0 ? [] : [bytes]), making, table, order));
}
