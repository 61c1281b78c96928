import type { Session } from './session';
import { select } from './session';

/** A row of billing_desktop.schema_migrations. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly by: string;
  readonly durationMs: number;
  readonly appVersion: string;
  readonly adopted: boolean;
  readonly found: readonly string[];
}

/** What keeps the history, where it is not there yet. */
export const historyStatements: readonly string[] = [
  `CREATE SCHEMA IF NOT EXISTS billing_desktop`,
  `CREATE TABLE IF NOT EXISTS billing_desktop.schema_migrations (
  name varchar(255) PRIMARY KEY,
  checksum char(64) NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  applied_by text NOT NULL DEFAULT session_user,
  duration_ms integer NOT NULL,
  app_version text NOT NULL,
  adopted boolean NOT NULL DEFAULT false,
  found text[] NOT NULL DEFAULT '{}'
)`,
];

type Reader = Pick<Session, 'sequelize' | 'transaction'>;

/** Makes the schema and the table of the history where they are not there yet. Only under the lock. */
export async function prepareHistory(session: Reader): Promise<void> {
  const [there] = await select<{ there: boolean }>(
    session,
    `SELECT to_regclass('billing_desktop.schema_migrations') IS NOT NULL AS there`,
  );
  if (there?.there === true) return;
  const run = (sql: string): Promise<unknown> => session.sequelize.query(sql, { transaction: session.transaction });
  for (const sql of historyStatements) await run(sql);
}

/** What was applied, in order of name; nothing where the table is not there. Writes nothing. */
export async function readHistory(session: Reader): Promise<AppliedMigration[]> {
  const [there] = await select<{ there: boolean }>(
    session,
    `SELECT to_regclass('billing_desktop.schema_migrations') IS NOT NULL AS there`,
  );
  if (there?.there !== true) return [];
  return select<AppliedMigration>(
    session,
    `SELECT name, checksum::text AS checksum,
  to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
  applied_by AS by, duration_ms AS "durationMs", app_version AS "appVersion", adopted, found
FROM billing_desktop.schema_migrations
ORDER BY name COLLATE "C"`,
  );
}

export async function writeRow(session: Session, name: string, checksum: string): Promise<void> {
  const outcome = session.outcomes.get(name);
  if (!outcome) throw new Error(`migration ${name} has not run`);
  await session.sequelize.query(
    `INSERT INTO billing_desktop.schema_migrations (name, checksum, duration_ms, app_version, adopted, found)
VALUES ($1, $2, $3, $4, $5, $6)`,
    {
      bind: [name, checksum, outcome.durationMs, session.appVersion, outcome.adopted, [...outcome.found]],
      transaction: session.transaction,
    },
  );
}

export async function deleteRow(session: Session, name: string): Promise<void> {
  await session.sequelize.query(`DELETE FROM billing_desktop.schema_migrations WHERE name = $1`, {
    bind: [name],
    transaction: session.transaction,
  });
}
