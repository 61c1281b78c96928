import { expect, test, type Page } from '@playwright/test';
import pg from 'pg';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { startTestServer, type TestServer } from '../support/postgres-server';
import { migrateWithSampleData } from '../support/sample-database';
import { word } from '../support/words';
import { addCustomer, addInvoice, fill, goTo, type Customer } from './office';

test.describe.configure({ mode: 'serial' });

const w = (path: string): string => word('ar', path);
const customer: Customer = { tenantId: 'pear-valley', name: 'Pear Valley', nameAr: 'وادي الكمثرى' };

let server: TestServer;
let app: LaunchedApp;
let invoiceId: string;

async function query<R extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: server.url('office') });
  await client.connect();
  try {
    return (await client.query<R>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

const payments = (): Promise<{ amount: string; method: string }[]> =>
  query('SELECT amount::text, method::text FROM public.payments WHERE tenant_id = $1 ORDER BY created_at, id', [
    customer.tenantId,
  ]);

/** The payment form of the invoice, with a bank transfer half written. */
async function halfFilledForm(page: Page, amount: string) {
  await goTo(page, `/invoices?open=${invoiceId}`);
  await page
    .getByRole('complementary')
    .getByRole('button', { name: w('invoices.actions.recordPayment') })
    .click();
  const form = formOf(page);
  await fill(form.amount, amount);
  await form.dialog.getByRole('radio', { name: w('status.method.bank_transfer') }).check({ force: true });
  await form.reference.pressSequentially('TRF-77');
  return form;
}

function formOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: w('payments.form.title') });
  return {
    dialog,
    amount: dialog.getByRole('textbox', { name: w('payments.form.amount') }),
    reference: dialog.getByRole('textbox', { name: w('payments.form.bankReference') }),
    submit: dialog.getByRole('button', { name: w('payments.form.submit') }),
  };
}

async function expectIntact(form: ReturnType<typeof formOf>, amount: string): Promise<void> {
  await expect(form.amount).toHaveValue(amount);
  await expect(form.reference).toHaveValue('TRF-77');
  await expect(form.dialog.getByRole('radio', { name: w('status.method.bank_transfer') })).toBeChecked();
}

/** The pill is behind the open form, where it can be seen but not pressed. */
const pill = (page: Page, state: string) =>
  page.locator('header button').filter({ hasText: new RegExp(`^${w(`app.connection.${state}`)}`) });

test.beforeAll(async () => {
  server = await startTestServer();
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  await client.query('CREATE DATABASE office');
  await client.end();
  await migrateWithSampleData(server.url('office'));
  app = await launchApp({ language: 'ar', databaseUrl: server.url('office') });
  await app.page.getByRole('navigation').first().waitFor();
  const subscription = await addCustomer(app.page, customer);
  invoiceId = (await addInvoice(app.page, customer, subscription, '500.00')).id;
});

test.afterAll(async () => {
  await app.close();
  await server.dispose();
  await removeUserData();
});

test('the server stops while a payment is half written, and comes back: it is recorded once', async () => {
  const { page } = app;
  const form = await halfFilledForm(page, '100.25');
  await server.stop();

  await expect(page.getByText(w('app.lost.title'))).toBeVisible();
  await expect(pill(page, 'reconnecting').or(pill(page, 'offline'))).toBeVisible();
  await expectIntact(form, '100.25');

  await form.submit.click();
  await expect(form.dialog.getByRole('alert')).toContainText(
    new RegExp(
      ['not_connected', 'connection_lost', 'outcome_unknown'].map((code) => w(`errors.${code}.title`)).join('|'),
    ),
  );
  await expectIntact(form, '100.25');
  await expect(form.submit).toBeEnabled();

  await server.start();
  await expect(pill(page, 'connected')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(w('app.lost.title'))).toHaveCount(0);
  await expectIntact(form, '100.25');
  expect(await payments()).toEqual([]);

  await form.submit.click();
  await expect(form.dialog).toHaveCount(0);
  expect(await payments()).toEqual([{ amount: '100.25', method: 'bank_transfer' }]);
});

test('two presses of the button are one payment', async () => {
  const { page } = app;
  const form = await halfFilledForm(page, '40.00');
  await form.submit.dblclick();
  await expect(form.dialog).toHaveCount(0);
  expect(await payments()).toHaveLength(2);
});

test('the program is killed with a payment half written: what was typed is there again, and is recorded once', async () => {
  const form = await halfFilledForm(app.page, '60.75');
  const { userData } = app;
  // Written to the disk a moment after the last key, as the next start will find it.
  await expect
    .poll(() =>
      app.page.evaluate(
        (id) => window.sahool.preferences.formDraft({ form: `payments.new ${id}` }).then((r) => JSON.stringify(r)),
        invoiceId,
      ),
    )
    .toContain('TRF-77');
  await expectIntact(form, '60.75');
  await app.kill();

  app = await launchApp({ userData, databaseUrl: server.url('office') });
  const { page } = app;
  await goTo(page, `/invoices?open=${invoiceId}`);
  await page
    .getByRole('complementary')
    .getByRole('button', { name: w('invoices.actions.recordPayment') })
    .click();
  const again = formOf(page);
  await expect(again.dialog.getByText(w('common.draftRestored'))).toBeVisible();
  await expectIntact(again, '60.75');
  await again.submit.click();
  await expect(again.dialog).toHaveCount(0);
  expect((await payments()).map(({ amount }) => amount)).toEqual(['100.25', '40.00', '60.75']);
});

test('killed right after it was sent: the same form goes out again, and there is one payment', async () => {
  const form = await halfFilledForm(app.page, '12.30');
  const { userData } = app;
  // Held up in the database by a lock on the invoice, so that the kill comes in the middle.
  const blocker = new pg.Client({ connectionString: server.url('office') });
  await blocker.connect();
  await blocker.query('BEGIN');
  await blocker.query('SELECT FROM public.invoices WHERE id = $1 FOR NO KEY UPDATE', [invoiceId]);
  await form.submit.click();
  await expect
    .poll(async () => (await query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).length)
    .toBeGreaterThan(0);
  await app.kill();
  await blocker.query('ROLLBACK');
  await blocker.end();

  app = await launchApp({ userData, databaseUrl: server.url('office') });
  const { page } = app;
  await goTo(page, `/invoices?open=${invoiceId}`);
  await page
    .getByRole('complementary')
    .getByRole('button', { name: w('invoices.actions.recordPayment') })
    .click();
  const again = formOf(page);
  await expectIntact(again, '12.30');
  await again.submit.click();
  await expect(again.dialog).toHaveCount(0);
  expect((await payments()).filter(({ amount }) => amount === '12.30')).toHaveLength(1);
});
