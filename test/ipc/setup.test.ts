import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../electron/contract/bridge';
import { ConnectionManager } from '../../electron/database/connection-manager';
import { schemaState } from '../../electron/database/migrator/state';
import { appHandlers } from '../../electron/ipc/app';
import { connectionHandlers } from '../../electron/ipc/connection';
import type { Windows } from '../../electron/ipc/context';
import { createDestinations } from '../../electron/ipc/destinations';
import { createIncidents } from '../../electron/ipc/incidents';
import { profilesHandlers } from '../../electron/ipc/profiles';
import { registerIpc } from '../../electron/ipc/register';
import { setupHandlers } from '../../electron/ipc/setup';
import { openSettings } from '../../electron/settings/settings';
import * as electron from '../support/fake-electron';
import { createTestDatabase, testServerUrl, type TestDatabase } from '../support/postgres';
import { callFrom } from './border-kit';

vi.mock('electron', () => import('../support/fake-electron'));
await import('../../electron/preload');

let folder: string;
let database: TestDatabase;
let connection: ConnectionManager;
let pushed: { event: string; payload: unknown }[];

function isBridge(value: unknown): value is Bridge {
  return typeof value === 'object' && value !== null && 'on' in value;
}

function screen(): Bridge {
  const exposed = electron.contextBridge.exposed.get('sahool');
  if (!isBridge(exposed)) throw new Error('nothing was exposed');
  return exposed;
}

/** The value of an answer that has to be one. */
function valueOf<T>(answer: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** Starts the areas anew on the same folder, as after a restart. */
function start(): void {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const incidents = createIncidents();
  const settings = openSettings(folder, log);
  const destinations = createDestinations(settings.profiles, join(folder, 'database'));
  const windows: Windows = {
    open: () => Promise.resolve(),
    current: () => null,
    owns: () => true,
    send: (event, payload) => void pushed.push({ event, payload }),
    setZoom: () => undefined,
    wishZoom: () => undefined,
    openDocumentWindow() {
      throw new Error('nothing is printed here');
    },
  };
  connection = new ConnectionManager({ schemaState: (opened) => schemaState(opened), appVersion: '1.2.3' });
  const context = { version: '1.2.3', settings, connection, destinations, windows, incidents };
  electron.ipcMain.handlers.clear();
  registerIpc(
    {
      app: appHandlers(context),
      connection: connectionHandlers(context),
      profiles: profilesHandlers(context),
      setup: setupHandlers(context),
    },
    {
      windows,
      log,
      incidents,
      journal: settings.commands,
      role: () => null,
      databaseName: () => 'x',
      checkOutput: true,
    },
  );
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-setup-'));
  database = await createTestDatabase();
  electron.ipcRenderer.event = callFrom();
  pushed = [];
  start();
});

