import { MigrationError } from 'umzug';
import { AppError, type Failure } from '../../contract/result';
import { isWorthRetrying, serverError, toAppError } from '../error-translation';

/** What was thrown inside a migration, out of the error that Umzug puts around it. */
export function unwrap(error: unknown): unknown {
  return error instanceof MigrationError ? unwrap(error.cause) : error;
}

/** The statement that failed and where it stands in its migration. */
export interface Place {
  readonly migration: string;
  readonly step: number;
  readonly steps: number;
  /** Its first words and its object, never the whole text. */
  readonly what: string;
}

/** A busy table or a deadlock: worth the same migration once more. */
export function isBusy(error: AppError): boolean {
  return error.code === 'busy_try_again' && isWorthRetrying(error.cause);
}

/** What the server says of itself when it says this is no matter of the statement. */
const ofTheServer: ReadonlySet<string> = new Set([
  'read_only',
  'server_disk_full',
  'connection_lost',
  'server_starting',
]);

/**
 * Says with a code what a statement's failure means: no right, a read-only server, a busy table, a full disk, a lost
 * connection, or else `migration_failed` with PostgreSQL's own reason.
 */
export function asAppError(error: unknown, place: Place): AppError {
  if (error instanceof AppError) return error;
  const fromServer = serverError(error);
  const params: Failure['params'] = {
    ...place,
    sqlState: fromServer?.sqlState ?? '',
    reason: error instanceof Error ? error.message : String(error),
  };
  // Whatever a migration may not do, it is a right to create, change or drop something.
  if (fromServer?.sqlState === '42501') return new AppError('no_right_to_create', params, error);
  if (isWorthRetrying(error)) return new AppError('busy_try_again', params, error);
  const known = toAppError(error);
  if (known && (!fromServer || ofTheServer.has(known.code))) return new AppError(known.code, params, error);
  return new AppError('migration_failed', params, error);
}
