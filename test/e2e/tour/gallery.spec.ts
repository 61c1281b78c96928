import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { Language, Preferences } from '../../../electron/contract/preferences';
import { launchApp, removeUserData, type LaunchedApp } from '../../support/app';
import { call } from '../../support/bridge';
import { createSampleDatabase } from '../../support/sample-database';
import { overflowing } from '../cut-off';
import { workADay } from '../day-of-work';
import { everyDialog } from '../dialogs';
import { goTo } from '../office';
import { everyScreen } from '../screens';
import { languages, settle } from './tour';

/*
 * docs/gallery/screens and dialogs: a sheet for each screen and each form or dialog, each look in both languages side by side.
 * `npm run gallery:screens` makes them anew; look at them before they are committed.
 */

const gallery = join(import.meta.dirname, '..', '..', '..', 'docs', 'gallery');

/** Something to be photographed. */
interface Stop {
  readonly name: string;
  readonly show: () => Promise<void>;
  readonly leave?: () => Promise<void>;
}

/** What a folder of sheets holds. */
interface Album {
  readonly folder: 'screens' | 'dialogs';
  readonly title: string;
  readonly stops: (page: Page, language: Language) => Promise<readonly Stop[]>;
  /** Of a picture on a sheet, in pixels. */
  readonly cell: { readonly width: number; readonly height: number };
}

interface Look {
  readonly name: string;
  readonly preferences: Partial<Preferences>;
  /** CSS pixels: at 200 % zoom a window has half of its own. */
  readonly size: { readonly width: number; readonly height: number };
}

const ordinary = { width: 1440, height: 900 };
const looks: readonly Look[] = [
  { name: 'light, compact', preferences: { theme: 'light', density: 'compact' }, size: ordinary },
  { name: 'dark, comfortable', preferences: { theme: 'dark', density: 'comfortable' }, size: ordinary },
  {
    name: 'the smallest window',
    preferences: { theme: 'light', density: 'compact' },
    size: { width: 1024, height: 700 },
  },
  { name: 'zoom 200 %', preferences: { theme: 'light', density: 'compact' }, size: { width: 720, height: 450 } },
];

/** Pictures two by two on one sheet, as WebP. */
async function sheetOf(page: Page, pictures: readonly Buffer[], cell: Album['cell']): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ sources, width, height }) => {
      const gap = 8;
      const rows = Math.ceil(sources.length / 2);
      const canvas = new OffscreenCanvas(2 * width + 3 * gap, rows * (height + gap) + gap);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = '#8a8f89';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.imageSmoothingQuality = 'high';
      for (const [index, source] of sources.entries()) {
        const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const scale = Math.min(width / bitmap.width, height / bitmap.height);
        const x = gap + (index % 2) * (width + gap) + (width - bitmap.width * scale) / 2;
        const y = gap + Math.floor(index / 2) * (height + gap);
        context.drawImage(bitmap, x, y, bitmap.width * scale, bitmap.height * scale);
      }
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.72 });
      const codes = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(codes, (code) => String.fromCharCode(code)).join(''));
    },
    { sources: pictures.map((picture) => picture.toString('base64')), ...cell },
  );
  return Buffer.from(base64, 'base64');
}

const fileOf = (name: string): string => `${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.webp`;

/**
 * Every stop in every look, in one language; the pictures by the stop's name, in the order of the looks. Gives what is cut off, or
 * makes the page scroll sideways, a line for each place.
 */
async function photograph(
  app: LaunchedApp,
  album: Album,
  language: Language,
  taken: Map<string, Buffer[]>,
): Promise<string[]> {
  const { page } = app;
  const wrong: string[] = [];
  const stops = await album.stops(page, language);
  for (const look of looks) {
    await call(page, 'preferences', 'set', { changes: { ...look.preferences, language, reduceMotion: true } });
    await page.setViewportSize(look.size);
    await page.reload();
    for (const { name, show, leave } of stops) {
      await show();
      await settle(page);
      const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      taken.set(name, [...(taken.get(name) ?? []), picture]);
      wrong.push(...(await overflowing(page)).map((place) => `${name}, ${language}, ${look.name}: ${place}`));
      await leave?.();
    }
  }
  return wrong;
}

/** Those of one language stand beside those of the other. */
function sideBySide(first: readonly Buffer[], second: readonly Buffer[]): Buffer[] {
  return first.flatMap((picture, index) => [picture, second[index] ?? picture]);
}

function indexPage(title: string, names: readonly string[]): string {
  const rows = looks.map(({ name }, index) => `${index + 1}. ${name}`).join('\n');
  const sheets = names.map((name) => `## ${name[0]?.toUpperCase()}${name.slice(1)}\n\n![${name}](${fileOf(name)})\n`);
  return `# ${title}

Arabic and English side by side, each from top to bottom as:

${rows}

Made by \`npm run gallery:screens\` on the sample data.

${sheets.join('\n')}`;
}

const albums: readonly Album[] = [
  {
    folder: 'screens',
    title: 'Every screen',
    stops: async (page) => (await everyScreen(page)).map(({ name, path }) => ({ name, show: () => goTo(page, path) })),
    cell: { width: 720, height: 450 },
  },
  {
    folder: 'dialogs',
    title: 'Every form and dialog',
    stops: async (page, language) =>
      (await everyDialog(page, language)).map(({ name, open }) => ({
        name,
        show: async () => {
          await open();
          await page.getByRole('dialog').last().waitFor();
        },
        leave: async () => {
          await page.keyboard.press('Escape');
          await goTo(page, '/');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        },
      })),
    cell: { width: 600, height: 375 },
  },
];

for (const album of albums) {
  test(`a sheet for each of the ${album.folder}`, async () => {
    const folder = join(gallery, album.folder);
    const database = await createSampleDatabase();
    const taken = new Map<Language, Map<string, Buffer[]>>();
    const wrong: string[] = [];
    let app: LaunchedApp | null = null;
    try {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      app = await launchApp({ language: 'ar', databaseUrl: database.url });
      await workADay(app.page);
      app.page.setDefaultTimeout(20_000);
      for (const language of languages) {
        const pictures = new Map<string, Buffer[]>();
        taken.set(language, pictures);
        wrong.push(...(await photograph(app, album, language, pictures)));
      }
      const [inArabic, inEnglish] = [taken.get('ar'), taken.get('en')];
      for (const [name, pictures] of inArabic ?? []) {
        const sheet = await sheetOf(app.page, sideBySide(pictures, inEnglish?.get(name) ?? []), album.cell);
        await writeFile(join(folder, fileOf(name)), sheet);
      }
      await writeFile(join(folder, 'README.md'), indexPage(album.title, [...(inArabic?.keys() ?? [])]));
    } finally {
      await app?.close();
      await database.drop();
      await removeUserData();
    }
    expect(taken.get('ar')?.size).toBe(taken.get('en')?.size);
    expect(wrong).toEqual([]);
  });
}
