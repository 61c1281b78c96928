import type { Page } from '@playwright/test';
import type { Language } from '../../electron/contract/preferences';
import { word } from '../support/words';
import { goTo } from './office';
import { opened, someRecords } from './screens';

/** Every form, question and panel that opens above a screen; Escape closes each. */
export async function everyDialog(page: Page, language: Language) {
  const records = await someRecords(page);
  const w = (path: string): string => word(language, path);
  // In a narrow window the record is a sheet over everything else: the button that can be reached is the record's.
  const press = (path: string): Promise<void> => page.getByRole('button', { name: w(path), exact: true }).click();
  const inRecord = (path: string, button: string) => async (): Promise<void> => {
    await goTo(page, path);
    await press(button);
  };
  const inMenu = (path: string, entry: string) => async (): Promise<void> => {
    await goTo(page, path);
    await press('common.more');
    await page.getByRole('menuitem', { name: w(entry) }).click();
  };
  const inList = (area: string, button: string) => async (): Promise<void> => {
    await goTo(page, `/${area}`);
    await press(button);
  };
  const invoice = opened('invoices', records.invoice);
  const draft = opened('invoices', records.draft);
  const payment = opened('payments', records.payment);
  const pending = opened('payments', records.pending);
  const receivable = opened('receivables', records.receivable);
  return [
    { name: 'a new invoice', open: inList('invoices', 'invoices.new') },
    { name: 'an edited draft', open: inRecord(draft, 'invoices.actions.edit') },
    { name: 'issuing', open: inRecord(draft, 'invoices.actions.issue') },
    { name: 'deleting a draft', open: inMenu(draft, 'invoices.actions.deleteDraft') },
    { name: 'the notes of an invoice', open: inMenu(invoice, 'invoices.actions.editNotes') },
    { name: 'a preview', open: inRecord(invoice, 'invoices.actions.preview') },
    { name: 'a payment of an invoice', open: inRecord(invoice, 'invoices.actions.recordPayment') },
    { name: 'a credit note', open: inMenu(invoice, 'invoices.actions.credit') },
    { name: 'a write-off', open: inMenu(invoice, 'invoices.actions.writeOff') },
    { name: 'a refund', open: inRecord(payment, 'payments.actions.refund') },
    { name: 'canceling a refund', open: inRecord(opened('refunds', records.refund), 'refunds.actions.cancel') },
    {
      name: 'canceling a credit note',
      open: inRecord(opened('credit-notes', records.creditNote), 'creditNotes.actions.cancel'),
    },
    { name: 'a new payment', open: inList('payments', 'payments.new') },
    { name: 'reversing', open: inRecord(payment, 'payments.actions.reverse') },
    { name: 'confirming', open: inRecord(pending, 'payments.actions.confirm') },
    { name: 'a failed payment', open: inRecord(pending, 'payments.actions.markFailed') },
    { name: 'a new subscription', open: inList('subscriptions', 'subscriptions.new') },
    {
      name: 'another plan',
      open: inRecord(opened('subscriptions', records.subscription), 'subscriptions.actions.changePlan'),
    },
    {
      name: 'another cycle',
      open: inMenu(opened('subscriptions', records.subscription), 'subscriptions.actions.changeCycle'),
    },
    { name: 'canceling', open: inMenu(opened('subscriptions', records.subscription), 'subscriptions.actions.cancel') },
    {
      name: 'suspending',
      open: inMenu(opened('subscriptions', records.subscription), 'subscriptions.actions.suspend'),
    },
    { name: 'a new customer', open: inList('tenants', 'tenants.new') },
    { name: 'an edited customer', open: inRecord(opened('tenants', records.tenant), 'tenants.record.edit') },
    { name: 'a new plan', open: inList('plans', 'plans.new') },
    { name: 'an edited plan', open: inRecord(opened('plans', records.plan), 'plans.actions.edit') },
    { name: 'a billing run to be started', open: inList('billing', 'billing.run') },
    { name: 'printing a list', open: inList('invoices', 'printing.open') },
    { name: 'closing a day', open: inRecord('/reports?report=day', 'closing.close') },
    { name: 'opening a closed day', open: inRecord(records.closedDay, 'closing.reopen.action') },
    { name: 'locking a period', open: inRecord('/reports?report=period-lock', 'closing.lock.set') },
    { name: 'an exception from a lock', open: inRecord('/reports?report=period-lock', 'closing.exception.grant') },
    {
      name: 'the rows behind a figure',
      open: async () => {
        await goTo(page, '/reports?report=aging');
        await page.getByTitle(w('reports.openRows')).first().click();
      },
    },
    { name: 'another database', open: inRecord('/database?tab=connections', 'database.profiles.new') },
    {
      name: 'an edited database',
      open: async () => {
        await goTo(page, '/database?tab=connections');
        const [before = ''] = w('database.profiles.edit').split('{{');
        await page.getByRole('button', { name: before.trim() }).first().click();
      },
    },
    { name: 'an older schema', open: inRecord('/database?tab=schema', 'database.schema.back') },
    { name: 'usage', open: inList('usage', 'usage.new') },
    { name: 'usage from a file', open: inList('usage', 'usage.import.take') },
    { name: 'what was said', open: inRecord(receivable, 'receivables.note.add') },
    { name: 'a promise', open: inRecord(receivable, 'receivables.promise.add') },
    { name: 'a reminder', open: inRecord(receivable, 'receivables.reminders.makeOne') },
    { name: 'a statement of the bank', open: inList('bank', 'bank.take') },
    {
      name: 'the connection panel',
      open: () =>
        page
          .locator('header button[aria-label]')
          .filter({ hasText: w('app.connection.connected') })
          .click(),
    },
    { name: 'the guide', open: () => page.keyboard.press('F1') },
    { name: 'search', open: () => page.keyboard.press('Control+k') },
    {
      name: 'the shortcuts',
      open: async () => {
        await page.getByRole('heading', { level: 1 }).click();
        await page.keyboard.press('?');
      },
    },
  ];
}
