import { rm } from 'node:fs/promises';
import { backupGuard, requireFresh } from '../backup/backup-guard';
import { hashOfAny } from '../backup/any-backup';
import { originOf } from '../backup/write-marks';
import type { BackupOrigin } from '../contract/backup';
import type { BackupStanding, BackupsState, FreshBackup } from '../contract/backups';
import { instantSchema, type Instant } from '../contract/calendar-date';
import { AppError, type Failure } from '../contract/result';
import { toAppError } from '../database/error-translation';
import { readServerClock } from '../database/queries/server-date';
import type { Guard } from '../database/migrator/turn';
import type { KeptBackup } from '../settings/backups';
import type { AppContext } from './context';
import {
  isMade,
  isOf,
  isOurs,
  isThere,
  pathOf,
  shown,
  standingOf,
  toThinOut,
  withMade,
  type MadeBackup,
} from './kept-backups';

type Needs = Pick<AppContext, 'settings' | 'log'> & {
  readonly connection: Pick<AppContext['connection'], 'connectedDatabase'>;
};

/** What this computer knows of the backups it made, held against the database that is connected. */
export interface BackupKnowledge {
  read(): Promise<Omit<BackupsState, 'job'>>;
  /** A backup stands: it is kept in mind, and older scheduled ones may go. */
  made(backup: MadeBackup): Promise<void>;
  /** The scheduled backup did not come about. */
  failed(at: Instant, failure: Failure): Promise<void>;
  /** How well the connected database is backed up. Throws where none is connected. */
  standing(): Promise<BackupStanding>;
  fresh(): Promise<FreshBackup>;
  /**
   * Lets a downgrade go on only with this backup: the file is read through and must be the one that was verified when it was
   * made. Throws `backup_first`, `backup_damaged`, `file_unreadable`.
   */
  guard(id: string): Promise<Guard>;
  /** True where the scheduled backup of the connected database is still to be made. */
  isDue(at: Date): Promise<boolean>;
}

export function createBackupKnowledge({ settings, connection, log }: Needs): BackupKnowledge {
  /** Null while no database is connected, or one that does not say. */
  async function connectedOrigin(): Promise<BackupOrigin | null> {
    try {
      return await originOf(connection.connectedDatabase());
    } catch (error) {
      if (toAppError(error) !== null) return null;
      throw error;
    }
  }

  async function reachable(known: readonly KeptBackup[]): Promise<ReadonlySet<string>> {
    const found = await Promise.all(known.map(async (one) => ((await isThere(one)) ? [one.id] : [])));
    return new Set(found.flat());
  }

  /** Deletes what the schedule made before, beyond what is kept; others' files, and other databases', are left alone. */
  async function thinOut(origin: BackupOrigin): Promise<void> {
    const { schedule, known } = await settings.backups.read();
    const gone = new Set<string>();
    for (const one of toThinOut(known, { origin, keep: schedule.keep, there: await reachable(known) })) {
      try {
        await rm(pathOf(one), { force: true });
        gone.add(one.id);
      } catch (error) {
        // The new one stands all the same; this one is tried again after the next.
        log.error('an old backup could not be deleted', error);
      }
    }
    await settings.backups.change((kept) => ({ ...kept, known: kept.known.filter(({ id }) => !gone.has(id)) }));
  }

  return {
    async read() {
      const [{ schedule, known, lastFailure }, origin] = await Promise.all([
        settings.backups.read(),
        connectedOrigin(),
      ]);
      return {
        schedule,
        lastFailure:
          lastFailure !== null && isOurs(lastFailure, origin)
            ? { at: lastFailure.at, failure: lastFailure.failure }
            : null,
        known: known.map((one) => shown(one, origin)),
      };
    },
    async made(backup) {
      const { inspected, scheduled } = backup;
      const { origin } = inspected.manifest;
      await settings.backups.change((kept) => {
        const { lastFailure } = kept;
        const isOver = scheduled && isOurs(lastFailure, origin);
        return {
          ...kept,
          lastFailure: isOver ? null : lastFailure,
          known: withMade(kept.known, backup),
        };
      });
      if (scheduled && origin !== null) await thinOut(origin);
    },
    async failed(at, failure) {
      const origin = await connectedOrigin();
      await settings.backups.change((kept) => ({ ...kept, lastFailure: { at, failure, origin } }));
    },
    async standing() {
      const database = connection.connectedDatabase();
      const [kept, origin, now] = await Promise.all([
        settings.backups.read(),
        originOf(database),
        readServerClock(database),
      ]);
      const { dueAt, ...rest } = standingOf(kept, { origin, now, there: await reachable(kept.known) });
      return { ...rest, dueAt: dueAt === null ? null : instantSchema.parse(dueAt.toISOString()) };
    },
    async fresh() {
      const database = connection.connectedDatabase();
      const [kept, origin] = await Promise.all([settings.backups.read(), originOf(database)]);
      const [newest] = kept.known
        .filter((one) => isOf(one, origin))
        .toSorted((left, right) => right.takenAt.localeCompare(left.takenAt));
      if (newest === undefined || !(await isThere(newest))) return { backup: null, fresh: false, changed: '' };
      const backup = shown(newest, origin);
      try {
        await requireFresh(database, { origin, tables: newest.proof?.tables ?? [] });
        return { backup, fresh: true, changed: '' };
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'backup_stale') throw error;
        return { backup, fresh: false, changed: String(error.params['tables'] ?? '') };
      }
    },
    async guard(id) {
      const known = (await settings.backups.read()).known.find((one) => one.id === id);
      if (known?.proof?.tables === undefined || known.proof.tables === null) throw new AppError('backup_first');
      const { origin, tables, sha256 } = known.proof;
      if ((await hashOfAny(pathOf(known))) !== sha256) throw new AppError('backup_damaged');
      return backupGuard({ origin, tables });
    },
    async isDue(at) {
      return !isMade(await settings.backups.read(), await originOf(connection.connectedDatabase()), at);
    },
  };
}
