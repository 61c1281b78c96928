import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../electron/contract/bridge';
import type { ConnectionStatus } from '../../electron/contract/connection';
import { AppError } from '../../electron/contract/result';
import { createActor } from '../../electron/ipc/actor';
import { appHandlers } from '../../electron/ipc/app';
import { createIncidents } from '../../electron/ipc/incidents';
import { preferencesHandlers } from '../../electron/ipc/preferences';
import { profilesHandlers } from '../../electron/ipc/profiles';
import { registerIpc } from '../../electron/ipc/register';
import type { Destination } from '../../electron/database/connection-manager';
import { createDestinations } from '../../electron/ipc/destinations';
import { firstPreferences } from '../../electron/contract/preferences';
import { openSettings, type Settings } from '../../electron/settings/settings';
import * as electron from '../support/fake-electron';
import { callFrom } from './border-kit';

vi.mock('electron', () => import('../support/fake-electron'));
await import('../../electron/preload');

const offline: ConnectionStatus = {
  state: 'offline',
  profileName: null,
  profileKind: null,
  color: 'none',
  mark: 'none',
  server: null,
  latencyMs: null,
  access: null,
  failure: null,
  nextAttemptAt: null,
};
const form = {
  host: 'db.example',
  port: 5432,
  database: 'billing',
  user: 'amal',
  password: 'Tr0ub4dor&3',
  sslMode: 'verify-full' as const,
  caFile: null,
};

let folder: string;
let settings: Settings;
let connectedTo: unknown[];
let drawnIn: number[] = [];
let refuse: AppError | null;

/** Starts the areas anew on the same folder, as after a restart. */
function start(): void {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  settings = openSettings(folder, log);
  const connection = {
    status: () => offline,
    connectedDatabase() {
      throw new AppError('not_connected');
    },
    async connect({ name, kind, color, mark, prepare }: Destination) {
      if (refuse !== null) throw refuse;
      connectedTo.push({ name, kind, color, mark, target: (await prepare()).target });
      return { ...offline, state: 'connected' as const, profileName: name };
    },
  };
  const destinations = createDestinations(settings.profiles, join(folder, 'database'));
  electron.ipcMain.handlers.clear();
  registerIpc(
    {
      app: appHandlers({ version: '1.2.3', settings, connection }),
      preferences: preferencesHandlers({
        settings,
        packaged: true,
        setLogLevel: () => undefined,
        actor: createActor('test-desk', () => true),
        windows: { setZoom: (percent) => void drawnIn.push(percent), wishZoom: () => undefined },
      }),
      profiles: profilesHandlers({ settings, connection, destinations }),
    },
    {
      windows: { owns: () => true },
      log,
      incidents: createIncidents(),
      journal: settings.commands,
      role: () => null,
      databaseName: () => 'x',
      checkOutput: true,
    },
  );
}

function isBridge(value: unknown): value is Bridge {
  return typeof value === 'object' && value !== null && 'on' in value;
}

function screen(): Bridge {
  const exposed = electron.contextBridge.exposed.get('sahool');
  if (!isBridge(exposed)) throw new Error('nothing was exposed');
  return exposed;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-areas-'));
  electron.ipcRenderer.event = callFrom();
  electron.Menu.setApplicationMenu.mockClear();
  connectedTo = [];
  refuse = null;
  start();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the first start', () => {
  it('is in Arabic, offline, and leads to the wizard', async () => {
    expect(await screen().app.bootstrap({})).toEqual({
      ok: true,
      value: {
        version: '1.2.3',
        platform: expect.stringMatching(/^(?:linux|darwin|win32)$/),
        setupNeeded: true,
        preferences: firstPreferences,
        connection: offline,
        user: null,
        unanswered: 0,
      },
    });
    expect(firstPreferences.language).toBe('ar');
  });
});

describe('preferences', () => {
  it('change one at a time and survive a restart', async () => {
    await screen().preferences.set({ changes: { language: 'en' } });
    await screen().preferences.set({ changes: { digits: 'arab', theme: 'dark' } });
    start();
    const value = { ...firstPreferences, language: 'en', digits: 'arab', theme: 'dark' };
    expect(await screen().preferences.get({})).toEqual({ ok: true, value });
  });

  it('keep the layout of each list apart', async () => {
    const layout = { columns: [{ id: 'number', width: 120, hidden: false }], sort: null };
    await screen().preferences.set({ changes: { lists: { invoices: layout } } });
    await screen().preferences.set({ changes: { lists: { payments: layout } } });
    expect(await screen().preferences.get({})).toMatchObject({
      value: { lists: { invoices: layout, payments: layout } },
    });
  });

  it('turn the system’s menu into the other language at once', async () => {
    await screen().preferences.set({ changes: { theme: 'dark' } });
    expect(electron.Menu.setApplicationMenu).not.toHaveBeenCalled();
    await screen().preferences.set({ changes: { language: 'en' } });
    expect(electron.Menu.setApplicationMenu).toHaveBeenCalledOnce();
  });

  it('draw the window in another size at once, and never outside of 80 to 200 per cent', async () => {
    drawnIn = [];
    await screen().preferences.set({ changes: { zoom: 125 } });
    for (const zoom of [79, 201, 100.5])
      expect(await screen().preferences.set({ changes: { zoom } })).toMatchObject({ ok: false });
    await screen().preferences.set({ changes: { theme: 'dark' } });
    expect(drawnIn).toEqual([125]);
    start();
    expect(await screen().preferences.get({})).toMatchObject({ value: { zoom: 125 } });
  });

  it('begin anew where their file was damaged, in the language of the first start', async () => {
    await screen().preferences.set({ changes: { language: 'en' } });
    await writeFile(join(folder, 'preferences.json'), 'damaged');
    start();
    expect(await screen().preferences.get({})).toEqual({ ok: true, value: firstPreferences });
  });
});

