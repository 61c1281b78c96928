import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { canReach, type Account } from './account';

/** Where the built-in server keeps what is its own. */
export interface Home {
  readonly folder: string;
  /** PostgreSQL's data. Never deleted by this program. */
  readonly data: string;
  /** The server's own log, turned over by the day of the week. */
  readonly logs: string;
  readonly passwordFile: string;
  /** One empty file for each process that uses the server. */
  readonly users: string;
}

/** A folder of the whole computer, for what cannot lie in the user's own. */
export function commonFolder(): string {
  if (process.platform === 'win32')
    return join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'sahool-billing-desktop');
  return '/var/lib/sahool-billing-desktop';
}

/** PostgreSQL's programs on Windows cannot be trusted with paths outside ASCII, such as a user's name in Arabic. */
export function isPlainPath(path: string): boolean {
  return process.platform !== 'win32' || /^[\u0020-\u007e]*$/.test(path);
}

/**
 * The home that belongs to a folder: the folder itself, or, where PostgreSQL could not work there, one that is always
 * the same for that folder.
 */
export async function homeOf(folder: string, account: Account | null): Promise<Home> {
  const wished = resolve(folder);
  const fits = isPlainPath(wished) && (await canReach(account, wished));
  const mark = createHash('sha256').update(wished).digest('hex').slice(0, 16);
  const place = fits ? wished : join(commonFolder(), mark);
  return {
    folder: place,
    data: join(place, 'data'),
    logs: join(place, 'log'),
    passwordFile: join(place, 'password'),
    users: join(place, 'users'),
  };
}

/** Makes the folders, those of the server for its account. */
export async function prepareHome(home: Home, account: Account | null): Promise<void> {
  await mkdir(home.users, { recursive: true });
  await mkdir(home.logs, { recursive: true });
  if (account) {
    await chmod(home.folder, 0o755);
    await chown(home.logs, account.uid, account.gid);
  }
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Reads a file, null where there is none. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The server's password, made at random the first time. `isNew` tells that the data cannot know it yet. */
export async function readPassword(home: Home): Promise<{ password: string; isNew: boolean }> {
  const known = (await readIfThere(home.passwordFile))?.trim();
  if (known) return { password: known, isNew: false };
  const password = randomBytes(32).toString('base64url');
  try {
    await writeFile(home.passwordFile, `${password}\n`, { mode: 0o600, flag: known === undefined ? 'wx' : 'w' });
    return { password, isNew: true };
  } catch (error) {
    // Another start of the program was faster: its password counts.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return readPassword(home);
    throw error;
  }
}

const serverFileSchema = z.object({ port: z.int().min(1).max(65_535) });

/** The port of the last start, null before the first. */
export async function readPort(home: Home): Promise<number | null> {
  const text = await readIfThere(join(home.folder, 'server.json'));
  if (text === null) return null;
  try {
    return serverFileSchema.parse(JSON.parse(text)).port;
  } catch {
    // A file that was cut off: any free port does as well.
    return null;
  }
}

export async function keepPort(home: Home, port: number): Promise<void> {
  await writeFile(join(home.folder, 'server.json'), `${JSON.stringify({ port })}\n`);
}
