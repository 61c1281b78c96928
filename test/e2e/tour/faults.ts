import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import type { Language } from '../../../electron/contract/preferences';
import { launchApp, type LaunchedApp } from '../../support/app';
import { call } from '../../support/bridge';
import { openFaultyLine, type FaultyLine } from '../../support/faulty-line';
import { asSuperuser, createTestDatabase, testServerUrl, type TestDatabase } from '../../support/postgres';
import { createSampleDatabase } from '../../support/sample-database';
import { word } from '../../support/words';
import { goTo, languages, type Step, type Tour } from './tour';

/** A program of its own on a line that can be spoiled. */
interface Scene {
  readonly tour: Tour;
  readonly language: Language;
  readonly app: LaunchedApp;
  readonly page: Page;
  readonly line: FaultyLine;
  readonly database: TestDatabase;
  w(path: string): string;
  /** Waits until the pill says so. */
  state(state: string): Promise<void>;
}

function pill(page: Page, word_: string) {
  return page.locator('header button').filter({ hasText: new RegExp(`^${word_}`) });
}

async function inScene(tour: Tour, language: Language, work: (scene: Scene) => Promise<void>): Promise<void> {
  const database = await createSampleDatabase();
  const { hostname, port } = new URL(database.url);
  const line = await openFaultyLine({ host: hostname, port: Number(port) }, 450);
  const url = new URL(database.url);
  url.port = String(line.port);
  const app = await launchApp({ language, databaseUrl: url.toString() });
  const { page } = app;
  const w = (path: string): string => word(language, path);
  try {
    await page.getByRole('navigation').first().waitFor();
    await work({
      tour,
      language,
      app,
      page,
      line,
      database,
      w,
      state: (state) => expect(pill(page, w(`app.connection.${state}`)).first()).toBeVisible({ timeout: 40_000 }),
    });
  } finally {
    await app.close();
    await line.close();
    await database.drop();
  }
}

/** An open invoice with a bank transfer half typed. */
async function halfTypedPayment({ page, w }: Scene): Promise<void> {
  const { rows } = await call(page, 'invoices', 'list', {
    filter: { standing: ['pending', 'partly_paid'] },
    sort: { column: 'due_date', direction: 'desc' },
    page: { from: 'start', limit: 1 },
  });
  await goTo(page, `/invoices?open=${rows[0]?.id ?? ''}`);
  await page.keyboard.press('F2');
  const form = page.getByRole('dialog', { name: w('payments.form.title') });
  await form.getByRole('radio', { name: w('status.method.bank_transfer') }).check({ force: true });
  await form.getByRole('textbox', { name: w('payments.form.bankReference') }).fill('TRF-20417');
}

async function submit({ page, w }: Scene): Promise<void> {
  const form = page.getByRole('dialog', { name: w('payments.form.title') });
  await form.getByRole('button', { name: w('payments.form.submit') }).click();
  await form.getByRole('alert').first().waitFor();
}

async function leaveForm({ page, w }: Scene): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: w('payments.form.title') }).waitFor({ state: 'hidden' });
}

/** Changes the database and cuts the program off, so that it looks at the server anew. */
function cutOff({ database }: Scene, change: string): Promise<unknown> {
  return asSuperuser(async (client) => {
    // Also where the database takes no changes by itself.
    await client.query('SET default_transaction_read_only = off');
    await client.query(change);
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
  }, database.name);
}

