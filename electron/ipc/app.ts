import type { Bootstrap } from '../contract/app';
import { AppError } from '../contract/result';
import { openExternalLink } from '../external-links';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';

interface Needs extends Pick<AppContext, 'version' | 'settings'> {
  readonly connection: Pick<AppContext['connection'], 'status' | 'connectedDatabase'>;
}

/** What the screen needs before its first picture, and the few links out of it. */
export function appHandlers({ version, settings, connection }: Needs): AreaHandlers<'app'> {
  return {
    async bootstrap() {
      const [preferences, active, unanswered] = await Promise.all([
        settings.preferences.read(),
        settings.profiles.active(),
        settings.commands.listPending(),
      ]);
      return {
        version,
        platform: knownPlatform(),
        setupNeeded: active === null,
        preferences,
        connection: connection.status(),
        user: userOf(connection),
        unanswered: unanswered.length,
      };
    },
    openLink: async ({ link }) => ({ opened: await openExternalLink(link) }),
  };
}

function knownPlatform(): Bootstrap['platform'] {
  const { platform } = process;
  return platform === 'win32' || platform === 'darwin' || platform === 'linux' ? platform : 'other';
}

/** PostgreSQL's name for who is connected; null while nobody is. */
function userOf(connection: Needs['connection']): string | null {
  try {
    return connection.connectedDatabase().server.user;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
