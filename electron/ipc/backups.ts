import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { inspectAny } from '../backup/any-backup';
import { findTools, fittingTools, majorOf } from '../backup/pg-tools/find-tools';
import { AppError } from '../contract/result';
import { createBackupDialogs } from './backup-dialogs';
import { backupName, type Chosen } from './backup-room';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';

type Needs = Pick<AppContext, 'settings' | 'connection' | 'destinations' | 'windows' | 'backupRoom'>;

/** Backups of the connected database, and restoring one into another. No path crosses: the screen has ids. */
export function backupsHandlers({
  settings,
  connection,
  destinations,
  windows,
  backupRoom: room,
}: Needs): AreaHandlers<'backups'> {
  const dialogs = createBackupDialogs(windows);
  const opened = new Map<string, string>();

  async function chosen({
    id,
    passphrase,
  }: {
    readonly id: string;
    readonly passphrase: string | null;
  }): Promise<Chosen> {
    const path = opened.get(id);
    if (path !== undefined) return { id, path, passphrase };
    const known = (await settings.backups.read()).known.find((one) => one.id === id);
    if (known === undefined) throw new AppError('not_found');
    return { id, path: join(known.folder, known.file), passphrase };
  }

  return {
    state: () => room.state(),
    standing: () => room.standing(),
    fresh: () => room.fresh(),
    async tools() {
      const needed = majorOf(connection.connectedDatabase().server.version);
      const found = await findTools();
      const fitting = fittingTools(found, needed);
      return {
        needed,
        fitting: fitting === null ? null : { version: fitting.version, folder: dirname(fitting.dump) },
        found: [...new Set(found.map(({ version }) => version))],
      };
    },
    async start({ passphrase, way, language }) {
      const { server } = connection.database();
      const path = await dialogs.save(backupName(server.database), way, language);
      if (path === null) return { started: false };
      if ((await room.state()).job?.state === 'running') throw new AppError('backup_running');
      void room.back(path, { way, passphrase, scheduled: false });
      return { started: true };
    },
    stop: () => Promise.resolve({ stopped: room.stop() }),
    async choose({ language }) {
      const path = await dialogs.open(language);
      if (path === null) return { id: null, file: '' };
      const id = randomUUID();
      opened.set(id, path);
      return { id, file: basename(path) };
    },
    async inspect(input) {
      const { path, passphrase } = await chosen(input);
      return inspectAny(path, passphrase);
    },
    async restore({ profileId, into, upgrade, ...input }) {
      room.restore(await chosen(input), { profileId, into, upgrade });
      return { started: true };
    },
    async drill(input) {
      room.drill(await chosen(input));
      return { started: true };
    },
    async useRestored({ name }) {
      if ((await settings.profiles.list()).some((profile) => profile.name === name)) throw new AppError('conflict');
      const profile = await settings.profiles.save({
        name,
        // A copy of real books that are not the real books.
        color: 'amber',
        mark: 'staging',
        target: room.restored(),
        keepPassword: true,
      });
      const status = await connection.connect(destinations.ofProfile(profile));
      await settings.profiles.activate(profile.id);
      return status;
    },
    async chooseFolder({ language }) {
      const folder = await dialogs.folder(language);
      if (folder === null) return (await settings.backups.read()).schedule;
      const { schedule } = await settings.backups.change((kept) => ({
        ...kept,
        schedule: { ...kept.schedule, folder },
      }));
      return schedule;
    },
    async setSchedule({ schedule: changes }) {
      const { schedule } = await settings.backups.change((kept) => {
        if (changes.enabled && kept.schedule.folder === null) throw new AppError('backup_not_set');
        return { ...kept, schedule: { ...kept.schedule, ...changes } };
      });
      return schedule;
    },
  };
}
