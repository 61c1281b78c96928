import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checksumOf } from '../../electron/database/migrator/checksum';
import { migrations } from '../../migrations';
import { root } from './source';

it('migrations/expected-catalog.json was written after the last change of the migrations', () => {
  const command = 'npm run expected-catalog';
  const text = readFileSync(join(root, 'migrations', 'expected-catalog.json'), 'utf8');
  // As text, so that the marks of a merge are told in the same words.
  const written = [...text.matchAll(/^ {4}"(\d{4}-[a-z0-9-]+)": "([0-9a-f]{64})"/gm)].map(([, name, sum]) => [
    name,
    sum,
  ]);
  const now = migrations.map((migration) => [migration.name, checksumOf(migration)]);
  const stale = text.includes('<<<<<<<') || JSON.stringify(written) !== JSON.stringify(now);
  expect(stale, `migrations/expected-catalog.json is stale. Run: ${command}   and commit the file.`).toBe(false);
});
