import type { TableRights } from './0012-rights-of-a-table';

/** The rights on the tables of billing runs and of changes to subscriptions. */
export const runRights: readonly TableRights[] = [
  {
    table: 'billing_desktop.billing_runs',
    select: 'viewer',
    writes: {
      accountant: {
        insert: ['id', 'as_of', 'state', 'chunk_size', 'candidates', 'machine', 'command_key'],
        update: ['state', 'state_at', 'state_by'],
      },
    },
  },
  {
    table: 'billing_desktop.billing_run_chunks',
    select: 'viewer',
    writes: { accountant: { insert: ['run_id', 'n', 'last_subscription_id', 'examined', 'machine', 'command_key'] } },
  },
  {
    table: 'billing_desktop.billing_run_amounts',
    select: 'viewer',
    writes: { accountant: { insert: ['run_id', 'n', 'currency', 'invoices', 'total'] } },
  },
  {
    table: 'billing_desktop.billing_run_invoices',
    select: 'viewer',
    writes: { accountant: { insert: ['invoice_id', 'run_id', 'n'] } },
  },
  {
    table: 'billing_desktop.billing_run_left_out',
    select: 'viewer',
    writes: { accountant: { insert: ['run_id', 'n', 'subscription_id', 'tenant_id', 'reason', 'details'] } },
  },
  {
    table: 'billing_desktop.billed_usage',
    select: 'viewer',
    writes: { accountant: { insert: ['invoice_id', 'subscription_id', 'metric', 'span', 'over', 'live'] } },
  },
  {
    table: 'billing_desktop.pending_lines',
    select: 'viewer',
    writes: {
      accountant: {
        insert: [
          'id',
          'subscription_id',
          'currency',
          'description',
          'description_ar',
          'basis',
          'basis_ar',
          'amount',
          'command_key',
          'invoice_id',
        ],
        update: ['invoice_id'],
        delete: true,
      },
    },
  },
  {
    table: 'billing_desktop.subscription_changes',
    select: 'viewer',
    writes: {
      accountant: {
        insert: [
          'subscription_id',
          'kind',
          'effective_on',
          'from_plan_id',
          'to_plan_id',
          'from_cycle',
          'to_cycle',
          'from_status',
          'to_status',
          'period',
          'from_price',
          'to_price',
          'currency',
          'money',
          'invoice_id',
          'credit_note_ids',
          'reason',
          'command_key',
        ],
      },
    },
  },
];
