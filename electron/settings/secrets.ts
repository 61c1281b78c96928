import { safeStorage } from 'electron';
import { z } from 'zod';
import { AppError } from '../contract/result';
import { rememberSecret } from '../log/redact';
import { openJsonFile } from './json-file';

const secretsSchema = z.object({ sealed: z.record(z.string(), z.base64()) });

/** Passwords of profiles, sealed by the system's own secret store (Keychain, DPAPI, libsecret, KWallet). */
export interface Secrets {
  /** False where the system has no real store: then nothing is kept, and the password is asked for each time. */
  canKeep(): Promise<boolean>;
  /** Throws `secret_store_unavailable` where canKeep() is false. */
  keep(name: string, secret: string): Promise<void>;
  /** null where it was never kept, or where the system's store no longer opens it. */
  read(name: string): Promise<string | null>;
  forget(name: string): Promise<void>;
}

export function openSecrets(path: string, onSetAside: (path: string) => void): Secrets {
  const file = openJsonFile({ path, schema: secretsSchema, initial: { sealed: {} }, onSetAside });

  async function canKeep(): Promise<boolean> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    if (process.platform !== 'linux') return true;
    // Without a keyring Chromium encrypts with a password that everybody knows: that protects nothing.
    const backend = safeStorage.getSelectedStorageBackend();
    return backend !== 'basic_text' && backend !== 'unknown';
  }

  async function keep(name: string, secret: string): Promise<void> {
    rememberSecret(secret);
    if (!(await canKeep())) throw new AppError('secret_store_unavailable');
    const sealed = (await safeStorage.encryptStringAsync(secret)).toString('base64');
    await file.change((current) => ({ sealed: { ...current.sealed, [name]: sealed } }));
  }

  return {
    canKeep,
    keep,
    async read(name) {
      const sealed = (await file.read()).sealed[name];
      if (sealed === undefined || !(await canKeep())) return null;
      const opened = await unseal(sealed);
      if (opened === null) return null;
      rememberSecret(opened.secret);
      if (opened.keyIsOld) await keep(name, opened.secret);
      return opened.secret;
    },
    async forget(name) {
      await file.change((current) => ({
        sealed: Object.fromEntries(Object.entries(current.sealed).filter(([kept]) => kept !== name)),
      }));
    },
  };
}

async function unseal(sealed: string): Promise<{ secret: string; keyIsOld: boolean } | null> {
  try {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
    return { secret: result, keyIsOld: shouldReEncrypt };
  } catch {
    // The user's keyring was reset, or the file came from another computer: the password is asked for again.
    return null;
  }
}
