import { BaseError, ConnectionError, DatabaseError } from 'sequelize';
import { MigrationError } from 'umzug';
import { AppError } from '../../contract/result';

/** The SQLSTATE of a failed statement; null where the failure did not come from PostgreSQL. */
export function sqlState(error: unknown): string | null {
  const cause = error instanceof BaseError && 'original' in error ? error.original : error;
  if (!(cause instanceof Error) || !('code' in cause)) return null;
  return typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code) ? cause.code : null;
}

/** What was thrown inside a migration, out of the error that Umzug puts around it. */
export function unwrap(error: unknown): unknown {
  return error instanceof MigrationError ? unwrap(error.cause) : error;
}

/** A busy table, a deadlock: worth the same migration once more. */
export function isWorthRetrying(error: unknown): boolean {
  const state = sqlState(error instanceof AppError ? error.cause : error);
  return state === '55P03' || state === '40P01' || state === '40001';
}

/** The statement that failed and where it stands in its migration. */
export interface Place {
  readonly migration: string;
  readonly step: number;
  readonly steps: number;
  /** Its first words and its object, never the whole text. */
  readonly what: string;
}

/**
 * Says with a code what a statement's failure means: no right, a read-only server, a busy table, a lost connection, or
 * `migration_failed` with PostgreSQL's own reason.
 */
export function asAppError(error: unknown, place: Place): AppError {
  if (error instanceof AppError) return error;
  const state = sqlState(error);
  const params = { ...place, sqlState: state ?? '', reason: error instanceof Error ? error.message : String(error) };
  if (state === '42501') return new AppError('no_right_to_create', params, error);
  if (state === '25006') return new AppError('read_only', params, error);
  if (state === '53100') return new AppError('disk_full', params, error);
  if (isWorthRetrying(error)) return new AppError('migration_locked', params, error);
  if (isLostConnection(error, state)) return new AppError('connection_lost', params, error);
  return new AppError('migration_failed', params, error);
}

function isLostConnection(error: unknown, state: string | null): boolean {
  if (error instanceof ConnectionError) return true;
  if (state !== null) return state.startsWith('08') || state.startsWith('57P0');
  // pg reports a socket that closed under a statement without a SQLSTATE.
  return (
    error instanceof DatabaseError && /connection (?:terminated|ended|closed)|ECONNRESET|EPIPE/i.test(error.message)
  );
}
