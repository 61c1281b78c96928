import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import arErrors from '../../renderer/src/i18n/ar/errors.json' with { type: 'json' };
import arSetup from '../../renderer/src/i18n/ar/setup.json' with { type: 'json' };
import enApp from '../../renderer/src/i18n/en/app.json' with { type: 'json' };
import enConnection from '../../renderer/src/i18n/en/connection.json' with { type: 'json' };
import enDifferences from '../../renderer/src/i18n/en/differences.json' with { type: 'json' };
import enErrors from '../../renderer/src/i18n/en/errors.json' with { type: 'json' };
import enSetup from '../../renderer/src/i18n/en/setup.json' with { type: 'json' };
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import { asSuperuser, createTestDatabase, testServerUrl, type TestDatabase } from '../support/postgres';

type Language = 'ar' | 'en';
const words = {
  ar: { setup: arSetup, errors: arErrors, today: 'اليوم', books: 'دفاتر هذا الجهاز' },
  en: { setup: enSetup, errors: enErrors, today: 'Today', books: 'The books of this computer' },
} as const;
type Words = (typeof words)[Language];

let app: LaunchedApp | null = null;
const databases: TestDatabase[] = [];

test.afterEach(async () => {
  await app?.close();
  app = null;
});

test.afterAll(async () => {
  await removeUserData();
  for (const database of databases) await database.drop();
});

async function start(language: Language, options: { databaseUrl?: string; keyring?: boolean } = {}): Promise<Page> {
  app = await launchApp({ language, wizard: true, ...options });
  await heading(app.page, words[language].setup.language.title);
  return app.page;
}

async function heading(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeFocused();
}

async function expectNoAxeFindings(page: Page): Promise<void> {
  // Legacy mode stays within this page: a window of the program can open no other.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // React Aria's own corner for what is read out names its parts by what may have left the screen.
    .exclude('[data-live-announcer]')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** What the step's own button does, by the key that does the same. */
async function next(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).press('Enter');
}

async function choose(page: Page, label: string): Promise<void> {
  await page.getByRole('radio', { name: label }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: label })).toBeChecked();
}

async function goToDatabase(page: Page, text: Words): Promise<void> {
  await next(page, text === words.ar ? 'التالي' : 'Next');
  await heading(page, text.setup.database.title);
}

