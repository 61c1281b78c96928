import { AppError } from '../contract/result';
import { explainFailure, type CliLanguage } from './sentences';
import { surroundings } from './surroundings';

/** Where a verb writes: plain lines for a person, or one JSON value for a program. */
export interface Output {
  readonly json: boolean;
  readonly language: CliLanguage;
  line(text: string): void;
  /** Cells under each other, each column as wide as its widest cell; one of figures keeps units under units. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void;
  /** The verb's answer: the one thing printed with --json. */
  value(value: unknown): void;
  /** What went wrong: a sentence for a person on the error channel; its code, with `details`, in what --json prints. */
  failure(error: unknown, details?: Readonly<Record<string, unknown>>): void;
}

const figure = /^-?\d+(?:\.\d+)?$/;

export function createOutput(json: boolean, language: CliLanguage): Output {
  const write = (text: string): void => {
    surroundings().out(`${text}\n`);
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
      const isFigure = head.map((_title, column) => rows.every((row) => figure.test(row[column] ?? '')));
      const draw = (cells: readonly string[]): string =>
        cells
          .map((cell, column) => {
            const width = widths[column] ?? 0;
            return isFigure[column] === true ? cell.padStart(width) : cell.padEnd(width);
          })
          .join('  ')
          .trimEnd();
      write(draw(head));
      for (const row of rows) write(draw(row));
    },
    value: (value) => {
      if (json) write(JSON.stringify(value, null, 2));
    },
    failure: (error, details = {}) => {
      if (!(error instanceof AppError)) {
        const message = error instanceof Error ? error.message : String(error);
        surroundings().err(`${message}\n`);
        return;
      }
      if (json) write(JSON.stringify({ error: { code: error.code, params: error.params, ...details } }, null, 2));
      surroundings().err(`${explainFailure(error, language)}\n(${error.code})\n`);
    },
  };
}
