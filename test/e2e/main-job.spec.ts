import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { Language } from '../../electron/contract/preferences';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import type { TestDatabase } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { closePooler, throughPooler } from '../support/pooler';
import { word } from '../support/words';
import {
  addCustomer,
  addInvoice,
  expectQuiet,
  fill,
  goTo,
  listenForComplaints,
  paymentsOf,
  scrollByKeys,
  tabTo,
  tile,
  type Customer,
} from './office';

const issuedNumber = /SAH-\d{4}-\d{4,}/;

function arabicDigits(text: string): string {
  return text.replaceAll(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
}

/** A clerk's day in one language: an app of its own on a database with a year of sample data. */
class Desk {
  complaints: string[] = [];

  private constructor(
    readonly app: LaunchedApp,
    readonly database: TestDatabase,
    readonly language: Language,
  ) {
    this.complaints = listenForComplaints(app.page);
  }

  static async open(language: Language): Promise<Desk> {
    const database = await createSampleDatabase();
    const url = test.info().project.name === 'pgbouncer' ? await throughPooler(database.name) : database.url;
    const app = await launchApp({ language, databaseUrl: url });
    await app.page.getByRole('navigation').first().waitFor();
    return new Desk(app, database, language);
  }

  get page(): Page {
    return this.app.page;
  }

  w(path: string): string {
    return word(this.language, path);
  }

  button(path: string) {
    return this.page.getByRole('button', { name: this.w(path), exact: true });
  }

  record() {
    return this.page.getByRole('complementary');
  }

  /** The head of the opened record, where its status stands. */
  standing() {
    return this.record().locator('header').first();
  }

  dialog(path: string) {
    return this.page.getByRole('dialog', { name: this.w(path) });
  }

  /** What the toast at the corner says. */
  said(text: string | RegExp) {
    return expect(this.page.getByRole('alertdialog').filter({ hasText: text }).first()).toBeVisible();
  }

  /** Opens the payment form of the opened invoice and writes the amount. */
  async payment(amount: string) {
    await this.record()
      .getByRole('button', { name: this.w('invoices.actions.recordPayment') })
      .click();
    const form = this.dialog('payments.form.title');
    await fill(form.getByRole('textbox', { name: this.w('payments.form.amount') }), amount);
    return form;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}

test.afterAll(removeUserData);
test.afterAll(closePooler);

test.describe('in Arabic', () => {
  test.describe.configure({ mode: 'serial' });
  const customer: Customer = {
    tenantId: 'almond-orchards',
    name: 'Almond Orchards Co.',
    nameAr: 'شركة بساتين اللوز',
  };
  let desk: Desk;
  let number: string;

  test.beforeAll(async () => {
    desk = await Desk.open('ar');
    await addCustomer(desk.page, customer);
  });

  test.afterAll(() => desk.close());

  test('a draft: its sums follow what is typed, to the last digit', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: desk.w('app.nav.invoices') }).click();
    await desk.button('invoices.new').click();
    const form = desk.dialog('invoices.form.createTitle');
    await form.getByRole('combobox', { name: desk.w('invoices.form.tenant') }).pressSequentially('بساتين اللوز');
    await page.getByRole('option', { name: customer.nameAr }).click();
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expect(form.getByRole('button', { name: desk.w('invoices.form.subscription') })).toContainText('المبتدئ');

    const line = (place: number, field: string) =>
      form.getByRole('group', { name: String(place), exact: true }).getByLabel(desk.w(`invoices.form.${field}`));
    const sums = form.locator('[aria-live="polite"]');
    await fill(line(1, 'descriptionAr'), 'مسح التربة');
    await fill(line(1, 'description'), 'Soil survey');
    await fill(line(1, 'quantity'), '2');
    await fill(line(1, 'unitPrice'), '٤٠٫٠٠');
    await expect(sums).toContainText('80.00');
    await desk.button('invoices.form.addLine').click();
    await fill(line(2, 'descriptionAr'), 'صور الأقمار الصناعية');
    await fill(line(2, 'description'), 'Satellite pictures');
    await fill(line(2, 'quantity'), '1.5');
    await fill(line(2, 'unitPrice'), '13.33');
    await expect(form.getByRole('group', { name: '2', exact: true })).toContainText('20.00');
    await fill(form.getByRole('textbox', { name: desk.w('invoices.form.discount') }), '10');
    await fill(form.getByRole('textbox', { name: desk.w('invoices.form.taxRate') }), '5');
    await expect(sums).toContainText('100.00');
    await expect(sums).toContainText('4.50');
    await expect(sums).toContainText('94.50');
    await desk.button('invoices.form.saveDraft').click();
    await desk.said(desk.w('invoices.saved'));
    await expect(desk.record().getByRole('heading', { name: desk.w('status.invoice.draft') })).toBeVisible();
    await expect(tile(page, desk.w('invoices.record.total'))).toHaveText('94.50');
  });

  test('issued: it takes the next number', async () => {
    await desk
      .record()
      .getByRole('button', { name: desk.w('invoices.actions.issue') })
      .click();
    await desk
      .dialog('invoices.issue.title')
      .getByRole('button', { name: desk.w('invoices.issue.confirm') })
      .click();
    await desk.said(issuedNumber);
    const title = desk.record().getByRole('heading', { name: issuedNumber });
    number = (await title.innerText()).trim();
    await expect(desk.standing().getByText(desk.w('status.invoice.pending'), { exact: true })).toBeVisible();
  });

  test('preview, PDF and paper are the same document', async () => {
    const { page, app } = desk;
    await desk
      .record()
      .getByRole('button', { name: desk.w('invoices.actions.preview') })
      .click();
    const paper = page.locator('iframe').contentFrame();
    await expect(paper.locator('body')).toContainText(number);
    await expect(paper.locator('body')).toContainText('94.50');
    await expect(paper.locator('body')).toContainText(customer.nameAr);

    await scrollByKeys(page);

    const filePath = join(app.userData, 'invoice.pdf');
    await app.answerDialog({ dialog: 'showSaveDialog', answer: { canceled: false, filePath } });
    await page.keyboard.press('Control+S');
    await desk.said('invoice.pdf');
    expect((await readFile(filePath)).subarray(0, 5).toString()).toBe('%PDF-');
    if (app.kind === 'stand-in') {
      await page.keyboard.press('Control+P');
      await desk.said(desk.w('documents.printed'));
      const { printed } = await app.recorded();
      expect(printed).toHaveLength(1);
      expect((await stat(printed[0] ?? '')).size).toBeGreaterThan(10_000);
    }
    await page.keyboard.press('Escape');
    await expect(page.locator('iframe')).toHaveCount(0);
  });

  test('a part by bank transfer, not without its reference', async () => {
    const { page } = desk;
    const form = await desk.payment('50');
    await form.getByRole('radio', { name: desk.w('status.method.bank_transfer') }).check({ force: true });
    await form.getByRole('button', { name: desk.w('payments.form.submit') }).click();
    await expect(form.getByText(desk.w('validation.required'))).toBeVisible();
    expect(await paymentsOf(desk.database.name, customer.tenantId)).toEqual([]);
    const reference = form.getByRole('textbox', { name: desk.w('payments.form.bankReference') });
    await expect(reference).toBeFocused();
    await reference.pressSequentially('TRF-20417');
    await form.getByRole('button', { name: desk.w('payments.form.submit') }).click();
    await desk.said(/RV-\d{4}-\d{4,}/);
    await expect(tile(page, desk.w('invoices.record.paid'))).toHaveText('50.00');
    await expect(tile(page, desk.w('invoices.record.stillDue'))).toHaveText('44.50');
    await expect(desk.standing().getByText(desk.w('status.invoice.partly_paid'), { exact: true })).toBeVisible();
  });

  test('the rest in cash: what is due stands in the form, and the invoice is paid', async () => {
    const { page } = desk;
    await desk
      .record()
      .getByRole('button', { name: desk.w('invoices.actions.recordPayment') })
      .click();
    const form = desk.dialog('payments.form.title');
    await expect(form.getByRole('textbox', { name: desk.w('payments.form.amount') })).toHaveValue('44.50');
    await form.getByRole('button', { name: desk.w('payments.form.submit') }).click();
    await expect(form).toHaveCount(0);
    await expect(tile(page, desk.w('invoices.record.stillDue'))).toHaveText('0.00');
    await expect(desk.standing().getByText(desk.w('status.invoice.paid'), { exact: true })).toBeVisible();
    expect(await paymentsOf(desk.database.name, customer.tenantId)).toEqual([
      { amount: '50.00', method: 'bank_transfer', status: 'succeeded' },
      { amount: '44.50', method: 'cash', status: 'succeeded' },
    ]);
  });

  test('the receipt of a payment, from the invoice', async () => {
    const { page } = desk;
    await desk
      .record()
      .getByRole('link')
      .filter({ hasText: desk.w('status.method.bank_transfer') })
      .click();
    const voucher = await desk
      .record()
      .getByRole('heading', { name: /RV-\d{4}-\d{4,}/ })
      .innerText();
    await desk
      .record()
      .getByRole('button', { name: desk.w('payments.actions.preview') })
      .click();
    const paper = page.locator('iframe').contentFrame();
    await expect(paper.locator('body')).toContainText(voucher.trim());
    await expect(paper.locator('body')).toContainText('50.00');
    await expect(paper.locator('body')).toContainText('TRF-20417');
    if (desk.app.kind === 'stand-in') {
      await desk.button('documents.print').click();
      await desk.said(desk.w('documents.printed'));
      await expect.poll(async () => (await desk.app.recorded()).printed.length).toBe(2);
    }
    await page.keyboard.press('Escape');
  });

  test('a payment entered by mistake is reversed: the invoice is due again by its part', async () => {
    const { page } = desk;
    await desk
      .record()
      .getByRole('button', { name: desk.w('payments.actions.reverse') })
      .click();
    const form = desk.dialog('payments.reverse.title');
    await form.getByRole('textbox', { name: desk.w('payments.reverse.reason') }).fill('قُيّدت لعميل آخر');
    await form.getByRole('button', { name: desk.w('payments.reverse.submit') }).click();
    await desk.said(desk.w('payments.done.reversed'));
    await expect(desk.standing().getByText(desk.w('status.payment.reversed'), { exact: true })).toBeVisible();
    const found = await call(page, 'invoices', 'findByNumber', { number });
    expect(await call(page, 'invoices', 'get', { id: found?.id ?? '' })).toMatchObject({
      amountPaid: '44.50',
      amountDue: '50.00',
      standing: 'partly_paid',
    });
  });

  test('what is more than due is kept as the customer’s credit', async () => {
    const { page } = desk;
    const other: Customer = { tenantId: 'fig-growers', name: 'Fig Growers', nameAr: 'مزارعو التين' };
    const invoice = await addInvoice(page, other, await addCustomer(page, other), '30.00');
    await goTo(page, `/invoices?open=${invoice.id}`);
    const form = await desk.payment('45.50');
    await expect(form.locator('[aria-live="polite"]')).toContainText('15.50');
    await form.getByRole('button', { name: desk.w('payments.form.submit') }).click();
    await desk.said('15.50');
    await expect(desk.standing().getByText(desk.w('status.invoice.paid'), { exact: true })).toBeVisible();
    const { owed } = await call(page, 'tenants', 'get', { tenantId: other.tenantId });
    expect(owed).toMatchObject([{ currency: 'USD', due: '0.00', credit: '15.50' }]);
  });

  test('all of it without a mouse', async () => {
    const { page } = desk;
    const { keyboard } = page;
    await keyboard.press('Alt+2');
    await expect(page.getByRole('heading', { level: 1, name: desk.w('invoices.title') })).toBeVisible();
    // As on an Arabic keyboard: the key N writes another letter there.
    await keyboard.press('n');
    const draft = desk.dialog('invoices.form.createTitle');
    await expect(draft.getByRole('combobox', { name: desk.w('invoices.form.tenant') })).toBeFocused();
    await keyboard.type('بساتين اللوز');
    await expect(page.getByRole('option')).toHaveCount(1);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(draft.getByRole('button', { name: desk.w('invoices.form.subscription') })).toContainText('المبتدئ');
    for (const [field, text] of [
      ['descriptionAr', 'تقرير شهري'],
      ['description', 'Monthly report'],
      ['unitPrice', '٦٠٫٢٥'],
    ] as const) {
      await tabTo(page, draft.getByLabel(desk.w(`invoices.form.${field}`), { exact: true }));
      await keyboard.type(text);
    }
    await keyboard.press('Control+Enter');
    await expect(desk.record().getByRole('heading', { name: desk.w('status.invoice.draft') })).toBeVisible();

    await keyboard.press('F4');
    await tabTo(page, desk.button('invoices.issue.confirm'));
    await keyboard.press('Enter');
    const title = desk.record().getByRole('heading', { name: issuedNumber });
    const issued = (await title.innerText()).trim();

    await keyboard.press('Control+p');
    await expect(page.locator('iframe').contentFrame().locator('body')).toContainText('60.25');
    await keyboard.press('Escape');
    await expect(page.locator('iframe')).toHaveCount(0);

    await keyboard.press('F2');
    const payment = desk.dialog('payments.form.title');
    await expect(payment.getByRole('textbox', { name: desk.w('payments.form.amount') })).toBeFocused();
    await keyboard.press('Control+Enter');
    await expect(payment).toHaveCount(0);
    await expect(desk.standing().getByText(desk.w('status.invoice.paid'), { exact: true })).toBeVisible();
    await keyboard.press('Escape');
    await expect(desk.record()).toHaveCount(0);

    await keyboard.press('Control+k');
    await keyboard.type(arabicDigits(String(Number(issued.split('-').at(-1)))));
    const hit = page.getByRole('option').filter({ hasText: issued });
    await expect(hit).toBeVisible();
    while (!(await hit.evaluate((element) => element.hasAttribute('data-focused')))) await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(desk.record().getByRole('heading', { name: issued })).toBeVisible();
  });

  test('the page had nothing to complain about', () => {
    expectQuiet(desk.complaints);
  });
});