/** A sentence of the translations with its values; what isolates a value is not looked at. */
function filled(sentence: string, values: Readonly<Record<string, string>>): RegExp {
  const parts = sentence.split(/\{\{\s*(\w+)\s*\}\}/);
  const source = parts
    .map((part, index) => (index % 2 === 0 ? part : (values[part] ?? part)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\u2066-\\u2069]*');
  return new RegExp(source);
}

async function typeServer(page: Page, text: Words, server: Readonly<Record<'host' | 'port', string>>): Promise<void> {
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
  await field(text.setup.server.host).fill(server.host);
  await field(text.setup.server.port).fill(server.port);
  await field(text.setup.server.database).fill('sahool_billing');
  await field(text.setup.server.user).fill('muhasib');
}

for (const language of ['ar', 'en'] as const) {
  const text = words[language];
  const nextWord = language === 'ar' ? 'التالي' : 'Next';

  test(`from the first start to Today on this computer, by the keyboard (${language})`, async () => {
    test.setTimeout(180_000);
    const page = await start(language);
    await expectNoAxeFindings(page);

    await goToDatabase(page, text);
    await choose(page, text.setup.database.builtin);
    await expectNoAxeFindings(page);
    await next(page, text.setup.database.test);

    await heading(page, text.setup.test.title);
    await expect(page.getByText(text.setup.test.ok)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(text.setup.schema.empty)).toBeVisible();
    await expectNoAxeFindings(page);
    // The wait is over: the focus is on what comes next.
    await expect(page.getByRole('button', { name: nextWord, exact: true })).toBeFocused();
    await page.keyboard.press('Enter');

    await heading(page, text.setup.upgrade.title);
    await expect(page.getByText('0001-initial-billing-schema')).toBeVisible();
    await expectNoAxeFindings(page);
    await next(page, text.setup.upgrade.run);
    await expect(page.getByText(text.setup.upgrade.clean)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('log', { name: text.setup.upgrade.log })).toContainText('CREATE TABLE');
    await expectNoAxeFindings(page);
    await expect(page.getByRole('button', { name: nextWord, exact: true })).toBeFocused();
    await page.keyboard.press('Enter');

    await heading(page, text.setup.sample.title);
    await choose(page, text.setup.sample.fill);
    await expectNoAxeFindings(page);
    await next(page, text.setup.sample.run);

    await expect(page.getByRole('heading', { level: 1, name: text.setup.finish.title })).toBeFocused({
      timeout: 60_000,
    });
    await expect(page.getByRole('textbox', { name: text.setup.finish.name })).toHaveValue(
      text.setup.finish.builtinName,
    );
    // What the books are brings their colour.
    await choose(page, text.setup.mark.name.computer);
    await expectNoAxeFindings(page);
    await next(page, text.setup.finish.open);

    await expect(page.getByRole('heading', { level: 1, name: text.today, exact: true })).toBeVisible();
    const kept = await call(page, 'profiles', 'list', {});
    expect(kept).toMatchObject([
      { name: text.setup.finish.builtinName, kind: 'builtin', color: 'blue', mark: 'computer', active: true },
    ]);
    expect(await call(page, 'connection', 'status', {})).toMatchObject({
      color: 'blue',
      mark: 'computer',
      state: 'connected',
    });
    await expect(page.getByRole('note').filter({ hasText: text.books })).toBeVisible();
  });

  test(`a server that is not there is told in a sentence, and nothing typed is lost (${language})`, async () => {
    const page = await start(language);
    await goToDatabase(page, text);
    await choose(page, text.setup.database.server);
    // Nothing is typed yet: the first field that is missing gets the focus.
    await next(page, text.setup.database.test);
    await expect(page.getByRole('textbox', { name: text.setup.server.host, exact: true })).toBeFocused();
    await expectNoAxeFindings(page);

    // Port 1 in Arabic digits; nobody listens there.
    await typeServer(page, text, { host: '127.0.0.1', port: '١' });
    await next(page, text.setup.database.test);
    await heading(page, text.setup.test.title);
    const failure = page.getByRole('alert');
    await expect(failure).toContainText(filled(text.errors.port_refused.title, { host: '127.0.0.1', port: '1' }));
    await expect(failure).toContainText(text.errors.port_refused.remedy);
    await expect(page.getByRole('button', { name: nextWord, exact: true })).toBeDisabled();
    await expectNoAxeFindings(page);

    await next(page, language === 'ar' ? 'رجوع' : 'Back');
    await heading(page, text.setup.database.title);
    await expect(page.getByRole('radio', { name: text.setup.database.server })).toBeChecked();
    await expect(page.getByRole('textbox', { name: text.setup.server.port, exact: true })).toHaveValue('١');
    await expect(page.getByRole('textbox', { name: text.setup.server.user, exact: true })).toHaveValue('muhasib');

    const longName = `${'a-very-long-name-of-a-server.'.repeat(6)}invalid`;
    await page.getByRole('textbox', { name: text.setup.server.host, exact: true }).fill(longName);
    await next(page, text.setup.database.test);
    await expect(failure).toContainText(filled(text.errors.name_not_found.title, { host: longName }));
    // A long name is broken, and does not push the page wider than the window.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(
      await failure.evaluate((element) => element.scrollWidth <= element.clientWidth && element.clientWidth > 0),
    ).toBe(true);
  });
}

