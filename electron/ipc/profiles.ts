import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';

/** The databases that this user connects to. */
export function profilesHandlers({ settings, connection }: AppContext): AreaHandlers<'profiles'> {
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
