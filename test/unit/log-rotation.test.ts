import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '../../electron/log/log';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-log-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('the log is turned over at one megabyte, four older files are kept, and no line is lost in between', async () => {
  const log = openLog(folder, false);
  const filling = 'x'.repeat(20_000);
  const lines = 400; // 8 MB: more than five files hold.
  for (let number = 1; number <= lines; number += 1) log.info(`line ${number} password=hunter22 ${filling}`);

  const files = ['sahool.4.log', 'sahool.3.log', 'sahool.2.log', 'sahool.1.log', 'sahool.log'];
  expect((await readdir(folder)).toSorted()).toEqual(files.toSorted());
  for (const file of files) expect((await stat(join(folder, file))).size).toBeLessThan(1_100_000);
  const all = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('');
  const kept = [...all.matchAll(/line (\d+) /g)].map(([, number]) => Number(number));
  expect(kept.at(-1)).toBe(lines);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, place) => lines - kept.length + 1 + place));
  expect(all).not.toContain('hunter22');

  log.setLevel('error');
  log.info('not written');
  log.error('written');
  const last = await readFile(join(folder, 'sahool.log'), 'utf8');
  expect(last).toContain('written');
  expect(last).not.toContain('not written');
});
