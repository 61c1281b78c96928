import { appHandlers } from './app';
import type { AppContext } from './context';
import type { SomeHandlers } from './handlers';
import { preferencesHandlers } from './preferences';
import { profilesHandlers } from './profiles';

/** Every area of the contract with its handlers. */
export function allHandlers(context: AppContext): SomeHandlers {
  return {
    app: appHandlers(context),
    preferences: preferencesHandlers(context),
    profiles: profilesHandlers(context),
  };
}
