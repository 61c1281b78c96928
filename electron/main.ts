import { hostname } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { registerAppScheme, serveApp } from './app-scheme';
import { ConnectionManager } from './database/connection-manager';
import { schemaState } from './database/migrator/state';
import { createHeldDocuments } from './held-documents';
import { allHandlers } from './ipc/areas';
import { createActor } from './ipc/actor';
import type { AppContext, Windows } from './ipc/context';
import { startBackupClock } from './ipc/backup-clock';
import { createBackupRoom } from './ipc/backup-room';
import { databaseName as openDatabaseName } from './ipc/database-name';
import { createDestinations } from './ipc/destinations';
import { createIncidents } from './ipc/incidents';
import { registerIpc } from './ipc/register';
import { createSentCommands } from './ipc/sent-commands';
import { openLog, type Log } from './log/log';
import { setApplicationMenu } from './menu';
import { openSettings } from './settings/settings';
import { startUpkeepClock } from './ipc/upkeep-clock';
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
  const connection = openConnection(log);
  const destinations = createDestinations(settings.profiles, join(app.getPath('userData'), 'database'));
  const incidents = createIncidents();
  const heldDocuments = createHeldDocuments();
  const windows = createWindows({
    preloadFile: join(builtFolder, 'preload', 'preload.cjs'),
    packaged: app.isPackaged,
    place: settings.windowPlace,
    zoom: async () => (await settings.preferences.read()).zoom,
    onRendererGone: (reason) => log.error(`the page's process ended: ${reason}`),
  });

  const packaged = app.isPackaged;
  const actor = createActor(hostname(), () => connection.status().access?.ownLogin !== true);
  const version = app.getVersion();
  const backupRoom = createBackupRoom({ connection, destinations, settings, windows, log, version });
  const context: AppContext = {
    version,
    actor,
    packaged,
    log,
    setLogLevel: log.setLevel,
    incidents,
    settings,
    connection,
    destinations,
    windows,
    heldDocuments,
    workbookWorker: join(builtFolder, 'main', 'workbook-worker.js'),
    backupRoom,
  };
  const sentCommands = createSentCommands({
    journal: settings.commands,
    connection,
    databaseName: () => databaseName(connection),
    log,
    onSettled: () => windows.send('data.changed', { areas: [] }),
  });
  registerIpc(allHandlers(context), {
    windows,
    log,
    incidents,
    journal: sentCommands.journal,
    onUnanswered: sentCommands.leftOpen,
    role: () => connection.status().access?.role ?? null,
    databaseName: () => databaseName(connection),
    checkOutput: !packaged,
  });

  await serveApp(join(builtFolder, 'renderer'), (token) => heldDocuments.find(token));
  const preferences = await settings.preferences.read();
  log.setLevel(preferences.logLevel ?? 'info');
  actor.claims(preferences.workingName);
  setApplicationMenu(preferences.language, packaged, windows.wishZoom);
  followLifecycle(windows, connection, log);
  pushChanges(connection, windows);
  startUpkeepClock({ connection, actor: { machine: actor.machine }, log });
  startBackupClock({ connection, settings, room: backupRoom });
  void connectAsBefore(context);
  await windows.open();
}

function openConnection(log: Log): ConnectionManager {
  return new ConnectionManager({
    schemaState: (database) => schemaState(database),
    appVersion: app.getVersion(),
    log: (message, error) => (error === undefined ? log.info(message) : log.error(message, error)),
  });
}

/** Names the database of a command for the journal. Throws where it cannot take one. */
function databaseName(connection: ConnectionManager): string {
  connection.database({ write: true });
  return openDatabaseName(connection);
}

/** The screen is told of each change of the connection and of the rows behind its lists. */
function pushChanges(connection: ConnectionManager, windows: Windows): void {
  connection.onChange((status) => windows.send('connection.changed', status));
  connection.onDataChanged((areas) => windows.send('data.changed', { areas: [...areas] }));
}

/** Goes where the user was last, and goes on trying; the window does not wait for it. */
async function connectAsBefore(context: AppContext): Promise<void> {
  const profile = await context.settings.profiles.active();
  if (profile === null) return;
  try {
    await context.connection.connect(context.destinations.ofProfile(profile), { keepTrying: true });
  } catch (error) {
    // What stands in the way is in the status, and with that on the screen.
    context.log.error('the last connection could not be taken up', error);
  }
}

/** One window; the last one closed ends the program, after the connection was given back. */
function followLifecycle(windows: Windows, connection: ConnectionManager, log: Log): void {
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
