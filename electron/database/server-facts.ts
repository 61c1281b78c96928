import { z } from 'zod';
import { instantSchema, type Instant } from '../contract/calendar-date';
import { AppError } from '../contract/result';
import type { BillingClient } from './client';
import type { Route } from './open-session';

/** The oldest PostgreSQL that this app works on. */
export const oldestMajor = 14;

/** What a server says about itself and about us. */
export interface ServerFacts {
  readonly version: string;
  readonly user: string;
  readonly database: string;
  readonly readOnly: boolean;
  /** The zone that the server gives to sessions that ask for none. */
  readonly zone: string;
  readonly startedAt: Instant;
  /** Protocol and cipher, null in the open. */
  readonly tls: string | null;
  /** True where a pooler such as PgBouncer stands between us and PostgreSQL: no LISTEN there. */
  readonly behindPooler: boolean;
}

const rowSchema = z.object({
  version: z.string(),
  major: z.number().int(),
  user: z.string(),
  database: z.string(),
  read_only: z.boolean(),
  zone: z.string(),
  started_at: instantSchema,
  backend: z.number().int(),
  tls: z.string().nullable(),
});

const factsSql = `
  SELECT current_setting('server_version') AS version,
         current_setting('server_version_num')::int / 10000 AS major,
         session_user::text AS "user",
         current_database()::text AS database,
         current_setting('transaction_read_only') = 'on' AS read_only,
         current_setting('TimeZone') AS zone,
         pg_postmaster_start_time() AS started_at,
         pg_backend_pid() AS backend,
         (SELECT version || ', ' || cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl) AS tls`;

/** Asks the server over an open connection. Throws `server_too_old` below PostgreSQL 14. */
export async function readServerFacts(client: BillingClient, route: Route): Promise<ServerFacts> {
  const version = await client.query(`SELECT current_setting('server_version') AS version`);
  const { version: text } = z.object({ version: z.string() }).parse(version.rows[0]);
  if (Number.parseInt(text, 10) < oldestMajor) {
    throw new AppError('server_too_old', { version: text, required: oldestMajor });
  }
  const row = rowSchema.parse((await client.query(factsSql)).rows[0]);
  return {
    version: row.version,
    user: row.user,
    database: row.database,
    readOnly: row.read_only,
    zone: row.zone,
    startedAt: row.started_at,
    // Behind a pooler the server only sees the pooler's own connection; ours is known by how we connected.
    tls: route.tls === false ? null : (row.tls ?? 'TLS'),
    behindPooler: row.backend !== client.backendPid(),
  };
}
