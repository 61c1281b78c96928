import type { Profile, Target } from '../contract/profiles';
import { AppError } from '../contract/result';
import { startBuiltin } from '../database/builtin/start';
import type { Destination, PreparedTarget } from '../database/connection-manager';
import { withDatabase } from '../database/connection-target';
import { parseConnectionUrl, targetFromEnvironment, targetFromForm } from '../database/connection-url';
import { rememberSecret } from '../log/redact';
import type { Profiles } from '../settings/profiles';

/** A target with everything in it that is needed to connect: no longer a profile's name. */
export type OpenTarget = Exclude<Target, { kind: 'profile' }>;

/** Turns what a clerk chose into what the connection manager can connect to. */
export interface Destinations {
  /** Where the built-in PostgreSQL keeps its data. */
  readonly builtinFolder: string;
  /** Gets the target ready: starts the built-in server, reads the environment. Throws `bad_url`, `builtin_…`. */
  prepare(target: OpenTarget): Promise<PreparedTarget>;
  /**
   * A saved profile, opened anew before each attempt: a password given meanwhile, or a changed environment, counts.
   */
  ofProfile(profile: Pick<Profile, 'id' | 'name' | 'kind' | 'color' | 'mark'>): Destination;
  /** A target that is not saved yet, as the wizard tries it. */
  ofTarget(name: string, target: OpenTarget): Destination;
}

export function createDestinations(profiles: Pick<Profiles, 'open'>, builtinFolder: string): Destinations {
  async function prepare(target: OpenTarget): Promise<PreparedTarget> {
    if (target.kind === 'builtin') {
      const server = await startBuiltin({ folder: builtinFolder });
      const database = target.database ?? server.target.database;
      return remembered({ target: withDatabase(server.target, database), release: () => server.stop() });
    }
    const found = connectionTarget(target);
    if (found === null) throw new AppError('bad_url', { part: 'environment' });
    return remembered({ target: found, release: () => Promise.resolve() });
  }

  return {
    builtinFolder,
    prepare,
    ofProfile: ({ id, name, kind, color, mark }) => ({
      name,
      kind,
      color,
      mark,
      prepare: async () => prepare((await profiles.open(id)).target),
    }),
    ofTarget: (name, target) => ({
      name,
      kind: target.kind === 'builtin' || target.kind === 'environment' ? target.kind : 'server',
      color: 'none',
      prepare: () => prepare(target),
    }),
  };
}

/** The log is told of every password before anything can fail with it. */
function remembered(prepared: PreparedTarget): PreparedTarget {
  if (prepared.target.password !== null) rememberSecret(prepared.target.password);
  return prepared;
}

function connectionTarget(target: Exclude<OpenTarget, { kind: 'builtin' }>): PreparedTarget['target'] | null {
  if (target.kind === 'environment') return targetFromEnvironment(process.env);
  return target.kind === 'form' ? targetFromForm(target.form) : parseConnectionUrl(target.url);
}
