import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { handlerOf } from './protocol';
import { ownPath, pageParameter } from './wire';

/** The window on the reader's screen, as the server sees it. */
export interface Screen {
  /** The text of the built preload. */
  readonly preload: string;
  /** A page has come up and is connected; the earlier one, if any, is gone. */
  connected(socket: WebSocket): void;
}

/** Who asks: the reader's browser, or the one that prints. */
type Guest = 'reader' | 'hidden';

/**
 * Serves one origin of the product, such as app://sahool, on a random loopback port. Whoever has the address may come in
 * once; after that a cookie tells him from anybody else on this machine.
 */
export class LoopbackServer {
  private readonly http: Server;
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 * 1024 });
  private readonly readerSecret = randomBytes(32).toString('hex');
  private readonly hiddenSecret = randomBytes(32).toString('hex');
  private readonly pages = new Set<string>();
  private token: string | null = null;
  private screen: Screen | null = null;
  private landing = '/';
  port = 0;

  private constructor(
    /** `app://sahool` */
    private readonly origin: string,
  ) {
    this.http = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(error instanceof Error ? error.message : 'failed');
      });
    });
    this.http.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  static async open(origin: string): Promise<LoopbackServer> {
    const server = new LoopbackServer(origin);
    server.http.listen(0, '127.0.0.1');
    await once(server.http, 'listening');
    const address = server.http.address();
    if (address === null || typeof address === 'string') throw new Error('no loopback port');
    server.port = address.port;
    return server;
  }

  /** Hands the screen to a window whose page is `url`, and gives the address that opens it once. */
  show(screen: Screen, url: string): string {
    this.screen = screen;
    this.landing = this.toPath(url);
    this.token = randomBytes(32).toString('hex');
    return `http://127.0.0.1:${this.port}/?token=${this.token}`;
  }

  /** The cookie for the stand-in's own hidden browser: it gets the same pages, but never a preload. */
  hiddenCookie(): { readonly name: string; readonly value: string; readonly url: string } {
    return { name: this.cookieName(), value: this.hiddenSecret, url: `http://127.0.0.1:${this.port}` };
  }

  /** Where a page of the product lies on this server. */
  toLoopback(url: string): string {
    return `http://127.0.0.1:${this.port}${this.toPath(url)}`;
  }

  /** The product's own address of a page that lies on this server; null for any other. */
  toProduct(address: string): string | null {
    if (!URL.canParse(address)) return null;
    const { host, pathname, search, hash } = new URL(address);
    return host === this.host() ? `${this.origin}${pathname}${search}${hash}` : null;
  }

  private toPath(url: string): string {
    const { pathname, search, hash } = new URL(url);
    return `${pathname}${search}${hash}`;
  }

  private host(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Cookies do not know ports: its name keeps two apps apart. */
  private cookieName(): string {
    return `stand-in-${this.port}`;
  }

  private guestOf(request: IncomingMessage): Guest | null {
    const prefix = `${this.cookieName()}=`;
    const cookie = (request.headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(prefix));
    const secret = cookie?.slice(prefix.length) ?? '';
    if (isSame(secret, this.readerSecret)) return 'reader';
    return isSame(secret, this.hiddenSecret) ? 'hidden' : null;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Another name for this machine would be another site that has been made to point here.
    if (request.headers.host !== this.host()) return refuse(response);
    const url = new URL(request.url ?? '/', `http://${this.host()}`);
    const token = url.searchParams.get('token');
    if (token !== null && url.pathname === '/') return this.comeIn(token, request, response);
    const guest = this.guestOf(request);
    if (guest === null) return refuse(response);
    if (guest === 'reader' && url.pathname === `${ownPath}page.js`) return this.servePreload(response);
    await this.serve(request, guest, response);
  }

  /** The address opens once: whoever comes by it gets the cookie, and with it the first page. */
  private async comeIn(token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.token === null || !isSame(token, this.token)) return refuse(response);
    if (request.method === 'GET') {
      this.token = null;
      response.setHeader('set-cookie', `${this.cookieName()}=${this.readerSecret}; HttpOnly; SameSite=Lax; Path=/`);
    }
    await this.serve(request, 'reader', response, this.landing);
  }

  private servePreload(response: ServerResponse): void {
    if (this.screen === null) return refuse(response);
    const shim = readFileSync(join(import.meta.dirname, 'page.js'), 'utf8');
    const call = `standInPreload((require, module, exports) => {${this.screen.preload}\n});delete globalThis.standInPreload;`;
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
    response.end(`${shim}\n${call}`);
  }

  /** Gives the request to the product's handler, and its answer to the browser; pages get the preload put in front. */
  private async serve(
    request: IncomingMessage,
    guest: Guest,
    response: ServerResponse,
    path = request.url ?? '/',
  ): Promise<void> {
    const handler = handlerOf(new URL(this.origin).protocol.slice(0, -1));
    if (handler === null) return refuse(response);
    // Not the parsed path: a handler must see a request's dots and escapes as they were sent.
    const asked = new Request(`${this.origin}${path}`, { method: request.method ?? 'GET' });
    const answer = await handler(asked);
    const headers = Object.fromEntries(answer.headers);
    const isPage = (headers['content-type'] ?? '').startsWith('text/html');
    const isFramed = request.headers['sec-fetch-dest'] === 'iframe';
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, headers);
    if (request.method === 'HEAD') response.end();
    else response.end(isPage && !isFramed && guest === 'reader' ? this.withPreload(body.toString('utf8')) : body);
  }

  private withPreload(html: string): string {
    const page = randomBytes(16).toString('hex');
    this.pages.add(page);
    const script = `<script src="${ownPath}page.js?${pageParameter}=${page}"></script>`;
    return html.replace(/<head[^>]*>/i, (head) => `${head}${script}`);
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', `http://${this.host()}`);
    const page = url.searchParams.get(pageParameter) ?? '';
    const isOurs =
      request.headers.host === this.host() &&
      request.headers.origin === `http://${this.host()}` &&
      url.pathname === `${ownPath}socket` &&
      this.guestOf(request) === 'reader';
    // Each page that was served may connect once: a second socket would be somebody else's.
    if (!isOurs || !this.pages.delete(page)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (client) => this.screen?.connected(client));
  }
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
  response.end('This address opens once, from the line that the program printed.\n');
}
