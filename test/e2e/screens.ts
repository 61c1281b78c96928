import type { Page } from '@playwright/test';
import { call } from '../support/bridge';

export interface Screen {
  readonly name: string;
  readonly path: string;
}

const firstPage = { from: 'start', limit: 1 } as const;

/** Records of the sample data that have something to show, by what they are. */
export async function someRecords(page: Page) {
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
  const {
    alerts: [limit],
  } = await call(page, 'usage', 'alerts', {});
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
  const owing = await call(page, 'receivables', 'list', {
    filter: { promise: 'broken' },
    sort: { column: 'overdue', direction: 'desc' },
    page: firstPage,
  });
  const line = await call(page, 'bank', 'list', {
    filter: { state: 'waiting' },
    sort: { column: 'booked_on', direction: 'asc' },
    page: firstPage,
  });
  const plans = await call(page, 'plans', 'list', {});
  const [closed] = await call(page, 'closing', 'history', { clerk: null, from: null, to: null });
  const runs = await call(page, 'billing', 'list', {});
  return {
    draft: draft?.rows[0]?.id ?? '',
    invoice: open?.rows[0]?.id ?? '',
    tenant: open?.rows[0]?.tenantId ?? '',
    payment: payment?.rows[0]?.id ?? '',
    pending: pending?.rows[0]?.id ?? '',
    subscription: subscription.rows[0]?.id ?? '',
    usage: usage.rows[0]?.id ?? '',
    limit: limit ? `${limit.subscriptionId} ${limit.metric}` : '',
    plan: plans[0]?.planId ?? '',
    receivable: owing.rows[0]?.id ?? '',
    bankLine: line.rows[0]?.id ?? '',
    run: runs[0]?.id ?? '',
    closedDay: `/reports?report=day&day=${closed?.day ?? ''}`,
    creditNote: note.rows[0]?.id ?? '',
    credited: note.rows[0]?.invoiceId ?? '',
    audited: audited.rows[0]?.id ?? '',
    refund: refund.rows[0]?.id ?? '',
    refundedPayment: refund.rows[0]?.paymentId ?? '',
  };
}

export const opened = (list: string, id: string): string => `/${list}?open=${encodeURIComponent(id)}`;

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
    ...['due', 'leftOut', 'history'].map((tab) => ({ name: `billing, ${tab}`, path: `/billing?tab=${tab}` })),
    { name: 'a billing run', path: `/billing?tab=history&open=${records.run}` },
    { name: 'customers', path: '/tenants' },
    { name: 'a customer', path: opened('tenants', records.tenant) },
    { name: 'plans', path: '/plans' },
    { name: 'a plan', path: opened('plans', records.plan) },
    { name: 'usage', path: '/usage' },
    { name: 'limits nearly used up', path: `/usage?tab=limits&open=${encodeURIComponent(records.limit)}` },
    { name: 'a usage record', path: opened('usage', records.usage) },
    { name: 'receivables', path: '/receivables' },
    { name: 'a customer who owes', path: opened('receivables', records.receivable) },
    { name: 'bank lines', path: '/bank' },
    { name: 'a bank line', path: opened('bank', records.bankLine) },
    { name: 'the audit', path: '/audit' },
    { name: 'an audit entry', path: opened('audit', records.audited) },
    { name: 'reports', path: '/reports' },
    { name: 'report, statement', path: `/reports?report=statement&tenantId=${encodeURIComponent(records.tenant)}` },
    ...['aging', 'collections', 'day', 'revenue', 'mrr', 'churn', 'period-lock'].map((report) => ({
      name: `report, ${report}`,
      path: `/reports?report=${report}`,
    })),
    { name: 'report, a closed day', path: records.closedDay },
    ...['connections', 'schema', 'drift', 'backup', 'users', 'verify', 'monitoring', 'diagnostics', 'serverLog'].map(
      (tab) => ({
        name: `database, ${tab}`,
        path: `/database?tab=${tab}`,
      }),
    ),
    { name: 'design gallery', path: '/gallery' },
    ...['screen', 'business', 'rates'].map((tab) => ({ name: `settings, ${tab}`, path: `/settings?tab=${tab}` })),
  ];
}
