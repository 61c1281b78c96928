import { EventEmitter } from 'node:events';
import { app } from './app';
import { switchValue } from './switches';
import { WebContents } from './web-contents';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: { readonly preload?: string; readonly zoomFactor?: number };
}

/** A page that is gone for this long is closed, not reloading. */
const reloadMs = 3000;

const open = new Set<BrowserWindow>();

/** Electron's BrowserWindow. Size, place and state are kept, but the reader's browser decides about them. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly id: number;
  private bounds: Bounds;
  private visible: boolean;
  private maximized = false;
  private minimized = false;
  private fullScreen = false;
  private title: string;
  private destroyed = false;

  static getAllWindows(): BrowserWindow[] {
    return [...open];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...open].find((window) => window.visible) ?? null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...open].find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return [...open].find((window) => window.id === id) ?? null;
  }

  constructor(options: WindowOptions = {}) {
    super();
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.visible = options.show !== false;
    this.title = options.title ?? '';
    this.webContents = new WebContents(options.webPreferences?.preload ?? null, () => this.bounds);
    this.webContents.on('page-size', (page: Pick<Bounds, 'width' | 'height'>) => this.follow(page));
    this.id = this.webContents.id;
    open.add(this);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    if (switchValue('quit-with-page') !== null) this.closeWithPage();
  }

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);
  reload = (): void => this.webContents.reload();
  isDestroyed = (): boolean => this.destroyed;
  isVisible = (): boolean => this.visible;
  isFocused = (): boolean => this.visible;
  isMaximized = (): boolean => this.maximized;
  isMinimized = (): boolean => this.minimized;
  isFullScreen = (): boolean => this.fullScreen;
  isMenuBarVisible = (): boolean => false;
  getBounds = (): Bounds => this.bounds;
  getNormalBounds = (): Bounds => this.bounds;
  getContentBounds = (): Bounds => this.bounds;
  getSize = (): number[] => [this.bounds.width, this.bounds.height];
  getTitle = (): string => this.title;
  focus(): void {}
  blur(): void {}
  moveTop(): void {}
  center(): void {}
  removeMenu(): void {}
  setMenu(_menu: object | null): void {}
  setMenuBarVisibility(_visible: boolean): void {}
  setMinimumSize(_width: number, _height: number): void {}
  setBackgroundColor(_color: string): void {}
  setProgressBar(_progress: number): void {}
  setRepresentedFilename(_name: string): void {}
  flashFrame(_flash: boolean): void {}

  show(): void {
    this.visible = true;
    this.emit('show');
  }
  hide(): void {
    this.visible = false;
    this.emit('hide');
  }
  maximize(): void {
    this.maximized = true;
  }
  unmaximize(): void {
    this.maximized = false;
  }
  minimize(): void {
    this.minimized = true;
  }
  restore(): void {
    this.minimized = false;
  }
  setFullScreen(full: boolean): void {
    this.fullScreen = full;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
  }
  setSize(width: number, height: number): void {
    this.bounds = { ...this.bounds, width, height };
  }

  /** The reader's browser has another size now: its page, in pixels of the screen. */
  private follow({ width, height }: Pick<Bounds, 'width' | 'height'>): void {
    const factor = this.webContents.getZoomFactor();
    const next = { width: Math.round(width * factor), height: Math.round(height * factor) };
    // What a size cannot be divided into evenly is no change.
    if (Math.abs(next.width - this.bounds.width) <= factor && Math.abs(next.height - this.bounds.height) <= factor)
      return;
    this.bounds = { ...this.bounds, ...next };
    this.emit('resize');
  }

  /** As by the reader's hand: the product may keep it open. */
  close(): void {
    if (this.destroyed) return;
    let prevented = false;
    this.emit('close', {
      preventDefault: () => {
        prevented = true;
      },
      get defaultPrevented() {
        return prevented;
      },
    });
    if (!prevented) this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    open.delete(this);
    this.webContents.destroy();
    this.emit('closed');
    if (open.size === 0 && !app.isLeaving()) app.emit('window-all-closed');
  }

  /** In a window of its own, the page's end is the window's end; a reload brings it back in time. */
  private closeWithPage(): void {
    let timer: NodeJS.Timeout | null = null;
    this.webContents.on('page-gone', () => {
      timer = setTimeout(() => this.close(), reloadMs);
    });
    this.webContents.on('page-here', () => {
      if (timer !== null) clearTimeout(timer);
    });
  }
}

app.attachWindows({
  closeAll() {
    for (const window of BrowserWindow.getAllWindows()) window.close();
    return open.size === 0;
  },
});
