import type { ConnectionManager } from '../database/connection-manager';
import { mayCall } from '../contract/rights';
import { readServerClock } from '../database/queries/server-date';
import type { Settings } from '../settings/settings';
import { scheduledPath, type BackupRoom } from './backup-room';

interface Parts {
  readonly connection: Pick<ConnectionManager, 'database' | 'onChange' | 'status'>;
  readonly settings: Pick<Settings, 'backups'>;
  readonly room: Pick<BackupRoom, 'back' | 'isDue' | 'state'>;
  readonly everyMs?: number;
}

const usable = new Set(['connected', 'slow', 'read_only']);
/** A folder that is away is not asked for every minute. */
const afterFailureMs = 3_600_000;

/**
 * Makes the daily backup when it is due: at its time, or as soon as the program is open and connected again. Only for a
 * login that may; one desktop of the office is enough, and each has a folder of its own.
 */
export function startBackupClock({ connection, settings, room, everyMs = 60_000 }: Parts): () => void {
  let triedAt = -Infinity;
  async function turn(): Promise<void> {
    const status = connection.status();
    if (!usable.has(status.state) || !mayCall(status.access?.role ?? null, 'backups.start')) return;
    const { schedule, job } = await room.state();
    if (!schedule.enabled || schedule.folder === null || job?.state === 'running') return;
    const opened = connection.database();
    // By the clock that also dates the backups: with one that goes a day ahead, each minute would find none of today's.
    const at = await readServerClock(opened);
    if (!(await room.isDue(at)) || performance.now() - triedAt < afterFailureMs) return;
    triedAt = performance.now();
    await room.back(await scheduledPath(schedule.folder, opened.server.database), {
      way: 'snapshot',
      passphrase: null,
      scheduled: true,
    });
    const { lastFailure } = await settings.backups.read();
    if (lastFailure === null) triedAt = -Infinity;
  }
  const quietly = (): void => {
    // Between two states of the connection: the next minute comes.
    turn().catch(() => undefined);
  };
  const clock = setInterval(quietly, everyMs);
  clock.unref();
  const stop = connection.onChange(({ state }) => {
    if (usable.has(state)) quietly();
  });
  return () => {
    clearInterval(clock);
    stop();
  };
}
