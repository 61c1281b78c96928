import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAppHandler, documentPolicy, pagePolicy, registerAppScheme } from '../../electron/app-scheme';
import { createHeldDocuments } from '../../electron/held-documents';
import * as electron from '../support/fake-electron';

vi.mock('electron', () => import('../support/fake-electron'));

let folder: string;
let ask: (url: string, init?: RequestInit) => Promise<Response>;
const held = createHeldDocuments();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-scheme-'));
  const renderer = join(folder, 'renderer');
  await mkdir(join(renderer, 'assets'), { recursive: true });
  await mkdir(join(folder, 'main'));
  await writeFile(join(renderer, 'index.html'), '<!doctype html><title>SAHOOL</title>');
  await writeFile(join(renderer, 'assets', 'index-1a2b.js'), 'export {};');
  await writeFile(join(renderer, 'assets', 'index-1a2b.js.map'), 'secret map');
  await writeFile(join(renderer, '.env'), 'secret environment');
  await writeFile(join(renderer, 'assets', 'font.woff2'), 'font');
  await writeFile(join(folder, 'secrets.json'), 'secret passwords');
  await writeFile(join(folder, 'main', 'main.js'), 'secret main');
  const handle = await createAppHandler(renderer, (token) => held.find(token));
  ask = (url, init) => handle(new Request(url, init));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** 1,000 ways out of the folder, or into what is not to be served: each a step, how often, written how, and to what. */
function* waysOut(): Generator<string> {
  const steps = [
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..\\',
    '..%5c',
    '..%252f',
    '....//',
    '.%2e/',
    '..;/',
    '..%c0%af',
    '..%00/',
  ];
  const goals = [
    'secrets.json',
    'main/main.js',
    'etc/passwd',
    'windows/win.ini',
    '.env',
    'assets/index-1a2b.js.map',
    'package.json',
    'index.html%00.js',
    'app.asar',
    'C:/Windows/win.ini',
    '/etc/passwd',
    'file:///etc/passwd',
  ];
  for (const depth of [1, 2, 3, 5, 8, 13, 21]) {
    for (const step of steps) for (const goal of goals) yield `app://sahool/${step.repeat(depth)}${goal}`;
  }
  for (const goal of goals) {
    for (const start of ['', 'assets/', '/', 'assets//', './', 'assets/./']) yield `app://sahool/${start}${goal}`;
  }
}

describe('app://', () => {
  it('answers 1,000 traversal paths with 404 and nothing else', async () => {
    const ways = [...new Set(waysOut())];
    expect(ways.length).toBeGreaterThanOrEqual(1000);
    for (const url of ways) {
      const response = await ask(url);
      expect(response.status, url).toBe(404);
      expect(await response.text(), url).toBe('');
    }
  });

  it.each([
    ['app://sahool/', 'text/html; charset=utf-8'],
    ['app://sahool/index.html', 'text/html; charset=utf-8'],
    ['app://sahool/index.html?a=1#/invoices', 'text/html; charset=utf-8'],
    ['app://sahool/assets/index-1a2b.js', 'text/javascript; charset=utf-8'],
    ['app://sahool/assets/font.woff2', 'font/woff2'],
  ])('serves %s as %s under the page’s rules', async (url, type) => {
    const response = await ask(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-security-policy')).toBe(pagePolicy);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'app://elsewhere/index.html',
    'app://sahool.evil.example/index.html',
    'app://user:word@sahool/index.html',
    'app://sahool:8080/index.html',
    'https://sahool/index.html',
    'file:///index.html',
  ])('serves nothing to %s', async (url) => {
    const handle = await createAppHandler(join(folder, 'renderer'), () => null);
    // fetch's own Request refuses some of these; Chromium would hand them over as they are.
    expect((await handle(requestFor(url))).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('serves nothing to %s', async (method) => {
    expect((await ask('app://sahool/index.html', { method })).status).toBe(404);
  });

  it('registers a scheme that is standard and secure and goes round no rule', () => {
    registerAppScheme();
    expect(electron.protocol.privileged).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });
});

function requestFor(url: string): Request {
  const request = new Request('app://sahool/index.html');
  Object.defineProperty(request, 'url', { value: url });
  return request;
}

describe('the rules of a page', () => {
  const rules = new Map(pagePolicy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]));

  it('allows nothing by default and only our own scripts', () => {
    expect(rules.get('default-src')).toBe("'none'");
    expect(rules.get('script-src')).toBe("'self'");
  });

  it('allows no eval, no inline script, no other host and no wildcard anywhere', () => {
    expect(pagePolicy).not.toMatch(/unsafe-eval|wasm-unsafe-eval|https?:|\*|blob:|strict-dynamic|ws:/);
    for (const [name, value] of rules) if (name !== 'style-src') expect(value).not.toContain('unsafe-inline');
  });

  it('forbids forms, base and framing by others', () => {
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(rules.get(name)).toBe("'none'");
  });
});

describe('prepared documents', () => {
  it('are shown under their token alone, without any script', async () => {
    const { url, release } = held.hold('<p>INVOICE</p>');
    const response = await ask(url);
    expect(await response.text()).toBe('<p>INVOICE</p>');
    expect(response.headers.get('content-security-policy')).toBe(documentPolicy);
    expect(documentPolicy).toContain("script-src 'none'");
    expect(documentPolicy).toContain("default-src 'none'");
    release();
    expect((await ask(url)).status).toBe(404);
  });

  it('have a token of 256 bits, another for each', () => {
    const tokens = Array.from({ length: 100 }, () => held.hold('x').url.split('/').at(-1) ?? '');
    expect(new Set(tokens).size).toBe(100);
    expect(tokens.every((token) => /^[0-9a-f]{64}$/.test(token))).toBe(true);
  });

  it.each(['', 'x', '__proto__', 'constructor'])('answer 404 to the token %j', async (token) => {
    expect((await ask(`app://sahool/documents/${token}`)).status).toBe(404);
  });
});
