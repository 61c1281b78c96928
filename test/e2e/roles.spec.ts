import { expect, test, type Page } from '@playwright/test';
import { openRightsOffice, type RightsOffice } from '../integration/rights/rights-office';
import { creditsOf } from '../integration/billing/credits-office';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import { word } from '../support/words';
import { expectQuiet, fill, goTo, listenForComplaints, newKey, tile } from './office';

const w = (path: string): string => word('ar', path);
const record = (page: Page) => page.getByRole('complementary');
const press = (page: Page, path: string): Promise<void> =>
  page.getByRole('button', { name: w(path), exact: true }).click();
/** What the program says after a success. */
const said = (page: Page, text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible();

let rights: RightsOffice;
let farm: Awaited<ReturnType<RightsOffice['office']['accountant']['tenant']>>;
test.beforeAll(async () => {
  rights = await openRightsOffice();
  farm = await rights.office.accountant.tenant();
});
test.afterAll(async () => {
  await rights?.close();
  await removeUserData();
});

/** The program in Arabic, as somebody with a login of his own starts it. */
async function workAs(login: string): Promise<LaunchedApp> {
  const app = await launchApp({ language: 'ar', databaseUrl: rights.url(login) });
  await app.page.getByRole('navigation').first().waitFor();
  return app;
}

test('a viewer is told what is not for him, and finds nothing that he could press in vain', async () => {
  // By another login than the accountant's, so that his day has nothing of it.
  const office = rights.office.administrator;
  const late = await office.tenant();
  const [open, paid] = [
    await office.invoice(late, '40.00', { issueDate: '2026-02-01', dueDate: '2026-02-01' }),
    await office.invoice(late, '30.00'),
  ];
  const payment = await office.pay(late.tenantId, '30.00', [[paid, '30.00']]);
  const credits = creditsOf(office);
  const note = await credits.credit(paid, '10.00');
  const refund = await credits.refund(payment.id, [], '10.00');
  const app = await workAs('viewer_one');
  const { page } = app;
  const complaints = listenForComplaints(page);
  const opened = (list: string, id: string): string => `/${list}?open=${encodeURIComponent(id)}`;
  const screens = {
    invoices: opened('invoices', open),
    payments: opened('payments', payment.id),
    'credit notes': opened('credit-notes', note.id),
    refunds: opened('refunds', refund.id),
    subscriptions: opened('subscriptions', late.subscriptionId),
    customers: opened('tenants', late.tenantId),
    plans: opened('plans', 'starter'),
    usage: '/usage',
    receivables: opened('receivables', `${late.tenantId} USD`),
    bank: '/bank',
    billing: '/billing',
    'the day': '/reports?report=day',
    'the period lock': '/reports?report=period-lock',
    business: '/settings?tab=business',
    rates: '/settings?tab=rates',
  };
  const [told = ''] = w('users.withheld').split('{{');
  for (const [screen, path] of Object.entries(screens)) {
    await goTo(page, path);
    const line = page.getByRole('note').filter({ hasText: told });
    await expect(line.first(), screen).toBeVisible();
    await expect(line.first(), screen).toContainText(w('users.roleOf.viewer'));
    // What stands at the record's foot and at the screen's head leads to no form.
    const buttons = page.locator('main').locator('footer, header').locator('button:enabled:not([aria-label])');
    for (let place = 0; place < (await buttons.count()); place += 1) {
      await buttons.nth(place).click({ timeout: 3000 });
      expect(await page.locator('[role="dialog"] form').count(), `${screen}: button ${place}`).toBe(0);
      if ((await page.locator('[role="dialog"]').count()) > 0) await page.keyboard.press('Escape');
      await goTo(page, path);
      await line.first().waitFor();
    }
  }
  const reversal = { key: newKey(), id: payment.id, reason: 'entered twice' };
  await expect(call(page, 'payments', 'reverse', reversal)).rejects.toThrow('no_permission');
  expectQuiet(complaints);
  await app.close();
});

test('an accountant’s day: payment, credit note, refund, statement, the day closed, and nothing posted on it any more', async () => {
  const office = rights.office.accountant;
  const invoice = await office.invoice(farm, '100.00');
  const later = await office.invoice(farm, '50.00');
  const app = await workAs('accountant_one');
  const { page } = app;
  const complaints = listenForComplaints(page);

  await goTo(page, `/invoices?open=${invoice}`);
  await press(page, 'invoices.actions.recordPayment');
  const amount = page.getByRole('dialog').getByRole('textbox', { name: w('payments.form.amount') });
  await expect(amount).toHaveValue('100.00');
  await page.keyboard.press('Control+Enter');
  await said(page, /RV-\d{4}-\d{4,}/);
  await expect(tile(page, w('invoices.record.stillDue'))).toHaveText('0.00');

  await page.keyboard.press('F7');
  const note = page.getByRole('dialog');
  await note.getByRole('radio', { name: w('creditNotes.form.by.total') }).check({ force: true });
  await fill(note.getByRole('textbox', { name: w('creditNotes.form.totalAmount') }), '٢٠');
  await note.getByRole('textbox', { name: w('creditNotes.form.reasonAr') }).fill('خدمة لم تُقدَّم');
  await press(page, 'creditNotes.form.submit');
  await said(page, /CN-\d{4}-\d{4,}/);

  await record(page)
    .getByRole('link')
    .filter({ hasText: w('status.method.cash') })
    .click();
  await press(page, 'payments.actions.refund');
  const refund = page.getByRole('dialog');
  await expect(refund.getByRole('textbox', { name: w('refunds.form.fromCredit') })).toHaveValue('20.00');
  await refund.getByRole('textbox', { name: w('refunds.form.reason') }).fill('أُعيد إلى العميل نقداً');
  await press(page, 'refunds.form.submit');
  await said(page, /PV-\d{4}-\d{4,}/);
  const [paidBack] = (
    await call(page, 'payments', 'refunds', {
      filter: {},
      sort: { column: 'refunded_on', direction: 'desc' },
      page: { from: 'start', limit: 9 },
    })
  ).rows.filter(({ tenantId }) => tenantId === farm.tenantId);
  await goTo(page, `/refunds?open=${paidBack?.id ?? ''}`);
  await press(page, 'refunds.actions.preview');
  const paper = page.locator('iframe').contentFrame().locator('body');
  await expect(paper).toContainText(paidBack?.number ?? 'no refund');
  await expect(paper).toContainText('20.00');
  await page.keyboard.press('Escape');

  // 100 + 50 billed, 100 paid, 20 credited and 20 paid back: 50 are due.
  await goTo(page, `/reports?report=statement&tenantId=${encodeURIComponent(farm.tenantId)}`);
  const statement = page.getByRole('table');
  await expect(statement.getByRole('row').last()).toContainText('50.00');
  const { opening, closing, movements } = await call(page, 'reports', 'statement', {
    tenantId: farm.tenantId,
    currency: 'USD',
    from: (await office.today()).slice(0, 4) + '-01-01',
    to: await office.today(),
  });
  expect({ opening, closing, movements: movements.length }).toEqual({
    opening: '0.00',
    closing: '50.00',
    movements: 5,
  });

  // 100 received and 20 paid back: 80 are in the drawer.
  await goTo(page, '/reports?report=day');
  await press(page, 'closing.close');
  const { takings } = await call(page, 'closing', 'day', { clerk: null, day: null });
  expect(takings).toMatchObject([{ currency: 'USD', method: 'cash', entries: 2, expected: '80.00' }]);
  await page.getByRole('dialog').getByRole('textbox').first().fill('٨٠');
  await press(page, 'closing.sign');
  await expect(page.getByText(w('closing.state.closed'), { exact: true }).first()).toBeVisible();

  await goTo(page, `/invoices?open=${later}`);
  await press(page, 'invoices.actions.recordPayment');
  await press(page, 'payments.form.submit');
  await expect(page.getByRole('alert').filter({ hasText: w('errors.day_closed.remedy') })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await office.state(later)).toMatchObject({ paid: '0.00', due: '50.00' });
  await office.expectClean();
  expectQuiet(complaints);
  await app.close();
});
