import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Browser, Page } from 'playwright';
import { standInBoot } from '../../scripts/build-if-needed.mjs';
import type { ToParent } from '../stand-in/parent';
import { launchChromium, testChromium } from '../support/chromium';

/** The stand-in by itself: it must do as Electron does, or the specs that run on it prove nothing. */

const main = `
import { app, BrowserWindow, dialog, ipcMain, protocol, session } from 'electron';
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true } }]);
const asked = [];
const page = (body, policy) => new Response('<!doctype html><html><head><title>t</title></head><body>' + body + '</body></html>',
  { headers: { 'content-type': 'text/html', 'content-security-policy': policy } });
await app.whenReady();
protocol.handle('app', (request) => {
  asked.push(request.url);
  const { pathname } = new URL(request.url);
  if (pathname === '/') return page('<p id="main">main</p><iframe src="/framed"></iframe>', "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'");
  if (pathname === '/framed') return page('<p>framed</p>', "default-src 'none'");
  if (pathname === '/paper') return page('<h1>paper</h1>', "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-same-origin");
  return new Response('', { status: 404 });
});
const window = new BrowserWindow({ show: false, webPreferences: { preload: new URL('./preload.cjs', import.meta.url).pathname } });
window.webContents.on('will-navigate', (event) => { if (!event.url.endsWith('/?allowed')) event.preventDefault(); });
async function hidden(work) {
  const paper = new BrowserWindow({ show: false });
  try { await paper.loadURL('app://one/paper'); return await work(paper.webContents); } finally { paper.destroy(); }
}
const handlers = {
  echo: (_event, ...values) => values,
  sender: ({ sender, senderFrame }) => ({ url: senderFrame.url, parent: senderFrame.parent, own: sender === window.webContents }),
  fails: () => { throw new TypeError('no such thing'); },
  asked: () => asked,
  pdf: () => hidden(async (contents) => ({
    ready: await contents.executeJavaScript('document.fonts.ready.then(() => true)'),
    start: (await contents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true })).subarray(0, 5).toString(),
  })),
  paper: () => hidden((contents) => new Promise((resolve) => contents.print({ silent: true }, (ok, reason) => resolve({ ok, reason })))),
  save: async () => (await dialog.showSaveDialog(window, { title: 'Where', defaultPath: '/tmp/proposed.pdf' })),
  push: (_event, value) => { window.webContents.send('pushed', value); },
};
for (const [name, handler] of Object.entries(handlers)) ipcMain.handle(name, handler);
app.on('window-all-closed', () => app.quit());
void window.loadURL('app://one/');
`;

const preload = `
const { contextBridge, ipcRenderer } = require('electron');
contextBridge.exposeInMainWorld('bridge', {
  invoke: (name, ...values) => ipcRenderer.invoke(name, ...values),
  onPushed: (listener) => { ipcRenderer.on('pushed', (_event, value) => listener(value)); },
});
`;

interface Bridge {
  invoke(name: string, ...values: unknown[]): Promise<unknown>;
  onPushed(listener: (value: unknown) => void): void;
}

let folder: string;
let child: ChildProcess;
let browser: Browser | null = null;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-stand-in-'));
  await writeFile(join(folder, 'package.json'), '{"name":"trial","version":"1.2.3","type":"module"}');
  await writeFile(join(folder, 'main.js'), main);
  await writeFile(join(folder, 'preload.cjs'), preload);
  child = fork(standInBoot, [join(folder, 'main.js'), `--user-data-dir=${join(folder, 'user')}`], {
    execArgv: [],
    env: { ...process.env, SAHOOL_STAND_IN_BROWSER: 'pinned' },
  });
  const message = await new Promise<ToParent>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`it ended with ${String(code)}`)));
  });
  if (message.kind !== 'address') throw new Error(message.kind);
  browser = await launchChromium(await testChromium());
  page = await browser.newPage();
  await page.goto(message.address);
});

test.afterAll(async () => {
  await browser?.close();
  const ended = once(child, 'exit');
  child.send({ id: 1, kind: 'close-window' });
  expect(await ended).toEqual([0, null]);
  await rm(folder, { recursive: true, force: true });
});

