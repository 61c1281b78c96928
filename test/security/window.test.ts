import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createWindows, lockDown } from '../../electron/window';
import type { Windows } from '../../electron/ipc/context';
import type { WindowPlace } from '../../electron/settings/window-place';
import { menuTemplate } from '../../electron/menu';
import * as electron from '../support/fake-electron';

vi.mock('electron', () => import('../support/fake-electron'));

let kept: WindowPlace[] = [];
let place: WindowPlace | null = null;

function makeWindows(packaged = true): Windows {
  return createWindows({
    preloadFile: '/app/out/preload/preload.cjs',
    packaged,
    place: {
      read: () => Promise.resolve(place),
      keep: async (next) => void kept.push(next),
    },
    zoom: () => Promise.resolve(125),
    onRendererGone: () => undefined,
  });
}

function lastWindow(): electron.BrowserWindow {
  const window = electron.BrowserWindow.made.at(-1);
  if (window === undefined) throw new Error('no window was made');
  return window;
}

lockDown();

beforeEach(() => {
  kept = [];
  place = null;
});

describe('every window', () => {
  const required = {
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
  };

  it('treats its page as a stranger', async () => {
    await makeWindows().open();
    expect(lastWindow().options.webPreferences).toMatchObject({ ...required, devTools: false });
  });

  it('does so too where it only prints, and has no bridge there', () => {
    makeWindows().openDocumentWindow();
    expect(lastWindow().options.webPreferences).toMatchObject(required);
    expect(lastWindow().options.webPreferences).not.toHaveProperty('preload');
    expect(lastWindow().options.show).toBe(false);
  });

  it('loads the app’s own page and is never smaller than 1024 by 700', async () => {
    await makeWindows().open();
    expect(lastWindow().loaded).toEqual(['app://sahool/']);
    expect(lastWindow().options).toMatchObject({ minWidth: 1024, minHeight: 700 });
  });

  const strangers = [
    'https://sahool.example/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:app://sahool/x',
    'app://elsewhere/',
    'app://user@sahool/',
    'app://sahool/documents/abc',
    'about:blank',
    'chrome://gpu',
    'mailto:x@y.example',
    'ws://127.0.0.1/',
    '',
  ];

  it.each(strangers)('does not navigate to %s', async (url) => {
    await makeWindows().open();
    expect(isPrevented('will-navigate', { url })).toBe(true);
    expect(isPrevented('will-redirect', { url })).toBe(true);
    expect(lastWindow().webContents.windowOpenHandler({ url })).toEqual({ action: 'deny' });
  });

  it.each(strangers.filter((url) => !url.startsWith('app://sahool/documents/')))(
    'shows no frame of %s',
    async (url) => {
      await makeWindows().open();
      expect(isPrevented('will-frame-navigate', { url, isMainFrame: false })).toBe(true);
    },
  );

  it('shows a prepared document and an inline one in a frame', async () => {
    await makeWindows().open();
    for (const url of ['about:srcdoc', 'app://sahool/documents/0a1b']) {
      expect(isPrevented('will-frame-navigate', { url, isMainFrame: false })).toBe(false);
    }
  });

  it('may load its own page again', async () => {
    await makeWindows().open();
    expect(isPrevented('will-navigate', { url: 'app://sahool/#/invoices' })).toBe(false);
  });

  it('attaches no webview', async () => {
    await makeWindows().open();
    expect(isPrevented('will-attach-webview', {})).toBe(true);
  });

  function isPrevented(event: string, details: Readonly<Record<string, unknown>>): boolean {
    const preventDefault = vi.fn();
    lastWindow().webContents.emit(event, { ...details, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }
});

describe('permissions', () => {
  const permissions = [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'hid',
    'serial',
    'usb',
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'fileSystem',
    'idle-detection',
    'storage-access',
    'window-management',
    'unknown',
    'deprecated-sync-clipboard-read',
  ];
  const { defaultSession } = electron.session;

  it.each(permissions)('%s is refused when asked for and when looked up', (permission) => {
    const answer = vi.fn();
    defaultSession.requestHandler({}, permission, answer);
    expect(answer.mock.calls).toEqual([[false]]);
    expect(defaultSession.checkHandler({}, permission)).toBe(false);
    expect(defaultSession.deviceHandler({ deviceType: permission })).toBe(false);
  });

  it('lets a page download nothing', () => {
    const preventDefault = vi.fn();
    defaultSession.emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('the main window', () => {
  it('opens once, and comes to the front when asked for again', async () => {
    const windows = makeWindows();
    await windows.open();
    const count = electron.BrowserWindow.made.length;
    await windows.open();
    expect(electron.BrowserWindow.made).toHaveLength(count);
    expect(lastWindow().focus).toHaveBeenCalledOnce();
  });

  it('stands where it stood, unless that screen is gone', async () => {
    place = { bounds: { x: 100, y: 50, width: 1200, height: 800 }, maximized: true };
    await makeWindows().open();
    expect(lastWindow().options).toMatchObject(place.bounds);
    expect(lastWindow().maximized).toBe(true);
    place = { bounds: { x: 5000, y: 50, width: 1200, height: 800 }, maximized: false };
    await makeWindows().open();
    expect(lastWindow().options).toMatchObject({ width: 1440, height: 900 });
    expect(lastWindow().options.x).toBeUndefined();
  });

  it('keeps its place when it is closed', async () => {
    await makeWindows().open();
    lastWindow().emit('close');
    expect(kept).toEqual([{ bounds: { x: 10, y: 20, width: 1300, height: 800 }, maximized: false }]);
  });

  it('is the only one that may call', async () => {
    const windows = makeWindows();
    await windows.open();
    const own = windows.current()?.webContents;
    const printing = windows.openDocumentWindow().webContents;
    expect(own !== undefined && windows.owns(own)).toBe(true);
    expect(windows.owns(printing)).toBe(false);
    lastWindow().emit('closed');
  });

  it('hears events until it is closed', async () => {
    const windows = makeWindows();
    await windows.open();
    const window = lastWindow();
    windows.send('data.changed', { areas: ['invoices'] });
    window.emit('closed');
    windows.send('data.changed', { areas: ['payments'] });
    expect(window.webContents.sent).toEqual([{ channel: 'data.changed', payload: { areas: ['invoices'] } }]);
    expect(windows.current()).toBeNull();
  });

  it('draws the page in the size that was kept, again after each load, and in another when it is told', async () => {
    const windows = makeWindows();
    await windows.open();
    const { webContents, options } = lastWindow();
    expect(options.webPreferences).toMatchObject({ zoomFactor: 1.25 });
    webContents.emit('did-finish-load');
    windows.setZoom(200);
    webContents.emit('did-finish-load');
    expect(webContents.setZoomFactor.mock.calls).toEqual([[1.25], [2], [2]]);
    webContents.emit('zoom-changed', {}, 'in');
    expect(webContents.sent).toEqual([{ channel: 'zoom.wanted', payload: { wish: 'in' } }]);
  });

  it('shows the page again where its process died', async () => {
    await makeWindows().open();
    lastWindow().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(lastWindow().webContents.reload).toHaveBeenCalledOnce();
  });
});

describe('the menu', () => {
  const roles = (packaged: boolean, platform: NodeJS.Platform = 'linux'): string[] =>
    menuTemplate('en', platform, packaged, () => undefined)
      .flatMap((entry) => (Array.isArray(entry.submenu) ? entry.submenu : []))
      .flatMap((entry) => (entry.role === undefined ? [] : [entry.role]));

  it('lets every field copy and paste on every system', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      expect(roles(true, platform)).toEqual(
        expect.arrayContaining(['undo', 'cut', 'copy', 'paste', 'selectAll', 'quit']),
      );
    }
  });

  it('has no developer tools and no reload once packaged', () => {
    for (const role of ['toggleDevTools', 'reload', 'forceReload']) expect(roles(true)).not.toContain(role);
  });

  it('has a label for each entry in both languages, Arabic in Arabic', () => {
    for (const language of ['ar', 'en'] as const) {
      const entries = menuTemplate(language, 'darwin', false, () => undefined);
      const labels = entries
        .flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? entry.submenu : [])])
        .filter((entry) => entry.type !== 'separator' && entry.label !== 'SAHOOL')
        .map((entry) => entry.label ?? '');
      const script = language === 'ar' ? /^[\u0600-\u06ff ]+$/ : /^[A-Za-z ]+$/;
      expect(labels.every((label) => script.test(label))).toBe(true);
    }
  });
});
