import { builtinDatabase } from '../database/builtin/start';
import type { ConnectionManager } from '../database/connection-manager';

/**
 * Names the open database for what this computer keeps about it. The built-in one has another port each time it starts. Throws
 * where none is open.
 */
export function databaseName(connection: Pick<ConnectionManager, 'database' | 'status'>): string {
  const name = connection.database().server.database;
  const { profileKind, server } = connection.status();
  return profileKind !== 'builtin' ? (server ?? '') : name === builtinDatabase ? 'builtin' : `builtin/${name}`;
}
