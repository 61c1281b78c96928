import { AppError } from '../contract/result';
import { explainFailure, type CliLanguage } from './sentences';

/** Where a verb writes: plain lines for a person, or one JSON value for a program. */
export interface Output {
  readonly json: boolean;
  readonly language: CliLanguage;
  line(text: string): void;
  /** Cells under each other, each column as wide as its widest cell. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void;
  /** The verb's answer: the one thing printed with --json. */
  value(value: unknown): void;
  failure(error: unknown): void;
}

export function createOutput(json: boolean, language: CliLanguage): Output {
  const write = (text: string): void => {
    process.stdout.write(`${text}\n`);
  };
  return {
    json,
    language,
    line: (text) => {
      if (!json) write(text);
    },
    table: (head, rows) => {
      if (json) return;
      const widths = head.map((title, column) =>
        Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
      );
      const draw = (cells: readonly string[]): string =>
        cells
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd();
      write(draw(head));
      for (const row of rows) write(draw(row));
    },
    value: (value) => {
      if (json) write(JSON.stringify(value, null, 2));
    },
    failure: (error) => {
      if (!(error instanceof AppError)) {
        const message = error instanceof Error ? error.message : String(error);
        process.stderr.write(`${message}\n`);
        return;
      }
      if (json) write(JSON.stringify({ error: { code: error.code, params: error.params } }, null, 2));
      process.stderr.write(`${explainFailure(error, language)}\n(${error.code})\n`);
    },
  };
}
