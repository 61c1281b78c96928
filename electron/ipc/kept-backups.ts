import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BackupOrigin, InspectedBackup } from '../contract/backup';
import type { BackupStanding, KnownBackup } from '../contract/backups';
import type { KeptBackup, KeptBackups } from '../settings/backups';

/** Where the file was put. */
export function pathOf({ folder, file }: Pick<KeptBackup, 'folder' | 'file'>): string {
  return join(folder, file);
}

/** True where the file can be reached now: a disk that is unplugged keeps nothing safe. */
export async function isThere(backup: Pick<KeptBackup, 'folder' | 'file'>): Promise<boolean> {
  try {
    await access(pathOf(backup));
    return true;
  } catch {
    return false;
  }
}

export function isSame(left: BackupOrigin | null, right: BackupOrigin | null): boolean {
  return left !== null && left.system === right?.system && left.database === right.database;
}

/** True for a backup of this very database. */
export function isOf({ proof }: Pick<KeptBackup, 'proof'>, origin: BackupOrigin | null): boolean {
  return isSame(proof?.origin ?? null, origin);
}

/** True for a failure that concerns this database: its own, or one of which nobody could say. */
export function isOurs(failure: KeptBackups['lastFailure'], origin: BackupOrigin | null): boolean {
  return failure === null || failure.origin === null || isSame(failure.origin, origin);
}

/** As the screen sees it. */
export function shown({ proof, ...known }: KeptBackup, origin: BackupOrigin | null): KnownBackup {
  return { ...known, ofThisDatabase: isOf({ proof }, origin) };
}

/** A backup that was just made and read back. */
export interface MadeBackup {
  readonly path: string;
  readonly inspected: InspectedBackup;
  readonly scheduled: boolean;
}

function keptOf({ path, inspected: { way, manifest, sizeBytes, encrypted, sha256 }, scheduled }: MadeBackup) {
  const { takenAt, database, origin, tables } = manifest;
  const marks = tables.map(({ name, mark }) => ({ name, mark }));
  return {
    id: randomUUID(),
    file: basename(path),
    folder: dirname(path),
    takenAt,
    database,
    sizeBytes,
    encrypted,
    way,
    scheduled,
    drill: null,
    proof: origin === null ? null : { sha256, origin, tables: marks },
  } satisfies KeptBackup;
}

/** The list with one that was just made and read back. Only the newest of a database holds its last change. */
export function withMade(known: readonly KeptBackup[], made: MadeBackup): KeptBackup[] {
  const one = keptOf(made);
  const others = known
    .filter((other) => pathOf(other) !== made.path)
    .map((other) =>
      other.proof !== null && isOf(other, one.proof?.origin ?? null)
        ? { ...other, proof: { ...other.proof, tables: null } }
        : other,
    );
  return [one, ...others].slice(0, 1000);
}

/**
 * Which scheduled backups of a database go after a new one stands: those beyond the newest `keep` that are good. One that
 * is not where it was put, or that a drill found to differ, is not good and takes no good one's place; and the newest that
 * a drill has proven stays as long as no newer one is proven.
 */
export function toThinOut(
  known: readonly KeptBackup[],
  { origin, keep, there }: { origin: BackupOrigin; keep: number; there: ReadonlySet<string> },
): KeptBackup[] {
  const ours = known
    .filter((one) => one.scheduled && isOf(one, origin))
    .toSorted((left, right) => right.takenAt.localeCompare(left.takenAt));
  const proven = ours.find(({ id, drill }) => there.has(id) && drill?.same === true);
  let good = 0;
  return ours.filter((one) => {
    const isOver = good >= keep;
    if (there.has(one.id) && one.drill?.same !== false) good += 1;
    return isOver && one !== proven;
  });
}

/** The last moment at or before `now` at which a backup was due; its time of day is this computer's. */
export function lastDue(at: string, now: Date): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const due = new Date(now);
  due.setHours(hours, minutes, 0, 0);
  if (due > now) due.setDate(due.getDate() - 1);
  return due;
}

function nextDue(at: string, now: Date): Date {
  const due = lastDue(at, now);
  due.setDate(due.getDate() + 1);
  return due;
}

/** Asked once a minute, it begins within one: an hour without a backup or a failure means that nobody could make it. */
const patienceMs = 3_600_000;

/** True where the backup that was due last is made. */
export function isMade({ known, schedule }: KeptBackups, origin: BackupOrigin, now: Date): boolean {
  const due = lastDue(schedule.at, now);
  return known.some((one) => one.scheduled && isOf(one, origin) && new Date(one.takenAt) >= due);
}

/** How well a database is backed up; `there` are the ids of the files that can be reached. */
export function standingOf(
  kept: KeptBackups,
  { origin, now, there }: { origin: BackupOrigin; now: Date; there: ReadonlySet<string> },
): Omit<BackupStanding, 'dueAt'> & { readonly dueAt: Date | null } {
  const { schedule, known, lastFailure } = kept;
  const ours = known.filter((one) => isOf(one, origin) && there.has(one.id) && one.drill?.same !== false);
  const [last] = ours.toSorted((left, right) => right.takenAt.localeCompare(left.takenAt));
  const lastGood = last ? { takenAt: last.takenAt, file: last.file, scheduled: last.scheduled } : null;
  const failure =
    lastFailure !== null && isOurs(lastFailure, origin) ? { at: lastFailure.at, failure: lastFailure.failure } : null;
  if (!schedule.enabled) return { kind: 'off', lastGood, failure: null, dueAt: null };
  const due = lastDue(schedule.at, now);
  if (failure !== null) return { kind: 'failed', lastGood, failure, dueAt: due };
  if (isMade(kept, origin, now)) return { kind: 'good', lastGood, failure, dueAt: nextDue(schedule.at, now) };
  const kind = lastGood === null ? 'never' : now.getTime() - due.getTime() > patienceMs ? 'late' : 'good';
  return { kind, lastGood, failure, dueAt: due };
}
