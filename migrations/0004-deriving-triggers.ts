import { dropTriggerFunctions, triggerFunctions } from './0004-functions';
import type { StatementsMigration } from './migration';

type Operation = 'INSERT' | 'UPDATE' | 'DELETE';

interface Trigger {
  readonly name: string;
  readonly table: string;
  /** What follows the name up to the function. */
  readonly timing: string;
  readonly call: string;
}

const tables: Readonly<Record<Operation, string>> = {
  INSERT: 'REFERENCING NEW TABLE AS new_rows',
  UPDATE: 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows',
  DELETE: 'REFERENCING OLD TABLE AS old_rows',
};

/** Transition tables come with one operation for each trigger; a statement that writes no row costs nearly nothing. */
function afterStatement(name: string, table: string, operations: readonly Operation[], call: string): Trigger[] {
  return operations.map((operation) => ({
    name: `billing_desktop_${name}_${operation.toLowerCase()}`,
    table,
    timing: `AFTER ${operation} ON ${table} ${tables[operation]} FOR EACH STATEMENT`,
    call,
  }));
}

interface Watched {
  readonly table: string;
  readonly entity: string;
  readonly idColumn: string;
  /** The area of contract/channels.ts whose lists show these rows. */
  readonly area: string;
  readonly audited: readonly Operation[];
}

const every: readonly Operation[] = ['INSERT', 'UPDATE', 'DELETE'];

const watched: readonly Watched[] = [
  { table: 'public.subscriptions', entity: 'subscription', idColumn: 'id', area: 'subscriptions', audited: every },
  { table: 'public.invoices', entity: 'invoice', idColumn: 'id', area: 'invoices', audited: every },
  { table: 'public.payments', entity: 'payment', idColumn: 'id', area: 'payments', audited: every },
  { table: 'public.tenants', entity: 'tenant', idColumn: 'tenant_id', area: 'tenants', audited: every },
  { table: 'public.plans', entity: 'plan', idColumn: 'plan_id', area: 'plans', audited: every },
  // Nobody but their keepers may change them afterwards; then it is written down too.
  { table: 'public.usage_records', entity: 'usage_record', idColumn: 'id', area: 'usage', audited: every },
  {
    table: 'billing_desktop.allocations',
    entity: 'allocation',
    idColumn: 'id',
    area: 'payments',
    audited: ['INSERT'],
  },
  { table: 'billing_desktop.settings', entity: 'settings', idColumn: 'key', area: 'business', audited: every },
  {
    table: 'billing_desktop.exchange_rates',
    entity: 'exchange_rate',
    idColumn: 'id',
    area: 'business',
    audited: ['INSERT'],
  },
];

const triggers: readonly Trigger[] = [
  {
    name: 'billing_desktop_derive',
    table: 'public.invoices',
    timing: 'BEFORE INSERT OR UPDATE ON public.invoices FOR EACH ROW',
    call: 'derive_invoice()',
  },
  {
    name: 'billing_desktop_inherited',
    table: 'public.invoices',
    timing: `AFTER INSERT ON public.invoices FOR EACH ROW WHEN (NEW.amount_paid > 0 AND NEW.amount_paid < 'NaN')`,
    call: 'note_inherited()',
  },
  ...watched.flatMap(({ table, entity, idColumn, area, audited }) => [
    ...afterStatement('audit', table, audited, `record_change('${entity}', '${idColumn}')`),
    {
      name: 'billing_desktop_tell',
      table,
      timing: `AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH STATEMENT`,
      call: `tell_change('${area}')`,
    },
  ]),
  // After the audit's by name, so that a payment stands before the invoice that it pays.
  ...afterStatement('touch', 'public.payments', every, 'touch_by_payments()'),
  ...afterStatement('touch', 'billing_desktop.allocations', ['INSERT'], 'touch_by_allocations()'),
  ...afterStatement('touch', 'billing_desktop.payment_details', ['INSERT', 'DELETE'], 'touch_by_payment_details()'),
];

/**
 * What invoices counted as paid before the triggers watched, beyond (or short of) their payments, so that no old figure
 * moves. Of a paid invoice whose payments come to more, the rest is its tenant's credit and not missing. What lies above
 * the total is kept whole: its payments then add nothing. The triggers made above hold the tables against writers until
 * this transaction ends.
 */
const inheritAmounts = `INSERT INTO billing_desktop.inherited_amounts (invoice_id, amount)
SELECT old.id, old.inherited
FROM (
  SELECT i.id, CASE
    WHEN i.amount_paid > i.total THEN i.amount_paid - coalesce(a.amount, 0)
    WHEN i.amount_paid = i.total THEN greatest(i.amount_paid - coalesce(a.amount, 0) - coalesce(s.amount, 0), 0)
    ELSE i.amount_paid - coalesce(a.amount, 0) - coalesce(s.amount, 0) END AS inherited
  FROM public.invoices i
  LEFT JOIN (
    SELECT l.invoice_id, sum(l.amount) AS amount FROM billing_desktop.allocations l GROUP BY l.invoice_id
  ) a ON a.invoice_id = i.id
  LEFT JOIN (
    SELECT p.invoice_id, p.currency, sum(p.amount) AS amount
    FROM public.payments p
    WHERE p.status = 'succeeded' AND p.amount < 'NaN'
      AND NOT EXISTS (SELECT FROM billing_desktop.payment_details d WHERE d.payment_id = p.id)
    GROUP BY p.invoice_id, p.currency
  ) s ON s.invoice_id = i.id AND s.currency = i.currency
  WHERE i.status <> 'draft' AND i.amount_paid < 'NaN' AND i.total < 'NaN'
) old
WHERE old.inherited <> 0 AND abs(old.inherited) < 10000000000`;

/** Derives paid and due from the payments, keeps the audit and tells the open desktops, whoever writes. */
export const derivingTriggers: StatementsMigration = {
  name: '0004-deriving-triggers',
  title: {
    en: 'Paid and due amounts follow from the payments; every change leaves an audit row',
    ar: 'يُحسب المدفوع والمستحق من الدفعات، ويُقيَّد كل تغيير في سجل التدقيق',
  },
  transactional: true,
  up: [
    ...triggerFunctions,
    ...triggers.map(
      ({ name, timing, call }) => `CREATE TRIGGER ${name} ${timing} EXECUTE FUNCTION billing_desktop.${call}`,
    ),
    // Of an earlier time under the triggers: the amounts as they are now say it all.
    `DELETE FROM billing_desktop.inherited_amounts`,
    inheritAmounts,
  ],
  down: [
    ...[...triggers].reverse().map(({ name, table }) => `DROP TRIGGER ${name} ON ${table}`),
    ...dropTriggerFunctions,
  ],
};
