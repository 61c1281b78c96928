import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import type { SslMode } from '../contract/profiles';
import { AppError } from '../contract/result';
import type { ConnectionTarget } from './connection-target';

/** What pg takes: false for a connection in the open. */
export type TlsChoice = false | ConnectionOptions;

async function readCaFile(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch (error) {
    throw new AppError('ca_file_unreadable', { path }, error);
  }
  throw new AppError('ca_file_unreadable', { path });
}

/** libpq: with a CA file, `require` verifies the authority too. */
function effectiveMode({ sslMode, caFile }: Pick<ConnectionTarget, 'sslMode' | 'caFile'>): SslMode {
  return sslMode === 'require' && caFile !== null ? 'verify-ca' : sslMode;
}

/**
 * The ways of connecting that a target's sslmode allows, in the order in which to try them: `prefer` takes an open
 * connection where the server offers no TLS, all others stand by the first. Throws `ca_file_unreadable`.
 */
export async function tlsChoices(target: ConnectionTarget): Promise<readonly TlsChoice[]> {
  const mode = effectiveMode(target);
  if (mode === 'disable') return [false];
  if (mode === 'prefer') return [{ rejectUnauthorized: false }, false];
  if (mode === 'require') return [{ rejectUnauthorized: false }];
  const ca = target.caFile === null ? {} : { ca: await readCaFile(target.caFile) };
  if (mode === 'verify-full') return [{ ...ca, rejectUnauthorized: true }];
  // verify-ca trusts the authority, whatever name stands in the certificate.
  return [{ ...ca, rejectUnauthorized: true, checkServerIdentity: () => undefined }];
}
