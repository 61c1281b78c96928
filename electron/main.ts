import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { registerAppScheme, serveApp } from './app-scheme';
import { AppError } from './contract/result';
import { createHeldDocuments } from './held-documents';
import { allHandlers } from './ipc/areas';
import type { ConnectionService, Windows } from './ipc/context';
import { registerIpc } from './ipc/register';
import { openLog, type Log } from './log/log';
import { setApplicationMenu } from './menu';
import { openSettings } from './settings/settings';
import { createWindows, lockDown } from './window';

// The pages' policy forbids eval; the schemas are parsed the same way on both sides.
z.config({ jitless: true });
registerAppScheme();

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

const builtFolder = join(import.meta.dirname, '..');

async function start(): Promise<void> {
  const log = openLog(join(app.getPath('userData'), 'logs'), !app.isPackaged);
  logLostErrors(log);
  log.info(`SAHOOL Billing ${app.getVersion()} starts`);
  lockDown();

  const settings = openSettings(join(app.getPath('userData'), 'settings'), log);
  const connection = openConnection();
  const heldDocuments = createHeldDocuments();
  const windows = createWindows({
    preloadFile: join(builtFolder, 'preload', 'preload.cjs'),
    packaged: app.isPackaged,
    place: settings.windowPlace,
    onRendererGone: (reason) => log.error(`the page's process ended: ${reason}`),
  });

  const packaged = app.isPackaged;
  const context = { version: app.getVersion(), packaged, log, settings, connection, windows, heldDocuments };
  registerIpc(allHandlers(context), {
    windows,
    log,
    journal: settings.commands,
    databaseName: () => connection.databaseName(),
    checkOutput: !packaged,
  });

  await serveApp(join(builtFolder, 'renderer'), (token) => heldDocuments.find(token));
  setApplicationMenu((await settings.preferences.read()).language, packaged);
  followLifecycle(windows, connection, log);
  await windows.open();
}

function openConnection(): ConnectionService {
  return {
    status: () => ({
      state: 'offline',
      profileName: null,
      profileKind: null,
      color: 'none',
      server: null,
      latencyMs: null,
      failure: null,
      nextAttemptAt: null,
    }),
    connect: () => Promise.reject(new AppError('not_connected')),
    disconnect: () => Promise.resolve(),
    user: () => null,
    databaseName() {
      throw new AppError('not_connected');
    },
  };
}

/** One window; the last one closed ends the program, after the connection was given back. */
function followLifecycle(windows: Windows, connection: ConnectionService, log: Log): void {
  let leaving = false;
  app.on('second-instance', () => void windows.open());
  app.on('activate', () => void windows.open());
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (leaving) return;
    leaving = true;
    event.preventDefault();
    void connection
      .disconnect()
      .catch((error: unknown) => log.error('the connection could not be closed', error))
      .then(() => app.quit());
  });
}

function logLostErrors(log: Log): void {
  process.on('unhandledRejection', (error) => log.error('a promise was left alone', error));
  process.on('uncaughtExceptionMonitor', (error) => log.error('the program ends', error));
}
