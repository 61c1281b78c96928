import { z } from 'zod';
import { backupScheduleSchema, backupsStateSchema, knownBackupSchema } from '../contract/backups';
import { openJsonFile, type JsonFile } from './json-file';

const keptSchema = z.object({
  schedule: backupScheduleSchema,
  lastFailure: backupsStateSchema.shape.lastFailure,
  known: z.array(knownBackupSchema).max(1000),
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
