import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';

interface Needs extends Pick<AppContext, 'settings' | 'destinations'> {
  readonly connection: Pick<AppContext['connection'], 'connect'>;
}

/** The databases that this user connects to. */
export function profilesHandlers({ settings, connection, destinations }: Needs): AreaHandlers<'profiles'> {
  return {
    list: () => settings.profiles.list(),
    save: (profile) => settings.profiles.save(profile),
    async remove({ id }) {
      await settings.profiles.remove(id);
      return { removed: true };
    },
    async use({ id, password }) {
      if (password !== undefined) await settings.profiles.tryPassword(id, password);
      const profile = await settings.profiles.open(id);
      try {
        const status = await connection.connect(destinations.ofProfile(profile));
        await settings.profiles.activate(id);
        return status;
      } catch (error) {
        settings.profiles.dropTried(id);
        throw error;
      }
    },
  };
}
