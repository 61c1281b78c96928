import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { restoreAny } from '../backup/any-backup';
import { drillBackup } from '../backup/drill';
import { makeBackup } from '../backup/make-backup';
import { makeDump } from '../backup/pg-tools/make-dump';
import type { BackupProgress, BackupWay, RestoreResult } from '../contract/backup';
import type { BackupJob, BackupsState } from '../contract/backups';
import { instantSchema, type Instant } from '../contract/calendar-date';
import type { Target } from '../contract/profiles';
import { AppError } from '../contract/result';
import { failureOf } from '../database/connection-link';
import { withDatabase, type ConnectionTarget } from '../database/connection-target';
import { openDatabase } from '../database/database';
import { migrateUp } from '../database/migrator/migrate';
import { backupExtension } from './backup-dialogs';
import { createBackupKnowledge, type BackupKnowledge } from './backup-knowledge';
import type { AppContext } from './context';

type Needs = Pick<AppContext, 'destinations' | 'settings' | 'log' | 'version'> & {
  readonly connection: Pick<AppContext['connection'], 'connectedDatabase' | 'database'>;
  readonly windows: Pick<AppContext['windows'], 'send'>;
};

/** The one backup, restore or drill that is under way, and what this computer knows of earlier ones. */
export interface BackupRoom extends Pick<BackupKnowledge, 'standing' | 'fresh' | 'guard' | 'isDue'> {
  state(): Promise<BackupsState>;
  /** Begins to write the connected database to a file; told by `backups.changed`. Throws `backup_running`. */
  back(path: string, how: HowToBackUp): Promise<void>;
  restore(known: Chosen, place: { readonly profileId: string; readonly into: string; readonly upgrade: boolean }): void;
  drill(known: Chosen): void;
  stop(): boolean;
  /** The last restored database as a target of a profile. Throws `not_found`. */
  restored(): Exclude<Target, { kind: 'profile' }>;
}

export interface HowToBackUp {
  readonly way: BackupWay;
  readonly passphrase: string | null;
  readonly scheduled: boolean;
}

export interface Chosen {
  readonly id: string;
  readonly path: string;
  readonly passphrase: string | null;
}

/** Often enough to see that it goes on. */
const tellEveryMs = 250;

const now = (): Instant => instantSchema.parse(new Date().toISOString());

