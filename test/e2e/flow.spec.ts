import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { InvoiceId } from '../../electron/contract/ids';
import { draftInputSchema } from '../../electron/contract/invoices';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { word } from '../support/words';
import { goTo, newKey } from './office';

/** What makes eight hours go by without friction: taking back, sizes and habits that are remembered. */
test.describe.configure({ mode: 'serial' });

let app: LaunchedApp;
let database: TestDatabase;

const say = (key: string): string => word('en', key);

async function newDraft(page: Page): Promise<InvoiceId> {
  const { today } = await call(page, 'business', 'get', {});
  const { rows } = await call(page, 'subscriptions', 'list', {
    filter: { status: ['active'] },
    sort: { column: 'next_billing_date', direction: 'asc' },
    page: { from: 'start', limit: 1 },
  });
  const { tenantId, id: subscriptionId } = rows[0] ?? {};
  const line = { description: 'Soil survey', descriptionAr: 'مسح تربة', quantity: '2.5', unitPrice: '33.33' };
  const draft = draftInputSchema.parse({
    tenantId,
    subscriptionId,
    currency: 'USD',
    issueDate: today,
    dueDate: today,
    lines: [line],
    discountAmount: '1.10',
    taxRate: '5',
    notes: 'Call before noon',
    notesAr: 'اتصل قبل الظهر',
  });
  return (await call(page, 'invoices', 'createDraft', { key: newKey(), draft })).id;
}

test.beforeAll(async () => {
  database = await createSampleDatabase();
  app = await launchApp({ language: 'en', databaseUrl: database.url });
});

test.afterAll(async () => {
  await app.close();
  await database.drop();
  await removeUserData();
});

test('a deleted draft is made again, the same, by Ctrl+Z', async () => {
  const { page } = app;
  const id = await newDraft(page);
  const before = await call(page, 'invoices', 'get', { id });
  await goTo(page, `/invoices?open=${id}`);
  const record = page.getByRole('complementary');
  await record.getByRole('button', { name: say('common.more') }).click();
  await page.getByRole('menuitem', { name: say('invoices.actions.deleteDraft') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('invoices.delete.confirm') })
    .click();
  await expect(page.getByText(say('invoices.delete.done'))).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(say('invoices.delete.undone'))).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(page).toHaveURL(/open=/);
  const again = await call(page, 'invoices', 'get', {
    id: new URL(page.url()).hash.replace(/^.*open=/, '') as InvoiceId,
  });
  const { lines, total, discountAmount, taxRate, notes, notesAr, tenantId, subscriptionId, issueDate } = before;
  expect(again).toMatchObject({
    lines,
    total,
    discountAmount,
    taxRate,
    notes,
    notesAr,
    tenantId,
    subscriptionId,
    issueDate,
  });
  expect(again.status).toBe('draft');
  // Once is enough: there is nothing more to take back.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).not.toContainText('Ctrl+Z');
  await page.keyboard.press('Escape');
});

test('changed notes are put back by the toast’s button, and not over what another wrote since', async () => {
  const { page } = app;
  const { rows } = await call(page, 'invoices', 'list', {
    filter: { standing: ['overdue'] },
    sort: { column: 'issue_date', direction: 'desc' },
    page: { from: 'start', limit: 1 },
  });
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the sample data has nothing overdue');
  const before = await call(page, 'invoices', 'get', { id });
  await goTo(page, `/invoices?open=${id}`);
  const write = async (text: string): Promise<void> => {
    await page
      .getByRole('complementary')
      .getByRole('button', { name: say('common.more') })
      .click();
    await page.getByRole('menuitem', { name: say('invoices.actions.editNotes') }).click();
    await page.getByRole('dialog').getByLabel(say('invoices.form.notes')).fill(text);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await write('First');
  await page
    .getByRole('button', { name: say('common.undo') })
    .first()
    .click();
  await expect.poll(async () => (await call(page, 'invoices', 'get', { id })).notes).toBe(before.notes);

  await write('Second');
  const { version } = await call(page, 'invoices', 'get', { id });
  await call(page, 'invoices', 'setNotes', { key: newKey(), id, version, notes: 'A colleague', notesAr: null });
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('main').getByRole('alert')).toContainText(say('errors.conflict.title'));
  expect((await call(page, 'invoices', 'get', { id })).notes).toBe('A colleague');
  await page
    .getByRole('main')
    .getByRole('alert')
    .getByRole('button', { name: say('common.close') })
    .click();
});

