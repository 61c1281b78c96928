import { encode } from '../codec';
import { ownPath, pageParameter, type ToPage } from '../wire';
import { exposeInMainWorld } from './context-bridge';
import { Ipc } from './ipc-renderer';
import { go, watchNavigation } from './navigation';
import { leaveZoomToBrowser } from './zoom';

/**
 * Runs in the page ahead of everything else: what Electron's preload environment is. The server appends a call of
 * `standInPreload` with the text of the built preload.
 */

/** The one-time address has done its work: the page's own path is what the program's router must see. */
function dropToken(): void {
  if (new URLSearchParams(location.search).has('token'))
    history.replaceState(null, '', location.pathname + location.hash);
}

function connect(): Ipc {
  const script = document.currentScript;
  const source = script instanceof HTMLScriptElement ? new URL(script.src) : new URL(location.href);
  const page = source.searchParams.get(pageParameter) ?? '';
  const socket = new WebSocket(`ws://${location.host}${ownPath}socket?${pageParameter}=${page}`);
  const ipc: Ipc = new Ipc(socket, (message) => receive(ipc, message));
  watchNavigation((message) => ipc.post(message));
  window.addEventListener('load', () => ipc.post({ kind: 'loaded', url: location.href }));
  const tellSize = (): void => ipc.post({ kind: 'size', width: innerWidth, height: innerHeight });
  window.addEventListener('load', tellSize);
  window.addEventListener('resize', tellSize);
  leaveZoomToBrowser();
  return ipc;
}

function receive(ipc: Ipc, message: ToPage): void {
  switch (message.kind) {
    case 'go':
      go(message.to);
      break;
    case 'reload':
      location.reload();
      break;
    case 'closed':
      // Works in a window that was opened for the app alone; in a tab it does nothing, and the page says so.
      window.close();
      document.body.textContent = 'SAHOOL Billing has ended.';
      break;
    case 'ask': {
      const answer = window.prompt(message.question, message.proposal);
      ipc.post({ kind: 'answer', id: message.id, value: encode(answer) });
      break;
    }
    case 'reply':
    case 'failure':
    case 'event':
      break;
  }
}

type Preload = (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void;

function preload(run: Preload): void {
  dropToken();
  const ipc = connect();
  const electron = { contextBridge: { exposeInMainWorld }, ipcRenderer: ipc.api };
  const module = { exports: {} };
  run(
    (name) => {
      if (name === 'electron') return electron;
      // A sandboxed preload can reach nothing else.
      throw new Error(`module not found: ${name}`);
    },
    module,
    module.exports,
  );
}

Object.defineProperty(globalThis, 'standInPreload', { value: preload, configurable: true });
