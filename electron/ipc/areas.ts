import { appHandlers } from './app';
import { connectionHandlers } from './connection';
import type { AppContext } from './context';
import type { SomeHandlers } from './handlers';
import { preferencesHandlers } from './preferences';
import { profilesHandlers } from './profiles';
import { setupHandlers } from './setup';

/** Every area of the contract with its handlers. */
export function allHandlers(context: AppContext): SomeHandlers {
  return {
    app: appHandlers(context),
    preferences: preferencesHandlers(context),
    connection: connectionHandlers(context),
    profiles: profilesHandlers(context),
    setup: setupHandlers(context),
  };
}
