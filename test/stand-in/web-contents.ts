import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { WebSocket } from 'ws';
import { decode, encode } from './codec';
import { openHiddenPage, printPage, type PrintOptions } from './hidden-browser';
import { invoke, ipcMain } from './ipc-main';
import { serverFor } from './loopback';
import { printToFile, printers } from './printer';
import type { LoopbackServer } from './server';
import { defaultSession } from './session';
import { toParent } from './parent';
import type { FromPage, ToPage } from './wire';

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'deny' | 'allow' };

/** The main frame of a page, as a handler sees it in `event.senderFrame`. */
interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly parent: null;
  readonly top: Frame;
  readonly name: string;
  readonly detached: boolean;
  isDestroyed(): boolean;
}

let nextId = 1;

function isValues(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function valuesOf(text: string): readonly unknown[] {
  const values = decode(text);
  return isValues(values) ? values : [];
}

function preventable(details: Readonly<Record<string, unknown>>) {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

/**
 * A page and its frame. One with a preload is the reader's: it is shown by whatever browser opens its address. One
 * without is a hidden page for printing, in a headless browser of the stand-in's own.
 */
export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly session = defaultSession;
  private socket: WebSocket | null = null;
  private hidden: Page | null = null;
  private server: LoopbackServer | null = null;
  private openHandler: OpenHandler = () => ({ action: 'allow' });
  private destroyed = false;
  private zoomFactor = 1;
  private url = '';
  private frame: Frame | null = null;
  private readonly questions = new Map<number, (answer: unknown) => void>();
  private nextQuestion = 1;

  constructor(
    private readonly preloadFile: string | null,
    private readonly windowSize: () => { readonly width: number; readonly height: number },
  ) {
    super();
  }

  isDestroyed = (): boolean => this.destroyed;
  getURL = (): string => this.url;
  getTitle = (): string => '';
  isLoading = (): boolean => this.socket === null && this.hidden === null;
  getZoomFactor = (): number => this.zoomFactor;
  /** Whoever started the stand-in draws its page so; a reader's own browser has its own keys for it (page/zoom.ts). */
  setZoomFactor(factor: number): void {
    if (this.preloadFile === null || factor === this.zoomFactor) return;
    this.zoomFactor = factor;
    if (process.send !== undefined) toParent({ kind: 'zoom', factor });
  }
  setZoomLevel(_level: number): void {}
  closeDevTools(): void {}
  openDevTools(): void {}
  setAudioMuted(_muted: boolean): void {}

  get mainFrame(): Frame | null {
    return this.frame;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  /** Resolves, as Electron's does, when the page has loaded: for the reader's page, in the reader's browser. */
  async loadURL(url: string): Promise<void> {
    if (this.preloadFile === null) {
      this.hidden ??= await openHiddenPage();
      const isOurs = new URL(url).protocol !== 'data:';
      this.server = isOurs ? await serverFor(url) : null;
      if (this.server !== null) await this.hidden.context().addCookies([this.server.hiddenCookie()]);
      const answer = await this.hidden.goto(this.server === null ? url : this.server.toLoopback(url));
      if (answer !== null && answer.status() >= 400)
        throw new Error(`ERR_FAILED (${answer.status()}) loading '${url}'`);
      this.url = url;
      this.emit('dom-ready');
      this.emit('did-finish-load');
      return;
    }
    const preload = await readFile(this.preloadFile, 'utf8');
    this.server = await serverFor(url);
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()));
    const address = this.server.show({ preload, connected: (socket) => this.connect(socket) }, url);
    this.url = url;
    toParent({ kind: 'address', address, size: this.windowSize() });
    await loaded;
  }

  send(channel: string, ...values: unknown[]): void {
    this.post({ kind: 'event', channel, args: encode(values) });
  }

  reload(): void {
    this.post({ kind: 'reload' });
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return this.hiddenPage().evaluate(code);
  }

  async insertCSS(css: string): Promise<string> {
    await this.hiddenPage().addStyleTag({ content: css });
    return '';
  }

  /** Electron's printToPDF, through the headless browser. */
  async printToPDF(options: PrintOptions = {}): Promise<Buffer> {
    return printPage(this.hiddenPage(), options);
  }

  /** There is no printer here: the pages go into a file of `printed/` in the user's data. */
  print(
    options: PrintOptions & { readonly deviceName?: string },
    done?: (success: boolean, reason: string) => void,
  ): void {
    void this.printOnto(options, done ?? (() => undefined));
  }

  private async printOnto(
    options: PrintOptions & { readonly deviceName?: string },
    done: (success: boolean, reason: string) => void,
  ): Promise<void> {
    try {
      const pdf = await printPage(this.hiddenPage(), { preferCSSPageSize: true, ...options });
      await printToFile(pdf, options.deviceName ?? null);
      done(true, '');
    } catch (error) {
      done(false, error instanceof Error ? error.message : String(error));
    }
  }

  getPrintersAsync = (): Promise<readonly object[]> => Promise.resolve(printers());

  /** Asks the reader for one line in the page; null where he declined, or where no page is open. */
  async ask(question: string, proposal: string): Promise<string | null> {
    if (this.socket === null) return null;
    const id = this.nextQuestion++;
    const answer = new Promise<unknown>((resolve) => this.questions.set(id, resolve));
    this.post({ kind: 'ask', id, question, proposal });
    const given = await answer;
    return typeof given === 'string' && given !== '' ? given : null;
  }

  close(): void {
    this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.post({ kind: 'closed' });
    this.socket?.close();
    this.hidden?.close().catch(ignoreGone);
    this.emit('destroyed');
  }

  private hiddenPage(): Page {
    if (this.hidden === null) throw new Error('The stand-in prints hidden windows only; load a page first.');
    return this.hidden;
  }

  private post(message: ToPage): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message));
  }

  private connect(socket: WebSocket): void {
    const { server } = this;
    if (this.destroyed || server === null) {
      socket.close();
      return;
    }
    this.socket?.close();
    this.socket = socket;
    let url = this.url;
    const frame: Frame = {
      get url() {
        return url;
      },
      get origin() {
        return new URL(url).origin;
      },
      parent: null,
      get top() {
        return frame;
      },
      name: '',
      get detached() {
        return socket.readyState !== 1;
      },
      isDestroyed: () => socket.readyState !== 1,
    };
    this.frame = frame;
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as FromPage;
      if ('url' in message) url = server.toProduct(message.url) ?? 'about:blank';
      if ('url' in message) this.url = url;
      this.receive(message, frame, server, socket);
    });
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.socket = null;
      for (const resolve of this.questions.values()) resolve(null);
      this.questions.clear();
      this.emit('page-gone');
    });
    this.emit('page-here');
  }

  private receive(message: FromPage, frame: Frame, server: LoopbackServer, socket: WebSocket): void {
    switch (message.kind) {
      case 'invoke':
        void this.invoke(message, frame, socket);
        break;
      case 'send':
        ipcMain.emit(message.channel, this.eventFrom(frame), ...valuesOf(message.args));
        break;
      case 'loaded':
        this.emit('dom-ready');
        this.emit('did-finish-load');
        break;
      case 'navigate':
        this.navigate(server.toProduct(message.to) ?? message.to, message.to, server);
        break;
      case 'open':
        this.openHandler({ url: server.toProduct(message.to) ?? message.to });
        break;
      case 'size':
        this.emit('page-size', { width: message.width, height: message.height });
        break;
      case 'answer':
        this.questions.get(message.id)?.(decode(message.value));
        this.questions.delete(message.id);
        break;
    }
  }

  private eventFrom(frame: Frame): object {
    return {
      type: 'frame',
      sender: this,
      senderFrame: frame,
      frameId: 1,
      processId: 1,
      ports: [],
      returnValue: undefined,
    };
  }

  private async invoke(message: FromPage & { kind: 'invoke' }, frame: Frame, socket: WebSocket): Promise<void> {
    let reply: ToPage;
    try {
      const value = await invoke(message.channel, this.eventFrom(frame), valuesOf(message.args));
      reply = { kind: 'reply', id: message.id, value: encode(value) };
    } catch (error) {
      reply = { kind: 'failure', id: message.id, message: error instanceof Error ? error.message : String(error) };
    }
    if (socket.readyState === 1) socket.send(JSON.stringify(reply));
  }

  private navigate(url: string, address: string, server: LoopbackServer): void {
    const event = preventable({ url, isMainFrame: true, isSameDocument: false, initiator: this.frame });
    this.emit('will-navigate', event, url);
    if (!event.defaultPrevented && server.toProduct(address) !== null) this.post({ kind: 'go', to: address });
  }
}

function ignoreGone(): void {
  // The browser was quicker: the page is gone, which is what was asked for.
}
