import type { AuditRow } from '@contract/audit';

type ListPath =
  '/invoices' | '/payments' | '/subscriptions' | '/tenants' | '/plans' | '/usage' | '/credit-notes' | '/refunds';

export type Place =
  | { readonly to: ListPath; readonly search: { readonly open: string } }
  | { readonly to: '/settings'; readonly search: { readonly tab: 'business' | 'rates' } }
  | { readonly to: '/reports'; readonly search: { readonly report: 'day' | 'period-lock' } }
  | { readonly to: '/billing'; readonly search: { readonly tab: 'runs'; readonly open: string } }
  | { readonly to: '/bank'; readonly search: { readonly open: string } }
  | { readonly to: '/database'; readonly search: { readonly tab: 'users' } };

/** The lists whose records are called by the audit's own id. */
const lists: Readonly<Record<string, ListPath>> = {
  invoice: '/invoices',
  payment: '/payments',
  subscription: '/subscriptions',
  subscription_terms: '/subscriptions',
  tenant: '/tenants',
  plan: '/plans',
  usage_record: '/usage',
  credit_note: '/credit-notes',
  refund: '/refunds',
};

/** What belongs to another record, by the column that names it: the first that is there is opened. */
const belongsTo: readonly (readonly [column: string, path: ListPath])[] = [
  ['credit_note_id', '/credit-notes'],
  ['refund_id', '/refunds'],
  ['payment_id', '/payments'],
  ['invoice_id', '/invoices'],
  ['subscription_id', '/subscriptions'],
  ['tenant_id', '/tenants'],
];

/** Where the record that an entry is about can be seen; null where it has no screen. */
export function placeOf({ entity, entityId, changes }: AuditRow): Place | null {
  const path = lists[entity];
  if (path !== undefined) return { to: path, search: { open: entityId } };
  if (entity === 'settings') return { to: '/settings', search: { tab: 'business' } };
  if (entity === 'exchange_rate') return { to: '/settings', search: { tab: 'rates' } };
  if (entity === 'day_close') return { to: '/reports', search: { report: 'day' } };
  if (entity === 'period_lock') return { to: '/reports', search: { report: 'period-lock' } };
  if (entity === 'billing_run') return { to: '/billing', search: { tab: 'runs', open: entityId } };
  if (entity === 'bank_line') return { to: '/bank', search: { open: entityId } };
  if (entity === 'login') return { to: '/database', search: { tab: 'users' } };
  for (const [column, to] of belongsTo) {
    const change = changes.find(({ field }) => field === column);
    const open = change?.after ?? change?.before;
    if (open) return { to, search: { open } };
  }
  return null;
}
