/**
 * Every list of the program; its name in the preferences and in memory. A new one stands here and thereby in the table of lists
 * in test/e2e/lists.ts, which asks for its spreadsheet and for the way from record to record.
 */
export type ListName =
  | 'audit'
  | 'bank'
  | 'billing.due'
  | 'billing.leftOut'
  | 'billing.runs'
  | 'creditNotes'
  | 'gallery'
  | 'invoices'
  | 'payments'
  | 'plans'
  | 'receivables'
  | 'refunds'
  | 'subscriptions'
  | 'tenants'
  | 'usage'
  | 'usage.limits';
