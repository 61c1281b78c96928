import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { migrations } from '../../migrations';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { asSuperuser, type TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { word } from '../support/words';

test.describe.configure({ mode: 'serial' });

let database: TestDatabase;
let app: LaunchedApp;
let page: Page;
let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-upkeep-'));
  database = await createSampleDatabase();
  app = await launchApp({ language: 'ar', databaseUrl: database.url });
  ({ page } = app);
});

test.afterAll(async () => {
  await app.close();
  await removeUserData();
  await database.drop();
  await rm(folder, { recursive: true });
});

const w = (path: string): string => word('ar', path);
const press = (path: string): Promise<void> => page.getByRole('button', { name: w(path), exact: true }).click();

async function openTab(tab: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `/database?tab=${tab}`);
}

test('what was changed by hand is told in words, with the SQL that mends it', async () => {
  await asSuperuser(
    (client) => client.query(`DROP INDEX bd_invoices_open; COMMENT ON COLUMN payments.amount IS 'by hand'`),
    database.name,
  );
  await openTab('drift');
  await press('database.drift.run');
  await expect(page.getByText('bd_invoices_open').first()).toBeVisible();
  const statements = await page.locator('pre').allInnerTexts();
  expect(statements).toHaveLength(2);
  await press('database.drift.copy');
  await asSuperuser(async (client) => {
    for (const sql of statements) await client.query(sql);
  }, database.name);
  await press('database.drift.run');
  await expect(page.getByText(w('database.drift.clean'))).toBeVisible();
});

test('an upgrade is taken back by the database’s name, tried out, and run again', async () => {
  const last = migrations.at(-1);
  await openTab('schema');
  await press('database.schema.back');
  const dialog = page.getByRole('dialog', { name: w('database.downgrade.title') });
  await dialog.getByRole('button', { name: w('database.downgrade.try') }).click();
  await expect(dialog.getByText(last?.title.ar ?? '').first()).toBeVisible();
  const submit = dialog.getByRole('button', { name: w('database.downgrade.submit') });
  await expect(submit).toBeDisabled();
  await dialog.getByLabel(w('database.downgrade.name')).fill(database.name);
  // The name alone is not enough: a backup comes first, or the words that none is wanted.
  await expect(submit).toBeDisabled();
  await dialog.getByText(w('database.backupFirst.without')).click();
  await expect(dialog.getByRole('button', { name: w('database.downgrade.submitWithout') })).toBeEnabled();
  await dialog.getByText(w('database.backupFirst.without')).click();
  await app.answerDialog({ dialog: 'showSaveDialog', answer: { canceled: false, filePath: join(folder, 'before') } });
  await dialog.getByRole('button', { name: w('database.backupFirst.make') }).click();
  await expect(dialog.getByText(w('database.backupFirst.fresh'))).toBeVisible({ timeout: 60_000 });
  await submit.click();
  await expect(dialog).toBeHidden();

  await press('database.schema.try');
  const trial = page.getByRole('dialog', { name: w('database.rehearsal.title') });
  await expect(trial.getByText(last?.name ?? '').first()).toBeVisible();
  await trial.getByRole('button', { name: w('database.rehearsal.script') }).click();
  await expect(trial.getByText('\\set ON_ERROR_STOP on')).toBeVisible();
  await trial
    .getByRole('button', { name: w('common.close') })
    .last()
    .click();

  await press('database.schema.run');
  const upgrade = page.getByRole('dialog', { name: w('setup.upgrade.title') });
  await upgrade.getByRole('button', { name: w('setup.upgrade.run') }).click();
  await expect(upgrade.getByText(w('setup.upgrade.done')).first()).toBeVisible();
  await upgrade
    .getByRole('button', { name: w('common.close') })
    .last()
    .click();
  await expect(page.getByText(w('database.schema.current'))).toBeVisible();
});

test('health, the server’s log and the service’s answer are shown', async () => {
  await openTab('diagnostics');
  await expect(page.getByText('"service": "billing-desktop"')).toBeVisible();
  await page.getByLabel(w('database.service.address')).fill('http://127.0.0.1:9/healthz');
  await press('database.service.ask');
  await expect(page.getByText(w('database.service.silent'))).toBeVisible();
  await openTab('serverLog');
  // The tests' server writes to its standard error.
  await expect(page.getByText(w('database.serverLog.reason.elsewhere'))).toBeVisible();
});
