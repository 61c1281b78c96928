import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReportsPlace } from '../contract/connection';
import { AppError } from '../contract/result';
import type { ConnectionTarget, Endpoint } from './connection-target';
import { openDatabase, type Database } from './database';
import { selectOne, selectRow } from './queries/select';
import { sql } from './queries/sql';

/** Milliseconds. */
export interface StandbyTimes {
  /** For so long a report waits for the standby to catch up. */
  readonly patienceMs: number;
  /** For so long it is left alone where it did not. */
  readonly restMs: number;
}

const usualTimes: StandbyTimes = { patienceMs: 1000, restMs: 15_000 };
const lookEveryMs = 25;

/** The cluster that a server belongs to: a standby has its primary's, anything else has not. */
async function clusterOf(database: Database): Promise<string> {
  const row = await selectRow<{ id: string }>(
    database,
    sql`SELECT system_identifier::text AS id FROM pg_catalog.pg_control_system()`,
  );
  return row.id;
}

/**
 * Reads reports from a standby, where a profile names one among its hosts, so that they take nothing from the server that
 * takes the entries. A report never shows less than the primary held when it was asked for: the standby is used only once
 * it has everything up to that moment, and else, or where it fails, the primary answers.
 */
export class ReportsStandby {
  readonly #target: ConnectionTarget;
  readonly #log: (message: string, error: unknown) => void;
  readonly #times: StandbyTimes;
  #standby: Database | null = null;
  #opening: Promise<Database> | null = null;
  #restUntil = 0;
  #tried: Endpoint | null = null;
  #state: ReportsPlace['state'] | null = null;
  #closed = false;

  constructor(target: ConnectionTarget, log: (message: string, error: unknown) => void, times = usualTimes) {
    this.#target = target;
    this.#log = log;
    this.#times = times;
  }

  /** The standby, and how it did with the last report; null before the first. */
  place(): ReportsPlace | null {
    return this.#tried && this.#state ? { ...this.#tried, state: this.#state } : null;
  }

  /** What `read` gives on the standby or, where that is not up to it, on the primary. */
  async read<T>(primary: Database, read: (database: Database) => Promise<T>): Promise<T> {
    const standby = await this.#caughtUp(primary);
    if (!standby) return read(primary);
    try {
      const answer = await read(standby);
      this.#state = 'used';
      return answer;
    } catch (error) {
      // What a rule refuses, the primary refuses as well: then the standby is not to blame.
      const answer = await read(primary);
      this.#rest('away', error);
      return answer;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening?.catch(() => null);
    await this.#standby?.close();
    this.#standby = null;
  }

  async #caughtUp(primary: Database): Promise<Database | null> {
    if (this.#closed || performance.now() < this.#restUntil || primary.server.readOnly) return null;
    try {
      const standby = await this.#open(primary);
      // The insert position: also what was committed without waiting for the disk lies before it.
      const { lsn } = await selectRow<{ lsn: string }>(
        primary,
        sql`SELECT pg_catalog.pg_current_wal_insert_lsn()::text AS lsn`,
      );
      if (await this.#hasReplayed(standby, lsn)) return standby;
      this.#rest('behind', null);
    } catch (error) {
      this.#rest('away', error);
    }
    return null;
  }

  async #hasReplayed(standby: Database, lsn: string): Promise<boolean> {
    const until = performance.now() + this.#times.patienceMs;
    do {
      // No row, and so no, where it has been made a primary meanwhile.
      const row = await selectOne<{ replayed: boolean }>(
        standby,
        sql`SELECT pg_catalog.pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn AS replayed WHERE pg_catalog.pg_is_in_recovery()`,
      );
      if (row?.replayed === true) return true;
      await pause(lookEveryMs);
    } while (performance.now() < until);
    return false;
  }

  async #open(primary: Database): Promise<Database> {
    if (this.#standby) return this.#standby;
    this.#opening ??= this.#find(primary).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** The first of the other hosts that is a standby of this very primary. Throws where none is. */
  async #find(primary: Database): Promise<Database> {
    const cluster = await clusterOf(primary);
    const { host, port } = primary.route.endpoint;
    let last: unknown = new AppError('not_connected');
    for (const endpoint of this.#target.endpoints) {
      if (endpoint.host === host && endpoint.port === port) continue;
      this.#tried = endpoint;
      try {
        const found = await openDatabase({ ...this.#target, endpoints: [endpoint], wantsPrimary: false, pool: null });
        if (found.server.readOnly && (await clusterOf(found)) === cluster) {
          this.#standby = found;
          return found;
        }
        await found.close();
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  #rest(state: 'behind' | 'away', error: unknown): void {
    this.#state = state;
    this.#restUntil = performance.now() + this.#times.restMs;
    if (error !== null) this.#log('the standby could not be read; reports are read from the primary', error);
  }
}

/** The standby for the reports of a target: null where the target has one host only. */
export function standbyOf(
  target: ConnectionTarget,
  log: (message: string, error: unknown) => void,
): ReportsStandby | null {
  return target.endpoints.length > 1 ? new ReportsStandby(target, log) : null;
}
