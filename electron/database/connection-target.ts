import type { SslMode } from '../contract/profiles';

/** One place where a server may answer. A host that begins with `/` is the folder of a Unix socket. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What DB_POOL_* ask for, in the service's own terms; seconds. */
export interface AskedPool {
  readonly size: number;
  readonly overflow: number;
  readonly timeoutSeconds: number;
  readonly recycleSeconds: number;
}

/** What a server gets where the URL says nothing else. */
export const usualConnectTimeoutMs = 10_000;

/** Everything that is needed to connect. Holds the password: never log it, never send it to the screen. */
export interface ConnectionTarget {
  /** Tried in this order; the first that takes us (and can write, where `wantsPrimary`) is used. */
  readonly endpoints: readonly [Endpoint, ...Endpoint[]];
  readonly database: string;
  readonly user: string;
  readonly password: string | null;
  readonly sslMode: SslMode;
  /** Path of a PEM file with the authorities to trust, null for those that the runtime brings. */
  readonly caFile: string | null;
  /** True for target_session_attrs read-write or primary: a standby among the hosts is passed over. */
  readonly wantsPrimary: boolean;
  /** Milliseconds that a server may take to let us in. */
  readonly connectTimeoutMs: number;
  /** Null where no DB_POOL_* is set: then a desktop takes five. */
  readonly pool: AskedPool | null;
}

declare const withoutSecret: unique symbol;
/** A connection URL with user, hosts, database and sslmode, and never a password. */
export type ConnectionUrlWithoutSecret = string & { readonly [withoutSecret]: true };

function showHost({ host, port }: Endpoint): string {
  const shown = host.includes(':') ? `[${host}]` : host.startsWith('/') ? encodeURIComponent(host) : host;
  return `${shown}:${port}`;
}

/** The target as a URL without its password: for logs, panels and file names. */
export function urlWithoutSecret(target: ConnectionTarget): ConnectionUrlWithoutSecret {
  const hosts = target.endpoints.map(showHost).join(',');
  const user = encodeURIComponent(target.user);
  const database = encodeURIComponent(target.database);
  const url = `postgresql://${user}@${hosts}/${database}?sslmode=${target.sslMode}`;
  return url as ConnectionUrlWithoutSecret;
}

/** Hosts, ports and database as people say them: `db.example:5432/billing`. No user, no password. */
export function summarizeTarget(target: ConnectionTarget): string {
  return `${target.endpoints.map(showHost).join(',')}/${target.database}`;
}

/** The same target, leading to another database of the same server: to create one, or to restore into one. */
export function withDatabase(target: ConnectionTarget, database: string): ConnectionTarget {
  return { ...target, database };
}

/** True for a server that only this computer can reach: traffic to it does not cross a wire. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.') || host.startsWith('/');
}
