import { EventEmitter } from 'node:events';

/** The small parts of Electron that speak to the system around the program. */

const opened: string[] = [];
let clipboardText = '';

/** The addresses and files that the product has had opened, in order. */
export function openedByShell(): readonly string[] {
  return opened;
}

function note(target: string): void {
  opened.push(target);
  if (process.send === undefined) process.stdout.write(`Opens ${target}\n`);
}

export const shell = {
  openExternal(url: string): Promise<void> {
    note(url);
    return Promise.resolve();
  },
  openPath(path: string): Promise<string> {
    note(path);
    return Promise.resolve('');
  },
  showItemInFolder(path: string): void {
    note(path);
  },
  beep(): void {},
};

export const clipboard = {
  writeText(text: string): Promise<void> {
    clipboardText = text;
    return Promise.resolve();
  },
  readText: (): Promise<string> => Promise.resolve(clipboardText),
  clear(): void {
    clipboardText = '';
  },
};

/** There is no menu bar; the template is kept as it is. */
export class Menu {
  private static current: Menu | null = null;
  constructor(readonly items: readonly object[] = []) {}
  static buildFromTemplate(template: readonly object[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }
  popup(): void {}
}

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = { id: 1, bounds: area, workArea: area, size: area, workAreaSize: area, scaleFactor: 1, rotation: 0 };

export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
});

class NativeTheme extends EventEmitter {
  themeSource: 'system' | 'light' | 'dark' = 'system';
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark';
  }
}

export const nativeTheme = new NativeTheme();
export const powerMonitor = new EventEmitter();
