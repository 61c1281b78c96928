import { performance } from 'node:perf_hooks';
import type { ConnectionPanel, ConnectionState, ConnectionStatus } from '../contract/connection';
import { instantSchema } from '../contract/calendar-date';
import { AppError } from '../contract/result';
import type { SchemaState } from '../contract/schema';
import {
  failureOf,
  isPassing,
  newLink,
  prepare,
  retryDelayMs,
  schemaCheckMs,
  stateOf,
  takeDown,
  type Destination,
  type Link,
} from './connection-link';
import { ConnectionNews } from './connection-news';
import { panelOf } from './connection-panel';
import { openDatabase, type Database } from './database';
import { startListener, type ListenerTimes } from './listener';
import { LatencyRecord } from './monitor';
import { standbyOf } from './reports-standby';
import { readAccess } from './roles/access';

export type { Destination, PreparedTarget } from './connection-link';

export interface ConnectionManagerOptions {
  /** The migrator's word on how the database stands to this app. */
  readonly schemaState: (database: Database) => Promise<SchemaState>;
  readonly appVersion: string;
  readonly times?: ListenerTimes;
  /** Told of what happens behind the scenes; never holds a secret. */
  readonly log?: (message: string, error?: unknown) => void;
}

/**
 * The app's one connection: knows its state, tells when it changes, and comes back by itself when the server does.
 */
export class ConnectionManager {
  readonly #options: ConnectionManagerOptions;
  readonly #latency = new LatencyRecord();
  readonly #news = new ConnectionNews();
  #link: Link | null = null;

  constructor(options: ConnectionManagerOptions) {
    this.#options = options;
  }

  /** What the pill shows. */
  status(): ConnectionStatus {
    const link = this.#link;
    const state = this.#state();
    const latency = state === 'connected' || state === 'slow' ? this.#latency.median() : null;
    return {
      state,
      profileName: link?.destination.name ?? null,
      profileKind: link?.destination.kind ?? null,
      color: link?.destination.color ?? 'none',
      mark: link?.destination.mark ?? 'none',
      server: link?.server ?? null,
      latencyMs: latency === null ? null : Math.round(latency * 10) / 10,
      access: link?.phase === 'up' ? link.access : null,
      failure: link?.failure ?? null,
      nextAttemptAt: link?.nextAttemptAt ?? null,
    };
  }

  #state(): ConnectionState {
    return stateOf(this.#link, this.#latency.median());
  }

  /** Calls the listener with each new status; gives the way to stop it. */
  onChange(listener: (status: ConnectionStatus) => void): () => void {
    return this.#news.onStatus(listener);
  }

  /** Calls the listener with the areas whose rows changed; an empty list means that all may have. */
  onDataChanged(listener: (areas: readonly string[]) => void): () => void {
    return this.#news.onData(listener);
  }

