import type { CommandContext } from '../billing/command';

/** Who gives the commands of this program: its computer and, where several share a login, the name that he gave. */
export interface Actor extends CommandContext {
  /** Takes the name of who is working from now on; empty for nobody's. */
  claims(name: string): void;
}

/** `isShared` tells whether the login is one that several share: one person's own needs no other name. */
export function createActor(machine: string, isShared: () => boolean): Actor {
  let claimed = '';
  return {
    machine,
    get claimedBy() {
      return claimed !== '' && isShared() ? claimed : null;
    },
    claims(name) {
      claimed = name.trim();
    },
  };
}
