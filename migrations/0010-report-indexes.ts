import type { IndexesMigration } from './migration';

const invoices = 'public.invoices';

/**
 * Beside those of 0005, which serve aging and MRR already: what the sums by month and by day read, without going to the
 * tables. Partial, so that what a report leaves out costs nothing.
 */
export const reportIndexes: IndexesMigration = {
  name: '0010-report-indexes',
  title: { en: 'Indexes for the reports', ar: 'فهارس التقارير' },
  transactional: false,
  indexes: [
    {
      name: 'bd_invoices_revenue',
      table: invoices,
      definition: `(issue_date) INCLUDE (currency, subtotal, discount_amount, tax_amount, subscription_id, id) WHERE status NOT IN ('draft', 'canceled')`,
    },
    {
      name: 'bd_invoices_paid_plan',
      table: invoices,
      definition: `(paid_date) INCLUDE (currency, subtotal, discount_amount, tax_amount, subscription_id, id) WHERE status = 'paid'`,
    },
    {
      name: 'bd_payments_collected',
      table: 'public.payments',
      definition: `((coalesce(paid_at, created_at))) INCLUDE (currency, method, amount) WHERE status IN ('succeeded', 'refunded')`,
    },
    { name: 'bd_payment_details_paid_on', table: 'billing_desktop.payment_details', definition: '(paid_on)' },
    {
      name: 'bd_invoice_details_plan',
      table: 'billing_desktop.invoice_details',
      definition: '(invoice_id) INCLUDE (plan_id)',
    },
  ],
};
