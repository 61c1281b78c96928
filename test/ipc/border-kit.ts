import { vi } from 'vitest';
import { api } from '../../electron/contract/api';
import { channels } from '../../electron/contract/channels';
import type { Method } from '../../electron/contract/method';
import { createIncidents } from '../../electron/ipc/incidents';
import type { SomeHandlers } from '../../electron/ipc/handlers';
import { registerIpc, type Border } from '../../electron/ipc/register';
import type { CommandToWrite } from '../../electron/settings/command-journal';
import * as electron from '../support/fake-electron';

/** Every channel of the contract with its method. */
export const everyChannel: readonly (readonly [channel: string, method: Method])[] = (() => {
  const methods = new Map(Object.entries<Readonly<Record<string, Method>>>(api));
  return Object.entries(channels).flatMap(([area, names]) =>
    names.map((name) => {
      const method = methods.get(area)?.[name];
      if (method === undefined) throw new Error(`${area}.${name} is not in the contract`);
      return [`${area}.${name}`, method] as const;
    }),
  );
})();

/** The window that the calls come from. */
export const ownContents = new electron.FakeContents();

/** A call from the main frame of our own window, changed as a test needs it. */
export function callFrom(frame: Readonly<Record<string, unknown>> | null = {}, sender: unknown = ownContents): unknown {
  return { sender, senderFrame: frame === null ? null : { parent: null, url: 'app://sahool/#/invoices', ...frame } };
}

export interface Registered {
  /** What reached a handler, in order. */
  readonly reached: { channel: string; input: unknown }[];
  readonly written: CommandToWrite[];
  readonly removed: string[];
  readonly logged: string[];
  /** Sends `input` as it is, as Electron's structured clone would give it. */
  send(channel: string, input: unknown, event?: unknown): Promise<unknown>;
}

/**
 * Registers the whole contract behind the real border, with handlers that remember what reached them and answer with
 * what `answer` says.
 */
export function registerAll(
  answer: (channel: string, input: unknown) => unknown = () => null,
  border: Partial<Border> = {},
): Registered {
  const reached: Registered['reached'] = [];
  const written: CommandToWrite[] = [];
  const removed: string[] = [];
  const logged: string[] = [];
  electron.ipcMain.handlers.clear();
  registerIpc(
    handlersThat(async (channel, input) => {
      reached.push({ channel, input });
      return answer(channel, input);
    }),
    {
      windows: { owns: (contents) => Object.is(contents, ownContents) },
      log: {
        info: vi.fn(),
        warn: (message) => logged.push(message),
        error: (message, error) => logged.push(`${message} ${String(error)}`),
      },
      incidents: createIncidents(),
      journal: {
        async write(command) {
          written.push(command);
        },
        async remove(key) {
          removed.push(key);
        },
      },
      role: () => null,
      databaseName: () => 'server.example:5432/billing',
      checkOutput: false,
      ...border,
    },
  );
  return {
    reached,
    written,
    removed,
    logged,
    async send(channel, input, event = callFrom()) {
      const handler = electron.ipcMain.handlers.get(channel);
      if (handler === undefined) throw new Error(`nothing is registered for ${channel}`);
      return handler(event, input);
    },
  };
}

/** One handler for every channel. Built from the list of names, so it is no more typed than what crosses the bridge. */
function handlersThat(handle: (channel: string, input: unknown) => Promise<unknown>): SomeHandlers {
  return Object.fromEntries(
    Object.entries(channels).map(([area, names]) => [
      area,
      Object.fromEntries(names.map((name) => [name, (input: unknown) => handle(`${area}.${name}`, input)])),
    ]),
  );
}
