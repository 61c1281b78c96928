import type { AuditedEntity } from '../../contract/audit';
import type { AuditChange, TimelineEntry } from '../../contract/timeline';
import { changesOf, isProven, sourceOf } from './audit-expressions';
import { instant } from './expressions';
import { select, type Reader } from './select';
import { sql, type Sql } from './sql';

interface AuditRow {
  readonly at: TimelineEntry['at'];
  readonly action: string;
  readonly actor: string;
  readonly actorProven: boolean;
  readonly application: string;
  readonly commandKey: string | null;
  readonly machine: string | null;
  readonly claimedBy: string | null;
  readonly changes: readonly AuditChange[];
  readonly before: Readonly<Record<string, string>> | null;
  readonly after: Readonly<Record<string, string>> | null;
}

const longest = 200;

/** What is worth a line under an entry; the rest is in the record itself. */
const told = sql`ARRAY['invoice_number', 'status', 'total', 'amount', 'amount_paid', 'amount_due', 'due_date', 'paid_date',
  'method', 'failure_reason', 'plan_id', 'billing_cycle', 'currency', 'end_date', 'next_billing_date', 'trial_end_date',
  'payment_method', 'name', 'name_ar', 'tax_id', 'is_active']`;

function toldOf(values: Sql): Sql {
  return sql`(SELECT jsonb_object_agg(c.key, c.value) FROM jsonb_each_text(${values}) c
    WHERE c.value IS NOT NULL AND c.key = ANY (${told}))`;
}

function detailsOf({ machine, before, after }: AuditRow): Record<string, string> {
  const details: Record<string, string> = { ...(after ?? before) };
  if (after && before) {
    for (const [column, value] of Object.entries(before)) details[`${column}_before`] = value;
  }
  return machine === null ? details : { ...details, machine };
}

function mergedChanges(older: readonly AuditChange[], newer: readonly AuditChange[]): AuditChange[] {
  const changes = new Map(older.map((change) => [change.field, change]));
  for (const change of newer) {
    const first = changes.get(change.field);
    changes.set(change.field, first ? { ...change, before: first.before } : change);
  }
  return [...changes.values()].filter(({ before, after }) => before !== after);
}

/** Several writes of one command are one thing that happened: the first values before it, the last ones after. */
function merged(rows: readonly AuditRow[]): AuditRow[] {
  const entries: AuditRow[] = [];
  for (const row of rows) {
    const newer = entries.at(-1);
    if (newer && newer.commandKey !== null && newer.commandKey === row.commandKey && newer.action === row.action) {
      const after = newer.after || row.after ? { ...row.after, ...newer.after } : null;
      // An insert has nothing before it, whatever was changed in the same breath.
      const before = row.before === null ? null : { ...newer.before, ...row.before };
      const changes = mergedChanges(row.changes, newer.changes);
      entries[entries.length - 1] = { ...newer, before, after, changes };
    } else {
      entries.push(row);
    }
  }
  return entries;
}

/** What belongs to a record and has rows of its own in the audit. */
const belongings: Partial<Readonly<Record<AuditedEntity, (id: string) => Sql>>> = {
  subscription: (id) => sql`SELECT * FROM billing_desktop.history_of('subscription_terms', ${id})`,
  credit_note: (id) => sql`SELECT h.* FROM billing_desktop.cancellations x
  CROSS JOIN LATERAL billing_desktop.history_of('cancellation', x.id::text) h WHERE x.credit_note_id::text = ${id}`,
  refund: (id) => sql`SELECT h.* FROM billing_desktop.cancellations x
  CROSS JOIN LATERAL billing_desktop.history_of('cancellation', x.id::text) h WHERE x.refund_id::text = ${id}`,
};

function historyOf(entity: AuditedEntity, id: string): Sql {
  const own = sql`SELECT * FROM billing_desktop.history_of(${entity}, ${id})`;
  const more = belongings[entity]?.(id);
  // The figures of a day that was closed are many rows of one table; they are shown with the close itself.
  const told = entity === 'day_close' ? sql`${own} f WHERE NOT coalesce(jsonb_exists(f.after, 'counted'), false)` : own;
  return more ? sql`(${told}) UNION ALL (${more})` : told;
}

/** What happened to a record, newest first, from the audit. */
export async function readTimeline(reader: Reader, entity: AuditedEntity, id: string): Promise<TimelineEntry[]> {
  const rows = await select<AuditRow>(
    reader,
    sql`SELECT ${instant(sql`a.at`)} AS at, a.action, a.actor, coalesce(a.application, '') AS application,
  a.command_key::text AS "commandKey", a.machine,
  ${isProven(sql`a.actor`)} AS "actorProven", a.claimed_by AS "claimedBy", ${changesOf(sql`a`)} AS changes,
  ${toldOf(sql`a.before`)} AS before, ${toldOf(sql`a.after`)} AS after
FROM (${historyOf(entity, id)}) a
ORDER BY a.id DESC LIMIT ${longest}`,
  );
  return merged(rows).map((row) => ({
    at: row.at,
    action: row.action,
    actor: row.actor,
    actorProven: row.actorProven,
    source: sourceOf(row.application),
    claimedBy: row.claimedBy,
    machine: row.machine,
    commandKey: row.commandKey,
    changes: [...row.changes],
    details: detailsOf(row),
  }));
}
