import { EventEmitter } from 'node:events';

type Handler = ((...values: never[]) => unknown) | null;

/** Keeps what the product sets. The reader's browser asks him, and grants nothing that the stand-in would need to deny. */
class Session extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly webRequest = {
    onBeforeRequest: (..._values: unknown[]): void => {},
    onBeforeSendHeaders: (..._values: unknown[]): void => {},
    onHeadersReceived: (..._values: unknown[]): void => {},
  };

  setPermissionRequestHandler(handler: Handler): void {
    this.handlers.set('permission-request', handler);
  }
  setPermissionCheckHandler(handler: Handler): void {
    this.handlers.set('permission-check', handler);
  }
  setDevicePermissionHandler(handler: Handler): void {
    this.handlers.set('device-permission', handler);
  }
  setDisplayMediaRequestHandler(handler: Handler): void {
    this.handlers.set('display-media', handler);
  }
  setSpellCheckerEnabled(_enabled: boolean): void {}
  clearCache(): Promise<void> {
    return Promise.resolve();
  }
  clearStorageData(): Promise<void> {
    return Promise.resolve();
  }
}

export const defaultSession = new Session();

export const session = { defaultSession, fromPartition: (_partition: string): Session => new Session() };
