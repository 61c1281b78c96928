import { join } from 'node:path';
import { openBackups, type KeptBackups } from './backups';
import { openCommandJournal, type CommandJournal } from './command-journal';
import { openFormDrafts, type FormDrafts } from './form-drafts';
import { openJsonFile, type JsonFile } from './json-file';
import { openPrintQueue, type PrintQueueStore } from './print-queue';
import { openPreferences, type PreferencesStore } from './preferences';
import { openProfiles, type Profiles } from './profiles';
import { openSecrets, type Secrets } from './secrets';
import { windowPlaceSchema, type WindowPlace } from './window-place';
import type { Log } from '../log/log';

/** Everything the program keeps on this computer for this user; nothing of it is money or a record. */
export interface Settings {
  readonly preferences: PreferencesStore;
  readonly profiles: Profiles;
  readonly secrets: Secrets;
  readonly formDrafts: FormDrafts;
  readonly commands: CommandJournal;
  readonly printQueue: PrintQueueStore;
  readonly backups: JsonFile<KeptBackups>;
  readonly windowPlace: { read(): Promise<WindowPlace | null>; keep(place: WindowPlace): Promise<void> };
}

/** Opens the settings in `folder`. Files are read when first asked for; an unreadable one is kept aside and logged. */
export function openSettings(folder: string, log: Log): Settings {
  const onSetAside = (path: string): void => log.warn(`settings could not be read and were kept aside as ${path}`);
  const secrets = openSecrets(join(folder, 'secrets.json'), onSetAside);
  const place = openJsonFile<WindowPlace | null>({
    path: join(folder, 'window.json'),
    schema: windowPlaceSchema.nullable(),
    initial: null,
    onSetAside,
  });
  return {
    preferences: openPreferences(join(folder, 'preferences.json'), onSetAside),
    profiles: openProfiles(join(folder, 'profiles.json'), secrets, onSetAside),
    secrets,
    formDrafts: openFormDrafts(join(folder, 'form-drafts')),
    commands: openCommandJournal(join(folder, 'commands'), (path) => log.warn(`unreadable command at ${path}`)),
    printQueue: openPrintQueue(join(folder, 'print-queue'), (path) => log.warn(`unreadable print job at ${path}`)),
    backups: openBackups(join(folder, 'backups.json'), onSetAside),
    windowPlace: {
      read: () => place.read(),
      async keep(next) {
        await place.change(() => next);
      },
    },
  };
}
