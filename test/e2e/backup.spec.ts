import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { asSuperuser, type TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { word } from '../support/words';

let database: TestDatabase;
let app: LaunchedApp;
let page: Page;
let folder: string;
const into = `restored_on_screen_${process.pid}`;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-backup-screen-'));
  database = await createSampleDatabase();
  app = await launchApp({ language: 'ar', databaseUrl: database.url });
  ({ page } = app);
});

test.afterAll(async () => {
  await app.close();
  await removeUserData();
  await database.drop();
  await asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${into} WITH (FORCE)`));
  await rm(folder, { recursive: true });
});

const w = (path: string): string => word('ar', path);
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('a backup with a passphrase is made, restored into a new database, compared and connected to', async () => {
  test.setTimeout(120_000);
  const filePath = join(folder, 'office.sahool-backup');
  await page.evaluate(() => {
    location.hash = '/database?tab=backup';
  });
  await app.answerDialog({ dialog: 'showSaveDialog', answer: { canceled: false, filePath } });
  await button(w('backups.now')).click();
  await page.getByText(w('backups.lock')).click();
  await page.getByLabel(w('backups.passphrase'), { exact: true }).fill('موسم الحصاد');
  await page.getByLabel(w('backups.passphraseAgain')).fill('موسم الحصاد');
  await button(w('backups.chooseAndStart')).click();
  await expect(page.getByText('office.sahool-backup', { exact: true })).toBeVisible({ timeout: 60_000 });
  expect((await stat(filePath)).size).toBeGreaterThan(1000);

  await button(w('backups.restore')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(w('backups.passphrase')).fill('كلمة أخرى');
  await dialog.getByRole('button', { name: w('backups.look') }).click();
  await expect(dialog.getByText(w('errors.backup_passphrase_wrong.title'))).toBeVisible();
  await dialog.getByLabel(w('backups.passphrase')).fill('موسم الحصاد');
  await dialog.getByRole('button', { name: w('backups.look') }).click();
  await expect(dialog.getByText(w('backups.whole'))).toBeVisible();
  await dialog.getByLabel(w('backups.into')).fill(into);
  await dialog.getByRole('button', { name: w('backups.restoreStart') }).click();

  await expect(page.getByText(w('backups.compared')).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(w('backups.differs'))).toHaveCount(0);
  await button(w('backups.use')).click();
  const connected = (): Promise<boolean> =>
    asSuperuser(async (client) => {
      const { rowCount } = await client.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sahool-billing-desktop'`,
      );
      return rowCount !== 0;
    }, into);
  await expect.poll(connected).toBe(true);
});
