import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { settle } from '../tour/tour';

const folder = join(import.meta.dirname, '..', '..', '..', 'out', 'faults');

/** What the screen shows while something is broken, as out/faults/<name>.png: to be looked at, not compared. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await settle(page);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
