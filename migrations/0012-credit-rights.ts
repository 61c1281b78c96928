import type { TableRights } from './0012-rights-of-a-table';

/** The rights on credit notes, write-offs and refunds: an accountant's, and only added to. */
export const creditRights: readonly TableRights[] = [
  {
    table: 'billing_desktop.credit_notes',
    select: 'viewer',
    writes: {
      accountant: {
        insert: [
          'id',
          'number',
          'invoice_id',
          'tenant_id',
          'currency',
          'issue_date',
          'kind',
          'lines',
          'subtotal',
          'discount_amount',
          'tax_rate',
          'tax_amount',
          'total',
          'freed',
          'exchange_rate',
          'reason',
          'reason_ar',
          'template_version',
          'snapshot',
          'command_key',
        ],
      },
    },
  },
  {
    table: 'billing_desktop.write_offs',
    select: 'viewer',
    writes: {
      accountant: {
        insert: ['id', 'invoice_id', 'tenant_id', 'currency', 'amount', 'reason', 'written_on', 'command_key'],
      },
    },
  },
  {
    table: 'billing_desktop.refunds',
    select: 'viewer',
    writes: {
      accountant: {
        insert: [
          'id',
          'number',
          'payment_id',
          'tenant_id',
          'amount',
          'currency',
          'method',
          'reference',
          'payee_number',
          'reason',
          'refunded_on',
          'snapshot',
          'command_key',
        ],
      },
    },
  },
  {
    table: 'billing_desktop.refund_lines',
    select: 'viewer',
    writes: { accountant: { insert: ['refund_id', 'invoice_id', 'from_credit', 'amount'] } },
  },
  {
    table: 'billing_desktop.cancellations',
    select: 'viewer',
    writes: {
      accountant: { insert: ['id', 'credit_note_id', 'write_off_id', 'refund_id', 'reason', 'command_key'] },
    },
  },
];
