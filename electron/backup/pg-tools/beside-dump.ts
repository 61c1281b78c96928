import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { backupManifestSchema, type InspectedBackup } from '../../contract/backup';
import { AppError } from '../../contract/result';
import { keptCatalogSchema, type KeptCatalog } from '../kept-catalog';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** What stands beside a file of pg_dump, which knows no counts and no hashes of its own. */
const besideSchema = z.object({
  format: z.literal('sahool-pg-dump-1'),
  /** As pg_dump says it. */
  tool: z.string().max(40),
  sha256: sha256Schema,
  sizeBytes: z.string().regex(/^\d+$/),
  manifest: backupManifestSchema,
  catalog: keptCatalogSchema,
});
type Beside = z.infer<typeof besideSchema>;

/** `office.dump` has its counts, sums and hashes in `office.dump.json`; both are needed. */
export function besidePath(path: string): string {
  return `${path}.json`;
}

/** The SHA-256 of a file and its size. Throws `file_unreadable`. */
export async function hashOfFile(path: string): Promise<{ readonly sha256: string; readonly sizeBytes: string }> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 }))
      hash.update(z.instanceof(Buffer).parse(piece));
    return { sha256: hash.digest('hex'), sizeBytes: String((await stat(path)).size) };
  } catch (error) {
    throw new AppError('file_unreadable', { file: basename(path) }, error);
  }
}

/** The text of the file beside a dump: a hash of the rest stands in its first line. */
export function besideText(beside: Beside): string {
  const content = JSON.stringify(besideSchema.parse(beside));
  return `${createHash('sha256').update(content).digest('hex')}\n${content}\n`;
}

function parseBeside(text: string): Beside {
  const end = text.indexOf('\n');
  const content = text.slice(end + 1, -1);
  try {
    if (createHash('sha256').update(content).digest('hex') !== text.slice(0, end)) throw new AppError('backup_damaged');
    return besideSchema.parse(JSON.parse(content));
  } catch (error) {
    throw new AppError('backup_damaged', {}, error);
  }
}

/** True for a file that pg_dump wrote in its custom format. */
export async function isDump(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const start = Buffer.alloc(5);
      await file.read(start, 0, 5, 0);
      return start.toString('latin1') === 'PGDMP';
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

export interface CheckedDump {
  readonly inspected: InspectedBackup;
  readonly catalog: KeptCatalog;
  /** The major version of the pg_dump that wrote it: an older pg_restore cannot read it. */
  readonly major: number;
}

/**
 * A dump that is whole, held against the file beside it, before anything is touched. Throws `file_unreadable`,
 * `backup_no_manifest` where that file is missing, `backup_damaged`.
 */
export async function checkDump(path: string): Promise<CheckedDump> {
  let text: string;
  try {
    text = await readFile(besidePath(path), 'utf8');
  } catch (error) {
    throw new AppError('backup_no_manifest', { file: basename(besidePath(path)) }, error);
  }
  const { manifest, catalog, tool, sha256, sizeBytes } = parseBeside(text);
  const found = await hashOfFile(path);
  if (found.sha256 !== sha256 || found.sizeBytes !== sizeBytes) throw new AppError('backup_damaged');
  const inspected: InspectedBackup = { way: 'pg_dump', tool, manifest, encrypted: false, sizeBytes, sha256 };
  return { inspected, catalog, major: Number.parseInt(tool, 10) };
}