function invoke(name: string, ...values: unknown[]): Promise<unknown> {
  return page.evaluate(([name_, values_]) => (Reflect.get(window, 'bridge') as Bridge).invoke(name_, ...values_), [
    name,
    values,
  ] as const);
}

test('the page stands at its own path, without the address’s token', () => {
  expect(new URL(page.url()).search).toBe('');
});

test('values cross as by structured clone, and a function does not', async () => {
  const found = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'bridge') as Bridge;
    const [nan, date, map, big] = (await bridge.invoke('echo', Number.NaN, new Date(5), new Map([[1, 2]]), 7n)) as [
      number,
      Date,
      Map<number, number>,
      bigint,
    ];
    const refused = await bridge.invoke('echo', () => 1).catch((error: unknown) => String(error));
    return [Number.isNaN(nan), date.getTime(), map.get(1), big === 7n, refused];
  });
  expect(found.slice(0, 4)).toEqual([true, 5, 2, true]);
  expect(found[4]).toContain('could not be cloned');
});

test('a handler sees the page’s own frame, with the product’s address', async () => {
  expect(await invoke('sender')).toEqual({ url: 'app://one/', parent: null, own: true });
});

test('a handler that throws, and one that is missing, reject in Electron’s words', async () => {
  await expect(invoke('fails')).rejects.toThrow("Error invoking remote method 'fails': TypeError: no such thing");
  await expect(invoke('missing')).rejects.toThrow("No handler registered for 'missing'");
});

test('main pushes to the page', async () => {
  const pushed = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'bridge') as Bridge;
    const arrived = new Promise((resolve) => {
      bridge.onPushed(resolve);
    });
    await bridge.invoke('push', { amount: '12.50' });
    return arrived;
  });
  expect(pushed).toEqual({ amount: '12.50' });
});

test('a frame within the page gets no bridge', async () => {
  const framed = page.frames().find((frame) => frame.url().endsWith('/framed'));
  expect(await framed?.evaluate(() => 'bridge' in window)).toBe(false);
});

test('the product’s handler sees every path as it was sent', async () => {
  const { hostname, port } = new URL(page.url());
  const [cookie] = await page.context().cookies();
  const { request } = await import('node:http');
  for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '//etc/passwd']) {
    const status = await new Promise((resolve, reject) => {
      request(
        { hostname, port, path, headers: { cookie: `${cookie?.name ?? ''}=${cookie?.value ?? ''}` } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
  }
});

test('a navigation that main allows happens, another does not', async () => {
  await page.evaluate(() => location.assign('/elsewhere'));
  await page.evaluate(() => location.assign('/?allowed'));
  await page.waitForURL('**/?allowed');
  expect(await invoke('asked')).not.toContain('app://one/elsewhere');
});

test('a hidden window prints a document that may run no script', async () => {
  expect(await invoke('pdf')).toEqual({ ready: true, start: '%PDF-' });
});

test('paper goes into a file, and nowhere where there is no printer', async () => {
  expect(await invoke('paper')).toEqual({ ok: true, reason: '' });
  const printed = await readFile(join(folder, 'user', 'printed', '0001.pdf'));
  expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
  child.send({ id: 2, kind: 'set-printers', printers: [] });
  expect(await invoke('paper')).toMatchObject({ ok: false });
});

test('a dialog is answered by what was prepared, or by the reader', async () => {
  const prepared = { canceled: false, filePath: '/tmp/prepared.pdf' };
  child.send({ id: 3, kind: 'answer-dialog', answer: { dialog: 'showSaveDialog', answer: prepared } });
  expect(await invoke('save')).toEqual(prepared);
  page.once('dialog', (dialog) => void dialog.accept(dialog.defaultValue()));
  expect(await invoke('save')).toEqual({ canceled: false, filePath: '/tmp/proposed.pdf' });
  page.once('dialog', (dialog) => void dialog.dismiss());
  expect(await invoke('save')).toEqual({ canceled: true, filePath: '' });
});
