import { expect, test, type Page } from '@playwright/test';
import { sumAmounts } from '../../electron/contract/amount';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { word } from '../support/words';
import { everyReport, expectSpreadsheet, throughEveryList } from './lists';
import { goTo } from './office';
import { workADay } from './day-of-work';
import { everyDialog } from './dialogs';
import { everyScreen, someRecords } from './screens';
import { settle } from './tour/tour';

/**
 * What can be pressed or written into on the screen, or in the topmost dialog, and never had the focus while Tab went round.
 * Of what belongs together (tabs, choices, the rows of a list) one is enough: the arrow keys lead to the others.
 */
async function outOfReach(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const pressed =
      'a[href], button, input, select, textarea, summary, [role="button"], [role="link"], [role="checkbox"], [role="switch"], [role="radio"], [role="tab"], [role="combobox"], [role="spinbutton"], [role="slider"], [role="option"], [role="menuitem"], .ag-row';
    const together =
      '[role="tablist"], [role="radiogroup"], [role="listbox"], [role="menu"], [role="toolbar"], [role="grid"], [role="treegrid"], .ag-root-wrapper, [role="group"]:has(> [role="spinbutton"], > [role="combobox"])';
    const dialogs = document.querySelectorAll('[role="dialog"], [role="alertdialog"]:has(button)');
    const scope = [...dialogs].at(-1) ?? document.body;
    const isShown = (element: HTMLElement): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('[aria-hidden="true"], [inert], [data-live-announcer]') === null &&
      !element.matches(':disabled, [aria-disabled="true"], [type="hidden"]') &&
      element.getBoundingClientRect().width > 1;
    const isLedByField = (element: HTMLElement): boolean => {
      const list = element.closest('[role="listbox"]')?.id ?? '';
      return list !== '' && document.querySelector(`input[aria-controls~="${CSS.escape(list)}"]`) !== null;
    };
    const waiting = new Set(
      [...scope.querySelectorAll<HTMLElement>(pressed)]
        .filter(isShown)
        // The results under a search field: the focus stays in the field, and the arrow keys lead through them.
        .filter((element) => element.closest('[role="listbox"]') === null || !isLedByField(element))
        .map((element) => element.closest<HTMLElement>(together) ?? element),
    );
    const reached = (): void => {
      for (const element of waiting) {
        if (element === document.activeElement || element.contains(document.activeElement)) waiting.delete(element);
      }
    };
    reached();
    document.addEventListener('focusin', reached);
    Object.assign(window, {
      waitingForFocus: () =>
        [...waiting]
          .filter((element) => element.isConnected)
          .map((element) => `${element.tagName} ${element.ariaLabel ?? element.textContent.trim().slice(0, 40)}`),
    });
  });
  const waiting = (): Promise<string[]> =>
    page.evaluate(() => (Reflect.get(window, 'waitingForFocus') as () => string[])());
  for (let round = 0; round < 30; round += 1) {
    if ((await waiting()).length === 0) return [];
    for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('Tab');
  }
  return waiting();
}

