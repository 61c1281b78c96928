import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { translationProblems } from './check-translations.mjs';
import { installed, root, runNode } from './run-command.mjs';

export { root };

/** What each thing is built from. */
const sources = {
  product: [
    'electron',
    'migrations',
    'renderer',
    'electron.vite.config.ts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ],
  standIn: [
    'test/stand-in',
    'test/support/chromium.ts',
    'test/support/installed-chromium.ts',
    'test/support/pinned-chromium.ts',
    'package-lock.json',
  ],
};

/** Not under out/, which is packaged; the stand-in never is. */
export const standInFolder = join(root, 'test', 'stand-in', 'out');
export const standInBoot = join(standInFolder, 'boot.js');
export const mainBundle = join(root, 'out', 'main', 'main.js');
export const cliBundle = join(root, 'out', 'main', 'cli.js');

function filesOf(path) {
  const full = join(root, path);
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.name !== 'out')
    .flatMap((entry) => filesOf(`${path}/${entry.name}`));
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of paths.flatMap(filesOf).toSorted()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function stampOf(folder) {
  const file = join(folder, '.built-from');
  return {
    matches: (print) => existsSync(file) && readFileSync(file, 'utf8') === print,
    remove: () => rmSync(file, { force: true }),
    write: (print) => writeFileSync(file, print),
  };
}

async function buildProduct(quiet) {
  const problems = translationProblems();
  if (problems.length > 0) throw new Error(`The translations differ:\n${problems.join('\n')}`);
  // An earlier build could leave a file behind that this one no longer makes.
  for (const part of ['main', 'preload', 'renderer']) rmSync(join(root, 'out', part), { recursive: true, force: true });
  const code = await runNode(installed('electron-vite', 'bin', 'electron-vite.js'), ['build'], { quiet });
  if (code !== 0) throw new Error('electron-vite build failed');
}

/** The stand-in: a script for the page, and a bundle for Node with its packages left outside. */
async function buildStandIn() {
  const { build } = await import(pathToFileURL(installed('vite', 'dist', 'node', 'index.js')).href);
  const folder = join(root, 'test', 'stand-in');
  const common = { configFile: false, root, logLevel: 'error', publicDir: false };
  await build({
    ...common,
    build: {
      outDir: standInFolder,
      emptyOutDir: true,
      lib: {
        entry: join(folder, 'page', 'page.ts'),
        formats: ['iife'],
        name: 'standInPage',
        fileName: () => 'page.js',
      },
    },
  });
  await build({
    ...common,
    build: {
      outDir: standInFolder,
      emptyOutDir: false,
      ssr: true,
      target: 'node20',
      rollupOptions: {
        input: {
          boot: join(folder, 'boot.ts'),
          electron: join(folder, 'electron.ts'),
          'app-window': join(folder, 'app-window.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  });
}

async function buildWhereStale(name, folder, say, build) {
  const stamp = stampOf(folder);
  const before = fingerprint(sources[name]);
  if (stamp.matches(before)) return;
  say(`Building ${name === 'product' ? 'the program' : 'the stand-in'}…`);
  stamp.remove();
  await build();
  mkdirSync(folder, { recursive: true });
  // Of the sources as they were before: what changed meanwhile is built the next time.
  stamp.write(before);
}

const lockFile = join(root, 'node_modules', '.sahool-build-lock');

/** Two starts at once must not build into one folder: the second waits, then finds everything built. */
async function underLock(work) {
  const giveUpAt = Date.now() + 10 * 60_000;
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number.parseInt(existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : '', 10);
      if (!isAlive(holder)) rmSync(lockFile, { force: true });
      else if (Date.now() > giveUpAt) throw new Error('another build does not end', { cause: error });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Builds the product and the stand-in where their sources have changed; `say` is told before each. With `quiet` the
 * builder's own output is seen only where it fails. Throws where a build fails.
 */
export async function buildIfNeeded({ quiet = false, say = () => undefined } = {}) {
  await underLock(async () => {
    await buildWhereStale('product', join(root, 'out'), say, () => buildProduct(quiet));
    await buildWhereStale('standIn', standInFolder, say, buildStandIn);
  });
}
