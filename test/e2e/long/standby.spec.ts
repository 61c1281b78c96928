import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import pg from 'pg';
import type { Language } from '../../../electron/contract/preferences';
import { launchApp, removeUserData, type LaunchedApp } from '../../support/app';
import { call } from '../../support/bridge';
import { startReplica, type SideServer } from '../../support/other-servers';
import { startTestServer, type TestServer } from '../../support/postgres-server';
import { migrateWithSampleData } from '../../support/sample-database';
import { word } from '../../support/words';
import { addCustomer, addInvoice, expectQuiet, fill, goTo, listenForComplaints, type Customer } from '../office';
import { settle } from '../tour/tour';
import { expectNoAxeFindings } from './axe';
import { picture } from './picture';

test.describe.configure({ mode: 'serial', timeout: 180_000 });

const customer: Customer = { tenantId: 'walnut-terraces', name: 'Walnut Terraces', nameAr: 'مدرجات الجوز' };

let primary: TestServer;
let replica: SideServer;
/** A clerk at the main server, and one in each language at its streaming standby. */
let main: LaunchedApp;
let subscription: string;
const there = new Map<Language, LaunchedApp>();

function refuse(): never {
  throw new Error('the program was not started');
}

function at(language: Language): LaunchedApp {
  return there.get(language) ?? refuse();
}

async function ask<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

const payments = async (): Promise<number> => (await ask(primary.url('office'), 'SELECT FROM public.payments')).length;

test.beforeAll(async () => {
  primary = await startTestServer();
  await ask(primary.url(), 'CREATE DATABASE office');
  await migrateWithSampleData(primary.url('office'));
  replica = await startReplica(primary);
  main = await launchApp({ language: 'en', databaseUrl: primary.url('office') });
  await main.page.getByRole('navigation').first().waitFor();
  subscription = await addCustomer(main.page, customer);
  for (const language of ['ar', 'en'] as const) {
    const app = await launchApp({ language, databaseUrl: replica.url('office') });
    await app.page.getByRole('navigation').first().waitFor();
    there.set(language, app);
  }
});

test.afterAll(async () => {
  await main.close();
  for (const app of there.values()) await app.close();
  await replica.close();
  await primary.dispose();
  await removeUserData();
});

const pill = (page: Page, language: Language, state: string) =>
  page.locator('header button').filter({ hasText: new RegExp(`^${word(language, `app.connection.${state}`)}`) });

for (const language of ['ar', 'en'] as const) {
  test(`at the standby all can be seen, and what it cannot do is said (${language})`, async () => {
    const w = (path: string): string => word(language, path);
    const app = at(language);
    const { page } = app;
    const complaints = listenForComplaints(page);
    const before = await payments();
    const invoice = await addInvoice(main.page, customer, subscription, language === 'ar' ? '80.00' : '90.00');
    // What was booked at the main server has come over.
    await expect
      .poll(async () => (await call(page, 'invoices', 'findByNumber', { number: invoice.number }))?.id)
      .toBe(invoice.id);

    await expect(pill(page, language, 'read_only')).toBeVisible();
    await expect(page.getByText(w('app.readOnly.title'), { exact: true })).toBeVisible();
    await goTo(page, `/invoices?open=${invoice.id}`);
    const record = page.getByRole('complementary');
    await expect(record.getByRole('heading', { name: invoice.number })).toBeVisible();
    await picture(page, `standby-invoice-${language}`);

    // The payment is refused by its sentence, and what was typed stays.
    await record.getByRole('button', { name: w('invoices.actions.recordPayment') }).click();
    const form = page.getByRole('dialog', { name: w('payments.form.title') });
    const amount = form.getByRole('textbox', { name: w('payments.form.amount') });
    await fill(amount, '12.50');
    await form.getByRole('button', { name: w('payments.form.submit') }).click();
    await expect(form.getByRole('alert')).toContainText(w('errors.read_only.title'));
    await expect(form.getByRole('alert')).toContainText(w('errors.read_only.remedy'));
    await expect(amount).toHaveValue('12.50');
    await picture(page, `standby-payment-${language}`);
    await expectNoAxeFindings(page);
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    expect(await payments()).toBe(before);

    // It is shown, and not let out: a print that nobody counts would be a second original.
    await record.getByRole('button', { name: w('invoices.actions.preview') }).click();
    await expect(page.locator('iframe').contentFrame().locator('body')).toContainText(invoice.number);
    const filePath = join(app.userData, 'invoice.pdf');
    await app.answerDialog({ dialog: 'showSaveDialog', answer: { canceled: false, filePath } });
    await page.getByRole('button', { name: w('documents.savePdf'), exact: true }).click();
    await expect(page.getByText(w('errors.read_only.title')).first()).toBeVisible();
    await picture(page, `standby-preview-${language}`);
    expect(existsSync(filePath)).toBe(false);
    await page.keyboard.press('Escape');
    await expect(page.locator('iframe')).toHaveCount(0);

    for (const path of [
      '/',
      '/payments',
      '/tenants',
      '/reports?report=aging',
      '/database?tab=verify',
      '/database?tab=monitoring',
    ]) {
      await goTo(page, path);
      await settle(page);
      await expect(page.getByRole('alert')).toHaveCount(0);
    }
    await picture(page, `standby-monitoring-${language}`);
    await expectNoAxeFindings(page);
    await pill(page, language, 'read_only').click();
    const panel = page.getByRole('dialog', { name: w('connection.title') });
    await expect(panel).toContainText(w('connection.explain.read_only'));
    await expect(panel).toContainText(w('connection.notifications.polling'));
    await picture(page, `standby-panel-${language}`);
    await expectNoAxeFindings(page);
    await page.keyboard.press('Escape');
    expectQuiet(complaints);
  });
}

test('it becomes the main server: the program notices by itself, and the same form is booked once', async () => {
  const { page } = at('ar');
  const w = (path: string): string => word('ar', path);
  const { id } = await addInvoice(main.page, customer, subscription, '44.00');
  await expect.poll(async () => (await call(page, 'invoices', 'get', { id }).catch(() => null))?.id).toBe(id);
  await goTo(page, `/invoices?open=${id}`);
  await page
    .getByRole('complementary')
    .getByRole('button', { name: w('invoices.actions.recordPayment') })
    .click();
  const form = page.getByRole('dialog', { name: w('payments.form.title') });
  await form.getByRole('button', { name: w('payments.form.submit') }).click();
  await expect(form.getByRole('alert')).toContainText(w('errors.read_only.title'));

  await main.close();
  await primary.stop();
  await ask(replica.url('postgres'), 'SELECT pg_promote()');
  await expect(pill(page, 'ar', 'connected')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(w('app.readOnly.title'), { exact: true })).toHaveCount(0);
  await form.getByRole('button', { name: w('payments.form.submit') }).click();
  await expect(form).toHaveCount(0);
  const booked = await ask(
    replica.url('office'),
    `SELECT amount::text FROM public.payments WHERE invoice_id = '${id}'`,
  );
  expect(booked).toEqual([{ amount: '44.00' }]);
});
