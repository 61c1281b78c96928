import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFormDrafts, type FormDrafts } from '../../../electron/settings/form-drafts';

let folder: string;
let drafts: FormDrafts;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-drafts-'));
  drafts = openFormDrafts(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what was typed and not saved', () => {
  it('survives a restart', async () => {
    await drafts.save('payment:new', '{"amount":"١٢٣٫٤٥"}');
    expect(await openFormDrafts(folder).read('payment:new')).toBe('{"amount":"١٢٣٫٤٥"}');
  });

  it('is forgotten when asked, once or twice', async () => {
    await drafts.save('payment:new', 'x');
    await drafts.save('payment:new', null);
    await drafts.save('payment:new', null);
    expect(await drafts.read('payment:new')).toBeNull();
  });

  it('is what was typed last, however fast it came', async () => {
    const saves = Array.from({ length: 50 }, (_, index) => drafts.save('payment:new', `version ${index}`));
    await Promise.all(saves);
    expect(await drafts.read('payment:new')).toBe('version 49');
    await Promise.all([drafts.save('payment:new', 'again'), drafts.save('payment:new', null)]);
    expect(await drafts.read('payment:new')).toBeNull();
  });

  it.each(['../../etc/passwd', 'a/b\\c', '__proto__', 'فاتورة', '', 'x'.repeat(100)])(
    'keeps the form %j apart from all others',
    async (form) => {
      await drafts.save(form, `of ${form}`);
      await drafts.save(`${form} `, 'of another');
      expect(await drafts.read(form)).toBe(`of ${form}`);
      expect((await readdir(folder)).every((name) => /^[0-9a-f]{64}\.json$/.test(name))).toBe(true);
    },
  );

  it('is nothing where the file is damaged', async () => {
    await drafts.save('payment:new', 'x');
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), '{');
    expect(await drafts.read('payment:new')).toBeNull();
  });

  it('is forgotten, oldest first, beyond two hundred forms', async () => {
    for (let index = 0; index < 200; index += 1) await drafts.save(`form ${index}`, 'x');
    const names = await readdir(folder);
    const yesterday = new Date(Date.now() - 86_400_000);
    await Promise.all(names.map((name) => utimes(join(folder, name), yesterday, yesterday)));
    await drafts.save('newest', 'x');
    expect(await readdir(folder)).toHaveLength(200);
    expect(await drafts.read('newest')).toBe('x');
  });
});
