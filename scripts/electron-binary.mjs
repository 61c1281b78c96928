import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installed, root } from './run-command.mjs';

/**
 * The path of Electron's program, or null. Only looks: `import 'electron'` outside of Electron would start a download.
 */
export function electronBinary() {
  const named = installed('electron', 'path.txt');
  if (!existsSync(named)) return null;
  const name = readFileSync(named, 'utf8').trim();
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path = join(elsewhere ?? installed('electron', 'dist'), name);
  return existsSync(path) ? path : null;
}

const failureNote = () => join(root, 'node_modules', '.sahool-no-electron');
const version = () => JSON.parse(readFileSync(installed('electron', 'package.json'), 'utf8')).version;

/**
 * Fetches Electron's program where it is missing, for at most a minute, and once for each version: where that failed it
 * is not tried again. Never in CI, nor where ELECTRON_SKIP_BINARY_DOWNLOAD is set. Gives its path, or null.
 */
export async function fetchElectronOnce() {
  const present = electronBinary();
  if (present !== null) return present;
  if (process.env['CI'] || process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return null;
  const note = failureNote();
  if (existsSync(note) && readFileSync(note, 'utf8') === version()) return null;
  process.stdout.write('Fetching Electron’s program (at most a minute)…\n');
  await new Promise((resolve) => {
    const child = spawn(process.execPath, [installed('electron', 'install.js')], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  const fetched = electronBinary();
  if (fetched === null) {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(note, version());
  }
  return fetched;
}