test('in English: from the draft to the receipt', async () => {
  const desk = await Desk.open('en');
  try {
    const { page } = desk;
    const customer: Customer = {
      tenantId: 'almond-orchards',
      name: 'Almond Orchards Co.',
      nameAr: 'شركة بساتين اللوز',
    };
    await addCustomer(page, customer);
    await page.getByRole('link', { name: 'Invoices' }).click();
    await page.getByRole('button', { name: 'New invoice' }).click();
    const form = page.getByRole('dialog', { name: 'New invoice' });
    await form.getByRole('combobox', { name: 'Customer' }).pressSequentially('almond');
    await page.getByRole('option', { name: customer.name }).click();
    await fill(form.getByLabel('Description in Arabic'), 'مسح التربة');
    await fill(form.getByLabel('Description in English'), 'Soil survey');
    await fill(form.getByLabel('Unit price'), '1,234.50');
    await expect(form.locator('[aria-live="polite"]')).toContainText('Total 1,234.50');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await desk.record().getByRole('button', { name: 'Issue' }).click();
    await page.getByRole('button', { name: 'Issue invoice' }).click();
    const number = (await desk.record().getByRole('heading', { name: issuedNumber }).innerText()).trim();

    const payment = await desk.payment('1000');
    await payment.getByRole('radio', { name: 'Bank transfer' }).check({ force: true });
    await payment.getByRole('button', { name: 'Record payment' }).click();
    await expect(payment.getByText('This field is required.')).toBeVisible();
    await payment.getByRole('textbox', { name: 'Transfer reference' }).fill('TRF-1');
    await payment.getByRole('button', { name: 'Record payment' }).click();
    await expect(desk.standing().getByText('Partly paid', { exact: true })).toBeVisible();
    await expect(tile(page, 'Still due')).toHaveText('234.50');

    await desk.record().getByRole('button', { name: 'Record payment' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Record payment' }).click();
    await expect(desk.standing().getByText('Paid', { exact: true })).toBeVisible();
    await expect(tile(page, 'Still due')).toHaveText('0.00');

    await desk
      .record()
      .getByRole('button', { name: desk.w('invoices.actions.preview') })
      .click();
    const paper = page.locator('iframe').contentFrame().locator('body');
    await expect(paper).toContainText(number);
    await expect(paper).toContainText('1,234.50');
    await page.getByRole('dialog').getByText('English', { exact: true }).click();
    await expect(paper).not.toContainText('فاتورة');
    await expect(paper).toContainText(number);
    await page.keyboard.press('Escape');
    expectQuiet(desk.complaints);
  } finally {
    await desk.close();
  }
});
