import { userInfo } from 'node:os';
import { sslModeSchema, type SslMode } from '../contract/profiles';
import { AppError } from '../contract/result';
import { usualConnectTimeoutMs, type ConnectionTarget, type Endpoint } from './connection-target';

const defaultPort = 5432;

/** The schemes of libpq, and those that the service's SQLAlchemy uses for the same database. */
const schemes: ReadonlySet<string> = new Set([
  'postgresql',
  'postgres',
  'postgresql+asyncpg',
  'postgresql+psycopg2',
  'postgresql+psycopg',
]);

/** Which part of a URL cannot be read: the sentence on the screen names it. */
export type UrlPart = 'scheme' | 'user' | 'host' | 'port' | 'database' | 'sslmode';

function refuse(part: UrlPart): never {
  throw new AppError('bad_url', { part });
}

function decode(text: string, part: UrlPart): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A password that nobody escaped may hold a lone %: it stands for itself. Elsewhere it is a slip.
    if (part === 'user') return text;
    return refuse(part);
  }
}

/** `sslmode` as libpq spells it, or `ssl` as asyncpg does. */
function readSslMode(options: URLSearchParams): SslMode {
  const text = (options.get('sslmode') ?? options.get('ssl') ?? 'prefer').toLowerCase();
  // libpq's `allow` starts in the open and takes TLS where the server insists; starting with TLS is no weaker.
  const known = text === 'allow' ? 'prefer' : text === 'true' || text === '1' ? 'require' : text;
  const parsed = sslModeSchema.safeParse(known === 'false' || known === '0' ? 'disable' : known);
  return parsed.success ? parsed.data : refuse('sslmode');
}

function readPort(text: string): number {
  if (text === '') return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : refuse('port');
}

/** One `host`, `host:port` or `[IPv6]:port` of the authority. */
function readEndpoint(text: string): Endpoint {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/.exec(text);
  if (!match) return refuse('host');
  const [, bracketed, plain, port = ''] = match;
  const host = bracketed ?? decode(plain ?? '', 'host');
  if (/[\s\p{Cc}@?#]/u.test(host)) return refuse('host');
  return { host, port: readPort(port) };
}

function isFilled<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

/** libpq allows hosts and ports as options of the URL too; where they are given there, they stand for the authority. */
function readEndpoints(authority: string, options: URLSearchParams): ConnectionTarget['endpoints'] {
  const named = authority === '' ? [] : authority.split(',').map(readEndpoint);
  const hosts = options.get('host')?.split(',') ?? named.map(({ host }) => host);
  const ports = options.get('port')?.split(',').map(readPort) ?? named.map(({ port }) => port);
  if (ports.length > 1 && ports.length !== hosts.length) return refuse('port');
  const endpoints = (hosts.length === 0 ? ['localhost'] : hosts).map((host, index) => ({
    host: host === '' ? 'localhost' : host,
    port: ports[index] ?? ports[0] ?? defaultPort,
  }));
  return isFilled(endpoints) ? endpoints : refuse('host');
}

interface Credentials {
  readonly user: string | null;
  readonly password: string | null;
}

function readCredentials(text: string): Credentials {
  const colon = text.indexOf(':');
  if (colon === -1) return { user: decode(text, 'user'), password: null };
  return { user: decode(text.slice(0, colon), 'user'), password: decode(text.slice(colon + 1), 'user') };
}

/**
 * Reads a PostgreSQL URL as libpq does: several hosts, IPv6, sockets, sslmode and sslrootcert, user and password, with
 * the schemes of the service's drivers. Throws `bad_url` with the `part` that cannot be read; never shows the password.
 */
export function parseConnectionUrl(url: string): ConnectionTarget {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url.trim());
  const [, scheme = '', rest = ''] = match ?? [];
  if (!schemes.has(scheme.toLowerCase())) return refuse('scheme');
  const [beforeQuery, query] = splitOnce(rest, '?');
  const slash = beforeQuery.indexOf('/', beforeQuery.lastIndexOf('@') + 1);
  const authority = slash === -1 ? beforeQuery : beforeQuery.slice(0, slash);
  const path = slash === -1 ? '' : beforeQuery.slice(slash + 1);
  // The last @ ends the user: an unescaped one inside a password still reads as it was meant.
  const at = authority.lastIndexOf('@');
  const credentials = at === -1 ? { user: null, password: null } : readCredentials(authority.slice(0, at));
  const options = new URLSearchParams(query);
  const user = credentials.user || options.get('user') || userInfo().username;
  const database = decode(path, 'database') || options.get('dbname') || user;
  if (database.length > 63 || /\p{Cc}/u.test(database)) return refuse('database');
  return {
    endpoints: readEndpoints(authority.slice(at + 1), options),
    database,
    user,
    password: credentials.password ?? options.get('password'),
    sslMode: readSslMode(options),
    caFile: caFileOf(options.get('sslrootcert')),
    wantsPrimary: ['read-write', 'primary'].includes(options.get('target_session_attrs') ?? 'any'),
    connectTimeoutMs: readConnectTimeout(options.get('connect_timeout')),
    pool: null,
  };
}

/** `system` is libpq's word for the authorities that this computer trusts anyway. */
function caFileOf(sslRootCert: string | null): string | null {
  return sslRootCert === null || sslRootCert === '' || sslRootCert === 'system' ? null : sslRootCert;
}

/** libpq's seconds, as milliseconds; its 0 for "for ever" would leave a clerk before a dead screen. */
function readConnectTimeout(text: string | null): number {
  const seconds = text !== null && /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return seconds === 0 ? usualConnectTimeoutMs : seconds * 1000;
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}
