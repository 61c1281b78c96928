import { expect, test, type Page } from '@playwright/test';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { expectQuiet, goTo, listenForComplaints } from './office';
import { settle } from './tour/tour';

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

test.afterAll(removeUserData);

for (const language of ['ar', 'en'] as const) {
  test.describe(`in ${language}`, () => {
    test.describe.configure({ mode: 'serial' });
    let app: LaunchedApp;
    let database: TestDatabase;
    let complaints: string[] = [];

    test.beforeAll(async () => {
      database = await createSampleDatabase();
      app = await launchApp({ language, databaseUrl: database.url });
      complaints = listenForComplaints(app.page);
      await app.page.getByRole('navigation').first().waitFor();
    });

    test.afterAll(async () => {
      await app.close();
      await database.drop();
    });

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
