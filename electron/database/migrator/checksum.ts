import { createHash } from 'node:crypto';
import type { Migration } from '../../../migrations/migration';

/**
 * SHA-256, in hex, of what a migration does on the way up. It is taken of the statements and not of any source, so that
 * a formatter, a compiler or a minifier does not change it; a changed title or a mended `down` does not either.
 */
export function checksumOf(migration: Migration): string {
  const content = migration.transactional ? migration.up : migration.indexes;
  return createHash('sha256')
    .update(JSON.stringify([migration.name, content]), 'utf8')
    .digest('hex');
}
