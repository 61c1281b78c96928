import { z } from 'zod';
import { backupProgressSchema, backupWaySchema, inspectedBackupSchema, restoreResultSchema } from './backup';
import { instantSchema } from './calendar-date';
import { connectionStatusSchema } from './connection';
import { method } from './method';
import { languageSchema } from './preferences';
import { failureSchema } from './result';
import { lineText } from './text';

/** Nobody can read the file without it, and nobody can bring it back. Null for a file that anyone can read. */
const passphraseSchema = z.string().min(8).max(1000).nullable();

/** A database's name as PostgreSQL takes it unquoted: anything else would have to be quoted for ever. */
export const newDatabaseNameSchema = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

/** A backup once a day while the program is open; a late one at its next start. */
export const backupScheduleSchema = z.object({
  enabled: z.boolean(),
  /** By this computer's clock: `18:30`. */
  at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  /** Chosen by main's dialog; null before that. */
  folder: z.string().max(4000).nullable(),
  /** How many of a database's scheduled backups are kept; older ones are deleted after a new one stands. */
  keep: z.int().min(1).max(365),
});
export type BackupSchedule = z.infer<typeof backupScheduleSchema>;

/** A backup that this computer made or was shown. */
export const knownBackupSchema = z.object({
  id: z.uuid(),
  file: z.string(),
  folder: z.string(),
  takenAt: instantSchema,
  database: z.string(),
  /** Of the database that is connected now, whatever names and addresses say. */
  ofThisDatabase: z.boolean(),
  sizeBytes: z.string(),
  encrypted: z.boolean(),
  way: backupWaySchema.default('snapshot'),
  scheduled: z.boolean(),
  /** The last restore drill with it. */
  drill: z.object({ at: instantSchema, same: z.boolean() }).nullable(),
});
export type KnownBackup = z.infer<typeof knownBackupSchema>;

export const backupJobSchema = z.object({
  kind: z.enum(['backup', 'restore', 'drill']),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  file: z.string(),
  progress: backupProgressSchema.nullable(),
  failure: failureSchema.nullable(),
  result: restoreResultSchema.nullable(),
  /** The upgrades that were run on the restored database, with their times. */
  upgrades: z.array(z.object({ name: z.string(), durationMs: z.int().nonnegative() })),
});
export type BackupJob = z.infer<typeof backupJobSchema>;

export const backupsStateSchema = z.object({
  schedule: backupScheduleSchema,
  /** Why the last scheduled backup failed, and when; null after one that did not. */
  lastFailure: z.object({ at: instantSchema, failure: failureSchema }).nullable(),
  /** The newest first. */
  known: z.array(knownBackupSchema),
  job: backupJobSchema.nullable(),
});
export type BackupsState = z.infer<typeof backupsStateSchema>;

/** How well the connected database is backed up from this computer. */
export const backupStandingSchema = z.object({
  /**
   * `failed`: the last scheduled one did not come about; `late`: one was due for more than a day; `never`: the schedule is on
   * and nothing was made yet; `off`: no schedule on this computer; `good` otherwise.
   */
  kind: z.enum(['good', 'failed', 'late', 'never', 'off']),
  /** The newest backup of this database that is still where it was put, made by whatever way. */
  lastGood: z.object({ takenAt: instantSchema, file: z.string(), scheduled: z.boolean() }).nullable(),
  /** Why and when the last scheduled one failed. */
  failure: z.object({ at: instantSchema, failure: failureSchema }).nullable(),
  /** When the next one is due, or since when it is; null without a schedule. */
  dueAt: instantSchema.nullable(),
});
export type BackupStanding = z.infer<typeof backupStandingSchema>;

/** The newest verified backup of the connected database, and what it lacks. */
export const freshBackupSchema = z.object({
  backup: knownBackupSchema.nullable(),
  /** True where everything that could be taken away is in it: nothing was written since. */
  fresh: z.boolean(),
  /** Some of the tables that were written since. */
  changed: z.string(),
});
export type FreshBackup = z.infer<typeof freshBackupSchema>;

/** pg_dump and pg_restore on this computer. */
export const foundToolsSchema = z.object({
  /** The server's major version: they must be at least as new. */
  needed: z.int(),
  fitting: z.object({ version: z.string(), folder: z.string() }).nullable(),
  /** The versions that were found, fitting or not. */
  found: z.array(z.string()),
});

const chosenSchema = z.object({ id: z.uuid(), passphrase: z.string().min(1).max(1000).nullable() });

export const backups = {
  state: method(z.object({}), backupsStateSchema),
  /** Which pg_dump this computer has for the connected server. */
  tools: method(z.object({}), foundToolsSchema),
  /** Asks where to by main's dialog and begins; `started` is false where it was closed. pg_dump knows no passphrase. */
  start: method(
    z
      .object({ passphrase: passphraseSchema, way: backupWaySchema.default('snapshot'), language: languageSchema })
      .refine(({ passphrase, way }) => way === 'snapshot' || passphrase === null, { path: ['passphrase'] }),
    z.object({ started: z.boolean() }),
  ),
  /** Whether it is well; for what the screen says on Today and behind the connection. */
  standing: method(z.object({}), backupStandingSchema),
  /** What a downgrade would go by. Reads every table through. */
  fresh: method(z.object({}), freshBackupSchema),
  stop: method(z.object({}), z.object({ stopped: z.boolean() })),
  /** Lets a backup file be chosen by main's dialog; null where it was closed. */
  choose: method(z.object({ language: languageSchema }), z.object({ id: z.uuid().nullable(), file: z.string() })),
  /** Reads all of it and checks every hash. */
  inspect: method(chosenSchema, inspectedBackupSchema),
  /** Into a new database `into` of a profile's server; with `upgrade` what is pending is run on it too, as a rehearsal. */
  restore: method(
    chosenSchema.extend({ profileId: z.uuid(), into: newDatabaseNameSchema, upgrade: z.boolean() }),
    z.object({ started: z.literal(true) }),
  ),
  /** Into a scratch database of the connected server, which is dropped again. */
  drill: method(chosenSchema, z.object({ started: z.literal(true) })),
  /** Makes a connection of the database that was restored last, and goes there. */
  useRestored: method(z.object({ name: lineText(100, 1) }), connectionStatusSchema),
  chooseFolder: method(z.object({ language: languageSchema }), backupScheduleSchema),
  setSchedule: method(z.object({ schedule: backupScheduleSchema.omit({ folder: true }) }), backupScheduleSchema),
};
