import { createContext, use, useMemo, type ReactNode } from 'react';
import { mayCall, type Access, type Channel, type Role } from '@contract/rights';

export interface Rights {
  /** The connected login, null while nobody is connected. */
  readonly access: Access | null;
  readonly role: Role | null;
  /** Whether this login may do what the channel does; what it may not is not offered. */
  readonly may: (channel: Channel) => boolean;
}

const everything: Rights = { access: null, role: null, may: () => true };
const RightsContext = createContext<Rights>(everything);

/** What the connected login may do, for all that is below it. */
export function RightsProvider({ access, children }: RightsProviderProps) {
  const { user, role, ownLogin, upgrader } = access ?? { user: null, role: null, ownLogin: false, upgrader: null };
  const rights = useMemo(
    (): Rights => ({
      access: user === null || role === null ? null : { user, role, ownLogin, upgrader },
      role,
      may: (channel) => mayCall(role, channel),
    }),
    [user, role, ownLogin, upgrader],
  );
  return <RightsContext value={rights}>{children}</RightsContext>;
}
interface RightsProviderProps {
  readonly access: Access | null;
  readonly children: ReactNode;
}

/** What this login may do: `useRights().may('invoices.issue')`. Button, MenuEntry and useShortcut take it as `needs`. */
export function useRights(): Rights {
  return use(RightsContext);
}
