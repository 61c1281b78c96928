import type { Client } from 'pg';

/** Rights as they count: an empty list means the default ones, and their order means nothing. */
const rights = (acl: string, byDefault: string): string =>
  `(SELECT coalesce(string_agg(x::text, ' ' ORDER BY x::text COLLATE "C"), '-') FROM unnest(coalesce(${acl}, ${byDefault})) x)`;

/** Everything of a database that DDL can change, as sorted lines; equal snapshots mean equal catalogs. */
const snapshotSql = `
WITH ours AS (
  SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
)
SELECT 'schema ' || n.nspname || CASE WHEN n.nspname = 'public' THEN '' ELSE
    ' acl ' || ${rights('n.nspacl', `acldefault('n', n.nspowner)`)} END AS line
  FROM pg_namespace n JOIN ours ON ours.oid = n.oid
UNION ALL
SELECT 'extension ' || extname FROM pg_extension
UNION ALL
SELECT 'relation ' || c.oid::regclass || ' ' || c.relkind::text || ' rls ' || c.relrowsecurity
    || ' acl ' || ${rights(`c.relacl`, `acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)`)} || ' options ' || coalesce(c.reloptions::text, '-')
    || ' comment ' || coalesce(obj_description(c.oid, 'pg_class'), '-')
  FROM pg_class c JOIN ours ON ours.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
UNION ALL
SELECT 'column ' || c.oid::regclass || ' ' || (row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)) || ' ' || a.attname
    || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attidentity::text || a.attgenerated::text
    || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-')
    || ' comment ' || coalesce(col_description(c.oid, a.attnum), '-')
  FROM pg_class c JOIN ours ON ours.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL
SELECT 'constraint ' || n.conrelid::regclass || ' ' || n.conname || ' ' || pg_get_constraintdef(n.oid)
  FROM pg_constraint n JOIN ours ON ours.oid = n.connamespace WHERE n.conrelid <> 0
UNION ALL
SELECT 'index ' || pg_get_indexdef(i.indexrelid) || ' valid ' || i.indisvalid
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN ours ON ours.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm')
UNION ALL
SELECT 'trigger ' || pg_get_triggerdef(g.oid) || ' ' || g.tgenabled::text
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN ours ON ours.oid = c.relnamespace WHERE NOT g.tgisinternal
UNION ALL
SELECT 'function ' || p.oid::regprocedure || ' acl ' || ${rights('p.proacl', `acldefault('f', p.proowner)`)} || ' ' || md5(pg_get_functiondef(p.oid))
  FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace
  WHERE p.prokind IN ('f', 'p') AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
UNION ALL
SELECT 'type ' || t.oid::regtype || ' ' || t.typtype::text || ' ' || coalesce(
    (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '-')
  FROM pg_type t JOIN ours ON ours.oid = t.typnamespace
  WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.objid = t.oid AND x.deptype = 'e')
ORDER BY 1`;

/** The catalog of everything outside PostgreSQL's own schemas, one object a line. */
export async function catalogSnapshot(client: Pick<Client, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(snapshotSql);
  return rows.map((row) => row.line);
}

/** For each table one hash over all its rows, columns and all; equal hashes mean untouched rows. */
export async function rowsHashes(client: Pick<Client, 'query'>, tables: readonly string[]): Promise<string[]> {
  const hashes: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ hash: string }>(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C"), '')) AS hash FROM ${table} t`,
    );
    hashes.push(rows[0]?.hash ?? '');
  }
  return hashes;
}
