import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import type { BackupOrigin } from '../contract/backup';
import { qualified } from '../database/catalog/ddl';
import type { BillingClient } from '../database/client';
import type { Database } from '../database/database';

/** A table by its name and schema, as they stand in the catalog. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/**
 * How many rows, and the sum of the transactions that wrote them. A new row or a changed one bears the number of its own
 * transaction, a removed one is missed in the count: no write of anyone, by whatever program, leaves both as they were.
 */
export function markSql(table: TableName): string {
  return `SELECT count(*)::text || ':' || coalesce(sum(xmin::text::bigint), 0)::text AS mark FROM ${qualified(table)}`;
}

const marksSchema = z.tuple([z.object({ mark: z.string() })]);
const originsSchema = z.tuple([z.object({ system: z.string(), database: z.string() })]);

/** The mark of one table in the caller's snapshot. */
export async function readMark(client: BillingClient, table: TableName): Promise<string> {
  return marksSchema.parse((await client.query(markSql(table))).rows)[0].mark;
}

/** Which database this is, whatever it is called and wherever it answers. */
export const originSql = `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system,
  (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS database`;

export async function readOrigin(client: BillingClient): Promise<BackupOrigin> {
  return originsSchema.parse((await client.query(originSql)).rows)[0];
}

/** readOrigin() over the pool. Throws as the database does. */
export async function originOf({ sequelize }: Pick<Database, 'sequelize'>): Promise<BackupOrigin> {
  return originsSchema.parse(await sequelize.query(originSql, { type: QueryTypes.SELECT }))[0];
}
