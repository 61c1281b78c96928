import { execFile } from 'node:child_process';
import { readdir, realpath } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** pg_dump and pg_restore of one PostgreSQL, as they were found on this computer. */
export interface PgTools {
  readonly dump: string;
  readonly restore: string;
  /** As pg_dump says it: `15.18`. */
  readonly version: string;
  readonly major: number;
}

/** Where to look; a `*` in a path stands for any one folder. */
export interface ToolPlaces {
  /** The folders of PATH, in its order. */
  readonly path: readonly string[];
  /** Folders where packages of PostgreSQL put their programs. */
  readonly usual: readonly string[];
  readonly windows: boolean;
}

const usualByPlatform: Readonly<Record<string, readonly string[]>> = {
  linux: ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/usr/local/pgsql/bin', '/usr/local/bin'],
  darwin: [
    '/opt/homebrew/opt/*/bin',
    '/usr/local/opt/*/bin',
    '/Applications/Postgres.app/Contents/Versions/*/bin',
    '/Library/PostgreSQL/*/bin',
  ],
};

/** PATH, and the usual places of this system's packages. */
export function usualPlaces(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): ToolPlaces {
  const windows = platform === 'win32';
  const programs = [env['ProgramFiles'], env['ProgramW6432']].filter((folder) => folder !== undefined);
  return {
    // A relative part of PATH would run what lies in whatever folder the program was started from.
    path: (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder)),
    usual: windows
      ? programs.map((folder) => join(folder, 'PostgreSQL', '*', 'bin'))
      : (usualByPlatform[platform] ?? []),
    windows,
  };
}

/** The folders that a path with at most one `*` in a part stands for. */
async function foldersOf(pattern: string): Promise<string[]> {
  const star = pattern.indexOf('*');
  if (star === -1) return [pattern];
  const before = Math.max(pattern.lastIndexOf('/', star), pattern.lastIndexOf('\\', star));
  const parent = pattern.slice(0, before);
  const end = pattern.slice(star).search(/[/\\]/);
  const rest = end === -1 ? '' : pattern.slice(star + end + 1);
  const start = pattern.slice(before + 1, star);
  try {
    const names = await readdir(parent);
    return names.filter((name) => name.startsWith(start)).map((name) => join(parent, name, rest));
  } catch {
    return [];
  }
}

function versionOf(program: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, ['--version'], { timeout: 10_000, windowsHide: true }, (error, stdout) => {
      resolve(error ? null : (/^pg_(?:dump|restore) \(PostgreSQL\) (\d+[\w.]*)/.exec(stdout)?.[1] ?? null));
    });
  });
}

async function toolsIn(folder: string, windows: boolean): Promise<PgTools | null> {
  const ending = windows ? '.exe' : '';
  const [dump, restore] = [join(folder, `pg_dump${ending}`), join(folder, `pg_restore${ending}`)];
  const [version, other] = await Promise.all([versionOf(dump), versionOf(restore)]);
  // Of two that do not belong together, neither is used.
  if (version === null || version !== other) return null;
  return { dump, restore, version, major: Number.parseInt(version, 10) };
}

async function isNew(folder: string, seen: Set<string>): Promise<boolean> {
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return false;
    seen.add(real);
    return true;
  } catch {
    return false;
  }
}

/** Every pair of pg_dump and pg_restore on this computer, the oldest version first. */
export async function findTools(places: ToolPlaces = usualPlaces()): Promise<PgTools[]> {
  const seen = new Set<string>();
  const folders = [...places.path, ...(await Promise.all(places.usual.map(foldersOf))).flat()];
  const found: PgTools[] = [];
  for (const folder of folders) {
    if (!(await isNew(folder, seen))) continue;
    const tools = await toolsIn(folder, places.windows);
    if (tools !== null) found.push(tools);
  }
  return found.toSorted((left, right) => left.major - right.major);
}

/**
 * The tools for a server: at least as new as it (pg_dump refuses a newer server), and of those the nearest, as a newer one may
 * write what an older server does not know. Null where none fits.
 */
export function fittingTools(found: readonly PgTools[], major: number): PgTools | null {
  return found.find((tools) => tools.major >= major) ?? null;
}

/** `15.18` of a server's own words `15.18 (Debian 15.18-0+deb12u1)`. */
export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
