import { invoiceBody, subscriptionBody, planBody, tenantBody, detailsBody, termsBody } from './0012-columns';
import { closingRights } from './0012-closing-rights';
import { creditRights } from './0012-credit-rights';
import { receivablesRights } from './0012-receivables-rights';
import { runRights } from './0012-run-rights';
import type { TableRights } from './0012-rights-of-a-table';

/** The rights of 0012 on tables, as data. As much a part of that migration as its statements: never edited once released. */

/** One line for each table; migrations that bring tables add theirs. */
export const tableRights: readonly TableRights[] = [
  {
    table: 'public.subscriptions',
    select: 'viewer',
    writes: {
      accountant: {
        insert: ['id', 'tenant_id', 'currency', 'start_date', ...subscriptionBody],
        update: [...subscriptionBody, 'updated_at'],
        delete: true,
      },
    },
  },
  {
    table: 'public.invoices',
    select: 'viewer',
    writes: {
      clerk: { update: ['notes', 'notes_ar'] },
      accountant: {
        insert: ['id', ...invoiceBody, 'amount_paid', 'amount_due', 'notes', 'notes_ar'],
        update: invoiceBody,
        delete: true,
      },
    },
  },
  {
    table: 'public.payments',
    select: 'viewer',
    writes: {
      clerk: {
        insert: [
          'id',
          'invoice_id',
          'tenant_id',
          'amount',
          'currency',
          'status',
          'method',
          'paid_at',
          'processed_at',
          'tharwatt_transaction_id',
          'metadata',
        ],
        update: ['status', 'paid_at', 'processed_at', 'failure_reason'],
      },
    },
  },
  {
    table: 'public.usage_records',
    select: 'viewer',
    writes: {
      accountant: {
        insert: ['id', 'subscription_id', 'tenant_id', 'metric_type', 'quantity', 'recorded_at', 'metadata'],
      },
    },
  },
  {
    table: 'public.tenants',
    select: 'viewer',
    writes: {
      accountant: {
        insert: ['tenant_id', ...tenantBody],
        update: [...tenantBody, 'updated_at'],
        delete: true,
      },
    },
  },
  {
    table: 'public.plans',
    select: 'viewer',
    writes: {
      accountant: { insert: ['plan_id', ...planBody], update: [...planBody, 'updated_at'], delete: true },
    },
  },
  { table: 'billing_desktop.schema_migrations', select: 'viewer' },
  {
    table: 'billing_desktop.settings',
    select: 'viewer',
    writes: { administrator: { insert: ['key', 'value'], update: ['value', 'updated_at', 'updated_by'] } },
  },
  {
    table: 'billing_desktop.commands',
    select: 'viewer',
    writes: { clerk: { insert: ['key', 'kind', 'content_hash'], update: ['answer'] } },
  },
  // One record's history comes from history_of(), for everyone; the whole of it is for accountants.
  { table: 'billing_desktop.audit', select: 'accountant' },
  {
    table: 'billing_desktop.exchange_rates',
    select: 'viewer',
    writes: { accountant: { insert: ['rate_date', 'rate', 'command_key'] } },
  },
  {
    table: 'billing_desktop.number_counters',
    select: 'viewer',
    writes: { clerk: { insert: ['series', 'year', 'first_number', 'next_number'], update: ['next_number'] } },
  },
  {
    table: 'billing_desktop.numbers',
    select: 'viewer',
    writes: {
      clerk: {
        insert: ['series', 'year', 'n', 'document_number', 'state', 'reason', 'entity_id', 'command_key'],
      },
      accountant: { update: ['state', 'reason'] },
    },
  },
  {
    table: 'billing_desktop.invoice_details',
    select: 'viewer',
    writes: { accountant: { insert: ['invoice_id', ...detailsBody], update: detailsBody, delete: true } },
  },
  { table: 'billing_desktop.inherited_amounts', select: 'viewer' },
  {
    table: 'billing_desktop.payment_details',
    select: 'viewer',
    writes: {
      clerk: {
        insert: ['payment_id', 'origin', 'reference', 'payer_number', 'note', 'paid_on', 'intended', 'command_key'],
        update: ['paid_on'],
      },
    },
  },
  {
    table: 'billing_desktop.allocations',
    select: 'viewer',
    writes: { clerk: { insert: ['payment_id', 'invoice_id', 'amount', 'kind', 'command_key'] } },
  },
  {
    table: 'billing_desktop.receipt_vouchers',
    select: 'viewer',
    writes: { clerk: { insert: ['id', 'number', 'payment_id', 'snapshot', 'command_key'] } },
  },
  {
    table: 'billing_desktop.reversals',
    select: 'viewer',
    writes: { accountant: { insert: ['id', 'payment_id', 'reason', 'reversed_at', 'command_key'] } },
  },
  {
    table: 'billing_desktop.document_prints',
    select: 'viewer',
    writes: { clerk: { insert: ['kind', 'entity_id'] } },
  },
  {
    table: 'billing_desktop.subscription_terms',
    select: 'viewer',
    writes: { accountant: { insert: ['subscription_id', ...termsBody], update: termsBody, delete: true } },
  },
  {
    table: 'billing_desktop.billed_periods',
    select: 'viewer',
    writes: {
      accountant: { insert: ['invoice_id', 'subscription_id', 'period', 'live'], update: ['live'], delete: true },
    },
  },
  ...creditRights,
  ...runRights,
  ...closingRights,
  ...receivablesRights,
  {
    table: 'billing_desktop.login_changes',
    select: 'accountant',
    writes: { administrator: { insert: ['login', 'change', 'role', 'display_name'] } },
  },
];
