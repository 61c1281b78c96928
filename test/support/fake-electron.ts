import { vi } from 'vitest';

/**
 * A stand-in for the `electron` module in unit tests of the shell: it remembers what the product asked of Electron.
 * Used as `vi.mock('electron', () => import('../support/fake-electron'))`; importing the real one would fetch a binary.
 */

type Listener = (...values: unknown[]) => unknown;

class Emitter {
  readonly listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): this {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    return this;
  }

  once(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  removeListener(event: string, listener: Listener): this {
    this.listeners.set(
      event,
      (this.listeners.get(event) ?? []).filter((known) => known !== listener),
    );
    return this;
  }

  emit(event: string, ...values: unknown[]): void {
    for (const listener of this.listeners.get(event) ?? []) listener(...values);
  }
}

export class FakeContents extends Emitter {
  readonly setZoomFactor = vi.fn();
  windowOpenHandler: Listener = () => ({ action: 'allow' });
  readonly sent: { channel: string; payload: unknown }[] = [];
  readonly reload = vi.fn();

  setWindowOpenHandler(handler: Listener): void {
    this.windowOpenHandler = handler;
  }

  send(channel: string, payload: unknown): void {
    this.sent.push({ channel, payload });
  }
}

interface FakeWindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly minWidth?: number;
  readonly minHeight?: number;
  readonly x?: number;
  readonly y?: number;
  readonly show?: boolean;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

export class BrowserWindow extends Emitter {
  static readonly made: BrowserWindow[] = [];
  readonly webContents = new FakeContents();
  readonly loaded: string[] = [];
  maximized = false;

  constructor(readonly options: FakeWindowOptions) {
    super();
    BrowserWindow.made.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 10, y: 20, width: 1300, height: 800 };
  }

  isDestroyed = (): boolean => false;
  isMinimized = (): boolean => false;
  readonly focus = vi.fn();
  readonly show = vi.fn();
  readonly restore = vi.fn();
}

class FakeApp extends Emitter {
  isPackaged = false;
  getPath = (): string => '/nowhere';
  getVersion = (): string => '0.0.0';
  quit = vi.fn();
}

export const app = new FakeApp();

type Handler = (event: unknown, input: unknown) => Promise<unknown>;

export const ipcMain = {
  handlers: new Map<string, Handler>(),
  handle(channel: string, handler: Handler): void {
    this.handlers.set(channel, handler);
  },
};

/** Sends through JSON, as nothing else may cross, to the handler that main registered. */
class FakeRenderer extends Emitter {
  readonly invoked: { channel: string; input: unknown }[] = [];
  /** The event that main sees; a test sets who is calling. */
  event: unknown = null;

  async invoke(channel: string, input: unknown): Promise<unknown> {
    this.invoked.push({ channel, input });
    const handler = ipcMain.handlers.get(channel);
    return handler === undefined ? undefined : throughJson(await handler(this.event, throughJson(input)));
  }
}

function throughJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

export const ipcRenderer = new FakeRenderer();

export const contextBridge = {
  exposed: new Map<string, unknown>(),
  exposeInMainWorld(name: string, value: unknown): void {
    this.exposed.set(name, value);
  },
};

class FakeSession extends Emitter {
  requestHandler: Listener = () => undefined;
  checkHandler: Listener = () => true;
  deviceHandler: Listener = () => true;

  setPermissionRequestHandler(handler: Listener): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: Listener): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: Listener): void {
    this.deviceHandler = handler;
  }
}

export const session = { defaultSession: new FakeSession() };

export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] };

export const shell = { openExternal: vi.fn((_url: string) => Promise.resolve()) };

export const clipboard = { writeText: vi.fn((_text: string) => undefined) };

export const dialog = { showOpenDialog: vi.fn(), showSaveDialog: vi.fn() };

export const Menu = { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() };

export const protocol = {
  privileged: [] as unknown[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: unknown[]): void {
    this.privileged.push(...schemes);
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    this.handlers.set(scheme, handler);
  },
};

/** Every byte turned over: enough to see that the plain text is not what is stored. */
function turnOver(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}

export const safeStorage = {
  available: true,
  backend: 'gnome_libsecret',
  broken: false,
  keyIsOld: false,
  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.available);
  },
  getSelectedStorageBackend(): string {
    return this.backend;
  },
  encryptStringAsync(text: string): Promise<Buffer> {
    return Promise.resolve(turnOver(Buffer.from(text)));
  },
  decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (this.broken) return Promise.reject(new Error('the keyring was reset'));
    return Promise.resolve({ result: turnOver(sealed).toString(), shouldReEncrypt: this.keyIsOld });
  },
};
