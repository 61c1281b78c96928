import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackupOrigin } from '../../electron/contract/backup';
import { instantSchema } from '../../electron/contract/calendar-date';
import type { ConnectionStatus } from '../../electron/contract/connection';
import type { Role } from '../../electron/contract/rights';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { startBackupClock } from '../../electron/ipc/backup-clock';
import { createBackupRoom, type BackupRoom } from '../../electron/ipc/backup-room';
import { createDestinations } from '../../electron/ipc/destinations';
import { isMade, lastDue, standingOf, toThinOut } from '../../electron/ipc/kept-backups';
import { openSettings, type Settings } from '../../electron/settings/settings';
import type { KeptBackup } from '../../electron/settings/backups';
import { createMigratedDatabase } from '../support/migrated-database';
import type { TestDatabase } from '../support/postgres';

vi.mock('electron', () => import('../support/fake-electron'));

const origin: BackupOrigin = { system: '7', database: '16384' };
const instant = (text: string) => instantSchema.parse(text);
/** By this computer's clock, whatever its zone. */
const local = (text: string): Date => new Date(text);

let count = 0;
function kept(day: string, changes: Partial<KeptBackup> = {}): KeptBackup {
  count += 1;
  const at = instant(local(`${day}T18:00:05`).toISOString());
  return {
    id: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    file: `${day}.sahool-backup`,
    folder: '/backups',
    takenAt: at,
    database: 'billing',
    sizeBytes: '1000',
    encrypted: false,
    way: 'snapshot',
    scheduled: true,
    drill: null,
    proof: { sha256: 'a'.repeat(64), origin, tables: null },
    ...changes,
  };
}
const drilled = (same: boolean): Pick<KeptBackup, 'drill'> => ({
  drill: { at: instant('2026-02-01T00:00:00Z'), same },
});
const idsOf = (some: readonly KeptBackup[]): string[] => some.map(({ file }) => file.slice(0, 10));
const everything = (some: readonly KeptBackup[]) => new Set(some.map(({ id }) => id));

describe('what is deleted after a new scheduled backup stands', () => {
  const days = ['2026-01-05', '2026-01-04', '2026-01-03', '2026-01-02', '2026-01-01'];

  it('is what goes beyond the newest ones that are kept, whatever their order in the list', () => {
    const known = days.map((day) => kept(day)).toReversed();
    expect(idsOf(toThinOut(known, { origin, keep: 2, there: everything(known) }))).toEqual(days.slice(2));
    expect(toThinOut(known, { origin, keep: 5, there: everything(known) })).toEqual([]);
  });

  it('is never one by hand, nor one of another database of the same name', () => {
    const other = { system: '8', database: '16384' };
    const known = [
      kept('2026-01-05'),
      kept('2026-01-04', { scheduled: false }),
      kept('2026-01-03', { proof: { sha256: 'b'.repeat(64), origin: other, tables: null } }),
      kept('2026-01-02', { proof: null }),
      kept('2026-01-01'),
    ];
    expect(idsOf(toThinOut(known, { origin, keep: 1, there: everything(known) }))).toEqual(['2026-01-01']);
  });

  it('is never the last good one: those that are gone or were found to differ take no good one’s place', () => {
    const known = [
      kept('2026-01-05', drilled(false)),
      kept('2026-01-04'),
      kept('2026-01-03'),
      kept('2026-01-02'),
      kept('2026-01-01'),
    ];
    const there = new Set(known.filter(({ file }) => !file.startsWith('2026-01-04')).map(({ id }) => id));
    expect(idsOf(toThinOut(known, { origin, keep: 2, there }))).toEqual(['2026-01-01']);
    expect(toThinOut(known, { origin, keep: 1, there: new Set() })).toEqual([]);
  });

  it('is never the newest that a drill has proven', () => {
    const known = [
      kept('2026-01-04'),
      kept('2026-01-03'),
      kept('2026-01-02', drilled(true)),
      kept('2026-01-01', drilled(true)),
    ];
    expect(idsOf(toThinOut(known, { origin, keep: 1, there: everything(known) }))).toEqual([
      '2026-01-03',
      '2026-01-01',
    ]);
  });
});

