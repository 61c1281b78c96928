import type { AppContext, ConnectionService } from './context';
import type { AreaHandlers } from './handlers';

interface Needs extends Pick<AppContext, 'settings'> {
  readonly connection: Pick<ConnectionService, 'connect'>;
}

/** The databases that this user connects to. */
export function profilesHandlers({ settings, connection }: Needs): AreaHandlers<'profiles'> {
  return {
    list: () => settings.profiles.list(),
    save: (profile) => settings.profiles.save(profile),
    async remove({ id }) {
      await settings.profiles.remove(id);
      return { removed: true };
    },
    async use({ id, password }) {
      const profile = await settings.profiles.open(id, password);
      const status = await connection.connect(profile);
      await settings.profiles.activate(id);
      return status;
    },
  };
}
