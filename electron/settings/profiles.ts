import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { profileColorSchema, profileMarkSchema, type profileKindSchema } from '../contract/connection';
import type { Profile, Target } from '../contract/profiles';
import { AppError } from '../contract/result';
import { rememberSecret } from '../log/redact';
import { openJsonFile, type JsonFileOptions } from './json-file';
import { addressSchema, joinTarget, splitTarget, summarize, type Address } from './profile-address';
import type { Secrets } from './secrets';

const storedProfileSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(100),
  color: profileColorSchema,
  mark: profileMarkSchema.default('none'),
  address: addressSchema,
  /** False for a server that trusts this computer or its certificate, and for those that have a password of their own. */
  hasPassword: z.boolean(),
  passwordKept: z.boolean(),
});
type StoredProfile = z.infer<typeof storedProfileSchema>;

const profilesFileSchema = z.object({ active: z.uuid().nullable(), profiles: z.array(storedProfileSchema).max(100) });
type ProfilesFile = z.infer<typeof profilesFileSchema>;

type Kind = z.infer<typeof profileKindSchema>;

export interface ProfileToSave {
  readonly name: string;
  readonly color: Profile['color'];
  /** Left as it is where it is not given; none for a new one. */
  readonly mark?: Profile['mark'] | undefined;
  /** A target of kind `profile` renames and recolours that one. */
  readonly target: Target;
  readonly keepPassword: boolean;
}

/** A profile with all that is needed to connect to it. */
export interface OpenProfile {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly color: Profile['color'];
  readonly mark: Profile['mark'];
  readonly target: Exclude<Target, { kind: 'profile' }>;
}

/** The databases this user connects to. Passwords lie in the secret store, or for this run only, never in the file. */
export interface Profiles {
  list(): Promise<Profile[]>;
  /** The one that the program connects to when it starts, or null before the wizard is done. */
  active(): Promise<Profile | null>;
  /** A profile of the same name is replaced. Throws `bad_url`, `not_found`, `settings_unwritable`. */
  save(profile: ProfileToSave): Promise<Profile>;
  /** A password for the next attempts, not yet known to be right. Throws `not_found`. */
  tryPassword(id: string, password: string): Promise<void>;
  /** It was wrong: forgets it again. One that the system's store has stays there. */
  dropTried(id: string): void;
  /**
   * It was connected to, so its password is right: it replaces an older one in the system's store, where that keeps this
   * profile's. The program starts here from now on. Throws `not_found`.
   */
  activate(id: string): Promise<void>;
  /** Forgets it and its password; the database itself is not touched. Throws `not_found`. */
  remove(id: string): Promise<void>;
  /** Throws `not_found`, or `password_needed` where none is kept and none was given in this run. */
  open(id: string): Promise<OpenProfile>;
  /** What a contract's target leads to, with its password; other kinds come back as they are. Throws as open(). */
  resolve(target: Target): Promise<Exclude<Target, { kind: 'profile' }>>;
}

export function openProfiles(
  path: string,
  secrets: Secrets,
  onSetAside: JsonFileOptions<ProfilesFile>['onSetAside'],
): Profiles {
  const initial: ProfilesFile = { active: null, profiles: [] };
  const file = openJsonFile({ path, schema: profilesFileSchema, initial, onSetAside });
  /** Passwords that the system's store does not keep: known until the program ends. */
  const ofThisRun = new Map<string, string>();
  /** Those of them that nobody has connected with yet. */
  const tried = new Set<string>();

  async function find(id: string): Promise<StoredProfile> {
    const found = (await file.read()).profiles.find((profile) => profile.id === id);
    if (found === undefined) throw new AppError('not_found');
    return found;
  }

  async function show(profile: StoredProfile): Promise<Profile> {
    const { id, name, color, mark, address } = profile;
    const passwordKept = profile.passwordKept || !profile.hasPassword;
    const active = (await file.read()).active === id;
    return { id, name, kind: kindOf(address), color, mark, summary: summarize(address), active, passwordKept };
  }

  /** Keeps the password where it was wished and can be; gives whether the system's store has it. */
  async function keepPassword(id: string, password: string, wished: boolean): Promise<boolean> {
    rememberSecret(password);
    ofThisRun.set(id, password);
    if (!wished || !(await secrets.canKeep())) {
      await secrets.forget(id);
      return false;
    }
    await secrets.keep(id, password);
    return true;
  }

  async function put(profile: StoredProfile): Promise<Profile> {
    await file.change((current) => ({
      ...current,
      profiles: [...current.profiles.filter(({ id }) => id !== profile.id), profile],
    }));
    return show(profile);
  }

  async function open(id: string): Promise<OpenProfile> {
    const { name, color, mark, address, hasPassword } = await find(id);
    const known = ofThisRun.get(id) ?? (await secrets.read(id));
    if (known === null && hasPassword) throw new AppError('password_needed', { profile: name });
    return { id, name, kind: kindOf(address), color, mark, target: joinTarget(address, known) };
  }

  return {
    async list() {
      return Promise.all((await file.read()).profiles.map(show));
    },
    async active() {
      const { active, profiles } = await file.read();
      const found = profiles.find(({ id }) => id === active);
      return found === undefined ? null : show(found);
    },
    async save({ name, color, mark, target, keepPassword: wished }) {
      if (target.kind === 'profile') {
        const kept = await find(target.profileId);
        return put({ ...kept, name, color, mark: mark ?? kept.mark });
      }
      const { address, password } = splitTarget(target);
      const sameName = (await file.read()).profiles.find((profile) => profile.name === name);
      const id = sameName?.id ?? randomUUID();
      const passwordKept = password !== null && (await keepPassword(id, password, wished));
      return put({ id, name, color, mark: mark ?? 'none', address, hasPassword: password !== null, passwordKept });
    },
    async tryPassword(id, password) {
      await find(id);
      rememberSecret(password);
      tried.add(id);
      ofThisRun.set(id, password);
    },
    dropTried(id) {
      if (tried.delete(id)) ofThisRun.delete(id);
    },
    async activate(id) {
      const { passwordKept } = await find(id);
      const password = ofThisRun.get(id);
      if (tried.delete(id) && passwordKept && password !== undefined) await secrets.keep(id, password);
      await file.change((current) => ({ ...current, active: id }));
    },
    async remove(id) {
      await find(id);
      ofThisRun.delete(id);
      await secrets.forget(id);
      await file.change(({ active, profiles }) => ({
        active: active === id ? null : active,
        profiles: profiles.filter((profile) => profile.id !== id),
      }));
    },
    open,
    async resolve(target) {
      return target.kind === 'profile' ? (await open(target.profileId)).target : target;
    },
  };
}

function kindOf(address: Address): Kind {
  return address.kind === 'builtin' || address.kind === 'environment' ? address.kind : 'server';
}
