import { app, BrowserWindow, screen, session, type Rectangle, type WebContents, type WebPreferences } from 'electron';
import { appOrigin, documentPath } from './app-scheme';
import type { ZoomWish } from './contract/zoom';
import type { Windows } from './ipc/context';
import type { WindowPlace } from './settings/window-place';

/** The same for every window: pages are strangers, whatever they show. */
export const securePreferences = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // The spelling checker would fetch dictionaries from the network.
  spellcheck: false,
} as const satisfies WebPreferences;

export const smallestSize = { width: 1024, height: 700 } as const;
const firstSize = { width: 1440, height: 900 } as const;

export interface WindowOptions {
  readonly preloadFile: string;
  readonly packaged: boolean;
  readonly place: { read(): Promise<WindowPlace | null>; keep(place: WindowPlace): Promise<void> };
  /** How large the page is drawn at first, in per cent. */
  readonly zoom: () => Promise<number>;
  readonly onRendererGone: (reason: string) => void;
}

/** Locks every web contents that will ever be made in this process, the hidden ones too. */
export function lockDown(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault());
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

/** No new windows, no webview, and no navigation but to the app's own page; frames only show prepared documents. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame && !isOwnDocument(event.url)) event.preventDefault();
  });
}

function isOwnPage(url: string): boolean {
  return isUnder(url, (path) => path === '/' || path === '/index.html');
}

function isOwnDocument(url: string): boolean {
  return url === 'about:srcdoc' || isUnder(url, (path) => path.startsWith(documentPath));
}

function isUnder(url: string, accepts: (path: string) => boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password, pathname } = new URL(url);
  return `${protocol}//${host}` === appOrigin && username === '' && password === '' && accepts(pathname);
}

/** A hidden window without a bridge, for printing a prepared document. The caller destroys it. */
export function openDocumentWindow(): BrowserWindow {
  return new BrowserWindow({ show: false, webPreferences: { ...securePreferences, devTools: false } });
}

/** The one window factory. A lint rule forbids `new BrowserWindow` anywhere else. */
export function createWindows(options: WindowOptions): Windows {
  let main: BrowserWindow | null = null;
  let zoomFactor = 1;

  const send: Windows['send'] = (event, payload) => {
    if (main !== null && !main.isDestroyed()) main.webContents.send(event, payload);
  };
  const wishZoom = (wish: ZoomWish): void => send('zoom.wanted', { wish });

  async function open(): Promise<void> {
    if (main !== null) {
      if (main.isMinimized()) main.restore();
      main.focus();
      return;
    }
    const [place, zoom] = await Promise.all([options.place.read(), options.zoom()]);
    zoomFactor = zoom / 100;
    const window = new BrowserWindow({
      ...(place !== null && isVisible(place.bounds) ? place.bounds : firstSize),
      minWidth: smallestSize.width,
      minHeight: smallestSize.height,
      show: false,
      title: 'SAHOOL Billing',
      webPreferences: { ...securePreferences, preload: options.preloadFile, devTools: !options.packaged, zoomFactor },
    });
    main = window;
    if (place?.maximized === true) window.maximize();
    window.once('ready-to-show', () => window.show());
    const keepPlace = (): void =>
      void options.place.keep({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    // Not only when it is closed: a program that is killed finds its place again, too.
    let moved: NodeJS.Timeout | undefined;
    const onMoved = (): void => {
      clearTimeout(moved);
      moved = setTimeout(() => !window.isDestroyed() && keepPlace(), 500);
    };
    window.on('resize', onMoved);
    window.on('move', onMoved);
    window.on('maximize', onMoved);
    window.on('unmaximize', onMoved);
    window.on('close', keepPlace);
    window.on('closed', () => {
      main = null;
    });
    // A page that is loaded begins with the size that Chromium last had for its address.
    window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(zoomFactor));
    window.webContents.on('zoom-changed', (_event, direction) => wishZoom(direction));
    window.webContents.on('render-process-gone', (_event, details) => {
      options.onRendererGone(details.reason);
      if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
    });
    await window.loadURL(`${appOrigin}/${startsAtGallery() ? '#/gallery' : ''}`);
  }

  return {
    open,
    current: () => main,
    owns: (contents) => main !== null && !main.isDestroyed() && main.webContents === contents,
    send,
    wishZoom,
    setZoom(percent) {
      zoomFactor = percent / 100;
      if (main !== null && !main.isDestroyed()) main.webContents.setZoomFactor(zoomFactor);
    },
    openDocumentWindow,
  };
}

/** `npm run gallery`: the window begins with the design system. */
function startsAtGallery(): boolean {
  return process.argv.includes('--gallery');
}

/** True where enough of the remembered window still lies on a screen: one may have been unplugged since. */
function isVisible(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    const height = Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
    return width >= 200 && height >= 100;
  });
}