test('the missing database is created, its connection kept under a name, and its password is asked for again', async () => {
  test.setTimeout(180_000);
  const setup = enSetup;
  const name = `wizard_${Date.now().toString(36)}`;
  databases.push({
    name,
    url: testServerUrl(name),
    drop: async () => {
      await asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  });
  const page = await start('en', { keyring: false });
  await goToDatabase(page, words.en);
  await choose(page, setup.database.server);
  await choose(page, setup.server.url);
  await page.getByRole('textbox', { name: setup.server.urlLabel }).fill(testServerUrl(name));
  await next(page, setup.database.test);
  await expect(page.getByRole('alert')).toContainText(filled(enErrors.no_such_database.title, { database: name }));
  await next(page, setup.test.createDatabase);
  await expect(page.getByText(setup.test.ok)).toBeVisible();
  await next(page, 'Next');
  await heading(page, setup.upgrade.title);
  await next(page, setup.upgrade.run);
  await expect(page.getByText(setup.upgrade.clean)).toBeVisible({ timeout: 60_000 });
  await next(page, 'Next');
  await heading(page, setup.sample.title);
  await next(page, 'Next');
  await heading(page, setup.finish.title);
  await page.getByRole('textbox', { name: setup.finish.name }).fill('The office');
  await expect(page.getByRole('switch', { name: setup.finish.keepPassword })).toBeChecked();
  await next(page, setup.finish.open);
  await expect(page.getByRole('heading', { level: 1, name: 'Today', exact: true })).toBeVisible();
  // This computer has no store for secrets: said, and true.
  await expect(page.getByText(enErrors.secret_store_unavailable.title)).toBeVisible();
  expect(await call(page, 'profiles', 'list', {})).toMatchObject([
    { name: 'The office', kind: 'server', active: true, passwordKept: false },
  ]);

  // The next start has no password: it is asked for in the panel behind the pill.
  const userData = app?.userData ?? '';
  await app?.close();
  app = await launchApp({ userData, keyring: false });
  const later = app.page;
  await later.getByRole('button', { name: new RegExp(enApp.connection.offline) }).click();
  await expect(later.getByRole('dialog')).toContainText(enErrors.password_needed.title);
  await later.getByRole('button', { name: enConnection.enterPassword }).click();
  const password = later.getByRole('textbox', { name: enConnection.password.label });
  await expect(password).toBeFocused();
  await password.fill('not the password');
  await password.press('Enter');
  await expect(later.getByRole('alert').filter({ hasText: enErrors.wrong_password.title }).last()).toBeVisible();
  await password.fill(decodeURIComponent(new URL(testServerUrl()).password));
  await password.press('Enter');
  await expect(later.getByRole('dialog')).toHaveCount(1);
  await expect(later.getByRole('dialog')).toContainText(enConnection.explain.connected);
});

test('tables of another making are refused with the list of differences, and nothing is run', async () => {
  const database = await createTestDatabase();
  databases.push(database);
  await asSuperuser((client) => client.query('CREATE TABLE invoices (id integer PRIMARY KEY)'), database.name);
  const page = await start('en', { databaseUrl: database.url });
  await goToDatabase(page, words.en);
  await choose(page, enSetup.database.environment);
  await next(page, enSetup.database.test);
  await expect(page.getByRole('alert')).toContainText(enErrors.adoption_refused.title);
  await next(page, enSetup.test.differences);
  await heading(page, enSetup.upgrade.title);
  const differing = { object: 'invoices', part: 'id', found: 'integer', expected: 'uuid' };
  const list = page.getByRole('region', { name: enSetup.upgrade.differences });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  await expect(list).toContainText(filled(enDifferences.column_type, differing));
  await expect(page.getByRole('button', { name: enSetup.upgrade.run })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeDisabled();
  await expectNoAxeFindings(page);
  const { rows } = await asSuperuser(
    (client) =>
      client.query(
        `SELECT count(*)::int AS n FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
      ),
    database.name,
  );
  expect(rows).toEqual([{ n: 1 }]);
});
