import type { TableRights } from './0012-rights-of-a-table';

/** The rights on the follow-up, on files of usage and on bank statements: whoever takes money, matches it. */
export const receivablesRights: readonly TableRights[] = [
  {
    table: 'billing_desktop.follow_up_notes',
    select: 'viewer',
    writes: { clerk: { insert: ['tenant_id', 'channel', 'note', 'command_key'] } },
  },
  {
    table: 'billing_desktop.promises',
    select: 'viewer',
    writes: {
      clerk: { insert: ['id', 'tenant_id', 'currency', 'amount', 'promised_for', 'note', 'command_key'] },
    },
  },
  {
    table: 'billing_desktop.promise_withdrawals',
    select: 'viewer',
    writes: { clerk: { insert: ['promise_id', 'reason', 'command_key'] } },
  },
  {
    table: 'billing_desktop.reminders',
    select: 'viewer',
    writes: {
      clerk: { insert: ['id', 'tenant_id', 'n', 'level', 'language', 'as_of', 'snapshot', 'command_key'] },
    },
  },
  {
    table: 'billing_desktop.usage_imports',
    select: 'viewer',
    writes: {
      accountant: { insert: ['id', 'file_name', 'content_hash', 'row_count', 'left_out', 'command_key'] },
    },
  },
  {
    table: 'billing_desktop.usage_import_rows',
    select: 'viewer',
    writes: { accountant: { insert: ['import_id', 'row_number', 'row_key', 'usage_record_id'] } },
  },
  {
    table: 'billing_desktop.bank_accounts',
    select: 'viewer',
    writes: {
      clerk: { update: ['mapping'] },
      accountant: {
        insert: ['id', 'name', 'name_ar', 'currency', 'method', 'command_key'],
        update: ['name', 'name_ar', 'currency', 'method'],
      },
    },
  },
  {
    table: 'billing_desktop.bank_statements',
    select: 'viewer',
    writes: {
      clerk: {
        insert: [
          'id',
          'account_id',
          'file_name',
          'content_hash',
          'line_count',
          'known_count',
          'outgoing_count',
          'wrong_count',
          'command_key',
        ],
      },
    },
  },
  {
    table: 'billing_desktop.bank_lines',
    select: 'viewer',
    writes: {
      clerk: {
        insert: [
          'account_id',
          'statement_id',
          'line_number',
          'booked_on',
          'amount',
          'currency',
          'description',
          'reference',
          'payer_number',
          'line_key',
        ],
      },
    },
  },
  {
    table: 'billing_desktop.bank_line_payments',
    select: 'viewer',
    writes: { clerk: { insert: ['payment_id', 'line_id', 'command_key'] } },
  },
  {
    table: 'billing_desktop.bank_line_decisions',
    select: 'viewer',
    writes: { clerk: { insert: ['line_id', 'decision', 'reason', 'command_key'] } },
  },
];
