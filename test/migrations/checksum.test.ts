import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checksumOf } from '../../electron/database/migrator/checksum';
import { migrations } from '../../migrations';

const root = resolve(import.meta.dirname, '../..');
const bundleSchema = z.object({ checksums: z.array(z.tuple([z.string(), z.string()])) });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-checksum-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('checksums', () => {
  it('are the same in a minified bundle as in the source', async () => {
    const entry = 'virtual:checksums';
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [
        {
          name: 'checksums',
          resolveId: (id) => (id === entry ? id : null),
          load: (id) =>
            id === entry
              ? `import { checksumOf } from '${root}/electron/database/migrator/checksum';
                 import { migrations } from '${root}/migrations';
                 export const checksums = migrations.map((migration) => [migration.name, checksumOf(migration)]);`
              : null,
        },
      ],
      build: {
        ssr: true,
        minify: true,
        outDir: folder,
        rollupOptions: { input: entry, output: { format: 'es', entryFileNames: 'checksums.mjs' } },
      },
    });
    const bundle: unknown = await import(pathToFileURL(join(folder, 'checksums.mjs')).href);
    expect(bundleSchema.parse(bundle).checksums).toEqual(
      migrations.map((migration) => [migration.name, checksumOf(migration)]),
    );
  });
});
