import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { AppError } from '../contract/result';
import { endClient, type BillingClient } from './client';

/** Where the database's triggers say which area's rows changed. */
export const changeChannel = 'sahool_billing';

export type NotificationMode = 'listening' | 'polling';

/** What the watch over a connection tells. */
export interface ListenerEvents {
  /** The server answered. `readOnly` where it takes no writes now. */
  onPing(ms: number, readOnly: boolean): void;
  /** Rows of these areas changed; an empty list means that anything may have. */
  onChange(areas: readonly string[]): void;
  /** The connection is gone or answers no more; told once. */
  onLost(error: unknown): void;
}

export interface Listener {
  readonly mode: NotificationMode;
  stop(): Promise<void>;
}

export interface ListenerTimes {
  /** Between an answer and the next ping. */
  readonly pingMs: number;
  /** How long an answer may take before the connection counts as lost. */
  readonly lostMs: number;
}

/** Every so many pings the screens of a standby are read again. */
const standbyPolls = 10;

const defaultTimes: ListenerTimes = { pingMs: 3000, lostMs: 8000 };

const pingSchema = z.array(z.object({ read_only: z.boolean() })).length(1);
const countersSchema = z.array(z.object({ area: z.string(), changes: z.string() }));

/**
 * What PostgreSQL itself counts for each table that would tell its changes: needs no right on it, costs next to nothing, and
 * is a few seconds late. The area is what its trigger would have told.
 */
const countersSql = `
  SELECT told.area, sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del)::text AS changes
    FROM pg_catalog.pg_stat_all_tables s
    JOIN pg_catalog.pg_trigger t ON t.tgrelid = s.relid
    JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid AND p.proname = 'tell_change'
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'billing_desktop'
   CROSS JOIN LATERAL (SELECT convert_from(substring(t.tgargs FROM 1 FOR octet_length(t.tgargs) - 1), 'UTF8') AS area) told
   GROUP BY 1`;

/**
 * The one connection beside the pool: it measures round trips, notices when the server is gone, and hears what others
 * changed. Behind a pooler LISTEN gets lost without a word, so it counts instead.
 */
export async function startListener(
  client: BillingClient,
  mode: NotificationMode,
  events: ListenerEvents,
  times: ListenerTimes = defaultTimes,
): Promise<Listener> {
  let ended = false;
  let timer: NodeJS.Timeout | null = null;
  let polls = 0;
  let counters: ReadonlyMap<string, string> | null = null;

  const end = (): boolean => {
    if (ended) return false;
    ended = true;
    if (timer) clearTimeout(timer);
    return true;
  };
  const lose = (error: unknown): void => {
    if (!end()) return;
    client.cut();
    events.onLost(error);
  };

  async function ping(): Promise<void> {
    // A line that swallows everything gives no error at all: silence for too long is one.
    const silence = setTimeout(() => lose(new AppError('connection_lost')), times.lostMs);
    try {
      const sent = performance.now();
      const { rows } = await client.query(`SELECT current_setting('transaction_read_only') = 'on' AS read_only`);
      const readOnly = pingSchema.parse(rows)[0]?.read_only ?? false;
      if (!ended) events.onPing(Math.max(0, performance.now() - sent), readOnly);
      if (mode === 'polling') await poll(readOnly);
    } finally {
      clearTimeout(silence);
    }
  }

  async function poll(isStandby: boolean): Promise<void> {
    polls += 1;
    // A standby counts nothing of what it copies: there everything is read again from time to time.
    if (isStandby && polls % standbyPolls === 0 && !ended) events.onChange([]);
    const rows = countersSchema.parse((await client.query(countersSql)).rows);
    const found = new Map(rows.map(({ area, changes }) => [area, changes]));
    const before = counters;
    counters = found;
    const changed = [...found].flatMap(([area, changes]) => (before?.get(area) === changes ? [] : [area]));
    if (before && changed.length > 0 && !ended) events.onChange(changed);
  }

  const beat = (): void => {
    if (ended) return;
    timer = setTimeout(() => {
      ping().then(beat, lose);
    }, times.pingMs);
  };

  client.on('error', lose);
  client.on('end', () => lose(new AppError('connection_lost')));
  client.on('notification', ({ channel, payload }) => {
    if (channel === changeChannel && !ended) events.onChange(payload ? [payload] : []);
  });

  try {
    if (mode === 'listening') await client.query(`LISTEN ${client.escapeIdentifier(changeChannel)}`);
    await ping();
  } catch (error) {
    end();
    client.cut();
    throw error;
  }
  beat();
  return {
    mode,
    async stop() {
      if (end()) await endClient(client);
    },
  };
}