describe('how well a database is backed up', () => {
  const schedule = { enabled: true, at: '18:00', folder: '/backups', keep: 3 };
  const look = (known: KeptBackup[], now: string, changes: object = {}) =>
    standingOf(
      { schedule, known, lastFailure: null, ...changes },
      { origin, now: local(now), there: everything(known) },
    );

  it('is due at a time of this computer’s day', () => {
    expect(lastDue('18:00', local('2026-01-05T17:59:59'))).toEqual(local('2026-01-04T18:00:00'));
    expect(lastDue('18:00', local('2026-01-05T18:00:00'))).toEqual(local('2026-01-05T18:00:00'));
    const known = [kept('2026-01-05')];
    expect(isMade({ schedule, known, lastFailure: null }, origin, local('2026-01-06T17:59:00'))).toBe(true);
    expect(isMade({ schedule, known, lastFailure: null }, origin, local('2026-01-06T18:00:00'))).toBe(false);
  });

  it('is said in one word, with the last good one and the next', () => {
    const monday = kept('2026-01-05');
    expect(look([monday], '2026-01-06T12:00:00')).toMatchObject({
      kind: 'good',
      lastGood: { takenAt: monday.takenAt, file: monday.file },
      dueAt: local('2026-01-06T18:00:00'),
    });
    // Within the hour it is being made; after that nobody made it.
    expect(look([monday], '2026-01-06T18:30:00').kind).toBe('good');
    expect(look([monday], '2026-01-06T19:30:00')).toMatchObject({ kind: 'late', dueAt: local('2026-01-06T18:00:00') });
    expect(look([], '2026-01-06T19:30:00').kind).toBe('never');
    const off = { schedule: { ...schedule, enabled: false } };
    expect(look([monday], '2026-01-09T12:00:00', off)).toMatchObject({
      kind: 'off',
      dueAt: null,
      lastGood: { file: monday.file },
    });
  });

  it('tells a failure of this database, and not of another', () => {
    const failure = { code: 'disk_full' as const, params: { file: 'x' } };
    const at = instant('2026-01-06T15:00:00Z');
    const failed = (of: BackupOrigin | null) => ({ lastFailure: { at, failure, origin: of } });
    const monday = kept('2026-01-05');
    expect(look([monday], '2026-01-06T20:00:00', failed(origin))).toMatchObject({
      kind: 'failed',
      failure: { at, failure },
      lastGood: { file: monday.file },
    });
    expect(look([monday], '2026-01-06T12:00:00', failed({ system: '8', database: '1' })).kind).toBe('good');
  });

  it('counts no file that is away, and none that a drill found to differ', () => {
    const known = [kept('2026-01-06', drilled(false)), kept('2026-01-05'), kept('2026-01-04')];
    const there = new Set([known[0]?.id ?? '', known[2]?.id ?? '']);
    const found = standingOf(
      { schedule, known, lastFailure: null },
      { origin, now: local('2026-01-06T19:00:00'), there },
    );
    expect(found.lastGood?.file).toBe('2026-01-04.sahool-backup');
  });
});

