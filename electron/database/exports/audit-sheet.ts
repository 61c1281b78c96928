import { nameIn } from '../queries/audit';
import { changesOf } from '../queries/audit-expressions';
import { sql } from '../queries/sql';
import { moment, type SheetColumn } from './sheet';
import { column, word } from './sheet-columns';

const longest = 2000;

/** `status: pending → paid; …`, by the columns' own names. */
const changes = sql`(SELECT left(string_agg(concat(x ->> 'field', ': ', x ->> 'before',
    CASE WHEN x ->> 'before' IS NOT NULL AND x ->> 'after' IS NOT NULL THEN ' → ' END, x ->> 'after'), '; '), ${longest})
  FROM jsonb_array_elements(${changesOf(sql`a`)}) x)`;

/** The audit, one row for each thing that happened. */
export const auditColumns: readonly SheetColumn[] = [
  column('at', 'moment', moment(sql`a.at`)),
  column('actor', 'text', sql`a.actor`),
  column('claimedBy', 'text', sql`a.claimed_by`),
  column('machine', 'text', sql`a.machine`),
  word('action', 'auditAction', sql`a.action`),
  word('entity', 'auditEntity', sql`a.entity`),
  column('recordAr', 'text', nameIn(sql`name_ar`)),
  column('record', 'text', nameIn(sql`name`)),
  column('changes', 'text', changes),
  column('commandKey', 'text', sql`a.command_key::text`),
];