// It looks at a score of screens.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.describe('by the keyboard alone', () => {
  let app: LaunchedApp;
  let database: TestDatabase;

  test.beforeAll(async () => {
    database = await createSampleDatabase();
    app = await launchApp({ language: 'ar', databaseUrl: database.url });
    await workADay(app.page);
    await app.page.getByRole('navigation').first().waitFor();
  });

  test.afterAll(async () => {
    await app.close();
    await database.drop();
    await removeUserData();
  });

  test('everything on every screen can be reached', async () => {
    const { page } = app;
    const missed: Record<string, string[]> = {};
    for (const { name, path } of await everyScreen(page)) {
      await goTo(page, path);
      await settle(page);
      const found = await outOfReach(page);
      if (found.length > 0) missed[name] = found;
    }
    expect(missed).toEqual({});
  });

  test('every list and report becomes a spreadsheet, and each list leads from record to record', async () => {
    const { page } = app;
    await throughEveryList(page, 'ar');
    for (const [report, path] of Object.entries(await everyReport(page))) {
      await goTo(page, path);
      await expectSpreadsheet(page, 'ar', report);
    }
    // In both kinds of file; the menu is the same everywhere.
    await page
      .getByRole('main')
      .getByRole('button', { name: word('ar', 'exports.menu'), exact: true })
      .click();
    for (const format of ['xlsx', 'csv']) {
      await expect(page.getByRole('menuitem', { name: word('ar', `exports.${format}`) })).toBeVisible();
    }
    await page.keyboard.press('Escape');
  });

  test('every key in the sheet of shortcuts does something, and every key that is shown stands in it', async () => {
    const { page } = app;
    const { invoice } = await someRecords(page);
    const path = `/invoices?open=${invoice}`;
    const sheet = page.getByRole('dialog');
    const start = async (): Promise<void> => {
      if (!page.url().endsWith(path)) await goTo(page, path);
      await expect(page.getByRole('complementary').getByRole('heading').nth(1)).toBeVisible();
      await page.getByRole('complementary').focus();
    };
    await start();
    const shown = await page.locator('kbd:visible').allTextContents();
    await page.keyboard.press('?');
    const listed = await sheet.locator('dd').evaluateAll((entries) =>
      entries.map((entry) => ({
        here: entry.closest('section')?.previousElementSibling === null,
        shown: entry.querySelector('kbd')?.textContent ?? '',
        keys: entry.querySelector('.visually-hidden')?.textContent ?? '',
      })),
    );
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    expect(shown.filter((text) => !listed.some((entry) => entry.shown === text))).toEqual([]);
    expect(listed.length).toBeGreaterThan(20);

    /** What a key may change: the place, a dialog, the focus, the size. */
    const standing = (): Promise<string> =>
      page.evaluate(() => {
        const { activeElement } = document;
        const dialogs = [...document.querySelectorAll('[role="dialog"]')].map(({ textContent }) => textContent);
        return [
          location.hash,
          activeElement?.tagName,
          activeElement?.ariaLabel,
          dialogs,
          devicePixelRatio,
          innerWidth,
        ].join();
      });
    const idle: string[] = [];
    // What a list or an edge answers while it has the focus is tried where lists are; see lists.ts.
    const tried = listed.filter(({ keys }) => !keys.includes(' ') && keys !== 'Space');
    // Those of this screen from its record, the others from wherever the one before led to.
    for (const { keys, here } of tried) {
      if (here) await start();
      const before = await standing();
      await page.keyboard.press(keys.replace('Ctrl', 'Control'));
      await expect
        .poll(standing, { timeout: 4000, intervals: [20, 50, 100] })
        .not.toBe(before)
        .catch(() => idle.push(keys));
      for (let presses = 0; presses < 3 && (await sheet.count()) > 0; presses += 1) await page.keyboard.press('Escape');
      await expect(sheet).toHaveCount(0);
    }
    // Of the three sizes one stood already.
    expect(idle.filter((keys) => keys !== 'Ctrl+0')).toEqual([]);
  });

  test('a payment of an invoice whose number is known takes under ten keys, from anywhere', async () => {
    const { page } = app;
    const [invoice] = (
      await call(page, 'invoices', 'list', {
        filter: { standing: ['overdue'] },
        sort: { column: 'invoice_number', direction: 'desc' },
        page: { from: 'start', limit: 1 },
      })
    ).rows;
    if (!invoice) throw new Error('the sample data has nothing overdue');
    const before = await call(page, 'invoices', 'get', { id: invoice.id });
    await goTo(page, '/plans');
    await settle(page);
    let keys = 0;
    const press = async (key: string): Promise<void> => {
      keys += 1;
      await page.keyboard.press(key);
    };
    await press('Control+k');
    for (const digit of invoice.number.replace(/^.*-0*/, '')) await press(digit);
    await press('Enter');
    await expect(page.getByRole('complementary')).toContainText(invoice.number);
    await press('F2');
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    await press('Control+Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(keys).toBeLessThan(10);
    expect(await call(page, 'invoices', 'get', { id: invoice.id })).toMatchObject({
      status: 'paid',
      amountDue: '0.00',
      amountPaid: sumAmounts([before.amountPaid, before.amountDue]),
    });
  });

  test('the search does what it is told: a section, a setting, what was opened lately', async () => {
    const { page } = app;
    const typed = async (text: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('searchbox').pressSequentially(text);
      await expect(page.getByRole('option').first()).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    };
    await typed(word('ar', 'app.nav.plans'));
    await expect(page).toHaveURL(/#\/plans/);
    // In the other language too.
    await typed(word('en', 'settings.rates.title'));
    await expect(page).toHaveURL(/#\/settings\?tab=rates/);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option').first()).toContainText('SAH-');
    await page.keyboard.press('Escape');
  });

  test('everything in every form and dialog can be reached, and Escape leaves it', async () => {
    const { page } = app;
    const missed: Record<string, string[]> = {};
    for (const { name, open } of await everyDialog(page, 'ar')) {
      await open();
      await page.getByRole('dialog').last().waitFor();
      await settle(page);
      const found = await outOfReach(page);
      if (found.length > 0) missed[name] = found;
      for (let presses = 0; presses < 3 && (await page.getByRole('dialog').count()) > 0; presses += 1) {
        await page.keyboard.press('Escape');
        await page.waitForTimeout(50);
      }
      // The wizard is left by its own button, which asks for nothing: a stray Escape must not throw away a connection's test.
      if (name !== 'another database') await expect(page.getByRole('dialog'), name).toHaveCount(0);
      await goTo(page, '/');
    }
    expect(missed).toEqual({});
  });
});
