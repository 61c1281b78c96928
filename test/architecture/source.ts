import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** A file of the repository: its path from the root, with slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The files under these folders whose name ends so, in order. */
export function filesUnder(folders: readonly string[], ending: RegExp): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && ending.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .map((path) => ({ path: path.slice(root.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

/** The program itself: no test, no script. */
export const product = filesUnder(['electron', 'migrations', 'renderer/src'], /\.tsx?$/);

/** What the file imports, by any of the ways to write it. */
export function importsOf({ text }: SourceFile): string[] {
  const withoutComments = text.replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');
  const ways = [
    /^\s*import\s[^'"]*?from\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /^\s*export\s[^'"]*?from\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
    /\brequire\(\s*['"]([^'"]+)['"]/g,
  ];
  return ways.flatMap((way) => [...withoutComments.matchAll(way)].map((match) => match[1] ?? ''));
}
