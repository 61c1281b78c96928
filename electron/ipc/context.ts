import type { ConnectionStatus } from '../contract/connection';
import type { HeldDocuments } from '../held-documents';
import type { Log } from '../log/log';
import type { OpenProfile } from '../settings/profiles';
import type { Settings } from '../settings/settings';
import type { Windows } from '../window';

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
