import type { Profile, Target } from '../contract/profiles';
import type { Destination } from '../database/connection-manager';
import type { AppContext } from './context';

/** The connection that the wizard tries out before it has a name. */
export interface SetupTrial {
  /** Connects to the target, whatever its schema's state. Throws what stands in the way. */
  connect(target: Target): Promise<void>;
  /** The wizard's connection goes on as this profile; where another is connected, the profile is connected to. */
  becomes(profile: Profile, target: Target): Promise<void>;
}

interface Tried {
  readonly target: string;
  readonly goOnAs: (destination: Destination) => void;
}

const trialName = '';

export function createSetupTrial({
  settings,
  connection,
  destinations,
  windows,
}: Pick<AppContext, 'settings' | 'connection' | 'destinations' | 'windows'>): SetupTrial {
  let tried: Tried | null = null;
  const textOf = async (target: Target): Promise<string> => JSON.stringify(await settings.profiles.resolve(target));

  return {
    async connect(target) {
      let present = destinations.ofTarget(trialName, await settings.profiles.resolve(target));
      tried = {
        target: await textOf(target),
        goOnAs: (destination) => {
          present = destination;
        },
      };
      await connection.connect({
        get name() {
          return present.name;
        },
        get kind() {
          return present.kind;
        },
        get color() {
          return present.color;
        },
        get mark() {
          return present.mark ?? 'none';
        },
        prepare: () => present.prepare(),
      });
    },
    async becomes(profile, target) {
      const destination = destinations.ofProfile(profile);
      const isTried = tried?.target === (await textOf(target)) && connection.status().profileName === trialName;
      if (!isTried) {
        await connection.connect(destination);
        return;
      }
      tried?.goOnAs(destination);
      windows.send('connection.changed', connection.status());
    },
  };
}
