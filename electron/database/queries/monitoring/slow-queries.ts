import { z } from 'zod';
import { slowQuerySchema, type SlowQueries } from '../../../contract/monitoring';
import { AppError } from '../../../contract/result';
import { serverError } from '../../error-translation';
import { select, selectRow, type Reader } from '../select';
import { Sql, sql } from '../sql';

const placeSql = sql`SELECT
  EXISTS (SELECT FROM pg_catalog.pg_available_extensions e WHERE e.name = 'pg_stat_statements') AS available,
  EXISTS (SELECT FROM pg_catalog.pg_settings s WHERE s.name = 'pg_stat_statements.max') AS loaded,
  (SELECT quote_ident(n.nspname) FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_stat_statements') AS schema`;

const placeSchema = z.object({ available: z.boolean(), loaded: z.boolean(), schema: z.string().nullable() });

/** The statements that cost most; `schema` as the server itself quotes it. */
export function slowQueriesSql(schema = 'public'): Sql {
  return sql`SELECT left(s.query, 2000) AS query, s.calls::text AS calls, s.total_exec_time AS "totalMs",
  s.mean_exec_time AS "meanMs", s.max_exec_time AS "worstMs", s.rows::text AS rows
FROM ${new Sql([schema], [])}.pg_stat_statements s JOIN pg_catalog.pg_database d ON d.oid = s.dbid
WHERE d.datname = current_database()
ORDER BY s.total_exec_time DESC LIMIT 50`;
}

const remedies = {
  not_available:
    '-- install the contrib modules of this PostgreSQL (Debian and Ubuntu have them in the server package)',
  not_loaded: `-- keep what SHOW shared_preload_libraries lists already, separated by commas
ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';
-- restart PostgreSQL, then in this database:
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;`,
  not_created: 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements;',
  no_right: 'GRANT pg_monitor TO sahool_billing_administrator;',
} as const;

const without = (state: keyof typeof remedies): SlowQueries => ({ state, queries: [], remedy: remedies[state] });

/** The slowest statements as pg_stat_statements counts them, or the way to switch it on. */
export async function readSlowQueries(reader: Reader): Promise<SlowQueries> {
  const { available, loaded, schema } = placeSchema.parse(await selectRow(reader, placeSql));
  if (!available && schema === null) return without('not_available');
  if (!loaded) return without('not_loaded');
  if (schema === null) return without('not_created');
  try {
    const queries = z.array(slowQuerySchema).parse(await select(reader, slowQueriesSql(schema)));
    const hidden = queries.length > 0 && queries.every(({ query }) => query === '<insufficient privilege>');
    return hidden ? without('no_right') : { state: 'on', queries, remedy: '' };
  } catch (error) {
    if (error instanceof AppError && error.code === 'no_permission') return without('no_right');
    if (serverError(error)?.sqlState === '55000') return without('not_loaded');
    throw error;
  }
}
