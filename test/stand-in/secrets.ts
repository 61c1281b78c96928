import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './app';
import { switchValue } from './switches';

/**
 * Electron's safeStorage. There is no keyring here, and it says so: `basic_text`. Where `--password-store=<name>` says
 * otherwise, as tests do that need a computer with a keyring, the key lies in a file of the user's data.
 */
function key(): Buffer {
  const file = join(app.getPath('userData'), 'stand-in-key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  return readFileSync(file);
}

const nonceLength = 12;
const tagLength = 16;

export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(true),
  getSelectedStorageBackend(): string {
    const named = switchValue('password-store') ?? 'basic';
    return named === 'basic' ? 'basic_text' : named.replaceAll('-', '_');
  },
  encryptStringAsync(text: string): Promise<Buffer> {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', key(), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> {
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, nonceLength));
    decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
    const text = Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
    return Promise.resolve({ shouldReEncrypt: false, result: text.toString('utf8') });
  },
};
