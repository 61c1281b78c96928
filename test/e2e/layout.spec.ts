import { expect, test, type Page } from '@playwright/test';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { expectQuiet, goTo, listenForComplaints } from './office';
import { workADay } from './day-of-work';
import { everyDialog } from './dialogs';
import { everyScreen } from './screens';
import { settle } from './tour/tour';

const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
] as const;

/** What is wider than its place: the page itself, and words that are cut off in what is pressed or names something. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} > ${root.clientWidth}`] : [];
    // A customer's name may be longer than its place, and says so by dots; the program's own words may not.
    const own = 'button, [role="button"], nav a, [class*="_pill_"], .ag-header-cell-text, h1, h3, dt, label, legend';
    for (const part of document.querySelectorAll<HTMLElement>(own)) {
      for (const element of [part, ...part.querySelectorAll<HTMLElement>('*')]) {
        const style = getComputedStyle(element);
        const isName = element.closest('bdi') !== null || element.querySelector(':scope > bdi:only-child') !== null;
        const hidden = style.clip !== 'auto' || style.clipPath !== 'none' || isName;
        if (hidden || style.display === 'inline' || element.clientWidth === 0) continue;
        const clips = element === part || style.overflowX !== 'visible';
        if (clips && element.scrollWidth > element.clientWidth + 1) {
          found.push(`${element.textContent.trim()}: ${element.scrollWidth} > ${element.clientWidth}`);
        }
      }
    }
    return found;
  });
}

/** The right edges of the amounts in one column of the list on the screen, in pixels. */
function rightEdges(page: Page, column: string): Promise<number[]> {
  return page.locator(`.ag-row .ag-cell[col-id="${column}"] .num`).evaluateAll((cells) =>
    cells.map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return Math.round(range.getBoundingClientRect().right * 2) / 2;
    }),
  );
}

// Each test looks at a score of screens.
test.describe.configure({ timeout: 240_000 });

test.afterAll(removeUserData);

for (const [language, direction] of [
  ['ar', 'rtl'],
  ['en', 'ltr'],
] as const) {
  test.describe(`in ${language}`, () => {
    test.describe.configure({ mode: 'serial' });
    let app: LaunchedApp;
    let database: TestDatabase;
    let complaints: string[] = [];

    test.beforeAll(async () => {
      database = await createSampleDatabase();
      app = await launchApp({ language, databaseUrl: database.url });
      await workADay(app.page);
      complaints = listenForComplaints(app.page);
      await app.page.getByRole('navigation').first().waitFor();
    });

    test.afterAll(async () => {
      await app.close();
      await database.drop();
    });

    // The smallest window in both languages; what fits there in the shorter words of English fits in the larger one too.
    for (const size of language === 'ar' ? sizes : sizes.slice(0, 1)) {
      test(`nothing is cut off at ${size.width} by ${size.height}`, async () => {
        const { page } = app;
        await page.setViewportSize(size);
        await expect(page.locator('html')).toHaveAttribute('dir', direction);
        await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
        const cut: Record<string, string[]> = {};
        const look = async (name: string): Promise<void> => {
          await settle(page);
          const found = await overflowing(page);
          if (found.length > 0) cut[name] = found;
        };
        for (const { name, path } of await everyScreen(page)) {
          await goTo(page, path);
          await look(name);
        }
        for (const { name, open } of await everyDialog(page, language)) {
          await open();
          await page.getByRole('dialog').last().waitFor();
          await look(name);
          await page.keyboard.press('Escape');
          await goTo(page, '/');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }
        expect(cut).toEqual({});
      });
    }

    for (const [list, column] of [
      ['invoices', 'amountDue'],
      ['payments', 'amount'],
    ] as const) {
      for (const digits of ['latn', 'arab'] as const) {
        test(`units stand under units in ${list}, digits ${digits}`, async () => {
          const { page } = app;
          await call(page, 'preferences', 'set', { changes: { digits } });
          await page.reload();
          await goTo(page, `/${list}`);
          await page.locator('.ag-row .num').first().waitFor();
          await settle(page);
          const edges = await rightEdges(page, column);
          expect(edges.length).toBeGreaterThan(10);
          expect(new Set(edges).size, edges.join(' ')).toBe(1);
        });
      }
    }

    test('none of it made the page complain', () => {
      expectQuiet(complaints);
    });
  });
}
