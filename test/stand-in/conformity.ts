import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type * as StandIn from './electron';

/**
 * Checked by the compiler alone: each name of the stand-in is a name of Electron's, of the same kind, and gives a
 * promise where Electron gives one. What a page's process would find out late is found out here.
 */
type AnyFunction = (...values: never[]) => unknown;

type SameKind<Mine, Theirs> = Mine extends AnyFunction
  ? Theirs extends AnyFunction
    ? ReturnType<Mine> extends Promise<unknown>
      ? ReturnType<Theirs> extends Promise<unknown>
        ? true
        : false
      : ReturnType<Theirs> extends Promise<unknown>
        ? false
        : true
    : false
  : true;

type Strangers<Mine, Theirs, Own extends keyof Mine = never> = {
  [K in Exclude<keyof Mine, Own>]: K extends keyof Theirs ? (SameKind<Mine[K], Theirs[K]> extends true ? never : K) : K;
}[Exclude<keyof Mine, Own>];

/** Node's emitter has a few names more than Electron declares. */
type Emitter = keyof EventEmitter;

type Page = InstanceType<typeof StandIn.BrowserWindow>['webContents'];

/** A line here that does not compile names what Electron does not have, or has in another way. */
export type Conformity = [
  Check<Strangers<typeof StandIn.app, Electron.App, Emitter | 'attachWindows' | 'isLeaving'>>,
  Check<Strangers<InstanceType<typeof StandIn.BrowserWindow>, Electron.BrowserWindow, Emitter>>,
  Check<Strangers<Page, Electron.WebContents, Emitter | 'ask' | 'destroy'>>,
  Check<Strangers<typeof StandIn.clipboard, Electron.Clipboard>>,
  Check<Strangers<typeof StandIn.dialog, Electron.Dialog>>,
  Check<Strangers<typeof StandIn.ipcMain, Electron.IpcMain, Emitter>>,
  Check<Strangers<typeof StandIn.nativeTheme, Electron.NativeTheme, Emitter>>,
  Check<Strangers<typeof StandIn.protocol, Electron.Protocol>>,
  Check<Strangers<typeof StandIn.safeStorage, Electron.SafeStorage>>,
  Check<Strangers<typeof StandIn.screen, Electron.Screen, Emitter>>,
  Check<Strangers<typeof StandIn.session.defaultSession, Electron.Session, Emitter | 'handlers'>>,
  Check<Strangers<typeof StandIn.shell, Electron.Shell>>,
];

type Check<Stranger extends never> = Stranger;
