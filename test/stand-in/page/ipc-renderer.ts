import { decode, encode } from '../codec';
import type { FromPage, ToPage } from '../wire';

type Listener = (event: object, ...values: unknown[]) => void;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

function argumentsOf(text: string): readonly unknown[] {
  const values = decode(text);
  return Array.isArray(values) ? (values as readonly unknown[]) : [];
}

/** Electron's ipcRenderer over a WebSocket: what is sent before it opens waits, what main pushes goes to the listeners. */
export class Ipc {
  private readonly listeners = new Map<string, Listener[]>();
  private readonly pending = new Map<number, Pending>();
  private readonly waiting: FromPage[] = [];
  private next = 1;

  constructor(
    private readonly socket: WebSocket,
    private readonly other: (message: ToPage) => void,
  ) {
    socket.addEventListener('open', () => {
      for (const message of this.waiting.splice(0)) this.post(message);
    });
    socket.addEventListener('message', (event: MessageEvent<string>) => this.receive(JSON.parse(event.data) as ToPage));
  }

  post(message: FromPage): void {
    if (this.socket.readyState === WebSocket.CONNECTING) this.waiting.push(message);
    else this.socket.send(JSON.stringify(message));
  }

  private receive(message: ToPage): void {
    switch (message.kind) {
      case 'reply':
        this.settle(message.id)?.resolve(decode(message.value));
        break;
      case 'failure':
        this.settle(message.id)?.reject(new Error(message.message));
        break;
      case 'event':
        for (const listener of this.listeners.get(message.channel) ?? []) {
          listener({ sender: this.api, senderId: 0, ports: [] }, ...argumentsOf(message.args));
        }
        break;
      case 'go':
      case 'reload':
      case 'closed':
      case 'ask':
        this.other(message);
        break;
    }
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private remove(channel: string, listener: Listener): void {
    const left = (this.listeners.get(channel) ?? []).filter((known) => known !== listener);
    this.listeners.set(channel, left);
  }

  /** What `require('electron').ipcRenderer` is in the preload. */
  readonly api = {
    invoke: async (channel: string, ...values: unknown[]): Promise<unknown> => {
      const args = encode(values);
      const id = this.next++;
      return new Promise((resolve, reject) => {
        this.pending.set(id, { resolve, reject });
        this.post({ kind: 'invoke', id, channel, args, url: location.href });
      });
    },
    send: (channel: string, ...values: unknown[]): void => {
      this.post({ kind: 'send', channel, args: encode(values), url: location.href });
    },
    on: (channel: string, listener: Listener): unknown => {
      this.listeners.set(channel, [...(this.listeners.get(channel) ?? []), listener]);
      return this.api;
    },
    once: (channel: string, listener: Listener): unknown => {
      const once: Listener = (event, ...values) => {
        this.remove(channel, once);
        listener(event, ...values);
      };
      return this.api.on(channel, once);
    },
    off: (channel: string, listener: Listener): unknown => {
      this.remove(channel, listener);
      return this.api;
    },
    removeListener: (channel: string, listener: Listener): unknown => {
      this.remove(channel, listener);
      return this.api;
    },
    removeAllListeners: (channel: string): unknown => {
      this.listeners.delete(channel);
      return this.api;
    },
  };
}
