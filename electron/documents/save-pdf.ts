import * as files from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileErrorCode, makeWhole, notWritten, type SavingFiles } from './whole-file';

export type { SavingFiles } from './whole-file';

export interface SaveParts {
  readonly files?: SavingFiles;
  /** Reads the finished bytes before they get their name; throws where they are not what they should be. */
  readonly check?: (pdf: Uint8Array) => Promise<void>;
  /** Paths that are spoken for, though no file lies there yet. */
  readonly taken?: ReadonlySet<string>;
}

/**
 * Writes a PDF whole or not at all, and checked before it gets its name. Throws AppError `disk_full`, `file_not_written`, or
 * what the check throws.
 */
export async function savePdf(pdf: Uint8Array, path: string, parts: SaveParts = {}): Promise<void> {
  const saving = parts.files ?? files;
  await makeWhole(
    path,
    async (making) => {
      const file = await saving.open(making, 'wx');
      try {
        await file.writeFile(pdf);
      } finally {
        await file.close();
      }
      await parts.check?.(pdf);
    },
    saving,
  );
}

/** A path in the folder that is not taken: the wanted name, or with (2), (3)... before its extension. */
export async function freePath(folder: string, name: string, parts: SaveParts = {}): Promise<string> {
  const { access } = parts.files ?? files;
  const extension = extname(name);
  const stem = basename(name, extension);
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${extension}`);
    if (parts.taken?.has(path) === true) continue;
    try {
      await access(path);
    } catch (error) {
      if (fileErrorCode(error) === 'ENOENT') return path;
      throw notWritten(path, error);
    }
  }
}
