import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channels, events } from './contract/channels';

type Call = (input: unknown) => Promise<unknown>;
type Listener = (payload: unknown) => void;

/** The area's methods, each bound to its own channel: a page cannot name a channel, so it cannot reach another. */
function expose(area: string, methods: readonly string[]): Record<string, Call> {
  return Object.fromEntries(
    methods.map((method): [string, Call] => [method, (input) => ipcRenderer.invoke(`${area}.${method}`, input)]),
  );
}

function isListener(value: unknown): value is Listener {
  return typeof value === 'function';
}

function on(event: unknown, listener: unknown): () => void {
  const name = events.find((known) => known === event);
  if (name === undefined || !isListener(listener)) throw new TypeError('unknown event');
  // The event object stays here: it carries the sender, through which a page could reach ipcRenderer itself.
  const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
  ipcRenderer.on(name, forward);
  return () => {
    ipcRenderer.removeListener(name, forward);
  };
}

contextBridge.exposeInMainWorld('sahool', {
  ...Object.fromEntries(Object.entries(channels).map(([area, methods]) => [area, expose(area, methods)])),
  on,
});
