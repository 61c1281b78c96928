import type { ParseArgsConfig } from 'node:util';
import type { Output } from './output';

export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** What a verb gets: its words and options, and where it writes. */
export interface Invocation {
  readonly positionals: readonly string[];
  readonly options: OptionValues;
  readonly output: Output;
}

/** One verb of the command line. `run` resolves to the process's exit code; a thrown AppError exits with 1. */
export interface CliCommand {
  readonly area: string;
  readonly verb: string;
  /** The words after the verb, as the help shows them: `<number>`, `[version]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  run(invocation: Invocation): Promise<number>;
}

/** The text of an option, or null where it was not given. */
export function textOption(options: OptionValues, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** A word that must be there. */
export class UsageError extends Error {}

export function requiredOption(options: OptionValues, name: string): string {
  const value = textOption(options, name);
  if (value === null || value === '') throw new UsageError(`--${name} is required`);
  return value;
}

export function requiredWord(positionals: readonly string[], index: number, name: string): string {
  const word = positionals[index];
  if (word === undefined) throw new UsageError(`<${name}> is required`);
  return word;
}
