import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandKeySchema, type CommandKey } from '../../../electron/contract/ids';
import { openCommandJournal } from '../../../electron/settings/command-journal';

const keys: readonly CommandKey[] = [1, 2, 3].map((n) =>
  commandKeySchema.parse(`0b6f7d3e-7a54-4a5e-9d1f-00000000000${n}`),
);
const content = { key: keys[0], tenantId: 'T-1', amount: '12.50', note: 'دفعة', left: undefined };

let folder: string;
let unreadable: string[];
const open = (): ReturnType<typeof openCommandJournal> => openCommandJournal(folder, (path) => unreadable.push(path));

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'sahool-journal-')), 'commands');
  unreadable = [];
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

async function writeAll(): Promise<void> {
  for (const key of keys) await open().write({ key, database: 'db:5432/billing', channel: 'payments.record', content });
}

describe('commands written down', () => {
  it('outlive the program, whole and in the order they were sent', async () => {
    await writeAll();
    const pending = await open().listPending();
    expect(pending.map(({ key }) => key)).toEqual(keys);
    expect(pending[0]).toMatchObject({
      database: 'db:5432/billing',
      channel: 'payments.record',
      content: { tenantId: 'T-1', amount: '12.50', note: 'دفعة' },
    });
  });

  it('are one file a key, and gone when answered', async () => {
    await writeAll();
    expect(await readdir(folder)).toHaveLength(3);
    for (const key of keys.slice(1)) await open().remove(key);
    expect((await open().listPending()).map(({ key }) => key)).toEqual(keys.slice(0, 1));
    await open().remove(keys[2] ?? commandKeySchema.parse(''));
  });

  it('are none before the first', async () => {
    expect(await open().listPending()).toEqual([]);
  });

  it('are read past one that cannot be, which is reported and left', async () => {
    await writeAll();
    await writeFile(join(folder, 'broken.json'), '{"key": ');
    await writeFile(join(folder, `${keys[0]}.json.a1b2.tmp`), '{"never": "sent"}');
    expect(await open().listPending()).toHaveLength(3);
    expect(unreadable).toEqual([join(folder, 'broken.json')]);
    expect(await readdir(folder)).toContain('broken.json');
  });

  it('are the same file when sent again under the same key', async () => {
    await writeAll();
    await writeAll();
    expect(await open().listPending()).toHaveLength(3);
  });

  it('say journal_unwritable where they cannot be written', async () => {
    await writeFile(join(folder), 'a file where the folder should be');
    await expect(writeAll()).rejects.toMatchObject({ code: 'journal_unwritable' });
  });
});
