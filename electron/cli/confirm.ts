import { createInterface } from 'node:readline/promises';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { UsageError, textOption, type OptionValues } from './command';
import { surroundings } from './surroundings';

/** The options of a verb that takes something away for good. */
export const confirmOptions = {
  yes: { type: 'boolean' },
  database: { type: 'string' },
} as const;

/**
 * Goes on only where whoever asks has named the database: by `--yes --database NAME`, or, at a terminal, when asked for
 * it. Throws `name_not_confirmed` for another name, and UsageError where nobody can be asked.
 */
export async function confirmByName(options: OptionValues, { server }: Database, what: string): Promise<void> {
  const name = server.database;
  const given = textOption(options, 'database');
  const asked =
    given !== null && options['yes'] === true ? given : surroundings().attended ? await ask(name, what) : null;
  if (asked === null) throw new UsageError(`${what} To confirm, give --yes --database ${name}`);
  if (asked.trim() !== name) throw new AppError('name_not_confirmed', { database: name });
}

async function ask(name: string, what: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(`${what}\nType the name of the database (${name}) to go on: `);
  } finally {
    terminal.close();
  }
}
