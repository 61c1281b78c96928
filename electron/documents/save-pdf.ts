import { randomUUID } from 'node:crypto';
import * as files from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '../contract/result';

/** What saving asks of the file system, so that a full disk can be tried. */
export type SavingFiles = Pick<typeof files, 'open' | 'rename' | 'rm' | 'access'>;

export interface SaveParts {
  readonly files?: SavingFiles;
  /** Reads the finished bytes before they get their name; throws where they are not what they should be. */
  readonly check?: (pdf: Uint8Array) => Promise<void>;
}

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function notWritten(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = noRoom.has(errorCode(error)) ? 'disk_full' : 'file_not_written';
  return new AppError(code, { file: basename(path) }, error);
}

/**
 * Writes a PDF whole or not at all: into a file beside its place, flushed to the disk, checked, then renamed over what
 * may have been there. Throws AppError `disk_full`, `file_not_written`, or what the check throws.
 */
export async function savePdf(pdf: Uint8Array, path: string, parts: SaveParts = {}): Promise<void> {
  const { open, rename, rm } = parts.files ?? files;
  const making = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(making, 'wx');
    try {
      await file.writeFile(pdf);
      await file.sync();
    } finally {
      await file.close();
    }
    await parts.check?.(pdf);
    await rename(making, path);
  } catch (error) {
    await rm(making, { force: true });
    throw notWritten(path, error);
  }
}

/** A path in the folder that is not taken: the wanted name, or with (2), (3)... before its extension. */
export async function freePath(folder: string, name: string, parts: SaveParts = {}): Promise<string> {
  const { access } = parts.files ?? files;
  const extension = extname(name);
  const stem = basename(name, extension);
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${extension}`);
    try {
      await access(path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return path;
      throw notWritten(path, error);
    }
  }
}
