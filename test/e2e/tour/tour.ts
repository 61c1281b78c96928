import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Language } from '../../../electron/contract/preferences';
import type { LaunchedApp } from '../../support/app';
import { call } from '../../support/bridge';

/** Where everything goes that the tour makes. */
export const tourFolder = join(import.meta.dirname, '..', '..', '..', 'out', 'tour');

/** What the steps share: the program, and what earlier steps have found out. */
export interface Tour {
  readonly app: LaunchedApp;
  readonly page: Page;
  /** Records that later steps open, by what they are: `invoice`, `payment`, `tenant`, `subscription`. */
  readonly records: Map<string, string>;
  /** Saves what the window shows, once it has come to rest, as out/tour/<language>/<number>-<name>.png. */
  shoot(language: Language, name: string, page?: Page): Promise<void>;
}

/** One stop of the tour. It fails alone: the later ones are tried all the same. */
export interface Step {
  readonly name: string;
  run(tour: Tour): Promise<void>;
}

export const languages: readonly Language[] = ['ar', 'en'];

export async function openTour(app: LaunchedApp): Promise<Tour> {
  const { page } = app;
  await rm(tourFolder, { recursive: true, force: true });
  for (const language of languages) await mkdir(join(tourFolder, language), { recursive: true });
  const taken = new Map<Language, number>();
  return {
    app,
    page,
    records: new Map(),
    async shoot(language, name, shown = page) {
      const number = (taken.get(language) ?? 0) + 1;
      taken.set(language, number);
      await settle(shown);
      await shown.screenshot({
        path: join(tourFolder, language, `${String(number).padStart(2, '0')}-${name}.png`),
        animations: 'disabled',
        caret: 'hide',
      });
    },
  };
}

/** Waits until fonts are there, nothing says that it is loading, and the page has not changed for a moment. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.waitForFunction(
    () => {
      const busy = document.querySelector('[aria-busy="true"], [role="progressbar"], .ag-row-loading, .ag-loading');
      // What stands in for content that is on its way has a name and no words.
      const skeletons = [...document.querySelectorAll('[role="status"][aria-label]')];
      return busy === null && skeletons.every((skeleton) => (skeleton.textContent ?? '').trim() !== '');
    },
    null,
    { timeout: 15_000 },
  );
  await page.evaluate(
    ({ quietMs, patienceMs }) =>
      new Promise((resolve) => {
        const done = (): void => {
          observer.disconnect();
          resolve(true);
        };
        let timer = setTimeout(done, quietMs);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, quietMs);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        setTimeout(done, patienceMs);
      }),
    { quietMs: 250, patienceMs: 4000 },
  );
}

/** Throws where the screen shows a failure: a picture of one is no picture of the screen. */
export async function refuseFailure(page: Page): Promise<void> {
  const alerts = await page.getByRole('alert').allInnerTexts();
  const words = alerts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== '');
  if (words.length > 0) throw new Error(`the screen says: ${words.join(' | ')}`);
}

/** Shows everything in this language and light colours, as after a start. */
export async function speak(page: Page, language: Language): Promise<void> {
  await call(page, 'preferences', 'set', { changes: { language, theme: 'light', reduceMotion: true } });
  await page.reload();
  await page.locator(`html[lang^="${language}"]`).waitFor();
}

/** Goes to a screen by its address within the page, as a link of the program would. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
  await page.locator('main').waitFor();
  await settle(page);
}
