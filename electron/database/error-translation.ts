import { AppError, type Failure } from '../contract/result';

/** What the sentences on the screen name: where we wanted to go, and as whom. Never a password. */
export interface ErrorPlace {
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly user?: string;
  /** How long was waited. */
  readonly seconds?: number;
}

/** An error that PostgreSQL (or PgBouncer) itself sent. */
export interface ServerError {
  readonly sqlState: string;
  readonly message: string;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The error at the root: Sequelize wraps pg's in `parent`, a lost connection comes as `cause`. */
export function rootError(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 5 && isObject(root); depth++) {
    if ('parent' in root && isObject(root.parent)) root = root.parent;
    else if (!(root instanceof AppError) && 'cause' in root && isObject(root.cause)) root = root.cause;
    else break;
  }
  return root;
}

/** The server's own error behind whatever was thrown; null where it never came from the server. */
export function serverError(error: unknown): ServerError | null {
  const root = rootError(error);
  // Sockets have a `code` too (EPIPE looks like a SQLSTATE); only the server's errors have a severity.
  if (!(root instanceof Error) || !('severity' in root) || !('code' in root)) return null;
  return typeof root.code === 'string' ? { sqlState: root.code, message: root.message } : null;
}

function codeOf(error: unknown): string {
  return isObject(error) && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** True where the same work may simply be done again: serialization, deadlock, lock not available in time. */
export function isWorthRetrying(error: unknown): boolean {
  const sqlState = serverError(error)?.sqlState;
  return sqlState === '40001' || sqlState === '40P01' || sqlState === '55P03';
}

const untrusted: ReadonlyMap<string, 'tls_untrusted' | 'tls_wrong_name' | 'tls_expired'> = new Map([
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_wrong_name'],
  ['CERT_HAS_EXPIRED', 'tls_expired'],
  ['CERT_NOT_YET_VALID', 'tls_expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls_untrusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls_untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls_untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tls_untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls_untrusted'],
  ['CERT_SIGNATURE_FAILURE', 'tls_untrusted'],
  ['CERT_UNTRUSTED', 'tls_untrusted'],
  ['CERT_REJECTED', 'tls_untrusted'],
  ['INVALID_CA', 'tls_untrusted'],
  ['CERT_REVOKED', 'tls_untrusted'],
]);

const unreachable: ReadonlySet<string> = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN']);
const cut: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ERR_STREAM_DESTROYED',
  'ERR_SOCKET_CLOSED',
]);

/** What the socket or TLS layer says, before or while connected. */
function fromSocket(root: unknown, place: Failure['params']): AppError | null {
  const code = codeOf(root);
  const certificate = untrusted.get(code);
  if (certificate !== undefined) return new AppError(certificate, place, root);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL') {
    return new AppError('name_not_found', place, root);
  }
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return new AppError('port_refused', place, root);
  if (unreachable.has(code)) return new AppError('connect_timeout', place, root);
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return new AppError('tls_refused', place, root);
  if (cut.has(code)) return new AppError('connection_lost', place, root);
  return null;
}

/** What pg and Sequelize say in words only. */
function fromMessage(root: unknown, error: unknown, place: Failure['params']): AppError | null {
  const name = error instanceof Error ? error.name : '';
  if (name === 'SequelizeConnectionAcquireTimeoutError') return new AppError('busy_try_again', place, root);
  const message = root instanceof Error ? root.message : '';
  if (/does not support SSL/i.test(message)) return new AppError('tls_refused', place, root);
  if (/timeout expired|connection timed out/i.test(message)) return new AppError('connect_timeout', place, root);
  if (/^SASL:|password must be a string/i.test(message)) return new AppError('wrong_password', place, root);
  if (/error establishing an SSL connection/i.test(message)) return new AppError('not_postgres', place, root);
  if (/connection terminated|not queryable|query read timeout|client was closed/i.test(message)) {
    return new AppError('connection_lost', place, root);
  }
  if (/pool is draining|connection manager was closed/i.test(message)) {
    return new AppError('not_connected', place, root);
  }
  return null;
}

/** 28000: the server's access list, or the login itself, turns us away before or after a password. */
function fromAccessList(message: string): 'tls_required' | 'no_right_to_connect' | 'wrong_password' {
  if (/no encryption|SSL off|SSL (?:is )?required/i.test(message)) return 'tls_required';
  if (/role .* does not exist/i.test(message)) return 'wrong_password';
  return 'no_right_to_connect';
}

function fromServer({ sqlState, message }: ServerError, place: Failure['params'], root: unknown): AppError | null {
  const make = (code: AppError['code']): AppError => new AppError(code, place, root);
  if (sqlState === '28000') return make(fromAccessList(message));
  if (sqlState === '42501') {
    if (/for database/i.test(message)) return make('no_right_to_connect');
    return make(/create database/i.test(message) ? 'no_right_to_create' : 'no_permission');
  }
  const known = byState.get(sqlState);
  if (known !== undefined) return make(known);
  // PgBouncer puts all its own refusals under 08P01, in words.
  if (sqlState === '08P01' || sqlState === '58000') return fromPooler(message, make);
  return sqlState.startsWith('08') ? make('connection_lost') : null;
}

const byState: ReadonlyMap<string, AppError['code']> = new Map([
  ['28P01', 'wrong_password'],
  ['3D000', 'no_such_database'],
  ['53300', 'too_many_connections'],
  ['53100', 'server_disk_full'],
  ['57P03', 'server_starting'],
  ['57P01', 'connection_lost'],
  ['57P02', 'connection_lost'],
  ['57P05', 'connection_lost'],
  ['25P03', 'connection_lost'],
  ['25006', 'read_only'],
  ['40001', 'busy_try_again'],
  ['40P01', 'busy_try_again'],
  ['55P03', 'busy_try_again'],
  ['57014', 'busy_try_again'],
]);

function fromPooler(message: string, make: (code: AppError['code']) => AppError): AppError {
  if (/no more connections|too many|client_login_timeout|query_wait_timeout/i.test(message))
    return make('too_many_connections');
  if (/no such database/i.test(message)) return make('no_such_database');
  if (/no such user|auth|password/i.test(message)) return make('wrong_password');
  if (/SSL required/i.test(message)) return make('tls_required');
  return make('connection_lost');
}

function paramsOf(place: ErrorPlace): Failure['params'] {
  const { host, port, database, user, seconds } = place;
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(database === undefined ? {} : { database }),
    ...(user === undefined ? {} : { user }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}

/**
 * The code for what a socket, TLS, pg, Sequelize or the server threw; an AppError stays what it is. Null for an error
 * that is not about the connection, the login, locks or rights (a broken constraint, say): that belongs to the use case.
 */
export function toAppError(error: unknown, place: ErrorPlace = {}): AppError | null {
  if (error instanceof AppError) return error;
  const root = rootError(error);
  if (root instanceof AppError) return root;
  const params = paramsOf(place);
  const fromItself = serverError(error);
  if (fromItself) return fromServer(fromItself, params, error);
  return fromSocket(root, params) ?? fromMessage(root, error, params);
}
