import type { CommandContext } from '../billing/command';
import { runUpkeep } from '../billing/upkeep/run-upkeep';
import { AppError } from '../contract/result';
import { mayCall } from '../contract/rights';
import type { ConnectionManager } from '../database/connection-manager';
import type { Log } from '../log/log';

interface Parts {
  readonly connection: Pick<ConnectionManager, 'database' | 'onChange' | 'onDataChanged' | 'status'>;
  readonly actor: CommandContext;
  readonly log: Log;
  /** Milliseconds between two turns; an hour by itself. */
  readonly everyMs?: number;
  /** Milliseconds after a payment until it is looked whether a subscription is paid again; two seconds by itself. */
  readonly afterPaymentMs?: number;
}

const usable = new Set(['connected', 'slow']);

/**
 * Runs the upkeep on connecting, hourly, and shortly after payments came in. Never throws: what stands in the way is in the
 * log, and the next turn comes.
 */
export function startUpkeepClock({ connection, actor, log, ...times }: Parts): () => void {
  let wasUsable = false;
  let running = false;
  let soon: ReturnType<typeof setTimeout> | null = null;

  async function turn(): Promise<void> {
    const { state, access } = connection.status();
    if (running || !usable.has(state)) return;
    // What it changes is an accountant's to change; until one connects, lists tell by the dates what is overdue.
    if (!mayCall(access?.role ?? null, 'subscriptions.update')) return;
    running = true;
    try {
      const { ran, ...counts } = await runUpkeep(connection.database({ write: true }), actor);
      const done = Object.entries(counts).filter(([, count]) => count > 0);
      if (ran && done.length > 0) log.info(`upkeep: ${done.map(([name, count]) => `${name} ${count}`).join(', ')}`);
    } catch (error) {
      // A login that only reads, a schema that waits for its migrations, a line that broke: another turn comes.
      if (!(error instanceof AppError)) log.error('the upkeep failed', error);
    } finally {
      running = false;
    }
  }

  const hourly = setInterval(() => void turn(), times.everyMs ?? 3_600_000);
  hourly.unref();
  const stopStatus = connection.onChange(({ state }) => {
    const isUsable = usable.has(state);
    if (isUsable && !wasUsable) void turn();
    wasUsable = isUsable;
  });
  const stopData = connection.onDataChanged((areas) => {
    if (!areas.includes('payments')) return;
    if (soon !== null) clearTimeout(soon);
    soon = setTimeout(() => void turn(), times.afterPaymentMs ?? 2000);
    soon.unref();
  });
  return () => {
    clearInterval(hourly);
    if (soon !== null) clearTimeout(soon);
    stopStatus();
    stopData();
  };
}
