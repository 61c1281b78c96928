import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp, launchedKind, removeUserData, type LaunchedApp } from '../support/app';

test.describe.configure({ mode: 'serial' });

let app: LaunchedApp;

test.beforeAll(async () => {
  app = await launchApp({ language: 'en' });
});

test.afterAll(async () => {
  await app.close();
  await removeUserData();
});

test('the bridge answers with what the program knows of itself', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const result = await app.page.evaluate(() => window.sahool.app.bootstrap({}));
  expect(result).toMatchObject({ ok: true, value: { version, setupNeeded: true, preferences: { language: 'en' } } });
});

test('the bridge cannot be replaced and carries nothing but its names', async () => {
  const found = await app.page.evaluate(() => {
    const descriptor = Object.getOwnPropertyDescriptor(window, 'sahool');
    return {
      writable: descriptor?.writable,
      configurable: descriptor?.configurable,
      frozen: Object.isFrozen(window.sahool),
      node: ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window),
    };
  });
  expect(found).toEqual({ writable: false, configurable: false, frozen: true, node: [] });
});

test('a value that is not plain JSON is refused with its code, not with an exception', async () => {
  const result = await app.page.evaluate(() =>
    Promise.resolve<unknown>(Reflect.apply(window.sahool.preferences.formDraft, null, [{ form: Number.NaN }])),
  );
  expect(result).toEqual({ ok: false, error: { code: 'bad_input', params: { path: '', reason: 'not_finite' } } });
});

test('the page goes nowhere else, by itself or by a link', async () => {
  const before = app.page.url();
  await app.page.evaluate(() => {
    location.assign('https://example.com/');
    const link = document.body.appendChild(document.createElement('a'));
    link.href = 'https://example.com/';
    link.target = '_blank';
    link.click();
    link.remove();
  });
  expect(await app.page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  expect(app.page.url()).toBe(before);
  expect(app.page.context().pages()).toHaveLength(1);
});

test('the page runs no script that is not its own', async () => {
  const ran = await app.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.head.append(script);
    // In a task of its own: what Playwright evaluates directly is free of the page's policy.
    const evaluated = await new Promise<boolean>((resolve) => {
      setTimeout(() => {
        try {
          Reflect.apply(Reflect.get(globalThis, 'eval') as () => unknown, null, ['1']);
          resolve(true);
        } catch {
          resolve(false);
        }
      });
    });
    return { inline: 'intruder' in window, evaluated };
  });
  expect(ran).toEqual({ inline: false, evaluated: false });
});

test('a reload finds the same program', async () => {
  await app.page.reload();
  const result = await app.page.evaluate(() => window.sahool.preferences.get({}));
  expect(result).toMatchObject({ ok: true, value: { language: 'en' } });
});

test('after a kill it starts again with what was kept', async () => {
  const first = await launchApp({ language: 'en' });
  const saved = await first.page.evaluate(() =>
    window.sahool.preferences.set({ changes: { digits: 'arab', theme: 'dark' } }),
  );
  expect(saved.ok).toBe(true);
  await first.kill();
  const second = await launchApp({ userData: first.userData });
  try {
    const kept = await second.page.evaluate(() => window.sahool.preferences.get({}));
    expect(kept).toMatchObject({ ok: true, value: { language: 'en', digits: 'arab', theme: 'dark' } });
  } finally {
    await second.close();
  }
});

test('a second start on the same data ends by itself', async () => {
  await expect(launchApp({ userData: app.userData })).rejects.toThrow(/ended|closed/);
});

test('the log says that it started, in the user’s own folder', async () => {
  const log = await readFile(join(app.userData, 'logs', 'sahool.log'), 'utf8');
  expect(log).toContain('SAHOOL Billing');
});

if (launchedKind() === 'stand-in') {
  test('the stand-in lets nobody in without its one-time address', async () => {
    const { origin, host } = new URL(app.page.url());
    const status = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(`${origin}${path}`, { headers, redirect: 'manual' })).status;
    expect(await status('/')).toBe(403);
    expect(await status('/?token=0000')).toBe(403);
    expect(await status('/index.html', { cookie: `stand-in-${host.split(':')[1] ?? ''}=0000` })).toBe(403);
    expect(await status('/__stand-in/page.js')).toBe(403);
  });
}
