import { randomUUID } from 'node:crypto';
import * as files from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../contract/result';

/** What saving asks of the file system, so that a full disk can be tried. */
export type SavingFiles = Pick<typeof files, 'open' | 'rename' | 'rm' | 'access'>;

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A file could not be written, said by its cause: what else the work was doing then is not to blame. */
export class FileError extends Error {
  constructor(cause: unknown) {
    super('a file could not be written', { cause });
  }
}

/** The system's word for what went wrong with a file, such as ENOSPC; empty where it is something else. */
export function fileErrorCode(thrown: unknown): string {
  const error = thrown instanceof FileError ? thrown.cause : thrown;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What the screen says of a file that could not be written: `disk_full`, else `file_not_written`. */
export function notWritten(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = noRoom.has(fileErrorCode(error)) ? 'disk_full' : 'file_not_written';
  return new AppError(code, { file: basename(path) }, error);
}

/**
 * Makes a file whole or not at all: `make` writes into a file beside its place, which is flushed to the disk and renamed
 * over what may have been there. Throws AppError `disk_full`, `file_not_written`, or what `make` throws of its own.
 */
export async function makeWhole(
  path: string,
  make: (making: string) => Promise<void>,
  { open, rename, rm }: Pick<SavingFiles, 'open' | 'rename' | 'rm'> = files,
): Promise<void> {
  const making = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await make(making);
    const file = await open(making, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(making, path);
  } catch (error) {
    // Where the folder itself is gone there is nothing to clear away: what failed first is what matters.
    await rm(making, { force: true }).catch(() => undefined);
    throw notWritten(path, error);
  }
}
