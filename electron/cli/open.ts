import { openDatabase, type Database } from '../database/database';
import { targetFromEnvironment } from '../database/connection-url';
import { startBuiltin } from '../database/builtin/start';
import { UsageError, textOption, type OptionValues } from './command';

/** The options every verb that needs the database takes. */
export const databaseOptions = {
  builtin: { type: 'string' },
} as const;

/**
 * Opens the database that DATABASE_URL (or POSTGRES_*) names, or the built-in one in `--builtin DIR`, runs the work and
 * closes what it opened, also where the work fails.
 */
export async function withDatabase<T>(options: OptionValues, work: (database: Database) => Promise<T>): Promise<T> {
  const folder = textOption(options, 'builtin');
  if (folder !== null) {
    const server = await startBuiltin({ folder });
    try {
      return await withOpened(await openDatabase(server.target), work);
    } finally {
      await server.stop();
    }
  }
  const target = targetFromEnvironment(process.env);
  if (!target) throw new UsageError('no database: set DATABASE_URL, or give --builtin DIR');
  return withOpened(await openDatabase(target), work);
}

async function withOpened<T>(database: Database, work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