afterEach(async () => {
  await connection.disconnect();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('the wizard on an empty database', () => {
  it('tests, connects, migrates, gives the connection a name, and is there after a restart', async () => {
    const target = { kind: 'url' as const, url: database.url };
    const tested = valueOf(await screen().setup.test({ target }));
    expect(tested).toMatchObject({ ok: true, schema: { kind: 'empty' } });
    const steps = pushed.filter(({ event }) => event === 'setup.step').map(({ payload }) => payload);
    expect(steps).toEqual(expect.arrayContaining([expect.objectContaining({ step: 'schema', state: 'ok' })]));

    expect(valueOf(await screen().setup.connect({ target }))).toMatchObject({ kind: 'empty' });
    expect(valueOf(await screen().connection.status({}))).toMatchObject({ state: 'not_migrated', profileName: '' });
    const pending = valueOf(await screen().setup.pending({}));
    expect(pending.length).toBeGreaterThan(0);

    const { applied, events } = valueOf(await screen().setup.migrate({}));
    expect(applied).toEqual(pending.map(({ name }) => name));
    const lines = pushed.filter(({ event }) => event === 'setup.migration').map(({ payload }) => payload);
    expect(lines).toEqual(events);
    expect(valueOf(await screen().setup.history({})).map(({ state }) => state)).toEqual(applied.map(() => 'applied'));

    const finished = await screen().setup.finish({ name: 'المكتب الرئيسي', target, keepPassword: true });
    expect(valueOf(finished).today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(connection.status()).toMatchObject({ state: 'connected', profileName: 'المكتب الرئيسي' });
    expect(valueOf(await screen().app.bootstrap({}))).toMatchObject({ setupNeeded: false, user: expect.any(String) });

    await connection.disconnect();
    start();
    const [profile] = valueOf(await screen().profiles.list({}));
    expect(profile).toMatchObject({ active: true, passwordKept: true, kind: 'server' });
    expect(await screen().profiles.use({ id: profile?.id ?? '' })).toMatchObject({
      ok: true,
      value: { state: 'connected' },
    });
  });

  it('refuses to end before the schema is there', async () => {
    const target = { kind: 'url' as const, url: database.url };
    await screen().setup.connect({ target });
    expect(await screen().setup.finish({ name: 'x', target, keepPassword: false })).toMatchObject({
      error: { code: 'not_migrated' },
    });
    expect(valueOf(await screen().profiles.list({}))).toEqual([]);
  });

  it('connects to what it was told to keep, where that is not what was tried', async () => {
    const target = { kind: 'url' as const, url: database.url };
    await screen().setup.connect({ target });
    await screen().setup.migrate({});
    const other = { kind: 'url' as const, url: database.url.replace(`/${database.name}`, '/no_such_database') };
    expect(await screen().setup.finish({ name: 'x', target: other, keepPassword: false })).toMatchObject({
      error: { code: 'no_such_database' },
    });
    expect(valueOf(await screen().app.bootstrap({})).setupNeeded).toBe(true);
  });
});

describe('the wizard on a server without the database', () => {
  it('says so, makes it when asked, and finds it then', async () => {
    const target = { kind: 'url' as const, url: testServerUrl(`${database.name}_new`) };
    expect(valueOf(await screen().setup.test({ target }))).toMatchObject({ ok: false, canCreateDatabase: true });
    expect(await screen().setup.connect({ target })).toMatchObject({ error: { code: 'no_such_database' } });
    try {
      expect(await screen().setup.createDatabase({ target })).toEqual({ ok: true, value: { created: true } });
      expect(valueOf(await screen().setup.test({ target }))).toMatchObject({ ok: true });
      expect(await screen().setup.createDatabase({ target })).toMatchObject({ error: { code: 'conflict' } });
    } finally {
      const { asSuperuser } = await import('../support/postgres');
      await asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${database.name}_new WITH (FORCE)`));
    }
  });
});

describe('what the wizard offers', () => {
  it('is the built-in database and what the environment names', async () => {
    vi.stubEnv('DATABASE_URL', 'postgresql+asyncpg://amal:Tr0ub4dor@db.example:5432/billing');
    const options = valueOf(await screen().setup.options({}));
    expect(options.builtin.exists).toBe(false);
    expect(options.environment).toEqual({ available: true, summary: 'db.example:5432/billing' });
    vi.stubEnv('DATABASE_URL', 'mysql://nobody');
    expect(valueOf(await screen().setup.options({})).environment).toEqual({ available: true, summary: null });
    vi.unstubAllEnvs();
  });

  it('is a certificate that main’s own dialog was asked for', async () => {
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/etc/ca.pem'] });
    expect(valueOf(await screen().setup.chooseCaFile({}))).toEqual({ path: '/etc/ca.pem' });
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
    expect(valueOf(await screen().setup.chooseCaFile({}))).toEqual({ path: null });
  });
});

describe('diagnostics', () => {
  it('say what helps, and no password, user, host or database’s name', async () => {
    const url = new URL(database.url);
    await screen().setup.connect({ target: { kind: 'url', url: database.url } });
    const { text } = valueOf(await screen().connection.diagnostics({}));
    for (const line of ['state: not_migrated', 'server version: ', 'pool: ', 'schema: none of '])
      expect(text).toContain(line);
    for (const secret of [url.password, url.hostname, database.name]) {
      if (secret !== '') expect(text).not.toContain(secret);
    }
    expect(valueOf(await screen().connection.copyDiagnostics({}))).toEqual({ copied: true });
    expect(electron.clipboard.writeText).toHaveBeenCalledOnce();
  });

  it('work offline, with the reason', async () => {
    await screen().setup.connect({ target: { kind: 'url', url: 'postgresql://x@127.0.0.1:1/billing' } });
    const { text } = valueOf(await screen().connection.diagnostics({}));
    expect(text).toContain('state: offline');
    expect(text).toContain('failure: port_refused');
  });
});
