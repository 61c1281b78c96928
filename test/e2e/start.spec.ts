import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../../scripts/build-if-needed.mjs';
import { launchChromium, testChromium } from '../support/chromium';
import { goThroughWizard } from '../support/wizard';

test('npm start without a display prints an address where the program answers; Ctrl+C ends it with its database', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'sahool-start-'));
  // Where the tests run as root, the database runs as another user, who must get to its data.
  if (process.getuid?.() === 0) await chmod(userData, 0o755);
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, DATABASE_URL: _database, ...env } = process.env;
  const start = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), `--user-data-dir=${userData}`], {
    cwd: root,
    env: { ...env, CI: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(start, 'exit');
  const browser = await launchChromium(await testChromium());
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      start.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /^http:\/\/127\.0\.0\.1:\d+\/\S*$/m.exec(said);
        if (found !== null && said.endsWith('\n')) resolve(found[0]);
      });
      start.once('exit', () => reject(new Error(`it ended\n${said}`)));
    });
    const page = await browser.newPage();
    await page.goto(address);
    await goThroughWizard(page, 'ar', { place: 'builtin', sample: 'skip' });
    const running = join(userData, 'database', 'data', 'postmaster.pid');
    expect(existsSync(running)).toBe(true);

    start.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(existsSync(running)).toBe(false);
  } finally {
    start.kill('SIGKILL');
    await browser.close();
    await rm(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
});
