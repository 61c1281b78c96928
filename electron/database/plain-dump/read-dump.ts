import { StatementScanner } from './statement-scanner';

/** A part of a dump: a statement to run, or a COPY with the lines that follow it, in the order of the file. */
export type DumpPart =
  | { readonly kind: 'statement'; readonly sql: string }
  | { readonly kind: 'copy'; readonly sql: string; readonly rows: AsyncIterable<string> };

const copyStatement = /^\s*COPY\s[\s\S]*\sFROM\s+stdin\s*(?:WITH\s.*)?$/iu;
const endOfRows = '\\.';
/** Rows are handed on in bundles: one write for each would take most of the time. */
const bundleLength = 65_536;

/** Reads on in the lines of the file up to the end of one COPY's rows. */
async function* rowsOf(lines: AsyncIterator<string>): AsyncGenerator<string> {
  let bundle = '';
  for (;;) {
    const next = await lines.next();
    if (next.done === true) throw new Error('the dump ends in the middle of a table');
    if (next.value === endOfRows) break;
    bundle += `${next.value}\n`;
    if (bundle.length < bundleLength) continue;
    yield bundle;
    bundle = '';
  }
  if (bundle !== '') yield bundle;
}

/**
 * Takes a plain dump of pg_dump apart, line by line, so that a file of any length can be restored without psql. The rows
 * of a COPY must be read before the next part is asked for. psql's own commands (`\connect`, `\restrict`, `\set`) are left out:
 * where the dump goes is the caller's choice. Throws where the file ends within a statement or a table.
 */
export async function* readDump(lines: AsyncIterator<string>): AsyncGenerator<DumpPart> {
  const scanner = new StatementScanner();
  for (;;) {
    const next = await lines.next();
    if (next.done === true) break;
    if (scanner.atStart && next.value.startsWith('\\')) continue;
    for (const sql of scanner.add(`${next.value}\n`)) {
      if (copyStatement.test(sql)) yield { kind: 'copy', sql, rows: rowsOf(lines) };
      else yield { kind: 'statement', sql };
    }
  }
  if (!scanner.atStart) throw new Error('the dump ends in the middle of a statement');
}
