import { expect, test } from '@playwright/test';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { word } from '../support/words';
import { addCustomer, addInvoice, fill, goTo, paste, paymentsOf, type Customer } from './office';

test.describe.configure({ mode: 'serial' });

const customer: Customer = { tenantId: 'walnut-hills', name: 'Walnut Hills', nameAr: 'تلال الجوز' };

/** What is written, what the field then shows, and what is stored. */
const readable = [
  ['١٢٣٫٤٥', '123.45', '123.45'],
  ['١٢٣.٤٥', '123.45', '123.45'],
  ['123.45', '123.45', '123.45'],
  ['1,234.50', '1,234.50', '1234.50'],
  ['١٬٢٣٤٫٥٠', '1,234.50', '1234.50'],
] as const;

let app: LaunchedApp;
let database: TestDatabase;
let stored = 0;

test.beforeAll(async () => {
  database = await createSampleDatabase();
  app = await launchApp({ language: 'ar', databaseUrl: database.url });
  await app.page.getByRole('navigation').first().waitFor();
  const subscription = await addCustomer(app.page, customer);
  const invoice = await addInvoice(app.page, customer, subscription, '90000.00');
  await goTo(app.page, `/invoices?open=${invoice.id}`);
});

test.afterAll(async () => {
  await app.close();
  await database.drop();
  await removeUserData();
});

async function openForm() {
  const { page } = app;
  await page
    .getByRole('complementary')
    .getByRole('button', { name: word('ar', 'invoices.actions.recordPayment') })
    .click();
  const form = page.getByRole('dialog', { name: word('ar', 'payments.form.title') });
  return { form, amount: form.getByRole('textbox', { name: word('ar', 'payments.form.amount') }) };
}

for (const [way, write] of [
  ['typed', fill],
  ['pasted', paste],
] as const) {
  for (const [text, shown, amount] of readable) {
    test(`${text} ${way} is ${shown}`, async () => {
      const opened = await openForm();
      await write(opened.amount, text);
      await opened.amount.press('Tab');
      await expect(opened.amount).toHaveValue(shown);
      await opened.form.getByRole('button', { name: word('ar', 'payments.form.submit') }).click();
      await expect(opened.form).toHaveCount(0);
      stored += 1;
      const payments = await paymentsOf(database.name, customer.tenantId);
      expect(payments).toHaveLength(stored);
      expect(payments.at(-1)?.amount).toBe(amount);
    });
  }

  test(`12,5 ${way} can be read in two ways and is refused in words`, async () => {
    const { form, amount } = await openForm();
    await write(amount, '12,5');
    await amount.press('Tab');
    await expect(form.getByText(word('ar', 'validation.number_ambiguous'))).toBeVisible();
    await form.getByRole('button', { name: word('ar', 'payments.form.submit') }).click();
    await expect(amount).toBeFocused();
    await expect(amount).toHaveValue('12,5');
    await expect(form.getByText(word('ar', 'validation.number_ambiguous'))).toBeVisible();
    expect(await paymentsOf(database.name, customer.tenantId)).toHaveLength(stored);
    await form.getByRole('button', { name: word('ar', 'common.cancel') }).click();
    await expect(form).toHaveCount(0);
  });
}

test('in Arabic digits the same field shows them, and stores the same amount', async () => {
  const { page } = app;
  await page.getByRole('button', { name: word('ar', 'app.language.label') }).click();
  await page.getByRole('menuitemradio', { name: word('ar', 'app.language.arab') }).click();
  const { form, amount } = await openForm();
  await fill(amount, '1,234.50');
  await amount.press('Tab');
  await expect(amount).toHaveValue('١٬٢٣٤٫٥٠');
  await form.getByRole('button', { name: word('ar', 'payments.form.submit') }).click();
  await expect(form).toHaveCount(0);
  expect((await paymentsOf(database.name, customer.tenantId)).at(-1)?.amount).toBe('1234.50');
});