describe('drafts of forms', () => {
  it('survive a restart', async () => {
    await screen().preferences.saveFormDraft({ form: 'payment', content: '{"amount":"12' });
    start();
    expect(await screen().preferences.formDraft({ form: 'payment' })).toEqual({
      ok: true,
      value: { content: '{"amount":"12' },
    });
  });
});

describe('profiles', () => {
  it('are saved, used, started with, and removed, and the screen never sees a password', async () => {
    const saved = await screen().profiles.save({
      name: 'Head office',
      color: 'red',
      target: { kind: 'form', form },
      keepPassword: true,
    });
    if (!saved.ok) throw new Error(saved.error.code);
    expect(saved.value).toMatchObject({ kind: 'server', summary: 'db.example:5432/billing', active: false });
    expect(await screen().profiles.use({ id: saved.value.id })).toMatchObject({
      ok: true,
      value: { state: 'connected' },
    });
    const target = { endpoints: [{ host: 'db.example', port: 5432 }], password: form.password, sslMode: 'verify-full' };
    expect(connectedTo).toMatchObject([{ name: 'Head office', kind: 'server', color: 'red', target }]);
    start();
    expect(await screen().app.bootstrap({})).toMatchObject({ value: { setupNeeded: false } });
    const listed = await screen().profiles.list({});
    expect(listed).toMatchObject({ value: [{ name: 'Head office', active: true, passwordKept: true }] });
    expect(JSON.stringify([saved, listed])).not.toContain(form.password);
    expect(await screen().profiles.remove({ id: saved.value.id })).toEqual({ ok: true, value: { removed: true } });
    expect(await screen().app.bootstrap({})).toMatchObject({ value: { setupNeeded: true } });
  });

  it('stay with the old one where the new one does not answer', async () => {
    const target = { kind: 'form' as const, form: { ...form, host: 'here.example' } };
    const first = await screen().profiles.save({ name: 'Here', color: 'none', target, keepPassword: false });
    const second = await screen().profiles.save({
      name: 'There',
      color: 'none',
      target: { kind: 'form', form },
      keepPassword: true,
    });
    if (!first.ok || !second.ok) throw new Error('not saved');
    await screen().profiles.use({ id: first.value.id });
    refuse = new AppError('port_refused', { host: 'db.example', port: 5432 });
    expect(await screen().profiles.use({ id: second.value.id })).toMatchObject({ error: { code: 'port_refused' } });
    expect(await screen().profiles.list({})).toMatchObject({ value: [{ active: true }, { active: false }] });
  });

  it('take another name, mark and colour without being asked for the password again', async () => {
    const target = { kind: 'form' as const, form };
    const saved = await screen().profiles.save({ name: 'Old', color: 'none', target, keepPassword: true });
    if (!saved.ok) throw new Error(saved.error.code);
    await screen().profiles.save({
      name: 'New',
      color: 'blue',
      mark: 'staging',
      target: { kind: 'profile', profileId: saved.value.id },
      keepPassword: true,
    });
    await screen().profiles.use({ id: saved.value.id });
    expect(connectedTo).toMatchObject([
      { name: 'New', color: 'blue', mark: 'staging', target: { password: form.password } },
    ]);
    // Left as it is where nothing is said of it.
    const again = {
      name: 'New',
      color: 'blue' as const,
      target: { kind: 'profile' as const, profileId: saved.value.id },
    };
    await screen().profiles.save({ ...again, keepPassword: true });
    start();
    expect(await screen().profiles.list({})).toMatchObject({ value: [{ name: 'New', mark: 'staging' }] });
  });

  it('are replaced by one of the same name', async () => {
    const save = (host: string) =>
      screen().profiles.save({
        name: 'Office',
        color: 'none',
        target: { kind: 'form', form: { ...form, host } },
        keepPassword: false,
      });
    const [first, second] = [await save('a.example'), await save('b.example')];
    expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
    expect(await screen().profiles.list({})).toMatchObject({ value: [{ summary: 'b.example:5432/billing' }] });
  });

  it('answer not_found to an unknown one', async () => {
    const id = '0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e';
    for (const answer of [await screen().profiles.use({ id }), await screen().profiles.remove({ id })]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'not_found' } });
    }
  });

  it('that trust this computer need no password, on the first day and after a restart', async () => {
    const target = { kind: 'form' as const, form: { ...form, password: '' } };
    const saved = await screen().profiles.save({ name: 'Trust', color: 'none', target, keepPassword: false });
    if (!saved.ok) throw new Error(saved.error.code);
    start();
    expect(await screen().profiles.use({ id: saved.value.id })).toMatchObject({ ok: true });
    expect(saved.value.passwordKept).toBe(true);
  });
});
