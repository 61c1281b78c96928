import { randomBytes } from 'node:crypto';
import type { RestoreResult } from '../contract/backup';
import { withDatabase } from '../database/connection-target';
import { dropDatabase } from '../database/create-database';
import { restoreAny } from './any-backup';
import type { RestoreDumpOptions } from './pg-tools/restore-dump';

/**
 * Proves that a backup can be restored: into a scratch database beside the others of the server, which is dropped again,
 * whatever came of it. Throws as restoreAny().
 */
export async function drillBackup(options: Omit<RestoreDumpOptions, 'into'>): Promise<RestoreResult> {
  const into = `sahool_drill_${randomBytes(6).toString('hex')}`;
  const result = await restoreAny({ ...options, into });
  await dropDatabase(withDatabase(options.target, into));
  return result;
}
