import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Language } from '../../electron/contract/preferences';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import { createTestDatabase, type TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { goThroughWizard } from '../support/wizard';
import { word } from '../support/words';
import { expectQuiet, goTo, listenForComplaints } from './office';
import { cutOff } from './cut-off';
import { workADay } from './day-of-work';
import { everyDialog } from './dialogs';
import { everyScreen } from './screens';
import { refuseFailure } from './tour/tour';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with what is on the screen now, one line for each place. */
async function findings(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // What is said aloud points for seconds at buttons that are gone by then; it is never on the screen.
    .exclude('[data-live-announcer]')
    // The rows of a list are all made alike.
    .exclude('.ag-row:nth-child(n+6)')
    // In one pass over the page itself: the paper of a preview runs no script, axe's neither.
    .setLegacyMode()
    .options({
      iframes: false,
      resultTypes: ['violations'],
      // Dark differs from light in its colours only.
      runOnly: theme === 'dark' ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: standards },
    })
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.replaceAll('\n', ' ')}`),
  );
}

/** Light and dark follow the system, so that one look at a screen sees both. */
async function asSystem(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await call(page, 'preferences', 'set', { changes: { theme: 'system', reduceMotion: true } });
  await page.reload();
  await page.locator('html[data-theme="light"]').waitFor();
}

/**
 * What is wrong with what is on the screen: what is cut off, and what axe finds. Everything in light; in Arabic also what
 * differs in dark: colours are the same in both languages, and each look takes a second.
 */
async function look(page: Page, language: Language): Promise<string[]> {
  const light = [...(await cutOff(page)), ...(await findings(page, 'light'))];
  if (language !== 'ar') return light;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor();
  const dark = await findings(page, 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('html[data-theme="light"]').waitFor();
  return [...light, ...dark.map((finding) => `in the dark: ${finding}`)];
}

// Each test looks at a score of screens; one language does not wait for the other.
test.describe.configure({ mode: 'parallel', timeout: 240_000 });

test.afterAll(removeUserData);

for (const language of ['ar', 'en'] satisfies Language[]) {
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
      await asSystem(app.page);
      await expect(app.page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      await expect(app.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
    });

    test.afterAll(async () => {
      await app.close();
      await database.drop();
    });

    test('every screen', async () => {
      const { page } = app;
      const wrong: Record<string, string[]> = {};
      for (const { name, path } of await everyScreen(page)) {
        await goTo(page, path);
        const found = await look(page, language);
        if (found.length > 0) wrong[name] = found;
        // The gallery shows what a failure looks like.
        if (path !== '/gallery') await refuseFailure(page);
      }
      expect(wrong).toEqual({});
    });

    test('every form and dialog', async () => {
      const { page } = app;
      const wrong: Record<string, string[]> = {};
      for (const { name, open } of await everyDialog(page, language)) {
        await open();
        await page.getByRole('dialog').last().waitFor();
        const found = await look(page, language);
        if (found.length > 0) wrong[name] = found;
        await page.keyboard.press('Escape');
        await goTo(page, '/');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      expect(wrong).toEqual({});
    });

    test('none of them made the page complain', () => {
      expectQuiet(complaints);
    });
  });

  test(`the wizard, each step, in ${language}`, async () => {
    const database = await createTestDatabase();
    const app = await launchApp({ databaseUrl: database.url, wizard: true });
    try {
      const { page } = app;
      await asSystem(page);
      const complaints = listenForComplaints(page);
      const wrong: Record<string, string[]> = {};
      const lookAt = async (name: string): Promise<void> => {
        const found = await look(page, language);
        if (found.length > 0) wrong[name] = found;
      };
      await goThroughWizard(page, language, { place: 'environment', sample: 'skip', onStep: lookAt });
      // Empty lists have words of their own.
      for (const area of ['invoices', 'payments', 'subscriptions', 'tenants', 'usage']) {
        await page.getByRole('link', { name: word(language, `app.nav.${area}`) }).click();
        await page.getByRole('heading', { level: 2 }).first().waitFor();
        await lookAt(`no ${area}`);
      }
      expect(wrong).toEqual({});
      expectQuiet(complaints);
    } finally {
      await app.close();
      await database.drop();
    }
  });
}
