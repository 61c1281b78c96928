import type { Reader } from '../queries/select';
import { selectOne } from '../queries/select';
import { sql, type Sql } from '../queries/sql';

/** The owner of what an upgrade changes: of our own tables where they stand, else of the given ones. */
export const upgraderSql: Sql = sql`(SELECT r.rolname FROM pg_catalog.pg_roles r WHERE NOT pg_has_role(session_user, r.oid, 'USAGE')
    AND r.oid = (SELECT c.relowner FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE (n.nspname, c.relname) IN (('billing_desktop', 'schema_migrations'), ('public', 'invoices')) AND c.relkind IN ('r', 'p')
      ORDER BY n.nspname LIMIT 1))`;

/** The role that owns the tables where the connected login does not, so that only its login can upgrade; else null. */
export async function readUpgrader(reader: Reader): Promise<string | null> {
  const row = await selectOne<{ upgrader: string | null }>(reader, sql`SELECT ${upgraderSql} AS upgrader`);
  return row?.upgrader ?? null;
}
