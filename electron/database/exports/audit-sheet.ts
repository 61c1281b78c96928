import { nameIn } from '../queries/audit';
import { changesOf } from '../queries/audit-expressions';
import { sql, type Sql } from '../queries/sql';
import { moment, type SheetColumn, type Vocabulary } from './sheet';
import { column, word } from './sheet-columns';

const longest = 2000;

/** Which set a column's values come from; of `status`, which several kinds of record have, by the kind. */
const setOf = sql`CASE WHEN x ->> 'field' = 'status' THEN CASE a.entity WHEN 'invoice' THEN 'standing' WHEN 'payment' THEN 'payment'
      ELSE 'subscription' END
    WHEN x ->> 'field' LIKE '%\\_status' THEN 'subscription' WHEN x ->> 'field' LIKE '%\\_cycle' THEN 'cycle'
    WHEN x ->> 'field' IN ('method', 'payment_method') THEN 'method' END`;

/** `الحالة: قيد السداد → مدفوعة; …`, in the reader's words; a column that came since keeps its own name. */
function changes(words: Vocabulary): Sql {
  const known = sql`${JSON.stringify(words)}::jsonb`;
  const valueOf = (side: 'before' | 'after'): Sql =>
    sql`coalesce(${known} -> (${setOf}) ->> (x ->> ${side}), x ->> ${side})`;
  return sql`(SELECT left(string_agg(concat(
      coalesce(${known} -> 'auditField' ->> (x ->> 'field'), replace(x ->> 'field', '_', ' ')), ': ', ${valueOf('before')},
      CASE WHEN x ->> 'before' IS NOT NULL AND x ->> 'after' IS NOT NULL THEN ' → ' END, ${valueOf('after')}), '; '), ${longest})
    FROM jsonb_array_elements(${changesOf(sql`a`)}) x)`;
}

/** The audit, one row for each thing that happened. */
export function auditColumns(words: Vocabulary): readonly SheetColumn[] {
  return [
    column('at', 'moment', moment(sql`a.at`)),
    column('actor', 'text', sql`a.actor`),
    column('claimedBy', 'text', sql`a.claimed_by`),
    column('machine', 'text', sql`a.machine`),
    word('action', 'auditAction', sql`a.action`),
    word('entity', 'auditEntity', sql`a.entity`),
    column('recordAr', 'text', nameIn(sql`name_ar`)),
    column('record', 'text', nameIn(sql`name`)),
    column('changes', 'text', changes(words)),
    column('commandKey', 'text', sql`a.command_key::text`),
  ];
}
