import { expect, test } from '@playwright/test';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { word } from '../support/words';
import { addCustomer, expectQuiet, goTo, listenForComplaints } from './office';

let app: LaunchedApp;
let database: TestDatabase;

test.beforeAll(async () => {
  database = await createSampleDatabase();
  app = await launchApp({ language: 'ar', databaseUrl: database.url });
  await app.page.getByRole('navigation').first().waitFor();
});

test.afterAll(async () => {
  await app.close();
  await database.drop();
  await removeUserData();
});

test('a clerk moves a subscription to a dearer plan, then plans a cancellation and takes it back', async () => {
  const { page } = app;
  const complaints = listenForComplaints(page);
  const w = (path: string): string => word('ar', path);
  // One of its own: what time does to those of the sample data depends on the day.
  const id = await addCustomer(page, { tenantId: 'plum-farm', name: 'Plum Farm', nameAr: 'مزرعة البرقوق' });
  await goTo(page, `/subscriptions?open=${id}`);
  const record = page.getByRole('complementary');
  await expect(record.getByRole('list', { name: w('subscriptions.periods.title') })).toBeVisible();

  await page.keyboard.press('F4');
  const dialog = page.getByRole('dialog');
  const submit = dialog.getByRole('button', { name: w('subscriptions.changePlan.submit') });
  await expect(submit).toBeDisabled();
  await dialog.getByRole('button', { name: new RegExp(w('subscriptions.changePlan.plan')) }).click();
  await page.getByRole('option', { name: 'الاحترافي' }).click();
  await expect(dialog.getByText(w('subscriptions.changeKind.upgraded'))).toBeVisible();
  const before = await call(page, 'subscriptions', 'previewChange', {
    id,
    change: { kind: 'plan', planId: 'professional' as never },
  });
  await expect(dialog.getByText(before.invoice?.lines[0]?.amount.replace('-', '') ?? '').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  const after = await call(page, 'subscriptions', 'get', { id });
  expect(after).toMatchObject({ planId: 'professional' });
  expect(after.changes[0]).toMatchObject({ kind: 'upgraded', money: before.invoice?.total });
  await expect(record.getByText(w('subscriptions.changeKind.upgraded'))).toBeVisible();

  await page.getByRole('button', { name: w('common.more'), exact: true }).click();
  await page.getByRole('menuitem', { name: w('subscriptions.actions.cancel') }).click();
  await expect(dialog.getByText(w('subscriptions.preview.noMoney'))).toBeVisible();
  await dialog.getByLabel(w('subscriptions.cancel.reason')).fill('انتهى الموسم الزراعي');
  await dialog.getByRole('button', { name: w('subscriptions.cancel.submit') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(record.getByText(w('subscriptions.coming.ends'))).toBeVisible();
  await record.getByRole('button', { name: w('subscriptions.actions.reactivate') }).click();
  await dialog.getByRole('button', { name: w('subscriptions.reactivate.submit') }).click();
  await expect(record.getByText(w('subscriptions.coming.ends'))).toHaveCount(0);
  expectQuiet(complaints);
});
