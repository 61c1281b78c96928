import { accessSchema, type Access, type GrantedRole } from '../../contract/rights';
import { selectRow, type Reader } from '../queries/select';
import { sql, type Sql } from '../queries/sql';
import { roleName } from './role-names';
import { upgraderSql } from './upgrader';

/** Held by inheritance, or to be had by SET ROLE; the right to grant it to others does not count. */
function holds(role: GrantedRole): Sql {
  return sql`(SELECT pg_has_role(session_user, r.oid, 'USAGE') OR pg_has_role(session_user, r.oid,
    CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)
  FROM pg_catalog.pg_roles r WHERE r.rolname = ${roleName(role)})`;
}

/**
 * What the login is to this database. The owner of the tables and a superuser may do everything, and are nobody's own
 * login; one that was given its rights by hand, without our roles, counts by what it can do with the invoices.
 */
const accessSql = sql`
WITH place AS (
  SELECT c.oid, c.relowner FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relname = 'invoices' AND c.relkind IN ('r', 'p')
), me AS (
  SELECT (SELECT pg_has_role(session_user, place.relowner, 'USAGE') FROM place) AS owns,
    ${holds('administrator')} AS administrator, ${holds('accountant')} AS accountant,
    ${holds('clerk')} AS clerk, ${holds('viewer')} AS viewer,
    (SELECT has_table_privilege(place.oid, 'UPDATE') FROM place) AS writes,
    (SELECT has_table_privilege(place.oid, 'SELECT') FROM place) AS reads
)
SELECT session_user::text AS "user",
  CASE
    WHEN me.owns IS NULL THEN CASE WHEN has_database_privilege(current_database(), 'CREATE') THEN 'administrator' ELSE 'viewer' END
    WHEN me.owns OR me.administrator THEN 'administrator'
    WHEN me.accountant THEN 'accountant'
    WHEN me.clerk THEN 'clerk'
    WHEN me.viewer THEN 'viewer'
    WHEN me.writes THEN 'administrator'
    WHEN me.reads THEN 'viewer'
    ELSE 'none'
  END AS role,
  ${upgraderSql} AS upgrader,
  coalesce(NOT me.owns, true) AND coalesce(me.viewer, false)
    AND NOT (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = session_user) AS "ownLogin"
FROM me`;

/** Who the connected login is, and what it may do here. Works on a database of any state. Throws an AppError. */
export async function readAccess(reader: Reader): Promise<Access> {
  return accessSchema.parse(await selectRow(reader, accessSql));
}
