import type { AuditedEntity } from '../../contract/audit';
import type { AuditChange, TimelineEntry } from '../../contract/timeline';
import { changesOf, isProven, sourceOf } from './audit-expressions';
import { instant } from './expressions';
import { select, type Reader } from './select';
import { sql, type Sql } from './sql';
import { historyOf } from './timeline-belongings';

interface AuditRow {
  readonly place: number;
  /** 0 of the record's own rows; more of what belongs to it. */
  readonly rank: number;
  /** True where the record itself was made by it. */
  readonly made: boolean;
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
const told = sql`ARRAY['number', 'invoice_number', 'status', 'total', 'amount', 'amount_paid', 'amount_due', 'due_date', 'paid_date',
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

/**
 * Several writes of one command are one thing that happened: the first values before it, the last ones after. What else it wrote
 * about the record adds only what the record's own rows do not say.
 */
function merged(rows: readonly AuditRow[]): AuditRow[] {
  const entries: AuditRow[] = [];
  const places = new Map<string, number>();
  for (const row of rows.toSorted((left, right) => left.rank - right.rank)) {
    const place = row.commandKey === null ? undefined : places.get(row.commandKey);
    const entry = place === undefined ? undefined : entries[place];
    // A document that came with the record is no part of its making.
    const apart = row.rank === 1 && entry?.made === true;
    if (entry === undefined || place === undefined || apart) {
      if (row.commandKey !== null && !apart) places.set(row.commandKey, entries.length);
      entries.push(row);
    } else {
      entries[place] = row.rank === 0 ? withOlder(entry, row) : withMore(entry, row);
    }
  }
  return entries.toSorted((left, right) => right.place - left.place);
}

/** An entry with an earlier write of its command: newest rows come first. */
function withOlder(newer: AuditRow, row: AuditRow): AuditRow {
  const after = newer.after || row.after ? { ...row.after, ...newer.after } : null;
  // An insert has nothing before it, whatever was changed in the same breath.
  const before = row.before === null ? null : { ...newer.before, ...row.before };
  return { ...newer, made: newer.made || row.made, before, after, changes: mergedChanges(row.changes, newer.changes) };
}

function withMore(entry: AuditRow, more: AuditRow): AuditRow {
  const told = new Set(entry.changes.map(({ field }) => field));
  return {
    ...entry,
    after: { ...more.after, ...entry.after },
    changes: [...entry.changes, ...more.changes.filter(({ field }) => !told.has(field))],
  };
}

/** What happened to a record, newest first, from the audit. */
export async function readTimeline(reader: Reader, entity: AuditedEntity, id: string): Promise<TimelineEntry[]> {
  const rows = await select<AuditRow>(
    reader,
    sql`SELECT a.id::float8 AS place, a.rank, a.rank = 0 AND a.before IS NULL AS made, ${instant(sql`a.at`)} AS at, a.action, a.actor, coalesce(a.application, '') AS application,
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
