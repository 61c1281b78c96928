import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A Chromium and what it needs around it to run. */
export interface Chromium {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const linuxNames = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPaths = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** The Chrome, Chromium or Edge that is installed here; `SAHOOL_BROWSER` names another. null where there is none. */
export function installedChromium(): Chromium | null {
  const named = process.env['SAHOOL_BROWSER'];
  const path = [...(named === undefined ? [] : [named]), ...candidates()].find((candidate) => existsSync(candidate));
  return path === undefined ? null : { path, env: {} };
}

function candidates(): string[] {
  if (process.platform === 'darwin') return macPaths;
  if (process.platform === 'win32') {
    const roots = [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LOCALAPPDATA']];
    return roots.flatMap((root) => (root === undefined ? [] : windowsPaths.map((path) => join(root, path))));
  }
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)));
}

let sandbox: boolean | null = null;

/** Chromium refuses a sandbox as root, and has none where the system grants no user namespace, as in many containers. */
export function hasSandbox(): boolean {
  sandbox ??= process.platform !== 'linux' || (process.getuid?.() !== 0 && canUnshare());
  return sandbox;
}

function canUnshare(): boolean {
  try {
    execFileSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore', timeout: 5000 });
    return true;
  } catch {
    return false;
  }
}