  #tell(): void {
    this.#news.tellStatus(this.status());
  }

  /**
   * Leaves the present connection and goes to this one, whatever its schema's state. Throws the AppError that stands in
   * the way; with `keepTrying` it goes on trying after a passing one, as at the start of the app, and then throws
   * nothing.
   */
  async connect(destination: Destination, { keepTrying = false } = {}): Promise<ConnectionStatus> {
    const previous = this.#link;
    const link = newLink(destination);
    // At once, so that of two calls the later one counts and nothing is left open in between.
    this.#link = link;
    await this.#leave(previous);
    this.#tell();
    try {
      this.#stopIfOver(link);
      await this.#bringUp(link);
    } catch (error) {
      if (link.over) {
        await this.#takeDown(link);
        throw error;
      }
      link.failure = failureOf(error);
      if (keepTrying) {
        this.#retryLater(link, error);
        return this.status();
      }
      link.phase = 'failed';
      await this.#takeDown(link);
      this.#tell();
      throw error;
    }
    return this.status();
  }

  /** Ends the connection; nothing is tried any more. */
  async disconnect(): Promise<void> {
    const link = this.#link;
    this.#link = null;
    await this.#leave(link);
    this.#tell();
  }

  async #leave(link: Link | null): Promise<void> {
    if (!link) return;
    link.over = true;
    if (link.retry) clearTimeout(link.retry);
    await this.#takeDown(link);
    this.#latency.clear();
  }

  /** Tries now instead of waiting for the next attempt. Never throws: the status says what came of it. */
  async reconnect(): Promise<ConnectionStatus> {
    const link = this.#link;
    if (link && link.phase !== 'up' && link.phase !== 'connecting') {
      if (link.retry) clearTimeout(link.retry);
      link.tries = 0;
      await this.#attempt(link);
    }
    return this.status();
  }

  /**
   * The database for a use case. Throws `not_connected`, `not_migrated`, and with `write` also `schema_newer` and
   * `read_only`.
   */
  database({ write = false }: { readonly write?: boolean } = {}): Database {
    const database = this.connectedDatabase();
    const state = this.#state();
    if (state === 'not_migrated') throw new AppError('not_migrated');
    if (write && state === 'newer_schema') throw new AppError('schema_newer');
    if (write && state === 'read_only') throw new AppError('read_only');
    return database;
  }

  /** What a report reads: on a standby that has caught up, where the profile names one. Throws as database() does. */
  async reports<T>(read: (database: Database) => Promise<T>): Promise<T> {
    const database = this.database();
    const standby = this.#link?.standby;
    return standby ? standby.read(database, read) : read(database);
  }

  /** The database whatever its schema's state: for the wizard and the migrator. Throws `not_connected`. */
  connectedDatabase(): Database {
    const link = this.#link;
    if (!link?.database || link.phase !== 'up') throw new AppError('not_connected');
    return link.database;
  }

  /** How the database stands to this app, asked anew: after migrations for instance. Throws `not_connected`. */
  async refreshSchema(): Promise<SchemaState> {
    const database = this.connectedDatabase();
    const link = this.#link;
    const schema = await this.#options.schemaState(database);
    const access = await readAccess(database);
    if (link) {
      const changed = link.schema !== null && link.schema.kind !== schema.kind;
      link.schema = schema;
      link.access = access;
      link.schemaCheckedAt = performance.now();
      if (changed) this.#news.tellData([]);
    }
    this.#tell();
    return schema;
  }

  /** What stands behind the pill. Works offline too, with what is known then. */
  async panel(): Promise<ConnectionPanel> {
    const link = this.#link;
    const up = link?.phase === 'up' ? link.database : null;
    return panelOf({
      status: this.status(),
      database: up,
      schema: link?.schema ?? null,
      reports: link?.standby?.place() ?? null,
      readOnly: link?.readOnly ?? false,
      notifications: link?.listener?.mode ?? 'off',
      latency: this.#latency.list(),
      appVersion: this.#options.appVersion,
    });
  }

  /** Connects, or connects again; at its end the link is up. */
  async #bringUp(link: Link): Promise<void> {
    const { target } = await prepare(link);
    if (link.database) await link.database.reconnect(target);
    else link.database = await openDatabase(target);
    const { database } = link;
    this.#stopIfOver(link);
    await link.standby?.close();
    link.standby = standbyOf(target, (message, error) => this.#options.log?.(message, error));
    link.readOnly = database.server.readOnly;
    link.schema = await this.#options.schemaState(database);
    link.access = await readAccess(database);
    link.schemaCheckedAt = performance.now();
    const client = await database.connectClient();
    link.listener = await startListener(
      client,
      // Neither a pooler nor a standby carries notifications.
      database.server.behindPooler || database.server.readOnly ? 'polling' : 'listening',
      {
        onPing: (ms, readOnly) => this.#onPing(link, ms, readOnly),
        onChange: (areas) => this.#news.tellData(areas),
        onLost: (error) => this.#onLost(link, error),
      },
      this.#options.times,
    );
    this.#stopIfOver(link);
    link.phase = 'up';
    link.failure = null;
    link.nextAttemptAt = null;
    link.tries = 0;
    this.#tell();
  }

  /** disconnect() came in between: what was opened meanwhile is closed by whoever catches this. */
  #stopIfOver(link: Link): void {
    if (link.over) throw new AppError('not_connected');
  }

  #takeDown(link: Link): Promise<void> {
    return takeDown(link, (error) => this.#options.log?.('closing the connection failed', error));
  }

  #onPing(link: Link, ms: number, readOnly: boolean): void {
    if (link.over) return;
    this.#latency.add(ms);
    link.readOnly = readOnly;
    const wait = link.schema?.kind === 'current' ? schemaCheckMs.current : schemaCheckMs.waiting;
    if (link.phase === 'up' && performance.now() - link.schemaCheckedAt > wait) {
      link.schemaCheckedAt = performance.now();
      this.refreshSchema().catch((error: unknown) => this.#options.log?.('the schema could not be read', error));
    }
    this.#tell();
  }

  #onLost(link: Link, error: unknown): void {
    if (link.over || link.phase !== 'up') return;
    this.#options.log?.('the connection was lost', error);
    this.#latency.add(null);
    link.listener = null;
    link.failure = { code: 'connection_lost', params: {} };
    // Whatever still waits for an answer on another connection of the same server would wait for very long.
    link.database?.cutConnections();
    this.#retryLater(link, error);
  }

  /** Plans the next attempt, or gives up where only a person can help. */
  #retryLater(link: Link, error: unknown): void {
    if (!isPassing(error)) {
      link.phase = 'failed';
      link.nextAttemptAt = null;
      this.#tell();
      return;
    }
    const wait = retryDelayMs(link.tries);
    link.phase = 'reconnecting';
    link.tries += 1;
    link.nextAttemptAt = instantSchema.parse(new Date(Date.now() + wait).toISOString());
    link.retry = setTimeout(() => void this.#attempt(link), wait);
    this.#tell();
  }

  #attempt(link: Link): Promise<void> {
    link.attempt ??= this.#tryAgain(link).finally(() => {
      link.attempt = null;
    });
    return link.attempt;
  }

  async #tryAgain(link: Link): Promise<void> {
    link.phase = 'reconnecting';
    link.nextAttemptAt = null;
    link.retry = null;
    this.#tell();
    try {
      await this.#bringUp(link);
      // Notifications of the gap never came: everything on the screen is read again.
      this.#news.tellData([]);
    } catch (error) {
      await link.listener?.stop();
      link.listener = null;
      if (link.over) {
        await this.#takeDown(link);
        return;
      }
      link.failure = failureOf(error);
      this.#retryLater(link, error);
    }
  }
}
