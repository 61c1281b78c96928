import type { BrowserWindow, WebContents } from 'electron';
import type { EventPayload } from '../contract/api';
import type { EventName } from '../contract/channels';
import type { ConnectionManager } from '../database/connection-manager';
import type { HeldDocuments } from '../held-documents';
import type { Log, LogLevel } from '../log/log';
import type { ZoomWish } from '../contract/zoom';
import type { Settings } from '../settings/settings';
import type { Actor } from './actor';
import type { BackupRoom } from './backup-room';
import type { Destinations } from './destinations';
import type { Incidents } from './incidents';

/** The program's windows, as the rest of main sees them. */
export interface Windows {
  /** Opens the main window, or brings the open one to the front. */
  open(): Promise<void>;
  /** The main window for a dialog to stand on, or null where none is open. */
  current(): BrowserWindow | null;
  /** True where these contents are the main window's: only they may call a channel. */
  owns(contents: WebContents): boolean;
  /** Pushes an event to the screen; without a window it goes nowhere. */
  send<E extends EventName>(event: E, payload: EventPayload<E>): void;
  /** Draws the main window in this size, in per cent. */
  setZoom(percent: number): void;
  /** Tells the screen that another size is asked for: the screen knows the next one, and keeps it. */
  wishZoom(wish: ZoomWish): void;
  /** A hidden window without a bridge, for printing a prepared document. The caller destroys it. */
  openDocumentWindow(): BrowserWindow;
}

/** What a handler may reach. Made once by main.ts and handed to each area. */
export interface AppContext {
  readonly version: string;
  readonly packaged: boolean;
  readonly log: Log;
  /** Less than this is not written into the log from now on. */
  readonly setLogLevel: (level: LogLevel) => void;
  readonly incidents: Incidents;
  readonly settings: Settings;
  /** `connection.database()` is what use cases take; it throws an AppError while they cannot be done. */
  readonly connection: ConnectionManager;
  readonly destinations: Destinations;
  /** Who gives the commands and from which computer, for the audit. */
  readonly actor: Actor;
  readonly windows: Windows;
  /** Where a finished document waits for the hidden window that prints it. */
  readonly heldDocuments: HeldDocuments;
  /** The built file of the thread that writes workbooks. */
  readonly workbookWorker: string;
  readonly backupRoom: BackupRoom;
}
