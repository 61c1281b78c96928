import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../contract/result';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** How a file is locked; stands in the open at its head. `check` tells a wrong passphrase before anything is read. */
export const lockSchema = z.object({
  kdf: z.literal('scrypt'),
  // Bounded, so that a hostile file cannot ask for all of the memory.
  n: z.int().min(1024).max(131_072),
  r: z.literal(8),
  p: z.literal(1),
  salt: hex(16),
  cipher: z.literal('aes-256-gcm'),
  check: hex(32),
});
export type Lock = z.infer<typeof lockSchema>;

/** The parameters that OWASP and the scrypt RFC give for interactive use: 64 MB, some 0.3 s a guess. */
const cost = { n: 65_536, r: 8, p: 1 } as const;
const tagBytes = 16;

export interface FrameKey {
  /** Encrypts the frame at its place; a frame of another place, or the last one as another, is refused by open(). */
  seal(plain: Buffer, place: bigint, isLast: boolean): Buffer;
  /** Throws `backup_damaged`. */
  open(sealed: Buffer, place: bigint, isLast: boolean): Buffer;
}

function derive(passphrase: string, salt: Buffer, { n, r, p }: Pick<Lock, 'n' | 'r' | 'p'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same word typed on two systems may come composed or decomposed.
    scrypt(passphrase.normalize('NFC'), salt, 64, { N: n, r, p, maxmem: 256 * n * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function checkOf(key: Buffer, salt: Buffer): Buffer {
  return createHmac('sha256', key.subarray(32)).update('sahool-backup-1').update(salt).digest();
}

function frameKey(derived: Buffer): FrameKey {
  const key = derived.subarray(0, 32);
  // The key is this file's own, by its salt, so that the place may be the nonce: no nonce comes twice.
  const nonceOf = (place: bigint): Buffer => {
    const nonce = Buffer.alloc(12);
    nonce.writeBigUInt64BE(place, 4);
    return nonce;
  };
  const boundTo = (isLast: boolean): Buffer => Buffer.from([isLast ? 1 : 0]);
  return {
    seal(plain, place, isLast) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place)).setAAD(boundTo(isLast));
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, place, isLast) {
      if (sealed.length < tagBytes) throw new AppError('backup_damaged');
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: tagBytes })
        .setAAD(boundTo(isLast))
        .setAuthTag(sealed.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
      } catch (error) {
        throw new AppError('backup_damaged', {}, error);
      }
    },
  };
}

/** A new lock for one file. */
export async function makeLock(passphrase: string): Promise<{ readonly lock: Lock; readonly key: FrameKey }> {
  const salt = randomBytes(16);
  const derived = await derive(passphrase, salt, cost);
  const check = checkOf(derived, salt).toString('hex');
  return {
    lock: { kdf: 'scrypt', ...cost, salt: salt.toString('hex'), cipher: 'aes-256-gcm', check },
    key: frameKey(derived),
  };
}

/** Throws `backup_passphrase_needed` where there is none, `backup_passphrase_wrong`. */
export async function openLock(lock: Lock, passphrase: string | null): Promise<FrameKey> {
  if (passphrase === null || passphrase === '') throw new AppError('backup_passphrase_needed');
  const salt = Buffer.from(lock.salt, 'hex');
  const derived = await derive(passphrase, salt, lock);
  if (!timingSafeEqual(checkOf(derived, salt), Buffer.from(lock.check, 'hex'))) {
    throw new AppError('backup_passphrase_wrong');
  }
  return frameKey(derived);
}
