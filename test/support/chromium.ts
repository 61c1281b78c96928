import { chromium, type Browser, type LaunchOptions } from 'playwright';
import { hasSandbox, installedChromium, type Chromium } from './installed-chromium';
import { pinnedChromium } from './pinned-chromium';

/**
 * The browser that tests draw and print with: the pinned one, so that pictures and pages are the same everywhere. It is
 * made for Linux on x64; elsewhere an installed one stands in for it.
 */
export async function testChromium(): Promise<Chromium> {
  const found = (await pinnedChromium()) ?? installedChromium();
  if (found === null) throw new Error('No Chromium: install Chrome, Chromium or Edge, or name one in SAHOOL_BROWSER.');
  return found;
}

/** A headless browser. It keeps its sandbox, but where it runs as root or the system gives it none. */
export async function launchChromium(found: Chromium, options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    ...options,
    executablePath: found.path,
    chromiumSandbox: hasSandbox(),
    env: { ...definedEnvironment(), ...found.env },
    args: ['--font-render-hinting=none', '--disable-gpu', ...(options.args ?? [])],
  });
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
