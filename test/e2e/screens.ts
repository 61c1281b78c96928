import type { Page } from '@playwright/test';
import type { Language } from '../../electron/contract/preferences';
import { call } from '../support/bridge';
import { word } from '../support/words';
import { goTo } from './office';

export interface Screen {
  readonly name: string;
  readonly path: string;
}

const firstPage = { from: 'start', limit: 1 } as const;

async function someRecords(page: Page) {
  const newest = { column: 'issue_date', direction: 'desc' } as const;
  const [draft, open] = await Promise.all(
    ([['draft'], ['overdue', 'partly_paid']] as const).map((standing) =>
      call(page, 'invoices', 'list', { filter: { standing: [...standing] }, sort: newest, page: firstPage }),
    ),
  );
  const [payment, pending] = await Promise.all(
    (['succeeded', 'pending'] as const).map((status) =>
      call(page, 'payments', 'list', {
        filter: { status: [status] },
        sort: { column: 'created_at', direction: 'desc' },
        page: firstPage,
      }),
    ),
  );
  const subscription = await call(page, 'subscriptions', 'list', {
    filter: { status: ['active'] },
    sort: { column: 'next_billing_date', direction: 'asc' },
    page: firstPage,
  });
  const usage = await call(page, 'usage', 'list', {
    filter: {},
    sort: { column: 'recorded_at', direction: 'desc' },
    page: firstPage,
  });
  const note = await call(page, 'creditNotes', 'list', {
    filter: {},
    sort: { column: 'issue_date', direction: 'desc' },
    page: firstPage,
  });
  const refund = await call(page, 'payments', 'refunds', {
    filter: {},
    sort: { column: 'refunded_on', direction: 'desc' },
    page: firstPage,
  });
  const audited = await call(page, 'audit', 'list', {
    filter: { entity: 'invoice' },
    sort: { column: 'at', direction: 'desc' },
    page: firstPage,
  });
  const plans = await call(page, 'plans', 'list', {});
  return {
    draft: draft?.rows[0]?.id ?? '',
    invoice: open?.rows[0]?.id ?? '',
    tenant: open?.rows[0]?.tenantId ?? '',
    payment: payment?.rows[0]?.id ?? '',
    pending: pending?.rows[0]?.id ?? '',
    subscription: subscription.rows[0]?.id ?? '',
    usage: usage.rows[0]?.id ?? '',
    plan: plans[0]?.planId ?? '',
    creditNote: note.rows[0]?.id ?? '',
    credited: note.rows[0]?.invoiceId ?? '',
    audited: audited.rows[0]?.id ?? '',
    refund: refund.rows[0]?.id ?? '',
    refundedPayment: refund.rows[0]?.paymentId ?? '',
  };
}

const opened = (list: string, id: string): string => `/${list}?open=${encodeURIComponent(id)}`;

/** Every screen of the rail, and every kind of record beside its list. */
export async function everyScreen(page: Page): Promise<readonly Screen[]> {
  const records = await someRecords(page);
  return [
    { name: 'today', path: '/' },
    { name: 'invoices', path: '/invoices' },
    { name: 'a draft', path: opened('invoices', records.draft) },
    { name: 'an invoice', path: opened('invoices', records.invoice) },
    { name: 'credit notes', path: '/credit-notes' },
    { name: 'a credit note', path: opened('credit-notes', records.creditNote) },
    { name: 'a credited invoice', path: opened('invoices', records.credited) },
    { name: 'payments', path: '/payments' },
    { name: 'a payment', path: opened('payments', records.payment) },
    { name: 'a pending payment', path: opened('payments', records.pending) },
    { name: 'refunds', path: '/refunds' },
    { name: 'a refund', path: opened('refunds', records.refund) },
    { name: 'a payment that was paid back', path: opened('payments', records.refundedPayment) },
    { name: 'subscriptions', path: '/subscriptions' },
    { name: 'a subscription', path: opened('subscriptions', records.subscription) },
    { name: 'billing run', path: '/billing' },
    { name: 'billing run, left out', path: '/billing?tab=leftOut' },
    { name: 'billing runs', path: '/billing?tab=history' },
    { name: 'customers', path: '/tenants' },
    { name: 'a customer', path: opened('tenants', records.tenant) },
    { name: 'plans', path: '/plans' },
    { name: 'a plan', path: opened('plans', records.plan) },
    { name: 'usage', path: '/usage' },
    { name: 'a usage record', path: opened('usage', records.usage) },
    { name: 'the audit', path: '/audit' },
    { name: 'an audit entry', path: opened('audit', records.audited) },
    { name: 'reports', path: '/reports' },
    { name: 'report, statement', path: `/reports?report=statement&tenantId=${encodeURIComponent(records.tenant)}` },
    ...['aging', 'collections', 'day', 'revenue', 'mrr', 'churn', 'period-lock'].map((report) => ({
      name: `report, ${report}`,
      path: `/reports?report=${report}`,
    })),
    ...['connections', 'schema', 'drift', 'backup', 'users', 'verify', 'monitoring', 'diagnostics', 'serverLog'].map(
      (tab) => ({
        name: `database, ${tab}`,
        path: `/database?tab=${tab}`,
      }),
    ),
    ...['screen', 'business', 'rates'].map((tab) => ({ name: `settings, ${tab}`, path: `/settings?tab=${tab}` })),
  ];
}

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
    { name: 'usage', open: inList('usage', 'usage.new') },
    {
      name: 'the connection panel',
      open: () =>
        page
          .locator('header button[aria-label]')
          .filter({ hasText: w('app.connection.connected') })
          .click(),
    },
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
