import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Language } from '../../electron/contract/preferences';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import { asSuperuser, createTestDatabase, type TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { word } from '../support/words';

test.describe.configure({ mode: 'serial' });

let database: TestDatabase;
let app: LaunchedApp;
let page: Page;

test.beforeAll(async () => {
  database = await createSampleDatabase();
  app = await launchApp({ language: 'en', databaseUrl: database.url });
  ({ page } = app);
});

test.afterAll(async () => {
  await app.close();
  await removeUserData();
  await database.drop();
});

const en = (path: string): string => word('en', path);

async function speak(language: Language, theme: 'light' | 'dark'): Promise<void> {
  await call(page, 'preferences', 'set', { changes: { language, theme } });
  await page.reload();
  await page.getByRole('navigation', { name: word(language, 'app.nav.label') }).waitFor();
}

async function goTo(path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

async function expectNoAxeFindings(): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // React Aria's own corner for what is read out names its parts by what may have left the screen.
    .exclude('[data-live-announcer]')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

for (const [language, theme] of [
  ['ar', 'light'],
  ['en', 'dark'],
] as const) {
  test(`the panel, the Database and the Settings screen pass axe (${language}, ${theme})`, async () => {
    const w = (path: string): string => word(language, path);
    await speak(language, theme);
    await page.getByRole('button', { name: new RegExp(w('app.connection.connected')) }).click();
    const panel = page.getByRole('dialog', { name: w('connection.title') });
    await expect(panel.getByText(database.name)).toBeVisible();
    await expect(panel.getByText(w('connection.explain.connected'))).toBeVisible();
    await expectNoAxeFindings();
    await page.keyboard.press('Escape');

    for (const tab of ['connections', 'schema', 'backup', 'verify', 'diagnostics']) {
      await goTo(`/database?tab=${tab}`);
      await expect(page.getByRole('tab', { name: w(`database.tab.${tab}`) })).toHaveAttribute('aria-selected', 'true');
      await expectNoAxeFindings();
    }
    for (const tab of ['screen', 'business', 'rates']) {
      await goTo(`/settings?tab=${tab}`);
      await expect(page.getByRole('tab', { name: w(`settings.${tab}.title`) })).toHaveAttribute(
        'aria-selected',
        'true',
      );
      await expectNoAxeFindings();
    }
  });
}

test('every upgrade stands in the history with its checksum', async () => {
  await speak('en', 'light');
  await goTo('/database?tab=schema');
  await expect(page.getByText(en('database.schema.current'))).toBeVisible();
  const history = await call(page, 'setup', 'history', {});
  for (const { name, checksum } of history) {
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText(checksum.slice(0, 12));
  }
});

test('the check of the books tells what the service wrote apart from the desktop’s own', async () => {
  await asSuperuser(
    (client) =>
      client.query(`
        INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal,
          tax_rate, tax_amount, discount_amount, total, amount_paid, amount_due, line_items)
        SELECT 'SVC-1', tenant_id, id, 'pending', currency, '2020-01-01', '2020-01-08', 100, 0, 0, 0, 120, 0, 120, '[]'
        FROM public.subscriptions LIMIT 1`),
    database.name,
  );
  await goTo('/database?tab=verify');
  await page.getByRole('button', { name: en('verify.run') }).click();
  await expect(page.getByText(en('verify.clean'))).toBeVisible();
  await expect(page.getByRole('heading', { name: new RegExp(en('verify.origin.service')) })).toBeVisible();
  const finding = page.getByRole('listitem').filter({ hasText: 'SVC-1' }).filter({ hasText: '120.00' });
  await expect(finding).toHaveCount(1);
  await expectNoAxeFindings();
  await finding.getByRole('button', { name: en('verify.open.invoice') }).click();
  await expect(page).toHaveURL(/#\/invoices\?open=/);
});

test('the diagnostics name no server, no user and no database', async () => {
  await goTo('/database?tab=diagnostics');
  const text = page.locator('pre');
  await expect(text).toContainText('SAHOOL Billing diagnostics');
  await expect(text).not.toContainText(database.name);
  await page.getByRole('button', { name: en('connection.copy') }).click();
  await expect(page.getByText(en('connection.copied'))).toBeVisible();
  expect((await app.recorded()).clipboard).toContain('SAHOOL Billing diagnostics');
});

test('the wizard that is left goes back to the connection that was in use', async () => {
  await goTo('/database?tab=connections');
  await page.getByRole('button', { name: en('database.profiles.new') }).click();
  const wizard = page.getByRole('dialog', { name: en('setup.later') });
  await wizard.getByRole('radio', { name: en('setup.database.environment') }).focus();
  await page.keyboard.press('Space');
  await wizard
    .getByRole('main')
    .getByRole('button', { name: en('setup.database.test') })
    .press('Enter');
  await expect(wizard.getByText(en('setup.test.ok'))).toBeVisible();
  await wizard
    .getByRole('main')
    .getByRole('button', { name: en('common.next'), exact: true })
    .press('Enter');
  await expect(wizard.getByText(en('setup.schema.current'))).toBeVisible();
  await expectNoAxeFindings();
  const leave = wizard.getByRole('button', { name: en('setup.leave') });
  // Not while it still connects.
  await expect(leave).toBeEnabled();
  await leave.press('Enter');
  await expect(wizard).toHaveCount(0);
  expect(await call(page, 'connection', 'status', {})).toMatchObject({ state: 'connected', profileName: 'test' });
});

test('a connection gets a name, a mark and a colour, which the screen shows at once', async () => {
  await page
    .getByRole('button', { name: /^Edit / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: en('setup.finish.name') }).fill('The books');
  await dialog.getByRole('radio', { name: en('setup.mark.name.staging') }).focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByRole('radio', { name: en('setup.color.amber') })).toBeChecked();
  await dialog.getByRole('radio', { name: en('setup.color.red') }).focus();
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: en('common.save') }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[data-profile="red"]')).toHaveCount(1);
  expect(await call(page, 'profiles', 'list', {})).toMatchObject([
    { name: 'The books', color: 'red', mark: 'staging', active: true },
  ]);
  await expect(page.getByText(en('app.books.staging'))).toBeVisible();
  expect(await page.title()).toContain(en('app.books.staging'));
});

test('a rate in Arabic digits is stored exactly, and a logo is judged by its bytes', async () => {
  await goTo('/settings?tab=rates');
  await page.getByRole('textbox', { name: en('settings.rates.rate') }).fill('١٬٦٠١٫٢٥');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(en('settings.rates.saved'))).toBeVisible();
  const [newest] = await call(page, 'business', 'rates', {});
  expect(Number(newest?.rate)).toBe(1601.25);

  await goTo('/settings?tab=business');
  const file = page.getByRole('group', { name: en('settings.business.logo') }).locator('input[type="file"]');
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByRole('alert').filter({ hasText: en('validation.logo') })).toBeVisible();
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') });
  await expect(page.getByRole('img', { name: en('settings.business.logo') })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(en('settings.business.saved'))).toBeVisible();
  expect((await call(page, 'business', 'get', {})).seller.logo).toBe(`data:image/png;base64,${dot}`);
});

