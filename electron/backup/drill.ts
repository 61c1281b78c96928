import { randomBytes } from 'node:crypto';
import type { RestoreResult } from '../contract/backup';
import { withDatabase } from '../database/connection-target';
import { dropDatabase } from '../database/create-database';
import { restoreBackup, type RestoreOptions } from './restore-backup';

/**
 * Proves that a backup can be restored: into a scratch database beside the others of the server, which is dropped again,
 * whatever came of it. Throws as restoreBackup().
 */
export async function drillBackup(options: Omit<RestoreOptions, 'into'>): Promise<RestoreResult> {
  const into = `sahool_drill_${randomBytes(6).toString('hex')}`;
  const result = await restoreBackup({ ...options, into });
  await dropDatabase(withDatabase(options.target, into));
  return result;
}
