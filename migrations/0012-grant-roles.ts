import { desktopRoles, roleName, type DesktopRole } from './0012-desktop-roles';
import type { TableGrant } from './0012-grants';

/** How grant_roles() is written. As much a part of 0012 as its statements: never edited once released. */

const definer = 'SECURITY DEFINER SET search_path = pg_catalog, billing_desktop, public, pg_temp';

export const roleList = desktopRoles.map((role) => `'${roleName(role)}'`).join(', ');

/** Takes from a role, whose name stands in `role_name`, all that it has on what the desktop uses. */
export function revokeEverything(tables: readonly string[]): string {
  const publicTables = tables.filter((table) => table.startsWith('public.'));
  return `EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA billing_desktop FROM %I', role_name);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA billing_desktop FROM %I', role_name);
    EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA billing_desktop FROM %I', role_name);
    EXECUTE format('REVOKE ALL ON ${publicTables.join(', ')} FROM %I', role_name);`;
}

export interface Grants {
  /** Every table that has a line, granted or not. */
  readonly tables: readonly string[];
  readonly tableGrants: readonly TableGrant[];
  readonly functionRights: Readonly<Record<string, DesktopRole | 'public' | null>>;
}

/**
 * The function that grants what each of the desktop's roles may do, as far as the roles exist: the app makes them, migrations
 * only grant. May be called again at any time, and takes away what is not in the list. A migration that brings a table
 * replaces it by one with the longer list.
 */
export function grantRoles(create: 'CREATE' | 'CREATE OR REPLACE', grants: Grants): string {
  const tableLines = grants.tableGrants
    .map(({ role, right, table }) => `      ('${roleName(role)}', '${right}', '${table}')`)
    .join(',\n');
  const functionLines = Object.entries(grants.functionRights)
    .flatMap(([name, who]) =>
      who === null ? [] : [`      ('${name}', '${who === 'public' ? 'public' : roleName(who)}')`],
    )
    .join(',\n');
  return `${create} FUNCTION billing_desktop.grant_roles() RETURNS void
LANGUAGE plpgsql ${definer} AS $$
DECLARE
  role_name text;
  line record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('sahool_billing_roles', 0));
  REVOKE ALL ON SCHEMA billing_desktop FROM PUBLIC;
  REVOKE ALL ON ALL TABLES IN SCHEMA billing_desktop FROM PUBLIC;
  REVOKE ALL ON ALL SEQUENCES IN SCHEMA billing_desktop FROM PUBLIC;
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA billing_desktop FROM PUBLIC;
  FOREACH role_name IN ARRAY ARRAY[${roleList}] LOOP
    CONTINUE WHEN to_regrole(role_name) IS NULL;
    ${revokeEverything(grants.tables)}
    EXECUTE format('GRANT USAGE ON SCHEMA billing_desktop TO %I', role_name);
    IF NOT has_schema_privilege(role_name, 'public', 'USAGE') THEN
      EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
    END IF;
  END LOOP;
  FOR line IN SELECT * FROM (VALUES
${tableLines}
    ) AS l (role_name, granted, place)
  LOOP
    CONTINUE WHEN to_regrole(line.role_name) IS NULL;
    EXECUTE format('GRANT %s ON %s TO %I', line.granted, line.place, line.role_name);
  END LOOP;
  FOR line IN SELECT p.oid::regprocedure AS called, l.role_name FROM (VALUES
${functionLines}
    ) AS l (name, role_name)
    JOIN pg_proc p ON p.proname = l.name AND p.pronamespace = 'billing_desktop'::regnamespace
  LOOP
    CONTINUE WHEN line.role_name <> 'public' AND to_regrole(line.role_name) IS NULL;
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', line.called,
      CASE line.role_name WHEN 'public' THEN 'PUBLIC' ELSE quote_ident(line.role_name) END);
  END LOOP;
END
$$`;
}
