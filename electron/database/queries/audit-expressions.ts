import type { AuditRow } from '../../contract/audit';
import { sql, type Sql } from './sql';

/**
 * A name is proven where its login is one person's, that is a member of one of the desktop's roles; a login that several
 * share proves nothing.
 */
export function isProven(actor: Sql): Sql {
  return sql`EXISTS (SELECT FROM pg_catalog.pg_auth_members m
          JOIN pg_catalog.pg_roles member ON member.oid = m.member AND member.rolname = ${actor}
          JOIN pg_catalog.pg_roles held ON held.oid = m.roleid AND starts_with(held.rolname, 'sahool_billing_')
          WHERE NOT member.rolsuper AND pg_catalog.pg_has_role(member.oid, held.oid,
            CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END))`;
}

/** Machinery that says nothing to a reader, what the entry itself says (who, when), or content that is shown elsewhere. */
const untold = sql`ARRAY['id', 'at', 'by_whom', 'metadata', 'snapshot', 'command_key', 'version', 'template_version', 'key', 'value',
  'created_at', 'updated_at', 'created_by', 'updated_by', 'entered_at', 'entered_by', 'issued_at', 'issued_by', 'written_at',
  'written_by', 'refunded_at', 'refunded_by', 'canceled_by', 'changed_at', 'changed_by', 'signed_at', 'signed_by', 'reopened_at',
  'reopened_by', 'set_at', 'set_by', 'granted_at', 'granted_by', 'noted_at', 'noted_by', 'made_at', 'made_by', 'withdrawn_at',
  'withdrawn_by', 'imported_at', 'imported_by', 'confirmed_at', 'confirmed_by', 'decided_at', 'decided_by', 'started_at',
  'started_by', 'state_at', 'state_by', 'processed_at', 'content_hash', 'machine', 'chunk_size', 'mapping', 'turn', 'login']`;
const longest = 300;

const objectOf = (value: Sql): Sql => sql`CASE jsonb_typeof(${value}) WHEN 'object' THEN ${value} ELSE '{}' END`;

/** A row's columns; of a setting, which is one jsonb, each value by itself. */
function columnsOf(row: Sql, content: Sql): Sql {
  const value = objectOf(sql`${content} -> 'value'`);
  return sql`CASE ${row}.entity WHEN 'settings' THEN (${value}) - 'seller' || (${objectOf(sql`${content} #> '{value,seller}'`)})
    ELSE ${content} END`;
}

/** A list says how long it is; pictures and other long texts are cut. */
function textOf(value: Sql): Sql {
  return sql`CASE jsonb_typeof(${value}) WHEN 'array' THEN '[' || jsonb_array_length(${value}) || ']'
    ELSE left(${value} #>> '{}', ${longest}) END`;
}

/** The columns that changed, each with what it was and became: a jsonb array of `auditChangeSchema`. */
export function changesOf(row: Sql): Sql {
  return sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('field', c.key,
      'before', ${textOf(sql`w.was -> c.key`)}, 'after', ${textOf(sql`w.became -> c.key`)}) ORDER BY c.key), '[]')
    FROM (SELECT ${columnsOf(row, sql`${row}.before`)} AS was, ${columnsOf(row, sql`${row}.after`)} AS became) w
    CROSS JOIN LATERAL jsonb_object_keys(coalesce(w.was, '{}') || coalesce(w.became, '{}')) AS c (key)
    WHERE c.key <> ALL (${untold}) AND w.was -> c.key IS DISTINCT FROM w.became -> c.key
      AND (w.was ->> c.key IS NOT NULL OR w.became ->> c.key IS NOT NULL))`;
}

/** Which program wrote, by its application_name. */
export function sourceOf(application: string): AuditRow['source'] {
  if (application.startsWith('sahool-billing-desktop')) return 'desktop';
  // The service's driver gives no name of its own; people's tools do.
  return application === '' || application.startsWith('billing-core') ? 'service' : 'other';
}
