import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paperFor, renderDocument } from '../../electron/documents/render';
import { pinnedChromium } from '../support/pinned-chromium';
import { startPrinting, type Printing } from './browser-printing';
import { gallery, type Exhibit } from './gallery';

const folder = join(import.meta.dirname, 'pictures');
/** `SAHOOL_PICTURES=keep` takes what is drawn now as what should be; look at it before it is committed. */
const keep = process.env['SAHOOL_PICTURES'] === 'keep';
/** Of all pixels: letters drawn a hair beside their place, nothing that an eye would see. */
const tolerated = 0.0005;

/** Of the gallery's documents: each kind, each paper, each language, what stands across a page, rials and long names. */
const agreedUpon = [
  'invoice-overdue-both',
  'invoice-paid-ar',
  'invoice-draft-en',
  'invoice-canceled-both',
  'invoice-rials-ar',
  'invoice-long-names-both',
  'invoice-a5-en',
  'receipt-one-a5-both',
  'receipt-rials-copy-a4-both',
  'receipt-long-names-roll-ar',
  'credit-note-both',
  'payment-voucher-ar',
  'statement-3-movements-ar',
  'day-close-difference-both',
  'reminder-first-ar',
  'run-summary-ar',
];

/** A little over a sheet's width in CSS pixels. */
const widths = { A4: 860, A5: 620, roll: 340 };

let printing: Printing;
let apart: string;
beforeAll(async () => {
  printing = await startPrinting();
  apart = await mkdtemp(join(tmpdir(), 'sahool-pictures-'));
});
afterAll(async () => {
  await printing.close();
});

async function draw(page: Page, width: number): Promise<PNG> {
  await page.setViewportSize({ width, height: 600 });
  return PNG.sync.read(await page.screenshot({ fullPage: true }));
}

/** The part of the picture that differs, and where both and the difference can be looked at. */
async function compare(name: string, agreed: PNG, drawn: PNG): Promise<{ share: number; seen: string }> {
  const { width, height } = agreed;
  const difference = new PNG({ width, height });
  const pixels = pixelmatch(agreed.data, drawn.data, difference.data, width, height, { threshold: 0.15 });
  const share = pixels / (width * height);
  const seen = join(apart, `${name}-difference.png`);
  if (share >= tolerated) {
    await writeFile(seen, PNG.sync.write(difference));
    await writeFile(join(apart, `${name}-drawn.png`), PNG.sync.write(drawn));
  }
  return { share, seen };
}

const cases = agreedUpon.map((name): Exhibit => {
  const exhibit = gallery().find((each) => each.name === name);
  if (!exhibit) throw new Error(`the gallery has no ${name}`);
  return exhibit;
});

it.each(cases)('$name looks as it was agreed', async ({ name, document, choice }) => {
  const page = await printing.show(renderDocument(document, choice));
  const drawn = await draw(page, widths[paperFor(document.kind, choice.paper)]);
  await page.close();
  const path = join(folder, `${name}.png`);
  if (keep) {
    await mkdir(folder, { recursive: true });
    await writeFile(path, PNG.sync.write(drawn));
  }
  const agreed = PNG.sync.read(await readFile(path));
  // Another browser than the pinned one sets lines its own way: there the picture only has to be one.
  if ((await pinnedChromium()) === null) {
    expect(drawn.width).toBe(agreed.width);
    return;
  }
  expect([drawn.width, drawn.height]).toEqual([agreed.width, agreed.height]);
  const { share, seen } = await compare(name, agreed, drawn);
  expect(share, `look at ${seen}`).toBeLessThan(tolerated);
});

it('amounts that stand three pixels beside their place are a difference', async () => {
  const { document, choice } = cases[0] ?? expect.unreachable();
  const html = renderDocument(document, choice);
  const moved = html.replace('</head>', '<style>.amount { position: relative; left: 3px }</style></head>');
  const pages = [await printing.show(html), await printing.show(moved)] as const;
  const [before, after] = [await draw(pages[0], widths.A4), await draw(pages[1], widths.A4)];
  await Promise.all(pages.map((page) => page.close()));
  const { share, seen } = await compare('beside', before, after);
  expect(share).toBeGreaterThan(tolerated);
  expect(await readFile(seen)).not.toHaveLength(0);
});
