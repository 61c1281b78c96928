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

/** Machinery that says nothing to a reader, or content that is shown elsewhere. */
const untold = sql`ARRAY['id', 'created_at', 'updated_at', 'updated_by', 'metadata', 'snapshot', 'command_key', 'version']`;
const longest = 300;

/** The columns that changed, each with what it was and became: a jsonb array of `auditChangeSchema`. */
export function changesOf(row: Sql): Sql {
  return sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('field', c.key,
      'before', left(${row}.before ->> c.key, ${longest}), 'after', left(${row}.after ->> c.key, ${longest})) ORDER BY c.key), '[]')
    FROM jsonb_object_keys(coalesce(${row}.before, '{}') || coalesce(${row}.after, '{}')) AS c (key)
    WHERE c.key <> ALL (${untold})
      AND (${row}.before ->> c.key IS NOT NULL OR ${row}.after ->> c.key IS NOT NULL))`;
}

/** Which program wrote, by its application_name. */
export function sourceOf(application: string): AuditRow['source'] {
  if (application.startsWith('sahool-billing-desktop')) return 'desktop';
  // The service's driver gives no name of its own; people's tools do.
  return application === '' || application.startsWith('billing-core') ? 'service' : 'other';
}