test('a filter is taken back step by step, and a field keeps its own Ctrl+Z', async () => {
  const { page } = app;
  await goTo(page, '/payments');
  const chip = (key: string) => page.getByRole('button', { name: say(`status.payment.${key}`), exact: true });
  await chip('succeeded').click();
  await chip('pending').click();
  await page.keyboard.press('Control+z');
  await expect(chip('pending')).toHaveAttribute('aria-pressed', 'false');
  await expect(chip('succeeded')).toHaveAttribute('aria-pressed', 'true');
  const search = page.getByRole('searchbox').last();
  await search.pressSequentially('zz');
  await expect(page).toHaveURL(/zz/);
  await page.keyboard.press('Control+z');
  await expect(chip('succeeded')).toHaveAttribute('aria-pressed', 'true');
  await search.fill('');
  await expect(page).not.toHaveURL(/zz/);
});

test('a window that is made smaller and larger again leaves a half-typed payment as it is', async () => {
  const { page } = app;
  const { rows } = await call(page, 'invoices', 'list', {
    filter: { standing: ['overdue'] },
    sort: { column: 'issue_date', direction: 'desc' },
    page: { from: 'start', limit: 1 },
  });
  await page.setViewportSize({ width: 1300, height: 860 });
  await goTo(page, `/invoices?open=${rows[0]?.id ?? ''}`);
  await expect(page.getByRole('complementary')).toBeVisible();
  await page.keyboard.press('F2');
  const form = page.getByRole('dialog').last();
  const amount = form.getByLabel(say('payments.form.amount'), { exact: true });
  await amount.fill('12.3');
  await expect(amount).toBeFocused();
  for (const [width, role] of [
    [1100, 'dialog'],
    [1300, 'complementary'],
    [1024, 'dialog'],
  ] as const) {
    await page.setViewportSize({ width, height: 700 });
    await expect(page.locator(`[data-steps][role="${role}"]`)).toBeAttached();
    await expect(amount).toHaveValue('12.3');
    await expect(amount).toBeFocused();
  }
  // What is above is left first; then the sheet, below which nothing can be reached.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.locator('[inert] [role="grid"]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('[inert]')).toHaveCount(0);
});

test('size, window, filter, columns, sort and the record’s width are found again after a restart', async () => {
  const before = app;
  let { page } = app;
  const pageSize = () => page.evaluate(() => [innerWidth, innerHeight]);
  await page.setViewportSize({ width: 1300, height: 860 });
  await goTo(page, '/invoices');
  const chip = () => page.getByRole('button', { name: say('status.invoice.overdue'), exact: true });
  await chip().click();
  const heads = () => page.locator('.ag-header-cell-text').allTextContents();
  const first = await heads();
  await page.getByRole('button', { name: say('common.columns'), exact: true }).click();
  await page.getByRole('checkbox', { name: say('invoices.columns.dueDate'), exact: true }).click({ force: true });
  await page.keyboard.press('Escape');
  await page.locator('.ag-header-cell', { hasText: say('invoices.columns.total') }).click();
  await expect(page.locator('.ag-header-cell[aria-sort="ascending"]')).toContainText(say('invoices.columns.total'));
  await page.locator('.ag-row .num').first().click();
  const edge = () => page.getByRole('separator', { name: say('common.recordWidth') });
  const width = async (): Promise<number> => Number(await edge().getAttribute('aria-valuenow'));
  await expect.poll(width).toBeGreaterThan(0);
  const narrow = await width();
  await edge().focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBe(narrow + 48);
  // The sizes end at 80 and 200 per cent.
  await page.locator('body').click({ position: { x: 5, y: 5 } });
  const kept = async (): Promise<number> => (await call(page, 'preferences', 'get', {})).zoom;
  for (let presses = 0; presses < 9; presses += 1) await page.keyboard.press('Control+=');
  await expect.poll(kept).toBe(200);
  for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('Control+-');
  await expect.poll(kept).toBe(80);
  await page.keyboard.press('Control+0');
  await page.keyboard.press('Control+=');
  await expect.poll(kept).toBe(110);
  // The page has less room once it is drawn larger; only then is the window made smaller.
  await expect.poll(pageSize).not.toEqual([1300, 860]);
  await page.setViewportSize({ width: 1200, height: 782 });
  const place = join(before.userData, 'settings', 'window.json');
  await expect.poll(() => readFile(place, 'utf8').catch(() => '')).toMatch(/"width":\s*1320\b/);
  await before.close();

  app = await launchApp({ userData: before.userData, databaseUrl: database.url });
  ({ page } = app);
  // The window of 1320 x 860, drawn at 110 per cent.
  await expect.poll(pageSize).toEqual([1200, 782]);
  await page.getByRole('link', { name: say('app.nav.invoices') }).click();
  await expect(chip()).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.ag-header-cell[aria-sort="ascending"]')).toContainText(say('invoices.columns.total'));
  expect(await heads()).toEqual(first.filter((head) => head !== say('invoices.columns.dueDate')));
  await page.locator('.ag-row .num').first().click();
  await expect.poll(width).toBe(narrow + 48);
});