test('what another clerk changed meanwhile is taken up, and never written over', async () => {
  const seller = page.getByRole('group', { name: en('settings.business.seller') });
  const name = seller.getByRole('textbox', { name: en('settings.business.name'), exact: true });
  await name.fill('What I type');
  const { version, today: _today, ...settings } = await call(page, 'business', 'get', {});
  await call(page, 'business', 'set', { key: crypto.randomUUID(), version, settings: { ...settings, dueDays: 21 } });
  // What only the other changed comes into the form, what both changed is asked; saving then keeps both.
  await expect(page.getByText(en('common.conflict.merged'))).toBeVisible();
  await expect(name).toHaveValue('What I type');
  const merged = await call(page, 'business', 'get', {});
  const theirs = { ...settings.seller, name: 'What the other types' };
  await call(page, 'business', 'set', {
    key: crypto.randomUUID(),
    version: merged.version,
    settings: { ...settings, dueDays: 21, seller: theirs },
  });
  const clashes = page.getByRole('region', { name: en('common.conflict.title') });
  await expect(clashes.getByText('What the other types')).toBeVisible();
  await clashes.getByRole('button', { name: en('common.conflict.keepMine') }).click();
  await page.getByRole('main').press('Control+Enter');
  await expect(page.getByText(en('settings.business.saved')).last()).toBeVisible();
  await expect.poll(async () => (await call(page, 'business', 'get', {})).seller.name).toBe('What I type');
  expect(await call(page, 'business', 'get', {})).toMatchObject({ dueDays: 21 });
  await expect(clashes).toHaveCount(0);
});

test('a database without tables is upgraded from the Database screen', async () => {
  const empty = await createTestDatabase();
  const other = await launchApp({ language: 'en', databaseUrl: empty.url });
  try {
    await other.page.getByRole('button', { name: new RegExp(en('app.connection.not_migrated')) }).waitFor();
    await other.page.evaluate(() => {
      location.hash = '/database?tab=schema';
    });
    await other.page.getByRole('button', { name: en('database.schema.run') }).click();
    const dialog = other.page.getByRole('dialog', { name: en('setup.upgrade.title') });
    await dialog.getByRole('button', { name: en('setup.upgrade.run') }).click();
    await expect(dialog.getByText(en('setup.upgrade.done'))).toBeVisible({ timeout: 60_000 });
    await dialog
      .getByRole('button', { name: en('common.close') })
      .last()
      .click();
    await expect(other.page.getByText(en('database.schema.current'))).toBeVisible();
    await expect(other.page.getByRole('button', { name: new RegExp(en('app.connection.connected')) })).toBeVisible();
  } finally {
    await other.close();
    await empty.drop();
  }
});

test('the panel says why there is no connection, and that the next attempt comes by itself', async () => {
  const other = await launchApp({ language: 'ar', databaseUrl: 'postgresql://muhasib:secret@127.0.0.1:1/billing' });
  try {
    await other.page.getByRole('button', { name: new RegExp(word('ar', 'app.connection.reconnecting')) }).click();
    const panel = other.page.getByRole('dialog', { name: word('ar', 'connection.title') });
    await expect(panel.getByText(word('ar', 'connection.explain.reconnecting'))).toBeVisible();
    await expect(panel.getByRole('alert')).toContainText(word('ar', 'errors.port_refused.remedy'));
    await expect(panel).toContainText(/المحاولة التالية/);
    await expect(panel.getByRole('button', { name: word('ar', 'connection.reconnect') })).toBeEnabled();
  } finally {
    await other.close();
  }
});
