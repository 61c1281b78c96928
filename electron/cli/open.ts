import { AppError } from '../contract/result';
import { startBuiltin } from '../database/builtin/start';
import type { ConnectionTarget } from '../database/connection-target';
import { targetFromEnvironment } from '../database/connection-url';
import { openDatabase, type Database } from '../database/database';
import { schemaState } from '../database/migrator/state';
import { UsageError, textOption, type OptionValues } from './command';
import { surroundings } from './surroundings';

/** The options every verb that needs the database takes. */
export const databaseOptions = {
  builtin: { type: 'string' },
} as const;

/**
 * Runs the work with the address that DATABASE_URL (or POSTGRES_*) names, or that of the built-in server in `--builtin DIR`,
 * which runs meanwhile. Connects to nothing.
 */
export async function withServer<T>(options: OptionValues, work: (target: ConnectionTarget) => Promise<T>): Promise<T> {
  const folder = textOption(options, 'builtin');
  if (folder !== null) {
    const server = await startBuiltin({ folder });
    try {
      return await work(server.target);
    } finally {
      await server.stop();
    }
  }
  const target = targetFromEnvironment(surroundings().env);
  if (!target) throw new UsageError('no database: set DATABASE_URL, or give --builtin DIR');
  return work(target);
}

/** withServer() with the database opened, and closed also where the work fails. */
export function withDatabase<T>(options: OptionValues, work: (database: Database) => Promise<T>): Promise<T> {
  return withServer(options, async (target) => withOpened(await openDatabase(target), work));
}

/**
 * withDatabase() for what needs the tables of this app. Throws `not_migrated`, `adoption_refused`, `migration_edited`, and
 * for a `write` also `schema_newer` and `read_only`.
 */
export function withBilling<T>(
  options: OptionValues,
  access: 'read' | 'write',
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return withDatabase(options, async (database) => {
    await requireTables(database, access);
    return work(database);
  });
}

async function requireTables(database: Database, access: 'read' | 'write'): Promise<void> {
  const state = await schemaState(database);
  switch (state.kind) {
    case 'current':
      break;
    case 'newer':
      if (access === 'write') throw new AppError('schema_newer');
      break;
    case 'edited':
      throw new AppError('migration_edited', { names: state.edited.map(({ name }) => name).join(', ') });
    case 'refused':
      throw new AppError('adoption_refused', { count: state.differences.length });
    case 'empty':
    case 'adoptable':
    case 'pending':
      throw new AppError('not_migrated');
  }
  if (access === 'write' && database.server.readOnly) throw new AppError('read_only');
}

async function withOpened<T>(database: Database, work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