describe('the schedule on a real database', () => {
  let place: TestDatabase;
  let database: Database;
  let base: string;
  let folder: string;
  let settings: Settings;
  let room: BackupRoom;
  let sent: string[];
  let role: Role;

  const status = (): ConnectionStatus => ({
    state: 'connected',
    profileName: 'office',
    profileKind: 'server',
    color: 'none',
    mark: 'none',
    server: 'db/billing',
    latencyMs: 1,
    access: { user: 'keeper', role, ownLogin: true, upgrader: null },
    failure: null,
    nextAttemptAt: null,
  });

  beforeEach(async () => {
    role = 'administrator';
    place = await createMigratedDatabase();
    database = await openDatabaseFromUrl(place.url);
    base = await mkdtemp(join(tmpdir(), 'sahool-schedule-'));
    folder = join(base, 'backups');
    await mkdir(folder);
    sent = [];
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    settings = openSettings(join(base, 'settings'), log);
    await settings.backups.change((now) => ({ ...now, schedule: { enabled: true, at: '00:00', folder, keep: 2 } }));
    room = createBackupRoom({
      connection: { database: () => database, connectedDatabase: () => database },
      destinations: createDestinations(settings.profiles, join(base, 'database')),
      settings,
      windows: { send: (event) => void sent.push(event) },
      log,
      version: '1.2.3',
    });
  });
  afterEach(async () => {
    await database.close();
    await place.drop();
    await rm(base, { recursive: true, force: true });
  });

  /** Lets the clock look once, as after connecting, and waits for what it began. */
  async function turn(): Promise<void> {
    const listeners: ((status: ConnectionStatus) => void)[] = [];
    const stop = startBackupClock({
      connection: {
        database: () => database,
        status,
        onChange: (listener) => (listeners.push(listener), () => undefined),
      },
      settings,
      room,
      everyMs: 3_600_000,
    });
    const before = await settings.backups.read();
    for (const look of listeners) look(status());
    await vi
      .waitFor(async () => expect(await settings.backups.read()).not.toBe(before), { timeout: 30_000, interval: 50 })
      .catch(() => undefined);
    await vi.waitFor(async () => expect((await room.state()).job?.state).not.toBe('running'), { timeout: 30_000 });
    stop();
  }
  /** As if all that is known had been made a day earlier. */
  const aDayPasses = () =>
    settings.backups.change((now) => ({
      ...now,
      known: now.known.map((one) => {
        const earlier = (at: string) => instant(new Date(Date.parse(at) - 86_400_000).toISOString());
        return { ...one, takenAt: earlier(one.takenAt) };
      }),
    }));
  const files = async () => (await readdir(folder)).toSorted();

  it('makes one a day, keeps as many as it should, and says what failed and what is left', async () => {
    await turn();
    expect(await files()).toHaveLength(1);
    expect(await room.standing()).toMatchObject({ kind: 'good', failure: null, lastGood: { scheduled: true } });
    expect(await room.isDue(new Date())).toBe(false);

    for (let day = 0; day < 2; day += 1) {
      await aDayPasses();
      expect(await room.isDue(new Date())).toBe(true);
      await turn();
    }
    const [first, second] = await files();
    expect(await files()).toHaveLength(2);
    expect((await room.state()).known).toHaveLength(2);

    // The folder is gone: it is said why, and the last good one is none that cannot be reached.
    await aDayPasses();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'not a folder');
    await turn();
    expect(await room.standing()).toMatchObject({
      kind: 'failed',
      lastGood: null,
      failure: { failure: { code: 'file_not_written' } },
    });
    expect(sent).toContain('backups.changed');
    expect((await room.state()).lastFailure).not.toBeNull();

    await rm(folder);
    await mkdir(folder);
    await Promise.all([first, second].map((file) => writeFile(join(folder, file ?? ''), 'x')));
    expect((await room.standing()).lastGood?.file).toBe(second);
    await turn();
    expect(await room.standing()).toMatchObject({ kind: 'good', failure: null });
    expect(await files()).toHaveLength(2);
  });

  it('is left to those who may, and its backup is what a downgrade can go by', async () => {
    role = 'clerk';
    const stop = startBackupClock({
      connection: { database: () => database, status, onChange: (listener) => (listener(status()), () => undefined) },
      settings,
      room,
    });
    stop();
    expect(await room.fresh()).toEqual({ backup: null, fresh: false, changed: '' });

    role = 'administrator';
    await turn();
    const { backup, fresh } = await room.fresh();
    expect(fresh).toBe(true);
    expect(backup?.ofThisDatabase).toBe(true);
    await room.guard(backup?.id ?? '');

    await database.sequelize.query(`INSERT INTO public.tenants (tenant_id, name, name_ar) VALUES ('t', 'n', 'n')`);
    expect(await room.fresh()).toMatchObject({ fresh: false, changed: expect.stringContaining('public.tenants') });
    await writeFile(join(folder, backup?.file ?? ''), 'altered, and long enough to hold the hash at its end');
    await expect(room.guard(backup?.id ?? '')).rejects.toMatchObject({ code: 'backup_damaged' });
    await expect(room.guard('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'backup_first' });
  });
});
