import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A disk of a test's own, so small that it can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves not one free byte. */
  fill(): Promise<void>;
  /** Gives the room back. */
  clear(): Promise<void>;
  dispose(): Promise<void>;
}

function mounted(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts one over `folder`, which is made where it is missing; `size` as mount takes it, such as `256k`. `owner` gets the folder.
 * Null where this user may not mount: on Linux that takes root.
 */
export async function openSmallDisk(
  folder: string,
  size: string,
  owner?: { uid: number; gid: number },
): Promise<SmallDisk | null> {
  await mkdir(folder, { recursive: true });
  if (process.platform !== 'linux' || !mounted(folder, size)) return null;
  await chmod(folder, 0o700);
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const ballast = join(folder, '.ballast');
  return {
    folder,
    async fill() {
      const file = await open(ballast, 'a');
      const piece = Buffer.alloc(4096);
      try {
        for (;;) await file.write(piece);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        await file.close();
      }
    },
    clear: () => rm(ballast, { force: true }),
    dispose() {
      execFileSync('umount', ['-l', folder]);
      return Promise.resolve();
    },
  };
}

/** Whether this user may have one: the tests that need it say so by being skipped. */
export const hasSmallDisks = process.platform === 'linux' && process.getuid?.() === 0;
