import { expect, test } from '@playwright/test';
import pg from 'pg';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { createSampleDatabase } from '../support/sample-database';
import type { TestDatabase } from '../support/postgres';
import { word } from '../support/words';
import { addCustomer, addInvoice, fill, goTo, type Customer } from './office';

test.describe.configure({ mode: 'serial' });

const w = (path: string): string => word('ar', path);
const customer: Customer = { tenantId: 'fig-terraces', name: 'Fig Terraces', nameAr: 'مدرجات التين' };

let database: TestDatabase;
let app: LaunchedApp;

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

test('a payment that waits is shown with the invoice and its holder; ending him lets it through', async () => {
  const { page } = app;
  const subscription = await addCustomer(page, customer);
  const invoice = await addInvoice(page, customer, subscription, '300.00');
  const holder = new pg.Client({ connectionString: database.url, application_name: 'psql' });
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(`UPDATE public.invoices SET notes = 'left open' WHERE id = $1`, [invoice.id]);

  await goTo(page, `/invoices?open=${invoice.id}`);
  await page
    .getByRole('complementary')
    .getByRole('button', { name: w('invoices.actions.recordPayment') })
    .click();
  const dialog = page.getByRole('dialog', { name: w('payments.form.title') });
  await fill(dialog.getByRole('textbox', { name: w('payments.form.amount') }), '120.00');
  await dialog.getByRole('button', { name: w('payments.form.submit') }).click();
  await goTo(page, '/database?tab=monitoring');

  const locks = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: w('monitoring.locks.title') }) });
  const row = locks.getByRole('listitem').filter({ hasText: w('monitoring.work.payments') });
  await expect(row).toContainText(invoice.number);
  await expect(row).toContainText('psql');
  await row.getByRole('button', { name: w('monitoring.locks.free') }).click();
  const confirm = page.getByRole('dialog');
  await confirm.getByRole('button', { name: w('monitoring.terminate') }).click();
  await expect(page.getByText(w('monitoring.done.terminate'))).toBeVisible();
  await expect(locks.getByText(w('monitoring.locks.none'))).toBeVisible();

  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await expect
    .poll(
      async () =>
        (await client.query('SELECT amount_paid::text FROM public.invoices WHERE id = $1', [invoice.id])).rows,
    )
    .toEqual([{ amount_paid: '120.00' }]);
  await client.end();
  await holder.end().catch(() => undefined);
});

test('each part gives its SQL to copy', async () => {
  const { page } = app;
  await goTo(page, '/database?tab=monitoring');
  await page
    .getByRole('button', { name: /SQL: / })
    .or(page.getByRole('button', { name: /أمر SQL/ }))
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('pg_locks');
  await dialog.getByRole('button', { name: w('monitoring.copySql') }).click();
  await expect.poll(async () => (await app.recorded()).clipboard).toContain('pg_blocking_pids');
});
