import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Browser, Page } from 'playwright';
import { build } from 'vite';
import type { EventPayload } from '../../electron/contract/api';
import { channels, events, type EventName } from '../../electron/contract/channels';
import type { ErrorCode } from '../../electron/contract/errors';
import { fail, succeed, type Failure, type Result } from '../../electron/contract/result';
import type { InputOf, MethodName, OutputOf } from '../../renderer/src/api';
import { launchChromium, testChromium } from './chromium';

/** What main would answer, for the methods that a test needs; any other method fails as `internal`. */
export type Answers = { readonly [N in MethodName]?: (input: InputOf<N>) => OutputOf<N> | Promise<OutputOf<N>> };

/** Thrown by an answer to refuse as main would. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: Failure['params'] = {},
  ) {
    super(code);
  }
}

export interface RendererPage {
  readonly page: Page;
  /** Every call in its order: `tenants.create` with its input. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  /** Pushes an event as main would. */
  push<E extends EventName>(event: E, payload: EventPayload<E>): Promise<void>;
  /** What the page complained about: errors, and what its own rules stopped. */
  readonly complaints: string[];
}

export interface OpenOptions {
  readonly answers: Answers;
  readonly width?: number;
  readonly height?: number;
  /** The route: `/tenants?open=%22x%22`. */
  readonly at?: string;
  readonly dark?: boolean;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** The same rules as app:// gives the page (electron/app-scheme.ts). */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** The built renderer in a real browser, with answers of the test's own in place of the main process. */
export class RendererPages {
  private constructor(
    private readonly folder: string,
    private readonly server: Server,
    private readonly browser: Browser,
    private readonly origin: string,
  ) {}

  static async start(): Promise<RendererPages> {
    const root = resolve(import.meta.dirname, '../..');
    const folder = await mkdtemp(join(tmpdir(), 'sahool-renderer-'));
    await build({
      root: join(root, 'renderer'),
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      resolve: { alias: { '@contract': join(root, 'electron/contract'), '@': join(root, 'renderer/src') } },
      build: { outDir: folder, emptyOutDir: true, minify: false },
    });
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const file = path === '/' ? '/index.html' : path;
      readFile(join(folder, file)).then(
        (content) =>
          response
            .writeHead(200, {
              'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
              'content-security-policy': policy,
            })
            .end(content),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const browser = await launchChromium(await testChromium(), { ignoreDefaultArgs: ['--hide-scrollbars'] });
    return new RendererPages(folder, server, browser, `http://127.0.0.1:${address.port}`);
  }

  async open(options: OpenOptions): Promise<RendererPage> {
    const { answers } = options;
    const context = await this.browser.newContext({
      viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
      colorScheme: options.dark === true ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const calls: RendererPage['calls'] = [];
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    await page.exposeFunction('answerOfTest', async (name: string, input: unknown): Promise<Result<unknown>> => {
      calls.push({ name, input });
      const answer: unknown = Reflect.get(answers, name);
      if (typeof answer !== 'function') return fail('internal');
      try {
        return succeed(await Reflect.apply(answer, null, [input]));
      } catch (thrown) {
        if (thrown instanceof Refusal) return fail(thrown.code, thrown.params);
        throw thrown;
      }
    });
    await page.addInitScript(
      ({ areas, eventNames }) => {
        const listeners = new Map<string, Set<(payload: unknown) => void>>(eventNames.map((name) => [name, new Set()]));
        const ask =
          (name: string) =>
          (input: unknown): unknown => {
            const answer: unknown = Reflect.get(window, 'answerOfTest');
            return typeof answer === 'function' ? Reflect.apply(answer, window, [name, input]) : undefined;
          };
        Object.defineProperty(window, 'sahool', {
          value: {
            ...Object.fromEntries(
              Object.entries(areas).map(([area, methods]) => [
                area,
                Object.fromEntries(methods.map((method) => [method, ask(`${area}.${method}`)])),
              ]),
            ),
            on: (name: string, listener: (payload: unknown) => void) => {
              listeners.get(name)?.add(listener);
              return () => listeners.get(name)?.delete(listener);
            },
          },
        });
        Object.defineProperty(window, 'pushOfTest', {
          value: (name: string, payload: unknown) => {
            for (const listener of listeners.get(name) ?? []) listener(payload);
          },
        });
      },
      { areas: channels, eventNames: events },
    );
    await page.goto(`${this.origin}/#${options.at ?? '/'}`);
    return {
      page,
      calls,
      complaints,
      push: async (event, payload) => {
        await page.evaluate(
          ([name, content]) => {
            const push: unknown = Reflect.get(window, 'pushOfTest');
            if (typeof push === 'function') Reflect.apply(push, window, [name, content]);
          },
          [event, payload] as const,
        );
      },
    };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await new Promise((done) => this.server.close(done));
    await rm(this.folder, { recursive: true, force: true });
  }
}
