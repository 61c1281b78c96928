import { z } from 'zod';
import type { Blocked } from '../../../contract/monitoring';
import { selectOne, type Reader } from '../select';
import { sql, type Sql } from '../sql';
import type { LockRow } from './locks';

type Thing = Blocked['thing'];
type Entity = NonNullable<Thing['entity']>;

/** Tables whose rows people know by a name; `name` reads it from the row at a place. */
const known: ReadonlyMap<string, { readonly entity: Entity; readonly name: (place: string) => Sql }> = new Map([
  [
    'public.invoices',
    {
      entity: 'invoice' as const,
      name: (place: string) => sql`SELECT i.invoice_number AS name FROM public.invoices i WHERE i.ctid = ${place}::tid`,
    },
  ],
  [
    'public.payments',
    {
      entity: 'payment' as const,
      name: (place: string) =>
        sql`SELECT coalesce(v.number, p.amount::text || ' ' || p.currency::text) AS name FROM public.payments p
LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id WHERE p.ctid = ${place}::tid`,
    },
  ],
  [
    'public.subscriptions',
    {
      entity: 'subscription' as const,
      name: (place: string) =>
        sql`SELECT coalesce(nullif(t.name_ar, ''), nullif(t.name, ''), s.tenant_id) AS name FROM public.subscriptions s
LEFT JOIN public.tenants t ON t.tenant_id = s.tenant_id WHERE s.ctid = ${place}::tid`,
    },
  ],
  [
    'public.tenants',
    {
      entity: 'tenant' as const,
      name: (place: string) =>
        sql`SELECT coalesce(nullif(t.name_ar, ''), nullif(t.name, ''), t.tenant_id) AS name FROM public.tenants t WHERE t.ctid = ${place}::tid`,
    },
  ],
  [
    'public.plans',
    {
      entity: 'plan' as const,
      name: (place: string) =>
        sql`SELECT coalesce(nullif(p.name_ar, ''), nullif(p.name, ''), p.plan_id) AS name FROM public.plans p WHERE p.ctid = ${place}::tid`,
    },
  ],
  ['billing_desktop.counters', { entity: 'number' as const, name: () => sql`SELECT NULL::text AS name` }],
]);

const nameSchema = z.object({ name: z.string().nullable() });

/** What a connection waits for, by its own name where it is a record that people know. */
export async function nameLocked(reader: Reader, row: LockRow): Promise<Thing> {
  const { locktype, table, page, tuple } = row;
  if (locktype === 'advisory') return { kind: 'advisory', entity: null, name: null, table: null };
  if (table !== null && page !== null && tuple !== null) {
    const record = known.get(table);
    // The row as it was before whoever holds it wrote: nothing of an open transaction is seen here.
    const found = record ? await selectOne(reader, record.name(`(${page},${tuple})`)) : null;
    const name = found ? nameSchema.parse(found).name : null;
    return { kind: 'row', entity: record?.entity ?? null, name, table };
  }
  if (/billing_desktop\.commands/.test(row.query ?? '')) {
    return { kind: 'command', entity: null, name: null, table: null };
  }
  if (locktype === 'relation')
    return { kind: 'table', entity: known.get(table ?? '')?.entity ?? null, name: null, table };
  return { kind: 'transaction', entity: null, name: null, table };
}
