import { expect, test } from '@playwright/test';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import { createSampleDatabase } from '../support/sample-database';
import type { TestDatabase } from '../support/postgres';
import { word } from '../support/words';
import { addCustomer, goTo } from './office';

let database: TestDatabase;
let app: LaunchedApp;
test.beforeAll(async () => {
  database = await createSampleDatabase();
  app = await launchApp({ databaseUrl: database.url, language: 'ar' });
});
test.afterAll(async () => {
  await app.close();
  await database.drop();
  await removeUserData();
});

test('a clerk looks at what is due, bills it, and finds the run with its invoices', async () => {
  const { page } = app;
  const customer = { tenantId: 'billing-run', name: 'Run Farm', nameAr: 'مزرعة الدورة' };
  const subscriptionId = await addCustomer(page, customer);
  const { today } = await call(page, 'business', 'get', {});
  const before = await call(page, 'billing', 'preview', { date: today });
  const invoices = before.amounts.reduce((sum, amount) => sum + amount.invoices, 0);
  expect(invoices).toBeGreaterThan(0);

  await page.keyboard.press('Alt+5');
  await expect(page.getByRole('heading', { name: word('ar', 'billing.title') })).toBeVisible();
  await page.getByText(customer.nameAr).click();
  await expect(page.getByRole('complementary')).toContainText('29.00');

  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(word('ar', 'billing.commit.explain'));
  await dialog.getByRole('button').filter({ hasText: /إصدار/ }).click();
  await expect(dialog).toBeHidden();

  const record = page.getByRole('complementary');
  await expect(record).toContainText(word('ar', 'billing.state.done'));
  await record.getByRole('button', { name: word('ar', 'billing.record.allInvoices') }).click();
  await expect(page.getByText(word('ar', 'billing.oneRun'))).toBeVisible();
  await expect(page.getByText(customer.nameAr)).toBeVisible();

  const subscription = await call(page, 'subscriptions', 'get', { id: subscriptionId });
  expect(subscription.invoices).toHaveLength(1);
  expect(subscription.nextBillingDate > today).toBe(true);
  const after = await call(page, 'billing', 'preview', { date: today });
  expect(after.amounts).toEqual([]);
  expect((await call(page, 'verify', 'run', {})).clean).toBe(true);
});

test('the same day again finds nothing due, and says who is left out and why', async () => {
  const { page } = app;
  await goTo(page, '/billing');
  await expect(page.getByText(word('ar', 'billing.empty.title'))).toBeVisible();
  await goTo(page, '/billing?tab=leftOut');
  await expect(page.getByText(word('ar', 'billing.reason.canceled.name')).first()).toBeVisible();
});

test('the record of a run says whom it left out, with a way to each, and prints its summary', async () => {
  const { page } = app;
  const [run] = await call(page, 'billing', 'list', {});
  if (run === undefined) throw new Error('no run');
  const { leftOutReasons } = await call(page, 'billing', 'get', { id: run.id });
  const canceled = leftOutReasons.find(({ reason }) => reason === 'canceled')?.count ?? 0;
  expect(canceled).toBeGreaterThan(0);
  const {
    rows: [first],
  } = await call(page, 'billing', 'leftOut', { id: run.id, reason: 'canceled', after: null, limit: 1 });

  await goTo(page, `/billing?tab=history&open=${run.id}`);
  const record = page.getByRole('complementary');
  const reason = record.getByRole('button').filter({ hasText: word('ar', 'billing.reason.canceled.name') });
  await expect(reason).toContainText(String(canceled));
  await reason.click();
  const people = record.getByRole('link');
  await expect(people).toHaveCount(canceled);
  await people.filter({ hasText: first?.tenantNameAr ?? '' }).click();
  await expect(page).toHaveURL(new RegExp(`/subscriptions\\?open=.*${first?.subscriptionId ?? ''}`));
  await expect(record.getByRole('heading', { name: first?.tenantNameAr ?? '' })).toBeVisible();

  await goTo(page, `/billing?tab=history&open=${run.id}`);
  await expect(reason).toBeVisible();
  await page.keyboard.press('Control+p');
  const sheet = page.locator('iframe').contentFrame().locator('body');
  await expect(sheet).toContainText(word('ar', 'billing.record.summary'));
  await expect(sheet).toContainText(run.amounts[0]?.total.replace(/\B(?=(?:\d{3})+\.)/g, ',') ?? '');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word('ar', 'documents.print'), exact: true })
    .click();
  await expect(page.getByText(word('ar', 'documents.printed'))).toBeVisible();
  if (app.kind === 'stand-in') expect((await app.recorded()).printed).toHaveLength(1);
});
