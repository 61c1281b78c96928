import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { hasSandbox, installedChromium } from '../support/installed-chromium';

/** True where an installed Chrome, Chromium or Edge can show the program in a window of its own. */
export function canOpenWindow(): boolean {
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return (process.platform !== 'linux' || hasDisplay) && installedChromium() !== null;
}

/** Opens the address as a program's window, without tabs or an address bar, in a profile of its own. */
export function openWindow(
  address: string,
  profile: string,
  size: { readonly width: number; readonly height: number },
): void {
  const browser = installedChromium();
  if (browser === null) throw new Error('no Chrome, Chromium or Edge');
  const args = [
    `--app=${address}`,
    `--user-data-dir=${join(profile, 'stand-in-browser')}`,
    '--no-first-run',
    '--no-default-browser-check',
    `--window-size=${size.width},${size.height}`,
    ...(hasSandbox() ? [] : ['--no-sandbox']),
  ];
  spawn(browser.path, args, { detached: true, stdio: 'ignore' }).unref();
}
