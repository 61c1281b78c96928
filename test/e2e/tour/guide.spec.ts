import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { Language } from '../../../electron/contract/preferences';
import { launchApp, removeUserData, type LaunchedApp } from '../../support/app';
import { call } from '../../support/bridge';
import { createSampleDatabase } from '../../support/sample-database';
import { word } from '../../support/words';
import { addCustomer } from '../office';
import { opened, someRecords } from '../screens';
import { goTo, languages, refuseFailure, settle } from './tour';

/**
 * The pictures of the user guide, docs/pictures/guide/<name>-<language>.webp: what a clerk sees while doing each job.
 * `npm run guide:pictures` makes them anew; look at them before they are committed.
 */

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'pictures', 'guide');
/** The smallest window in which a record stands beside its list, so that the words can still be read where the guide shows it smaller. */
const size = { width: 1280, height: 800 };
/** What a picture may weigh: test/architecture/guide.test.ts asks for it. */
const heaviest = 100 * 1024;

/** The page as a WebP, coarser until it is light enough. */
async function takePicture(page: Page): Promise<Buffer> {
  await settle(page);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  for (const quality of [0.86, 0.78, 0.7, 0.6]) {
    const webp = Buffer.from(
      await page.evaluate(
        async ([base64, wanted]) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
          const written = await canvas.convertToBlob({ type: 'image/webp', quality: wanted });
          const codes = new Uint8Array(await written.arrayBuffer());
          return btoa(Array.from(codes, (code) => String.fromCharCode(code)).join(''));
        },
        [png.toString('base64'), quality] as const,
      ),
      'base64',
    );
    if (webp.byteLength <= heaviest) return webp;
  }
  throw new Error('the picture is too heavy even at its coarsest');
}

interface Desk {
  readonly page: Page;
  readonly app: LaunchedApp;
  readonly language: Language;
  readonly w: (path: string) => string;
  readonly records: Awaited<ReturnType<typeof someRecords>>;
}

const press = ({ page, w }: Desk, path: string): Promise<void> =>
  page.getByRole('button', { name: w(path), exact: true }).click();

/** The screens in the order of the guide, and how to come to what is shown of each. */
const pictures: readonly (readonly [name: string, go: (desk: Desk) => Promise<void>])[] = [
  ['today', ({ page }) => goTo(page, '/')],
  [
    'search',
    async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('42');
      await page.getByRole('option').first().waitFor();
    },
  ],
  ['customer', ({ page, records }) => goTo(page, opened('tenants', records.tenant))],
  [
    'change-plan',
    async (desk) => {
      const { page, language, w } = desk;
      // One of its own: what time does to those of the sample data depends on the day.
      const names = { name: 'Plum Farm', nameAr: 'مزرعة البرقوق' };
      await goTo(
        page,
        opened('subscriptions', await addCustomer(page, { tenantId: `plum-farm-${language}`, ...names })),
      );
      await press(desk, 'subscriptions.actions.changePlan');
      const dialog = page.getByRole('dialog').last();
      await dialog.getByRole('button', { name: new RegExp(w('subscriptions.changePlan.plan')) }).click();
      await page.getByRole('option', { name: language === 'ar' ? 'الاحترافي' : 'Professional' }).click();
      await dialog.getByText(w('subscriptions.changeKind.upgraded')).waitFor();
    },
  ],
  ['invoice', ({ page, records }) => goTo(page, opened('invoices', records.invoice))],
  [
    'draft',
    async ({ page, records }) => {
      await goTo(page, opened('invoices', records.draft));
      await page.keyboard.press('e');
      await page.getByRole('dialog').last().waitFor();
    },
  ],
  [
    'payment',
    async ({ page, records }) => {
      await goTo(page, opened('invoices', records.invoice));
      await page.keyboard.press('F2');
      await page.getByRole('dialog').last().waitFor();
    },
  ],
  [
    'preview',
    async ({ page, records }) => {
      await goTo(page, opened('invoices', records.invoice));
      await page.keyboard.press('Control+p');
      await page.frameLocator('iframe').locator('body').waitFor();
    },
  ],
  [
    'credit-note',
    async ({ page, records }) => {
      await goTo(page, opened('invoices', records.invoice));
      await page.keyboard.press('F7');
      await page.getByRole('dialog').last().waitFor();
    },
  ],
  ['billing', ({ page }) => goTo(page, '/billing')],
  ['follow-up', ({ page, records }) => goTo(page, opened('receivables', records.receivable))],
  ['bank', ({ page, records }) => goTo(page, opened('bank', records.bankLine))],
  [
    'statement',
    ({ page, records }) => goTo(page, `/reports?report=statement&tenantId=${encodeURIComponent(records.tenant)}`),
  ],
  [
    'day-close',
    async (desk) => {
      await goTo(desk.page, '/reports?report=day');
      await press(desk, 'closing.close');
      await desk.page.getByRole('dialog').last().waitFor();
    },
  ],
  [
    'settings',
    async ({ page }) => {
      // Wide enough for the invoice beside it.
      await page.setViewportSize({ width: 1500, height: 940 });
      await goTo(page, '/settings?tab=business');
    },
  ],
  ['users', ({ page }) => goTo(page, '/database?tab=users')],
  [
    'backup',
    async (desk) => {
      const { app, page } = desk;
      const made = await mkdtemp(join(tmpdir(), 'sahool-guide-'));
      await app.answerDialog({
        dialog: 'showSaveDialog',
        answer: { canceled: false, filePath: join(made, 'sahool-2026.sahool-backup') },
      });
      await goTo(page, '/database?tab=backup');
      await press(desk, 'backups.now');
      await press(desk, 'backups.chooseAndStart');
      await page.getByText('sahool-2026.sahool-backup', { exact: true }).waitFor({ timeout: 60_000 });
      await rm(made, { recursive: true });
    },
  ],
  [
    'connection',
    async ({ page, w }) => {
      await goTo(page, '/');
      await page
        .locator('header button[aria-label]')
        .filter({ hasText: w('app.connection.connected') })
        .click();
      await page.getByRole('dialog').last().waitFor();
    },
  ],
];

