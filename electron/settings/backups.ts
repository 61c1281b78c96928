import { z } from 'zod';
import { backupOriginSchema } from '../contract/backup';
import { backupScheduleSchema, knownBackupSchema } from '../contract/backups';
import { instantSchema } from '../contract/calendar-date';
import { failureSchema } from '../contract/result';
import { openJsonFile, type JsonFile } from './json-file';

/** What was read back when it was made: the same file is the same backup, without its passphrase. */
const proofSchema = z.object({
  sha256: z.string(),
  origin: backupOriginSchema,
  /** Of the newest one of a database only: an older one holds no last change. */
  tables: z.array(z.object({ name: z.string(), mark: z.string().nullable() })).nullable(),
});

const keptBackupSchema = knownBackupSchema.omit({ ofThisDatabase: true }).extend({
  proof: proofSchema.nullable().default(null),
});
export type KeptBackup = z.infer<typeof keptBackupSchema>;

const keptSchema = z.object({
  schedule: backupScheduleSchema,
  lastFailure: z
    .object({
      at: instantSchema,
      failure: failureSchema,
      /** Of which database; null where it could not be reached. */
      origin: backupOriginSchema.nullable().default(null),
    })
    .nullable(),
  known: z.array(keptBackupSchema).max(1000),
});
export type KeptBackups = z.infer<typeof keptSchema>;

/** Which backups this computer knows of, and when the next one is made. The backups themselves lie where they were put. */
export function openBackups(path: string, onSetAside: (path: string) => void): JsonFile<KeptBackups> {
  const initial: KeptBackups = {
    schedule: { enabled: false, at: '18:00', folder: null, keep: 14 },
    lastFailure: null,
    known: [],
  };
  return openJsonFile({ path, schema: keptSchema, initial, onSetAside });
}
