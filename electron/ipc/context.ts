import type { BrowserWindow, WebContents } from 'electron';
import type { EventPayload } from '../contract/api';
import type { EventName } from '../contract/channels';
import type { ConnectionStatus } from '../contract/connection';
import type { HeldDocuments } from '../held-documents';
import type { Log } from '../log/log';
import type { OpenProfile } from '../settings/profiles';
import type { Settings } from '../settings/settings';

/** What the areas in ipc/ need of the connection; electron/database has the one that is used. */
export interface ConnectionService {
  status(): ConnectionStatus;
  /** Leaves the current database and goes to this one. Throws an AppError that says what stands in the way. */
  connect(profile: OpenProfile): Promise<ConnectionStatus>;
  disconnect(): Promise<void>;
  /** PostgreSQL's session_user, null while offline. */
  user(): string | null;
  /** Names server and database, without user and password. Throws an AppError while no command can be sent. */
  databaseName(): string;
}

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
  /** A hidden window without a bridge, for printing a prepared document. The caller destroys it. */
  openDocumentWindow(): BrowserWindow;
}

/** What a handler may reach. Made once by main.ts and handed to each area. */
export interface AppContext {
  readonly version: string;
  readonly packaged: boolean;
  readonly log: Log;
  readonly settings: Settings;
  readonly connection: ConnectionService;
  readonly windows: Windows;
  /** Where a finished document waits for the hidden window that prints it. */
  readonly heldDocuments: HeldDocuments;
}
