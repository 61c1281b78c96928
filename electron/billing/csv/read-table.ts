import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../../contract/result';
import { decodeText, type TextEncoding } from './decode-text';

/** A table as it stood in a file. Cells are text and stay so, whatever a spreadsheet would make of them. */
export interface Table {
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  readonly rows: readonly TableRow[];
  /** SHA-256 of the file's bytes. */
  readonly contentHash: string;
}

export interface TableRow {
  /** The row's line in the file, the first being 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** 64 MB hold more than half a million rows. */
export const greatestFileSize = 64 * 1024 * 1024;
const greatestRowCount = 500_000;
const greatestCell = 4000;
const delimiters = [',', ';', '\t', '|'] as const;

/** How often a character stands outside of quotes in each of the first lines. */
function counts(text: string, delimiter: string): number[] {
  const lines: number[] = [0];
  let quoted = false;
  for (const character of text.slice(0, 20_000)) {
    if (character === '"') quoted = !quoted;
    else if (character === '\n' && !quoted) {
      if (lines.length === 40) break;
      lines.push(0);
    } else if (character === delimiter && !quoted) lines[lines.length - 1] = (lines.at(-1) ?? 0) + 1;
  }
  return lines.filter((count) => count > 0);
}

/** The delimiter that most lines agree on: so many of it in so many lines. */
function delimiterOf(text: string): string {
  let best = { delimiter: ',', weight: 0 };
  for (const delimiter of delimiters) {
    const found = counts(text, delimiter);
    const byCount = new Map<number, number>();
    for (const count of found) byCount.set(count, (byCount.get(count) ?? 0) + 1);
    let weight = 0;
    for (const [count, lines] of byCount) {
      // Beyond eight columns it is the agreement that tells, not how many they are.
      const agreement = lines * (count > 8 ? 8 : count);
      if (agreement > weight) weight = agreement;
    }
    if (weight > best.weight) best = { delimiter, weight };
  }
  return best.delimiter;
}

const parsedSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** A cell as it is kept: without marks of direction, controls and outer blanks, and of a length that a text may have. */
function cleanCell(cell: string): string {
  return cell
    .toWellFormed()
    .replaceAll(/[\u0000-\u001f\u007f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .trim()
    .slice(0, greatestCell);
}

/**
 * Reads a CSV file: encoding and delimiter found by themselves, quotes and line ends as they come, empty rows left out.
 * Throws `file_empty`, `file_too_large`, `file_not_table` (with the line where it breaks off).
 */
export function readTable(bytes: Uint8Array): Table {
  if (bytes.length > greatestFileSize) throw new AppError('file_too_large', { limit: '64 MB' });
  const { text, encoding } = decodeText(bytes);
  const delimiter = delimiterOf(text);
  const rows = parsedRows(text, delimiter)
    .map(({ record, info }) => ({ line: info.lines, cells: record.map(cleanCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length === 0) throw new AppError('file_empty');
  if (rows.length > greatestRowCount) throw new AppError('file_too_large', { limit: String(greatestRowCount) });
  return { encoding, delimiter, rows, contentHash: createHash('sha256').update(bytes).digest('hex') };
}

function parsedRows(text: string, delimiter: string): z.infer<typeof parsedSchema> {
  try {
    return parsedSchema.parse(
      parse(text, {
        delimiter,
        bom: true,
        info: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        record_delimiter: ['\r\n', '\n', '\r'],
        max_record_size: 1_000_000,
      }),
    );
  } catch (error) {
    if (error instanceof AppError) throw error;
    const line: unknown = error instanceof Error ? Reflect.get(error, 'lines') : undefined;
    throw new AppError('file_not_table', typeof line === 'number' ? { line } : {}, error);
  }
}
