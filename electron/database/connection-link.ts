import { performance } from 'node:perf_hooks';
import type { ConnectionState, ConnectionStatus } from '../contract/connection';
import type { Access } from '../contract/rights';
import type { AppError, Failure } from '../contract/result';
import type { SchemaState } from '../contract/schema';
import { summarizeTarget, type ConnectionTarget } from './connection-target';
import type { Database } from './database';
import { toAppError } from './error-translation';
import type { Listener } from './listener';
import type { ReportsStandby } from './reports-standby';

/** A target that is ready to be connected to, and what has to be let go of afterwards. */
export interface PreparedTarget {
  readonly target: ConnectionTarget;
  /** Gives back what getting ready took: for the built-in database, its server. */
  release(): Promise<void>;
}

/** Where to connect, as the user knows it. */
export interface Destination {
  readonly name: string;
  readonly kind: NonNullable<ConnectionStatus['profileKind']>;
  readonly color: ConnectionStatus['color'];
  /** None where it is not given. */
  readonly mark?: ConnectionStatus['mark'];
  /** Called before each connecting, also after a loss: it starts the built-in server where it no longer runs. */
  prepare(): Promise<PreparedTarget>;
}

/** Milliseconds above which the median round trip is called slow. */
const slowAboveMs = 300;
const firstRetryMs = 300;
/** While the server may be only restarting: after a crash it shall be used again within five seconds. */
const soonRetryMs = 2000;
/** About the first minute. */
const soonTries = 30;
const greatestRetryMs = 10_000;
/** How often another desktop's migration is looked for, while ours waits for one, and otherwise. */
export const schemaCheckMs = { waiting: 15_000, current: 60_000 };

/** Trying again by itself makes sense after these; after the others only a person can help. */
const passing: ReadonlySet<AppError['code']> = new Set([
  'not_connected',
  'connection_lost',
  'name_not_found',
  'port_refused',
  'connect_timeout',
  'too_many_connections',
  'server_starting',
  'not_postgres',
  'busy_try_again',
  'builtin_start_failed',
  'builtin_port_taken',
  'disk_full',
  'server_disk_full',
]);

/** What the status says of an error. */
export function failureOf(error: unknown): Failure {
  const known = toAppError(error);
  return known ? { code: known.code, params: known.params } : { code: 'internal', params: {} };
}

/** Everything that belongs to one connection, from connect() to disconnect(). */
export interface Link {
  readonly destination: Destination;
  prepared: PreparedTarget | null;
  /** Host, port and database, as soon as they are known. */
  server: string | null;
  database: Database | null;
  /** Where reports are read, where the target has more than one host. */
  standby: ReportsStandby | null;
  listener: Listener | null;
  schema: SchemaState | null;
  access: Access | null;
  /** Of a clock that nobody sets: milliseconds of performance.now(). */
  schemaCheckedAt: number;
  readOnly: boolean;
  phase: 'connecting' | 'up' | 'reconnecting' | 'failed';
  failure: Failure | null;
  nextAttemptAt: ConnectionStatus['nextAttemptAt'];
  retry: NodeJS.Timeout | null;
  tries: number;
  /** The attempt that runs now: a second one beside it would open everything twice. */
  attempt: Promise<void> | null;
  over: boolean;
}

export function newLink(destination: Destination): Link {
  return {
    destination,
    prepared: null,
    server: null,
    database: null,
    standby: null,
    listener: null,
    schema: null,
    access: null,
    schemaCheckedAt: performance.now(),
    readOnly: false,
    phase: 'connecting',
    failure: null,
    nextAttemptAt: null,
    retry: null,
    tries: 0,
    attempt: null,
    over: false,
  };
}

/** The word on the pill, with the median round trip of late in milliseconds. */
export function stateOf(link: Link | null, latencyMs: number | null): ConnectionState {
  if (!link || link.phase === 'failed') return 'offline';
  if (link.phase !== 'up') return link.phase;
  const kind = link.schema?.kind;
  if (kind === 'newer') return 'newer_schema';
  if (kind !== 'current') return 'not_migrated';
  if (link.readOnly) return 'read_only';
  return (latencyMs ?? 0) > slowAboveMs ? 'slow' : 'connected';
}

/** False where only a person can help: a wrong password does not become right by trying. */
export function isPassing(error: unknown): boolean {
  const known = toAppError(error);
  return known === null || passing.has(known.code);
}

/** Milliseconds until the next attempt: under a second at first, two for a minute, then ten; never all desktops at once. */
export function retryDelayMs(tries: number): number {
  const wait = tries < soonTries ? Math.min(soonRetryMs, firstRetryMs * 2 ** tries) : greatestRetryMs;
  return wait * (0.8 + 0.4 * Math.random());
}

/** Gets where it leads ready anew, and lets go of what was ready before. */
export async function prepare(link: Link): Promise<PreparedTarget> {
  const before = link.prepared;
  const prepared = await link.destination.prepare();
  link.prepared = prepared;
  link.server = summarizeTarget(prepared.target);
  await before?.release();
  return prepared;
}

/** Closes and gives back all that it holds. A server that is gone cannot be said goodbye to: `onError` hears of that. */
export async function takeDown(link: Link, onError: (error: unknown) => void): Promise<void> {
  const { listener, database, standby, prepared } = link;
  link.listener = null;
  link.database = null;
  link.standby = null;
  link.prepared = null;
  try {
    await listener?.stop();
    await standby?.close();
    await database?.close();
  } catch (error) {
    onError(error);
  }
  await prepared?.release();
}
