import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readIfThere, type Home } from './home';

const run = promisify(execFile);

/** What the running server wrote into postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number | null;
  /** `starting`, `ready`, `stopping`, `standby`; empty at the very beginning. */
  readonly status: string;
}

export function postmasterFile(home: Home): string {
  return join(home.data, 'postmaster.pid');
}

/** Reads postmaster.pid; null where there is none, or nothing in it yet. */
export async function readPostmaster(home: Home): Promise<Postmaster | null> {
  const lines = (await readIfThere(postmasterFile(home)))?.split('\n');
  const pid = Math.abs(Number(lines?.[0]));
  if (!lines || !Number.isSafeInteger(pid) || pid === 0) return null;
  const port = Number(lines[3]);
  return { pid, port: Number.isSafeInteger(port) && port > 0 ? port : null, status: lines[7]?.trim() ?? '' };
}

/** True where a process of this number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * True where the process is a PostgreSQL. After a restart of the computer a number in an old postmaster.pid may belong to
 * any program, and PostgreSQL would not start for it.
 */
export async function isPostgres(pid: number): Promise<boolean> {
  // Windows' PostgreSQL tells by a pipe of its own, not by the number: there is nothing to look up.
  if (process.platform === 'win32') return isAlive(pid);
  try {
    const { stdout } = await run('ps', ['-p', String(pid), '-o', 'stat=,comm=']);
    // One that ended, and whose parent never asked how, stays in the table as Z.
    return /postgres/.test(stdout) && !/^\s*Z/.test(stdout);
  } catch (error) {
    // Exit code 1 is "no such process". Anything else (no `ps` here) must not lead to touching a running server.
    return !(error instanceof Error && 'code' in error && error.code === 1);
  }
}
