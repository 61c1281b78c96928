import { describe, expect, it, vi } from 'vitest';
import { eventPayloads } from '../../electron/contract/api';
import { channels, events } from '../../electron/contract/channels';
import { sample } from '../support/sample';
import * as electron from '../support/fake-electron';
import { callFrom, everyChannel, registerAll } from './border-kit';

vi.mock('electron', () => import('../support/fake-electron'));
await import('../../electron/preload');

type Call = (input: unknown) => Promise<unknown>;
type On = (event: unknown, listener: unknown) => () => void;

interface ExposedBridge {
  readonly [area: string]: Readonly<Record<string, Call>> | On;
  readonly on: On;
}

function isBridge(value: unknown): value is ExposedBridge {
  return typeof value === 'object' && value !== null && 'on' in value && typeof value.on === 'function';
}

function bridge(): ExposedBridge {
  const exposed = electron.contextBridge.exposed.get('sahool');
  if (!isBridge(exposed)) throw new Error('nothing was exposed');
  return exposed;
}

describe('the bridge', () => {
  it('exposes one object with the contract’s areas and `on`, and nothing else', () => {
    expect([...electron.contextBridge.exposed.keys()]).toEqual(['sahool']);
    expect(Object.keys(bridge())).toEqual([...Object.keys(channels), 'on']);
    const keys = Object.fromEntries(
      Object.entries(bridge()).map(([area, methods]) => [
        area,
        typeof methods === 'function' ? 'function' : Object.keys(methods),
      ]),
    );
    expect(keys).toMatchSnapshot();
  });

  it('holds functions alone: no ipcRenderer, no module, no channel’s name to send to', () => {
    const leaves = Object.values<Readonly<Record<string, Call>> | On>(bridge()).flatMap((area): unknown[] =>
      typeof area === 'function' ? [area] : Object.values(area),
    );
    expect(leaves.every((leaf) => typeof leaf === 'function')).toBe(true);
    expect(leaves).not.toContain(electron.ipcRenderer);
  });

  it.each(everyChannel)('%s crosses and comes back as the contract says', async (channel, method) => {
    const answer = sample(method.output);
    registerAll(() => answer, { checkOutput: true });
    electron.ipcRenderer.event = callFrom();
    const [area = '', name = ''] = channel.split('.');
    const methods = bridge()[area];
    if (typeof methods !== 'object') throw new Error(`no area ${area}`);
    const result = await methods[name]?.(sample(method.input));
    expect(result).toEqual({ ok: true, value: method.output.parse(answer) });
  });

  it.each(everyChannel)('%s needs nothing that plain JSON cannot carry', (_channel, method) => {
    for (const schema of [method.input, method.output]) {
      const value = schema.parse(sample(schema));
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }
  });
});

describe('events', () => {
  it.each(events)('%s is heard without Electron’s event object until it is given up', (event) => {
    const heard: unknown[][] = [];
    const stop = bridge().on(event, (...values: unknown[]) => void heard.push(values));
    const payload = sample(eventPayloads[event]);
    electron.ipcRenderer.emit(event, { sender: electron.ipcRenderer }, payload);
    stop();
    electron.ipcRenderer.emit(event, { sender: electron.ipcRenderer }, payload);
    expect(heard).toEqual([[payload]]);
  });

  it.each(['payments.record', 'anything', '', undefined, { toString: () => 'data.changed' }])(
    'refuses to listen to %j',
    (event) => {
      expect(() => bridge().on(event, () => undefined)).toThrow(TypeError);
    },
  );

  it('refuses a listener that is no function', () => {
    expect(() => bridge().on('data.changed', 'alert(1)')).toThrow(TypeError);
  });
});
