import { createHash, createHmac, pbkdf2Sync, randomBytes, randomInt } from 'node:crypto';

/** Without the letters and digits that are taken for each other when they are read out. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const iterations = 4096;

/** A new password of four groups of five: 99 bits, easily read out and typed. */
export function newPassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/**
 * What PostgreSQL keeps of a password (RFC 5802, as in pg_authid.rolpassword). Sent instead of the password, which then
 * stands in no statement and no log of the server. ASCII only, so that SASLprep has nothing to do.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const server = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}
