import { fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { z } from 'zod';
import { fileIn, openJsonFile, readText, removeFile, writeWhole } from '../../../electron/settings/json-file';

const schema = z.object({ count: z.int(), names: z.array(z.string()) });
const initial = { count: 0, names: [] as string[] };

let folder: string;
let path: string;
let aside: string[];
const open = (): ReturnType<typeof openJsonFile<z.infer<typeof schema>>> =>
  openJsonFile({ path, schema, initial, onSetAside: (kept) => aside.push(kept) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-json-'));
  path = join(folder, 'deep', 'settings.json');
  aside = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a settings file', () => {
  it('has its initial values until it is written, and its own after that', async () => {
    expect(await open().read()).toEqual(initial);
    await open().change((current) => ({ ...current, count: 7 }));
    expect(await open().read()).toEqual({ count: 7, names: [] });
  });

  it('loses none of a hundred changes made at once', async () => {
    const file = open();
    const change = (index: number) =>
      file.change((now) => ({ count: now.count + 1, names: [...now.names, `${index}`] }));
    await Promise.all(Array.from({ length: 100 }, (_, index) => change(index)));
    const stored = await open().read();
    expect(stored.count).toBe(100);
    expect(stored.names).toEqual(Array.from({ length: 100 }, (_, index) => `${index}`));
    expect(await readdir(join(folder, 'deep'))).toEqual(['settings.json']);
  });

  it('goes on after a change that failed', async () => {
    const file = open();
    await file.change((now) => ({ ...now, count: 1 }));
    await expect(file.change((now) => ({ ...now, count: 0.5 }))).rejects.toThrow();
    expect(await file.change((now) => ({ ...now, count: now.count + 1 }))).toMatchObject({ count: 2 });
  });

  it.each([
    ['half a file', '{"count": 1, "na'],
    ['nothing', ''],
    ['zeros, as after a power cut', '\0\0\0\0'],
    ['other content', '{"count": "many"}'],
    ['null', 'null'],
  ])('keeps %s aside, says so, and starts anew', async (_what, content) => {
    await open().change((current) => current);
    await writeFile(path, content);
    expect(await open().read()).toEqual(initial);
    expect(aside).toHaveLength(1);
    expect(await readFile(aside[0] ?? '', 'utf8')).toBe(content);
    expect(await readText(path)).toBeNull();
  });

  it('says settings_unwritable where it cannot be written, and leaves nothing half done', async () => {
    await writeFile(join(folder, 'deep'), 'a file where the folder should be');
    await expect(open().change((now) => ({ ...now, count: 1 }))).rejects.toMatchObject({ code: 'settings_unwritable' });
    expect(await readdir(folder)).toEqual(['deep']);
  });

  it.runIf(process.platform !== 'win32')('can be read by its owner alone', async () => {
    await open().change((current) => current);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700);
  });

  it('is whole, the old or the new, whenever its writer is killed', async () => {
    // A process that writes through the real code as fast as it can, and is killed at different moments.
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: join(import.meta.dirname, '../../../electron/settings/json-file.ts'),
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: { output: { entryFileNames: 'json-file.mjs' } },
      },
      ssr: { noExternal: true },
    });
    const script = join(folder, 'writer.mjs');
    await writeFile(
      script,
      `import { writeWhole } from './json-file.mjs';
       for (let count = 0; ; count += 1) {
         await writeWhole(process.argv[2], JSON.stringify({ count, names: Array(2000).fill('x') }));
         process.send(count);
       }`,
    );
    const target = join(folder, 'killed.json');
    for (let round = 1; round <= 5; round += 1) {
      const acknowledged = await killAfter(script, target, round * 7);
      const stored = schema.parse(JSON.parse((await readText(target)) ?? 'null'));
      expect(stored.count).toBeGreaterThanOrEqual(acknowledged);
      expect(stored.names).toHaveLength(2000);
    }
  });
});

function killAfter(script: string, target: string, messages: number): Promise<number> {
  return new Promise((resolve) => {
    const writer = fork(script, [target], { execArgv: [] });
    let last = -1;
    writer.on('message', (count) => {
      last = Number(count);
      if (last === messages) writer.kill('SIGKILL');
    });
    writer.on('exit', () => resolve(last));
  });
}

describe('the names of files', () => {
  it.each(['../x', 'a/b', 'a\\b', '', '.', '..', 'a.b', 'a\0', 'ا', 'x'.repeat(101), 'C:x'])('refuses %j', (name) => {
    expect(() => fileIn('/settings', name)).toThrow('bad_input');
  });

  it('takes keys and hashes', () => {
    expect(fileIn('/settings', '0b6f7d3e-7a54')).toBe(join('/settings', '0b6f7d3e-7a54.json'));
  });
});

describe('removing', () => {
  it('is no error where there is nothing', async () => {
    await removeFile(join(folder, 'never.json'));
    await removeFile(join(folder, 'no', 'folder.json'));
    await writeWhole(path, '{}');
    await removeFile(path);
    expect(await readText(path)).toBeNull();
  });
});
