import type { ConcurrentIndex, IndexesMigration } from './migration';

const invoices = 'public.invoices';
const payments = 'public.payments';
const tenants = 'public.tenants';
const subscriptions = 'public.subscriptions';

/** What can still be paid of an invoice; queries/invoices.ts sorts by the same words. */
const openAmount = `(CASE WHEN status IN ('pending', 'overdue') THEN amount_due ELSE 0 END)`;
/** Overdue is pending past its due date: one group, in which the due date tells them apart. */
const standingGroup = `(CASE WHEN status = 'overdue' THEN 'pending' ELSE status END)`;

function index(name: string, table: string, definition: string): ConcurrentIndex {
  return { name: `bd_${name}`, table, definition };
}

/**
 * Beside the service's own indexes, which stay. Each serves a list in one of its orders, the search, or the sums of the
 * Today screen; docs name them for the keepers of the service's autogenerate.
 */
export const listIndexes: IndexesMigration = {
  name: '0005-list-indexes',
  title: { en: 'Indexes for the lists, the search and the sums', ar: 'فهارس القوائم والبحث والمجاميع' },
  transactional: false,
  indexes: [
    index('invoices_issue_date', invoices, '(issue_date DESC, id DESC)'),
    index('invoices_status', invoices, '(status, issue_date DESC, id DESC)'),
    index('invoices_tenant', invoices, '(tenant_id, status, issue_date DESC, id DESC)'),
    index(
      'invoices_open',
      invoices,
      `(due_date) INCLUDE (currency, amount_due, tenant_id) WHERE status IN ('pending', 'overdue') AND amount_due > 0`,
    ),
    index('invoices_paid', invoices, `(paid_date) INCLUDE (currency, total) WHERE status = 'paid'`),
    index('invoices_due_date', invoices, '(due_date, id)'),
    index('invoices_total', invoices, '(total, id)'),
    index('invoices_open_amount', invoices, `(${openAmount}, id)`),
    index('invoices_standing', invoices, `(${standingGroup}, due_date, id)`),
    index('invoices_currency', invoices, '(currency, id)'),
    index('invoices_number_order', invoices, `((billing_desktop.number_order(invoice_number) COLLATE "C"), id)`),
    index('invoices_number_parts', invoices, 'USING gin (invoice_number public.gin_trgm_ops)'),
    index('payments_created_at', payments, '(created_at DESC, id DESC)'),
    index('payments_received_at', payments, '((coalesce(paid_at, created_at)))'),
    index('payment_details_reference', 'billing_desktop.payment_details', '((lower(reference)))'),
    index(
      'receipt_vouchers_number_parts',
      'billing_desktop.receipt_vouchers',
      'USING gin (number public.gin_trgm_ops)',
    ),
    index(
      'tenants_name_parts',
      tenants,
      `USING gin (billing_desktop.trigram_text(name) public.gin_trgm_ops, billing_desktop.trigram_text(name_ar) public.gin_trgm_ops)`,
    ),
    index('tenants_name', tenants, `((billing_desktop.fold(name) COLLATE "C"), tenant_id)`),
    index('tenants_name_ar', tenants, `((billing_desktop.fold(name_ar) COLLATE "C"), tenant_id)`),
    index('subscriptions_active', subscriptions, `(currency, plan_id, billing_cycle) WHERE status = 'active'`),
    index('subscriptions_created_at', subscriptions, '(created_at DESC, id DESC)'),
  ],
};