/** What one clerk meets in one afternoon, none of it his fault. */
const faults: readonly { readonly name: string; readonly run: (scene: Scene) => Promise<void> }[] = [
  {
    name: 'fault-lost',
    async run(scene) {
      const { line, page, tour, language, state } = scene;
      await halfTypedPayment(scene);
      await line.spoil('refuse');
      line.reset();
      await state('reconnecting');
      await submit(scene);
      await tour.shoot(language, 'fault-lost-payment', page);
      await leaveForm(scene);
      await tour.shoot(language, 'fault-lost', page);
      await pill(page, scene.w('app.connection.reconnecting')).click();
      await tour.shoot(language, 'fault-lost-panel', page);
      await page.keyboard.press('Escape');
      await line.mend();
      await state('connected');
    },
  },
  {
    name: 'fault-not-noted',
    async run(scene) {
      const { app, page, tour, language } = scene;
      const commands = join(app.userData, 'settings', 'commands');
      await rm(commands, { recursive: true, force: true });
      // As on a disk that takes no file more.
      await writeFile(commands, '');
      await halfTypedPayment(scene);
      await submit(scene);
      await tour.shoot(language, 'fault-not-noted', page);
      await leaveForm(scene);
      await rm(commands);
    },
  },
  {
    name: 'fault-read-only',
    async run(scene) {
      const { page, tour, language, state, database } = scene;
      await cutOff(scene, `ALTER DATABASE "${database.name}" SET default_transaction_read_only = on`);
      await state('read_only');
      await halfTypedPayment(scene);
      await submit(scene);
      await tour.shoot(language, 'fault-read-only-payment', page);
      await leaveForm(scene);
      await tour.shoot(language, 'fault-read-only', page);
      await cutOff(scene, `ALTER DATABASE "${database.name}" RESET default_transaction_read_only`);
      await state('connected');
    },
  },
  {
    name: 'fault-newer-schema',
    async run(scene) {
      const { page, tour, language, state } = scene;
      await cutOff(
        scene,
        `INSERT INTO billing_desktop.schema_migrations (name, checksum, duration_ms, app_version)
VALUES ('9999-of-a-newer-version', repeat('0', 64), 1, '99.0.0')`,
      );
      await state('newer_schema');
      await goTo(page, '/invoices');
      await tour.shoot(language, 'fault-newer-schema', page);
      await cutOff(scene, `DELETE FROM billing_desktop.schema_migrations WHERE name LIKE '9999-%'`);
      await state('connected');
    },
  },
  {
    name: 'fault-slow',
    async run(scene) {
      const { page, line, tour, language, state } = scene;
      await goTo(page, '/payments');
      await line.spoil('delay');
      await state('slow');
      await pill(page, scene.w('app.connection.slow')).click();
      await tour.shoot(language, 'fault-slow', page);
      await line.mend();
    },
  },
];

/** A start that ends before the work begins: at an address, with these words on the screen. */
async function refusedStart(tour: Tour, language: Language, name: string, url: string, state: string): Promise<void> {
  const app = await launchApp({ language, databaseUrl: url });
  try {
    const { page } = app;
    const words = word(language, `app.connection.${state}`);
    await expect(pill(page, words).first()).toBeVisible({ timeout: 40_000 });
    await goTo(page, '/');
    await tour.shoot(language, name, page);
    await pill(page, words).click();
    await tour.shoot(language, `${name}-panel`, page);
  } finally {
    await app.close();
  }
}

export const faultSteps: readonly Step[] = languages.flatMap((language): Step[] => [
  {
    name: `what a clerk sees when something is broken (${language})`,
    run: (tour) =>
      inScene(tour, language, async (scene) => {
        const failures: string[] = [];
        for (const { name, run } of faults) {
          try {
            await run(scene);
          } catch (error) {
            failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
            await tour.shoot(language, `${name}-failed`, scene.page).catch(() => undefined);
          }
        }
        if (failures.length > 0) throw new Error(failures.join('\n'));
      }),
  },
  {
    name: `a database that was never set up, and a wrong password (${language})`,
    async run(tour) {
      const empty = await createTestDatabase();
      await refusedStart(tour, language, 'fault-not-migrated', empty.url, 'not_migrated');
      await empty.drop();
      const wrong = new URL(testServerUrl());
      wrong.password = 'not-the-password';
      await refusedStart(tour, language, 'fault-wrong-password', wrong.toString(), 'offline');
    },
  },
]);
