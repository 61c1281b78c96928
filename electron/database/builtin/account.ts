import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../contract/result';

/** PostgreSQL refuses to run as root: then it runs as one of these instead. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);

async function find(name: string): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    // No such account on this system: `id` says so by its exit code.
    return null;
  }
}

/**
 * The account that the server has to run as: null for our own, which is the rule. For root it is postgres, or nobody
 * where there is no postgres; no account is ever made.
 */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const account = (await find('postgres')) ?? (await find('nobody'));
  if (!account) throw new AppError('builtin_start_failed', { reason: 'account' });
  return account;
}

/** True where the account can get to this path: every folder above it lets others, or the account itself, through. */
export async function canReach(account: Account | null, path: string): Promise<boolean> {
  if (account === null) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    // What is not there yet will be made for the account; only what stands can shut it out.
    if (found !== null && (found.mode & 0o001) === 0 && found.uid !== account.uid) return false;
    if (folder === dirname(folder)) return true;
  }
}
