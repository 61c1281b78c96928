import { expect, test } from '@playwright/test';
import { launchApp, removeUserData, type LaunchedApp } from '../../support/app';
import { call } from '../../support/bridge';
import { hasPgbouncer } from '../../support/other-servers';
import { closePooler, throughPooler } from '../../support/pooler';
import type { TestDatabase } from '../../support/postgres';
import { createSampleDatabase } from '../../support/sample-database';
import { word } from '../../support/words';
import { addCustomer, addInvoice, goTo, newKey, type Customer } from '../office';
import { picture } from './picture';

const customer: Customer = { tenantId: 'apricot-rows', name: 'Apricot Rows', nameAr: 'صفوف المشمش' };

if (hasPgbouncer) {
  let database: TestDatabase;
  let mine: LaunchedApp;
  let theirs: LaunchedApp;
  test.beforeAll(async () => {
    database = await createSampleDatabase();
    const databaseUrl = await throughPooler(database.name);
    mine = await launchApp({ language: 'ar', databaseUrl });
    theirs = await launchApp({ language: 'en', databaseUrl });
    await mine.page.getByRole('navigation').first().waitFor();
  });
  test.afterAll(async () => {
    await mine.close();
    await theirs.close();
    await closePooler();
    await database.drop();
    await removeUserData();
  });

  test('behind PgBouncer the program says that it polls, and what another books comes all the same', async () => {
    const { page } = mine;
    const subscription = await addCustomer(page, customer);
    const invoice = await addInvoice(page, customer, subscription, '70.00');
    await goTo(page, `/invoices?open=${invoice.id}`);
    const record = page.getByRole('complementary');
    await expect(record.getByRole('heading', { name: invoice.number })).toBeVisible();

    const { today } = await call(theirs.page, 'business', 'get', {});
    const { tenantId } = await call(theirs.page, 'invoices', 'get', { id: invoice.id });
    await call(theirs.page, 'payments', 'record', {
      key: newKey(),
      tenantId,
      amount: '70.00',
      currency: 'USD',
      method: 'cash',
      reference: null,
      payerNumber: null,
      paidOn: today,
      pending: false,
      note: null,
      allocations: [{ invoiceId: invoice.id, amount: '70.00' }],
    });
    await expect(record.getByText(word('ar', 'status.invoice.paid'), { exact: true }).first()).toBeVisible();

    await page
      .locator('header button')
      .filter({ hasText: word('ar', 'app.connection.connected') })
      .click();
    const panel = page.getByRole('dialog', { name: word('ar', 'connection.title') });
    await expect(panel).toContainText(word('ar', 'connection.notifications.polling'));
    await picture(page, 'pooler-panel-ar');
  });
}