/** Escape until nothing stands above the screen: the search first forgets what was typed. */
async function closeAll(page: Page): Promise<void> {
  for (let tries = 0; tries < 4 && (await page.locator('[data-layer], [role="dialog"]').count()) > 0; tries += 1) {
    await page.keyboard.press('Escape');
    await settle(page);
  }
}

/** People with logins of their own, as an administrator has made them. */
async function makeUsers(page: Page): Promise<void> {
  await call(page, 'users', 'makeRoles', {});
  const people = [
    ['ahmed_saleh', 'أحمد صالح', 'clerk'],
    ['amal_haddad', 'أمل الحداد', 'accountant'],
    ['nabil_ansi', 'نبيل العنسي', 'viewer'],
  ] as const;
  for (const [login, displayName, role] of people) {
    await call(page, 'users', 'create', { login, displayName, role });
  }
}

test('the pictures of the user guide', async () => {
  await mkdir(folder, { recursive: true });
  const failures: string[] = [];
  const database = await createSampleDatabase();
  for (const language of languages) {
    const w = (path: string): string => word(language, path);
    const save = async (page: Page, name: string): Promise<void> => {
      await refuseFailure(page);
      await writeFile(join(folder, `${name}-${language}.webp`), await takePicture(page));
      process.stdout.write(`  ${name} (${language})\n`);
    };
    await takeWizard(language, w, save);
    const app = await launchApp({ language, databaseUrl: database.url, size });
    const { page } = app;
    await page.getByRole('navigation').first().waitFor();
    // A hint that everybody closes on the first day would stand above everything.
    await call(page, 'preferences', 'set', { changes: { hintsSeen: ['today', 'invoice', 'payment', 'billing'] } });
    if (language === languages[0]) await makeUsers(page);
    await page.reload();
    const desk: Desk = { app, page, language, w, records: await someRecords(page) };
    page.setDefaultTimeout(20_000);
    for (const [name, go] of pictures) {
      await go(desk)
        .then(() => save(page, name))
        .catch((error: unknown) => {
          failures.push(`${name} (${language}): ${error instanceof Error ? error.message : String(error)}`);
        });
      await closeAll(page);
      await page.setViewportSize(size);
    }
    await app.close();
  }
  await removeUserData();
  await database.drop();
  expect(failures).toEqual([]);
});

/** The first start, where the database is chosen. */
async function takeWizard(
  language: Language,
  w: (path: string) => string,
  save: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const app = await launchApp({ language, size });
  const { page } = app;
  await page.getByRole('button', { name: w('common.next'), exact: true }).click();
  await page.getByRole('heading', { name: w('setup.database.title') }).waitFor();
  await page.getByRole('radio', { name: w('setup.database.builtin') }).check({ force: true });
  await save(page, 'first-start');
  await app.close();
}
