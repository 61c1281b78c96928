import type { ClientConfig } from 'pg';
import { AppError } from '../contract/result';
import { BillingClient, endClient } from './client';
import type { ConnectionTarget, Endpoint } from './connection-target';
import { toAppError } from './error-translation';
import { look } from './probe';
import { tlsChoices, type TlsChoice } from './tls';

/** The way in that worked: which of the hosts, and with or without TLS. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly tls: TlsChoice;
}

export interface Session {
  readonly client: BillingClient;
  readonly route: Route;
}

function configFor(target: ConnectionTarget, { endpoint, tls }: Route): ClientConfig {
  return {
    host: endpoint.host,
    port: endpoint.port,
    user: target.user,
    password: target.password ?? '',
    database: target.database,
    ssl: tls,
    connectionTimeoutMillis: target.connectTimeoutMs,
  };
}

/** Where the server's word leaves open what is wrong, a second look decides. */
async function sharpen(error: AppError, target: ConnectionTarget, { endpoint }: Route): Promise<AppError> {
  if (error.code !== 'connection_lost' && error.code !== 'tls_required') return error;
  const { offersTls, failure } = await look(endpoint, target.connectTimeoutMs);
  if (error.code === 'connection_lost') return failure ?? error;
  // "Rejected, no encryption" from a server that has none means that nobody gets in from here.
  return offersTls ? error : new AppError('no_right_to_connect', error.params, error.cause);
}

/** Connects by a known route. Throws an AppError that says what stands in the way. */
export async function connectBy(target: ConnectionTarget, route: Route): Promise<BillingClient> {
  const client = new BillingClient(configFor(target, route));
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.cut();
    const seconds = Math.round(target.connectTimeoutMs / 1000);
    const place = { ...route.endpoint, database: target.database, user: target.user, seconds };
    const translated = toAppError(error, place) ?? new AppError('connection_lost', { ...route.endpoint }, error);
    throw await sharpen(translated, target, route);
  }
}

/** With `prefer`, these mean that the server has no TLS, not that it cannot be reached. */
const noTls: ReadonlySet<AppError['code']> = new Set(['tls_refused', 'tls_untrusted', 'tls_wrong_name', 'tls_expired']);

async function connectTo(
  target: ConnectionTarget,
  endpoint: Endpoint,
  choices: readonly TlsChoice[],
): Promise<Session> {
  let last: unknown = null;
  for (const tls of choices) {
    const route = { endpoint, tls };
    try {
      return { client: await connectBy(target, route), route };
    } catch (error) {
      last = error;
      if (!(error instanceof AppError) || !noTls.has(error.code)) break;
    }
  }
  throw last;
}

/** The next host may do better after these; after the others (a wrong password, say) it would not. */
const worthTheNextHost: ReadonlySet<AppError['code']> = new Set([
  'name_not_found',
  'port_refused',
  'connect_timeout',
  'connection_lost',
  'not_postgres',
  'server_starting',
  'too_many_connections',
]);

async function isReadOnly(client: BillingClient): Promise<boolean> {
  const { rows } = await client.query<{ read_only: string }>(
    `SELECT current_setting('transaction_read_only') AS read_only`,
  );
  return rows[0]?.read_only === 'on';
}

/**
 * Connects to the first host of the target that takes us. Where a primary is wanted and only standbys answer, the first
 * standby is used: reading is better than nothing, and the app says that it is read-only. Throws an AppError.
 */
export async function openSession(target: ConnectionTarget): Promise<Session> {
  const choices = await tlsChoices(target);
  let standby: Session | null = null;
  let last: unknown = null;
  for (const endpoint of target.endpoints) {
    try {
      const session = await connectTo(target, endpoint, choices);
      if (!target.wantsPrimary || !(await isReadOnly(session.client))) {
        if (standby) await endClient(standby.client);
        return session;
      }
      if (standby) await endClient(session.client);
      else standby = session;
    } catch (error) {
      last = error;
      if (!(error instanceof AppError) || !worthTheNextHost.has(error.code)) break;
    }
  }
  if (standby) return standby;
  throw last;
}
