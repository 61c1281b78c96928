import type { ErrorCode } from '@contract/errors';
import type { Failure } from '@contract/result';

/** A failure that main answered: its code has a sentence and a remedy in the translations. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly params: Failure['params'];

  constructor(code: ErrorCode, params: Failure['params'] = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.params = params;
  }
}

/** Anything thrown, as an ApiError: what is none is a fault of this program, `internal`. */
export function toApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError ? thrown : new ApiError('internal');
}

const connectionCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'not_connected',
  'connection_lost',
  'connect_timeout',
  'port_refused',
  'name_not_found',
  'server_starting',
  'too_many_connections',
]);

/** True where only the way to the server is missing: the same request may succeed in a moment. */
export function isConnectionError(error: unknown): boolean {
  return error instanceof ApiError && connectionCodes.has(error.code);
}
