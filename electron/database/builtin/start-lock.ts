import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readIfThere, type Home } from './home';
import { isAlive } from './postmaster';

/** Longer than any start takes: an older lock belongs to nobody, even if a process of that number runs. */
const staleAfterMs = 120_000;

async function isStale(file: string): Promise<boolean> {
  const text = await readIfThere(file);
  const found = await stat(file).catch(() => null);
  if (text === null || found === null) return false;
  // One from the future was written before the clock was set back.
  const age = Math.abs(Date.now() - found.mtimeMs);
  return age > staleAfterMs || (text !== '' && !isAlive(Number(text)));
}

/**
 * Runs the work while no other process starts or stops this server. Should two get in after a crash all the same,
 * PostgreSQL's own postmaster.pid keeps a second server off the data.
 */
export async function alone<T>(home: Home, work: () => Promise<T>): Promise<T> {
  const file = join(home.folder, 'starting.lock');
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      if (await isStale(file)) await rm(file, { force: true });
      else await sleep(50);
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

let taken = 0;

/** Notes that this process uses the server; gives the note's name. */
export async function takePart(home: Home): Promise<string> {
  taken += 1;
  const name = `${process.pid}-${taken}`;
  await writeFile(join(home.users, name), '');
  return name;
}

/** Takes the note away; true where nobody else uses the server any more. */
export async function leave(home: Home, name: string): Promise<boolean> {
  await rm(join(home.users, name), { force: true });
  for (const other of await readdir(home.users)) {
    if (isAlive(Number.parseInt(other, 10))) return false;
    await rm(join(home.users, other), { force: true });
  }
  return true;
}
