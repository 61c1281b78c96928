import type { InspectedBackup, RestoreResult } from '../contract/backup';
import { wholeFileHash } from './frames';
import { inspectBackup } from './inspect-backup';
import { checkDump, isDump } from './pg-tools/beside-dump';
import { restoreDumpFile, type RestoreDumpOptions } from './pg-tools/restore-dump';
import { restoreBackup } from './restore-backup';

/** inspectBackup(), or what stands beside a dump, by the file's first bytes. Throws as they do. */
export async function inspectAny(path: string, passphrase: string | null): Promise<InspectedBackup> {
  return (await isDump(path)) ? (await checkDump(path)).inspected : inspectBackup(path, passphrase);
}

/** Restores whichever kind of file it is. Throws as restoreBackup() and restoreDumpFile(). */
export async function restoreAny(options: RestoreDumpOptions): Promise<RestoreResult> {
  return (await isDump(options.path)) ? restoreDumpFile(options) : restoreBackup(options);
}

/** The hash by which a file is known again, after all of it was read; needs no passphrase. Throws as inspectAny(). */
export async function hashOfAny(path: string): Promise<string> {
  return (await isDump(path)) ? (await checkDump(path)).inspected.sha256 : wholeFileHash(path);
}
