import { z } from 'zod';
import { storageSchema, type Storage } from '../../../contract/monitoring';
import { instant } from '../expressions';
import { select, selectRow, type Reader } from '../select';
import { sql } from '../sql';

/** Tables by size, with what a keeper looks at. Scans count as too many where the table is large enough to matter. */
export const tablesSql = sql`SELECT s.schemaname AS schema, s.relname AS "table",
  pg_total_relation_size(s.relid)::text AS "totalBytes", pg_indexes_size(s.relid)::text AS "indexBytes",
  s.n_live_tup::text AS "liveRows", s.n_dead_tup::text AS "deadRows",
  s.seq_scan::text AS "sequentialScans", coalesce(s.idx_scan, 0)::text AS "indexScans",
  ${instant(sql`greatest(s.last_vacuum, s.last_autovacuum)`)} AS "lastVacuum",
  ${instant(sql`greatest(s.last_analyze, s.last_autoanalyze)`)} AS "lastAnalyze",
  s.n_live_tup > 10000 AND s.seq_scan > 50 AND s.seq_scan > coalesce(s.idx_scan, 0) AS "wantsIndex",
  s.n_dead_tup > 1000 AND s.n_dead_tup * 4 >= s.n_live_tup AS "wantsVacuum"
FROM pg_catalog.pg_stat_user_tables s
ORDER BY pg_total_relation_size(s.relid) DESC, 1, 2 LIMIT 100`;

/** Indexes that were never used and that no primary key, unique or exclusion rule stands on. */
export const indexesSql = sql`SELECT s.schemaname AS schema, s.relname AS "table", s.indexrelname AS index,
  pg_relation_size(s.indexrelid)::text AS bytes
FROM pg_catalog.pg_stat_user_indexes s JOIN pg_catalog.pg_index i ON i.indexrelid = s.indexrelid
WHERE s.idx_scan = 0 AND NOT i.indisunique AND NOT i.indisexclusion
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.conindid = s.indexrelid)
ORDER BY pg_relation_size(s.indexrelid) DESC, 1, 2, 3 LIMIT 100`;

const wholeSql = sql`SELECT pg_database_size(d.datname)::text AS "databaseBytes",
  CASE WHEN d.blks_hit + d.blks_read > 0 THEN d.blks_hit::double precision / (d.blks_hit + d.blks_read) END AS "cacheHit",
  ${instant(sql`d.stats_reset`)} AS "countersSince"
FROM pg_catalog.pg_stat_database d WHERE d.datname = current_database()`;

const wholeSchema = storageSchema.pick({ databaseBytes: true, cacheHit: true, countersSince: true });

/** How large the database, its tables and their indexes are, and how they are kept. */
export async function readStorage(reader: Reader): Promise<Storage> {
  const whole = wholeSchema.parse(await selectRow(reader, wholeSql));
  const tables = z.array(storageSchema.shape.tables.element).parse(await select(reader, tablesSql));
  const unusedIndexes = z.array(storageSchema.shape.unusedIndexes.element).parse(await select(reader, indexesSql));
  return { ...whole, tables, unusedIndexes };
}
