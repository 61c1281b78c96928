import { z } from 'zod';
import type { BackupManifest, BackupSum } from '../contract/backup';
import { AppError } from '../contract/result';
import type { BillingClient } from '../database/client';
import { identifier, qualified } from '../database/catalog/ddl';

const tableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  /** In their order, without the generated ones. */
  columns: z.array(z.string()),
  /** The primary key's columns as ORDER BY needs them; empty where there is none. */
  order: z.array(z.string()),
  amounts: z.array(z.string()),
  hasCurrency: z.boolean(),
  bytes: z.coerce.number(),
});
/** A table with what is needed to read it always in the same order. */
export type SnapshotTable = z.infer<typeof tableSchema>;

// Text is ordered by its bytes: a collation may order it otherwise on another server.
const tablesSql = `
SELECT n.nspname::text AS schema, c.relname::text AS name,
  ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        ORDER BY a.attnum) AS columns,
  ARRAY(SELECT format('%I', a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END
        FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
        JOIN pg_attribute a ON a.attnum = k.attnum
        WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid
        ORDER BY k.place) AS order,
  ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
          AND a.atttypid = 'pg_catalog.numeric'::regtype
        ORDER BY a.attnum) AS amounts,
  EXISTS (SELECT FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attname = 'currency' AND NOT a.attisdropped) AS "hasCurrency",
  pg_table_size(c.oid)::text AS bytes
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'billing_desktop') AND c.relkind = 'r' AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY n.nspname <> 'public', c.relname COLLATE "C"`;

/** Every table of `public` and `billing_desktop`. */
export async function listTables(client: BillingClient): Promise<SnapshotTable[]> {
  const tables = z.array(tableSchema).parse((await client.query(tablesSql)).rows);
  return tables.filter(({ columns }) => columns.length > 0);
}

/** How values are printed, whatever the server's own settings are: the hashes of two servers must agree. */
export const textSettings = [
  `SET LOCAL datestyle = 'ISO, YMD'`,
  `SET LOCAL intervalstyle = 'postgres'`,
  `SET LOCAL timezone = 'UTC'`,
  `SET LOCAL extra_float_digits = 1`,
  `SET LOCAL bytea_output = 'hex'`,
  `SET LOCAL statement_timeout = 0`,
  `SET LOCAL idle_in_transaction_session_timeout = 0`,
  // Enum types and the like are named with their schema.
  `SET LOCAL search_path = pg_catalog`,
].join('; ');

function columnList(columns: readonly string[]): string {
  return columns.map(identifier).join(', ');
}

/** The table's rows in COPY's text format, in the order of the key. */
export function copyOutSql(table: SnapshotTable): string {
  const order = table.order.length > 0 ? table.order.join(', ') : `rows::text COLLATE "C"`;
  return `COPY (SELECT ${columnList(table.columns)} FROM ${qualified(table)} rows ORDER BY ${order}) TO STDOUT`;
}

/** Takes rows back as copyOutSql() gave them. */
export function copyInSql(table: Pick<SnapshotTable, 'schema' | 'name' | 'columns'>): string {
  return `COPY ${qualified(table)} (${columnList(table.columns)}) FROM STDIN`;
}

/** The sums of a table's amounts, by currency where it has one. */
export async function readSums(client: BillingClient, table: SnapshotTable): Promise<BackupSum[]> {
  if (table.amounts.length === 0) return [];
  const currency = table.hasCurrency ? 'currency::text' : 'NULL::text';
  const { rows } = await client.query(
    `SELECT ${currency} AS currency, ARRAY[${table.amounts.map((name) => `sum(${identifier(name)})::text`).join(', ')}] AS sums
FROM ${qualified(table)} ${table.hasCurrency ? 'GROUP BY currency::text ORDER BY currency::text COLLATE "C"' : ''}`,
  );
  return z
    .array(z.object({ currency: z.string().nullable(), sums: z.array(z.string().nullable()) }))
    .parse(rows)
    .flatMap((row) =>
      table.amounts.flatMap((column, place): BackupSum[] => {
        const sum = row.sums[place] ?? null;
        return sum === null ? [] : [{ column, currency: row.currency, sum }];
      }),
    );
}

const sequenceSchema = z.object({
  name: z.string(),
  lastValue: z.string().nullable(),
  readable: z.boolean(),
  alone: z.boolean(),
});

export interface SnapshotSequences {
  readonly all: BackupManifest['sequences'];
  /** Those that stand by themselves, not behind an identity column. */
  readonly alone: string[];
}

/** Where every sequence stands; never behind the snapshot's rows, perhaps ahead of them. Throws `no_permission`. */
export async function readSequences(client: BillingClient): Promise<SnapshotSequences> {
  const { rows } = await client.query(`
SELECT format('%I.%I', n.nspname, c.relname) AS name, s.last_value::text AS "lastValue",
  has_sequence_privilege(c.oid, 'SELECT') AS readable,
  NOT EXISTS (SELECT FROM pg_depend d
              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i') AS alone
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_sequences s ON s.schemaname = n.nspname AND s.sequencename = c.relname
WHERE c.relkind = 'S' AND n.nspname IN ('public', 'billing_desktop')
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`);
  const sequences = z.array(sequenceSchema).parse(rows);
  const hidden = sequences.find(({ readable }) => !readable);
  if (hidden) throw new AppError('no_permission', { object: hidden.name });
  return {
    all: sequences.map(({ name, lastValue }) => ({ name, lastValue })),
    alone: sequences.filter(({ alone }) => alone).map(({ name }) => name),
  };
}
