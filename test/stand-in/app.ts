import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { switchValue } from './switches';

interface Manifest {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
}

/** Where the windows live; set by window.ts, so that app need not know them. */
export interface WindowList {
  /** Asks each to close; false where one refused. */
  closeAll(): boolean;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  name: string;
  private readonly manifest: Manifest;
  private readonly root: string;
  private readonly paths = new Map<string, string>();
  private readonly ready: Promise<void>;
  private isNowReady = false;
  private leaving = false;
  private windows: WindowList | null = null;
  readonly commandLine = {
    appendSwitch: (_name: string, _value?: string): void => {},
    appendArgument: (_value: string): void => {},
    getSwitchValue: (name: string): string => switchValue(name) ?? '',
    hasSwitch: (name: string): boolean => switchValue(name) !== null,
  };

  constructor() {
    super();
    this.root = findRoot(process.argv[1] ?? process.cwd());
    this.manifest = JSON.parse(readFileSync(join(this.root, 'package.json'), 'utf8')) as Manifest;
    this.name = this.manifest.productName ?? this.manifest.name;
    this.ready = new Promise((resolve) => {
      // After the main bundle has run to its end, as Electron does it.
      setImmediate(() => {
        this.isNowReady = true;
        resolve();
        this.emit('ready', {}, {});
      });
    });
  }

  whenReady = (): Promise<void> => this.ready;
  isReady = (): boolean => this.isNowReady;
  getName = (): string => this.name;
  getVersion = (): string => this.manifest.version;
  getAppPath = (): string => this.root;
  getLocale = (): string => (process.env['LANG'] ?? 'en').slice(0, 2) || 'en';
  getPreferredSystemLanguages = (): string[] => [this.getLocale()];
  getSystemLocale = (): string => this.getLocale();
  isDefaultProtocolClient = (): boolean => false;
  setName(name: string): void {
    this.name = name;
  }
  setAppUserModelId(_id: string): void {}
  setAboutPanelOptions(_options: object): void {}
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  focus(): void {}
  hide(): void {}
  show(): void {}

  getPath(name: string): string {
    const set = this.paths.get(name);
    if (set !== undefined) return set;
    switch (name) {
      case 'userData':
      case 'sessionData':
        return ensured(switchValue('user-data-dir') ?? join(this.getPath('appData'), this.name));
      case 'appData':
        return settingsFolder();
      case 'logs':
        return ensured(join(this.getPath('userData'), 'logs'));
      case 'crashDumps':
        return ensured(join(this.getPath('userData'), 'crashes'));
      case 'home':
        return homedir();
      case 'temp':
        return tmpdir();
      case 'desktop':
      case 'documents':
      case 'downloads':
        return join(homedir(), `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      case 'exe':
        return process.execPath;
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  /** One program for each folder of user data: its process's number stands in a file there. */
  requestSingleInstanceLock(): boolean {
    const file = this.lockFile();
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      const holder = Number.parseInt(readFileSync(file, 'utf8'), 10);
      if (holder === process.pid) return true;
      if (isAlive(holder)) return false;
      writeFileSync(file, String(process.pid));
      return true;
    }
  }

  hasSingleInstanceLock(): boolean {
    return existsSync(this.lockFile()) && readFileSync(this.lockFile(), 'utf8') === String(process.pid);
  }

  releaseSingleInstanceLock(): void {
    if (this.hasSingleInstanceLock()) rmSync(this.lockFile(), { force: true });
  }

  attachWindows(windows: WindowList): void {
    this.windows = windows;
  }

  isLeaving = (): boolean => this.leaving;

  /** before-quit, the windows, will-quit, quit: each of the first three may still hold it up. */
  quit(): void {
    if (this.leaving) return;
    if (!this.emitPreventable('before-quit')) return;
    this.leaving = true;
    if (this.windows?.closeAll() === false || !this.emitPreventable('will-quit')) {
      this.leaving = false;
      return;
    }
    this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    this.releaseSingleInstanceLock();
    process.exit(code);
  }

  relaunch(): void {}

  private emitPreventable(name: string): boolean {
    let prevented = false;
    this.emit(name, {
      preventDefault: () => {
        prevented = true;
      },
      get defaultPrevented() {
        return prevented;
      },
    });
    return !prevented;
  }

  private lockFile(): string {
    return join(this.getPath('userData'), 'stand-in.lock');
  }
}

function ensured(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function settingsFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

function findRoot(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json above ${file}`);
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

export const app = new App();