/** `sahool_billing-2026-01-31-1830`: sorts by time, and holds no character that a file system refuses. */
export function backupName(database: string, at = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${database.replaceAll(/[^\w-]/gu, '_')}-${day}-${two(at.getHours())}${two(at.getMinutes())}`;
}

/** A profile of its own for a restored database: the server's first host, so that nothing of the old address is shared. */
function formOf(target: ConnectionTarget, database: string): Exclude<Target, { kind: 'profile' }> {
  const [{ host, port }] = target.endpoints;
  const { user, password, sslMode, caFile } = target;
  return { kind: 'form', form: { host, port, database, user, password: password ?? '', sslMode, caFile } };
}

export function createBackupRoom(needs: Needs): BackupRoom {
  const { connection, destinations, settings, windows, log, version: appVersion } = needs;
  let job: BackupJob | null = null;
  let stopping: AbortController | null = null;
  let restored: Exclude<Target, { kind: 'profile' }> | null = null;

  const knowledge = createBackupKnowledge(needs);
  const state = async (): Promise<BackupsState> => ({ ...(await knowledge.read()), job });
  const tell = async (): Promise<void> => windows.send('backups.changed', await state());

  /** Runs one piece of work at a time; what it does is told, and so is how it ended. */
  async function run(
    kind: BackupJob['kind'],
    path: string,
    work: (each: {
      signal: AbortSignal;
      onProgress: (progress: BackupProgress) => void;
    }) => Promise<Partial<BackupJob>>,
  ): Promise<BackupJob> {
    if (stopping !== null) throw new AppError('backup_running');
    const mine = new AbortController();
    stopping = mine;
    const first: BackupJob = {
      kind,
      state: 'running',
      file: basename(path),
      progress: null,
      failure: null,
      result: null,
      upgrades: [],
    };
    let current = first;
    job = current;
    let toldAt = -Infinity;
    const onProgress = (progress: BackupProgress): void => {
      current = { ...current, progress };
      job = current;
      if (performance.now() - toldAt < tellEveryMs) return;
      toldAt = performance.now();
      void tell();
    };
    try {
      await tell();
      current = { ...current, ...(await work({ signal: mine.signal, onProgress })), state: 'done' };
    } catch (error) {
      if (!mine.signal.aborted) log.error(`the ${kind} failed`, error);
      current = mine.signal.aborted
        ? { ...current, state: 'stopped' }
        : { ...current, state: 'failed', failure: failureOf(error) };
    } finally {
      stopping = null;
    }
    job = current;
    await tell();
    return current;
  }

  async function onServer<T>(profileId: string, work: (target: ConnectionTarget) => Promise<T>): Promise<T> {
    const profile = await settings.profiles.open(profileId);
    const prepared = await destinations.prepare(profile.target);
    try {
      return await work(prepared.target);
    } finally {
      await prepared.release();
    }
  }

  async function activeProfile(): Promise<string> {
    const active = await settings.profiles.active();
    if (active === null) throw new AppError('not_connected');
    return active.id;
  }

  async function upgrade(target: ConnectionTarget): Promise<BackupJob['upgrades']> {
    const database = await openDatabase(target);
    const upgrades: BackupJob['upgrades'] = [];
    try {
      await migrateUp(database, {
        appVersion,
        onEvent: (event) => {
          if (event.kind === 'finished') upgrades.push({ name: event.name, durationMs: event.durationMs });
        },
      });
      return upgrades;
    } finally {
      await database.close();
    }
  }

  return {
    state,
    standing: knowledge.standing,
    fresh: knowledge.fresh,
    guard: knowledge.guard,
    isDue: knowledge.isDue,
    async back(path, { way, passphrase, scheduled }) {
      const ended = await run('backup', path, async (each) => {
        const database = connection.database();
        const inspected =
          way === 'snapshot'
            ? await makeBackup(database, { path, passphrase, appVersion, ...each })
            : await onServer(await activeProfile(), (target) => makeDump({ path, target, appVersion, ...each }));
        await knowledge.made({ path, inspected, scheduled });
        return {};
      });
      const { failure } = ended;
      if (!scheduled || failure === null) return;
      await knowledge.failed(now(), failure);
      await tell();
    },
    restore({ path, passphrase }, { profileId, into, upgrade: alsoUpgrade }) {
      if (stopping !== null) throw new AppError('backup_running');
      restored = null;
      void run('restore', path, (each) =>
        onServer(profileId, async (target) => {
          const result: RestoreResult = await restoreAny({ path, passphrase, target, into, appVersion, ...each });
          if (!result.comparison.same) return { result, failure: { code: 'restore_differs', params: {} } };
          const upgrades = alsoUpgrade ? await upgrade(withDatabase(target, into)) : [];
          const { target: origin } = await settings.profiles.open(profileId);
          restored = origin.kind === 'builtin' ? { kind: 'builtin', database: into } : formOf(target, into);
          return { result, upgrades };
        }),
      );
    },
    drill({ id, path, passphrase }) {
      if (stopping !== null) throw new AppError('backup_running');
      void run('drill', path, async (each) =>
        onServer(await activeProfile(), async (target) => {
          const result = await drillBackup({ path, passphrase, target, appVersion, ...each });
          const drill = { at: now(), same: result.comparison.same };
          await settings.backups.change((kept) => ({
            ...kept,
            known: kept.known.map((one) => (one.id === id ? { ...one, drill } : one)),
          }));
          return { result };
        }),
      );
    },
    stop() {
      const running = stopping;
      running?.abort();
      return running !== null;
    },
    restored() {
      if (restored === null) throw new AppError('not_found');
      return restored;
    },
  };
}

/** Where a scheduled backup goes: a name that is free, as two databases of one name may be due in the same minute. */
export async function scheduledPath(folder: string, database: string, at = new Date()): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = `${backupName(database, at)}${number === 1 ? '' : `-${number}`}`;
    const path = join(folder, `${name}.${backupExtension}`);
    try {
      await access(path);
    } catch {
      return path;
    }
  }
}
