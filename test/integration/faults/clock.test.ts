import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import { recordPayment } from '../../../electron/billing/record-payment';
import type { ConnectionStatus } from '../../../electron/contract/connection';
import { ConnectionManager } from '../../../electron/database/connection-manager';
import { parseConnectionUrl } from '../../../electron/database/connection-url';
import { schemaState } from '../../../electron/database/migrator/state';
import { ActivityRecord } from '../../../electron/database/queries/monitoring/activity';
import { readToday } from '../../../electron/database/queries/server-date';
import { startBackupClock } from '../../../electron/ipc/backup-clock';
import { lastDue } from '../../../electron/ipc/kept-backups';
import { openSettings } from '../../../electron/settings/settings';
import { actor, look, openOffice, type Office } from '../billing/office';
import { onePayment, openDesk, patience } from './desk';

vi.mock('electron', () => import('../../support/fake-electron'));

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const hour = 3_600_000;
const day = 24 * hour;
/** A wrong day typed in, a battery that died; summer time that was or was not switched. */
const jumps: readonly (readonly [string, number])[] = [
  ['three days ahead', 3 * day],
  ['a year back', -365 * day],
  ...(process.env['SAHOOL_LONG'] === '1'
    ? ([
        ['an hour ahead', hour],
        ['two hours back', -2 * hour],
      ] as const)
    : []),
];

/** Sets this computer's clock; what measures time by itself, as timers do, goes on as before. */
function setClock(by: number): void {
  vi.setSystemTime(Date.now() + by);
}

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  vi.useRealTimers();
});

describe('the clock of this computer is set while the program runs', () => {
  it.each(jumps)('%s: it stays connected, measures on, and books on the server’s date', async (_name, by) => {
    const today = await readToday(office.database);
    const farm = await office.tenant();
    const invoiceId = await office.invoice(farm, '50.00');
    const desk = await openDesk(office.url);
    const states: ConnectionStatus['state'][] = [];
    await vi.waitFor(async () => expect((await desk.panel()).latency.length).toBeGreaterThan(3), patience);
    desk.onChange(({ state }) => states.push(state));

    vi.useFakeTimers({ toFake: ['Date'] });
    setClock(by);
    const before = (await desk.panel()).latency.length;
    await vi.waitFor(async () => expect((await desk.panel()).latency.length).toBeGreaterThan(before + 3), patience);
    const { latency, status } = await desk.panel();
    expect(states.filter((state) => state !== 'connected')).toEqual([]);
    expect(status).toMatchObject({ state: 'connected', failure: null });
    // In order, as far apart as they were, and up to the present moment: the chart shows no gap and no future.
    const times = latency.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(Date.now() - (times[0] ?? 0)).toBeLessThan(patience.timeout);
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now());

    expect(await readToday(desk.database())).toBe(today);
    const paid = await recordPayment(
      desk.database({ write: true }),
      actor,
      onePayment(farm.tenantId, invoiceId, today),
    );
    expect(paid.status).toBe('succeeded');
    const [booked] = await look<{ near: boolean }>(
      office.database,
      `SELECT abs(extract(epoch FROM created_at - now())) < 60 AS near FROM public.payments WHERE id = $1`,
      [paid.id],
    );
    expect(booked).toEqual({ near: true });
    await desk.disconnect();
  });

  it('the charts of the monitor keep their order', async () => {
    const record = new ActivityRecord();
    await record.look(office.database);
    vi.useFakeTimers({ toFake: ['Date'] });
    setClock(-2 * day);
    await record.look(office.database);
    const { history } = await record.look(office.database);
    const times = history.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(Date.now() - (times[0] ?? 0)).toBeLessThan(hour);
  });

  it('another desktop’s migration is still looked for after the clock went back', async () => {
    let looked = 0;
    const manager = new ConnectionManager({
      // Waiting for a migration, it looks again and again.
      schemaState: async (database) => {
        looked += 1;
        const state = await schemaState(database);
        return looked < 3 ? { ...state, kind: 'current' } : state;
      },
      appVersion: '1.2.3',
      times: { pingMs: 20, lostMs: 2000 },
    });
    await manager.connect({
      name: 'office',
      kind: 'server',
      color: 'none',
      prepare: () => Promise.resolve({ target: parseConnectionUrl(office.url), release: () => Promise.resolve() }),
    });
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const first = looked;
    setClock(-30 * day);
    // A minute and more passes for what measures time, whatever the clock says.
    const origin = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => origin + 2 * 60_000);
    await vi.waitFor(() => expect(looked).toBeGreaterThan(first), patience);
    vi.mocked(performance.now).mockRestore();
    await manager.disconnect();
  });

  it('a line that broke is tried again in seconds, whatever the clock says', async () => {
    const desk = await openDesk(office.url);
    vi.useFakeTimers({ toFake: ['Date'] });
    const waits: number[] = [];
    desk.onChange(({ nextAttemptAt }) => {
      if (nextAttemptAt !== null) waits.push(Date.parse(nextAttemptAt) - Date.now());
    });
    setClock(-5 * day);
    await look(
      office.database,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity 
WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'SELECT current_setting(%'`,
    );
    setClock(10 * day);
    await vi.waitFor(() => expect(waits.length).toBeGreaterThan(0), patience);
    await vi.waitFor(() => expect(desk.status().state).toBe('connected'), patience);
    for (const wait of waits) {
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(12_000);
    }
    await desk.disconnect();
  });
});

describe('the daily backup on a computer whose clock is wrong', () => {
  const at = '02:00';
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sahool-clock-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What the schedule does in a short while; with `done`, one was made just now by the server's clock. */
  async function backupsMade(by: number, done: boolean): Promise<number> {
    const desk = await openDesk(office.url);
    // The server dates them.
    const taken: number[] = done ? [Date.now()] : [];
    const schedule = { enabled: true, at, folder, keep: 7 };
    let made = 0;
    vi.useFakeTimers({ toFake: ['Date'] });
    setClock(by);
    const stop = startBackupClock({
      connection: desk,
      settings: openSettings(folder, quiet),
      room: {
        state: () => Promise.resolve({ schedule, lastFailure: null, known: [], job: null }),
        isDue: (now) => Promise.resolve(!taken.some((moment) => moment >= lastDue(at, now).getTime())),
        back: () => {
          made += 1;
          taken.push(Date.now() - by);
          return Promise.resolve();
        },
      },
      everyMs: 20,
    });
    await sleep(120);
    stop();
    await desk.disconnect();
    return made;
  }

  it.each(jumps)('%s: one backup is made when it is due, and not one each minute', async (_name, by) => {
    expect(await backupsMade(by, false)).toBe(1);
    vi.useRealTimers();
    expect(await backupsMade(by, true)).toBe(0);
  });
});
