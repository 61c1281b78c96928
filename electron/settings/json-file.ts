import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../contract/result';

/** Only the user who runs the program may read what it keeps. */
const ownerOnly = 0o600;

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The file's text, or null where there is no such file. Throws `settings_unwritable` where it cannot be reached. */
export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw new AppError('settings_unwritable', { reason: errorName(error) }, error);
  }
}

/**
 * Replaces the file whole: written beside it, flushed to the disk, then renamed over it, and the folder flushed too. A
 * crash leaves the old content or the new, never a part. Throws `settings_unwritable`.
 */
export async function writeWhole(path: string, content: string): Promise<void> {
  const folder = dirname(path);
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFlushed(beside, content);
    await rename(beside, path);
    await flushFolder(folder);
  } catch (error) {
    // It may never have come to be, and cannot always be removed: what matters is that the write failed.
    await rm(beside, { force: true }).catch(() => null);
    throw new AppError('settings_unwritable', { reason: errorName(error) }, error);
  }
}

async function writeFlushed(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', ownerOnly);
  try {
    await file.writeFile(content, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes the file for good; one that is not there is no error. Throws `settings_unwritable`. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
    await flushFolder(dirname(path));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw new AppError('settings_unwritable', { reason: errorName(error) }, error);
  }
}

function errorName(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Makes a new or a removed name in the folder survive a power cut. Windows has no such call, and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A small file of settings, held in memory, checked by a schema when read, replaced whole when changed. */
export interface JsonFile<T> {
  read(): Promise<T>;
  /** Changes run one after another, so that none is lost; gives what was stored. */
  change(change: (current: T) => T): Promise<T>;
}

export interface JsonFileOptions<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly initial: T;
  /** Told where a file could not be used and was kept aside under another name. */
  readonly onSetAside: (path: string) => void;
}

/** Opens a settings file. One that cannot be parsed is renamed, never overwritten, and the initial values are used. */
export function openJsonFile<T>({ path, schema, initial, onSetAside }: JsonFileOptions<T>): JsonFile<T> {
  let known: Promise<T> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<T> {
    const text = await readText(path);
    if (text === null) return initial;
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    const aside = `${path}.unreadable-${randomBytes(4).toString('hex')}`;
    await rename(path, aside);
    onSetAside(aside);
    return initial;
  }

  function read(): Promise<T> {
    known ??= load().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  }

  return {
    read,
    change(change) {
      const next = last.then(async () => {
        const changed = schema.parse(change(await read()));
        await writeWhole(path, `${JSON.stringify(changed, null, 2)}\n`);
        known = Promise.resolve(changed);
        return changed;
      });
      last = next.catch(() => null);
      return next;
    },
  };
}

/** undefined, which no schema of ours accepts, where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file in the folder whose name can hold no path: for names that come from elsewhere, such as keys. */
export function fileIn(folder: string, name: string): string {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(name)) throw new AppError('bad_input', { path: 'name', reason: 'file_name' });
  return join(folder, `${name}.json`);
}
