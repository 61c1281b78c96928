import type { Activity, Figures, MonitoringPart } from '../../../contract/monitoring';
import { instantOf } from '../../monitor';
import type { Reader } from '../select';
import { readCounters, readReplicas, replicasSql, type Counters } from './figures';
import { locksSql, readBlocked } from './locks';
import { readSessions, sessionsSql } from './sessions';
import { slowQueriesSql } from './slow-queries';
import { indexesSql, tablesSql } from './storage';

/** How many looks are kept: at one every three seconds, ten minutes. */
const kept = 200;

/** What was seen of a database while somebody looked: its charts. */
export class ActivityRecord {
  #database: object | null = null;
  #before: { readonly counters: Counters; readonly at: number } | null = null;
  #history: readonly { readonly tick: number; readonly figures: Omit<Figures, 'at'> }[] = [];

  /** Asks the database, and remembers the figures. Another database begins anew. */
  async look(database: Reader): Promise<Activity> {
    if (this.#database !== database) {
      this.#database = database;
      this.#before = null;
      this.#history = [];
    }
    const counters = await readCounters(database);
    const replicas = await readReplicas(database);
    const activity = {
      sessions: await readSessions(database),
      blocked: await readBlocked(database),
      replicas,
      standby: counters.standby,
      maxConnections: counters.maxConnections,
      seesAll: counters.seesAll,
    };
    const at = performance.now();
    const figures = figuresOf(counters, this.#before, at, replicas);
    this.#history = [...this.#history, { tick: at, figures }].slice(-kept);
    this.#before = { counters, at };
    return { ...activity, history: this.#history.map((one) => ({ at: instantOf(one.tick), ...one.figures })) };
  }
}

function figuresOf(
  counters: Counters,
  before: { readonly counters: Counters; readonly at: number } | null,
  at: number,
  replicas: Activity['replicas'],
): Omit<Figures, 'at'> {
  const lags = replicas.flatMap(({ lagSeconds }) => (lagSeconds === null ? [] : [lagSeconds]));
  const lagSeconds = counters.ownLagSeconds ?? (lags.length > 0 ? Math.max(...lags) : null);
  const { connections, active, waiting } = counters;
  const since = before === null ? null : rates(counters, before.counters, (at - before.at) / 1000);
  return { connections, active, waiting, transactions: null, cacheHit: null, ...since, lagSeconds };
}

/** The server's counters may have been set back in between: then there is no rate. */
function rates(after: Counters, before: Counters, seconds: number): Pick<Figures, 'transactions' | 'cacheHit'> {
  const transactions = after.transactions - before.transactions;
  const hits = after.hits - before.hits;
  const reads = after.reads - before.reads;
  if (transactions < 0 || hits < 0 || reads < 0 || seconds <= 0) return { transactions: null, cacheHit: null };
  return { transactions: transactions / seconds, cacheHit: hits + reads > 0 ? hits / (hits + reads) : null };
}

const parts = {
  sessions: sessionsSql,
  locks: locksSql,
  replicas: replicasSql,
  tables: tablesSql,
  indexes: indexesSql,
  slowQueries: slowQueriesSql(),
} as const;

/** The statement behind each part, to be run in psql as it is: none of them has a parameter. */
export function monitoringQueries(): Record<MonitoringPart, string> {
  return {
    sessions: textOf('sessions'),
    locks: textOf('locks'),
    replicas: textOf('replicas'),
    tables: textOf('tables'),
    indexes: textOf('indexes'),
    slowQueries: textOf('slowQueries'),
  };
}

const textOf = (part: MonitoringPart): string => `${parts[part].compile().text};`;
