import { createWriteStream } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { FileError } from '../whole-file';

export interface CsvWatch {
  readonly signal: AbortSignal;
  readonly onRows: (rows: number) => void;
}

const lineFeed = 0x0a;
const byteOrderMark = '\ufeff';

/** Counts lines as they pass. A text with line breaks counts as several, so this is how far it is, not how many there are. */
function countLines(onRows: (rows: number) => void): Transform {
  let lines = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, at + 1)) lines += 1;
      onRows(lines);
      done(null, piece);
    },
  });
}

/**
 * Writes a table's CSV bytes as a file that Excel reads as UTF-8: a byte order mark, the headings, the rows as PostgreSQL
 * gave them.
 */
export async function writeCsv(
  rows: Readable,
  path: string,
  headings: readonly string[],
  watch: CsvWatch,
): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx' });
  let broken: FileError | null = null;
  file.once('error', (cause) => (broken = new FileError(cause)));
  file.write(`${byteOrderMark}${stringify([[...headings]])}`);
  try {
    await pipeline(rows, countLines(watch.onRows), file, { signal: watch.signal });
  } catch (error) {
    throw broken ?? error;
  }
}
