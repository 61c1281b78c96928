import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderDocument } from '../../electron/documents/render';
import { pinnedChromium } from '../support/pinned-chromium';
import { startPrinting, type Printing } from './browser-printing';
import { invoice, receipt } from './samples';

const folder = join(import.meta.dirname, 'pictures');
/** `SAHOOL_PICTURES=keep` takes what is drawn now as what should be; look at it before it is committed. */
const keep = process.env['SAHOOL_PICTURES'] === 'keep';
/** Of all pixels: letters drawn a hair beside their place, nothing that an eye would see. */
const tolerated = 0.002;

let printing: Printing;
beforeAll(async () => {
  printing = await startPrinting();
});
afterAll(async () => {
  await printing.close();
});

const cases: readonly (readonly [name: string, html: () => string])[] = [
  ['invoice-both', () => renderDocument(invoice(5), { language: 'both' })],
  ['invoice-ar', () => renderDocument(invoice(5, { standing: 'paid', copy: 2 }), { language: 'ar', digits: 'arab' })],
  ['invoice-en-draft', () => renderDocument(invoice(5, { standing: 'draft', number: null }), { language: 'en' })],
  ['receipt-both', () => renderDocument(receipt(), { language: 'both', paper: 'A5' })],
];

it.each(cases)('%s looks as it was agreed', async (name, html) => {
  const page = await printing.show(html());
  await page.setViewportSize({ width: 860, height: 1180 });
  const drawn = PNG.sync.read(await page.screenshot({ fullPage: true }));
  await page.close();
  const path = join(folder, `${name}.png`);
  if (keep) {
    await mkdir(folder, { recursive: true });
    await writeFile(path, PNG.sync.write(drawn));
  }
  expect(existsSync(path)).toBe(true);
  const agreed = PNG.sync.read(await readFile(path));
  // Another browser than the pinned one sets lines its own way: there the picture only has to be one.
  if ((await pinnedChromium()) === null) {
    expect(drawn.width).toBe(agreed.width);
    return;
  }
  expect([drawn.width, drawn.height]).toEqual([agreed.width, agreed.height]);
  const difference = new PNG({ width: agreed.width, height: agreed.height });
  const pixels = pixelmatch(agreed.data, drawn.data, difference.data, agreed.width, agreed.height, { threshold: 0.15 });
  expect(pixels / (agreed.width * agreed.height)).toBeLessThan(tolerated);
});
