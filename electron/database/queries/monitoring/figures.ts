import { z } from 'zod';
import type { Activity } from '../../../contract/monitoring';
import { select, selectRow, type Reader } from '../select';
import { sql } from '../sql';

/** Counters of the whole database since they began; what lies between two looks is what happened meanwhile. */
export interface Counters {
  readonly connections: number;
  readonly active: number;
  readonly waiting: number;
  readonly transactions: number;
  readonly hits: number;
  readonly reads: number;
  readonly standby: boolean;
  readonly maxConnections: number;
  readonly seesAll: boolean;
  /** How far this server is behind, where it is a replica. */
  readonly ownLagSeconds: number | null;
}

const countersSchema = z.object({
  connections: z.int(),
  active: z.int(),
  waiting: z.int(),
  transactions: z.number(),
  hits: z.number(),
  reads: z.number(),
  standby: z.boolean(),
  maxConnections: z.int(),
  seesAll: z.boolean(),
  ownLagSeconds: z.number().nullable(),
});

const countersSql = sql`SELECT d.numbackends AS connections,
  (SELECT count(*)::integer FROM pg_catalog.pg_stat_activity a WHERE a.datname = d.datname AND a.state = 'active'
     AND a.pid <> pg_backend_pid()) AS active,
  (SELECT count(*)::integer FROM pg_catalog.pg_stat_activity a WHERE a.datname = d.datname AND a.wait_event_type = 'Lock') AS waiting,
  (d.xact_commit + d.xact_rollback)::double precision AS transactions,
  d.blks_hit::double precision AS hits, d.blks_read::double precision AS reads,
  pg_is_in_recovery() AS standby,
  current_setting('max_connections')::integer AS "maxConnections",
  pg_has_role(session_user, 'pg_read_all_stats', 'USAGE') AS "seesAll",
  CASE WHEN NOT pg_is_in_recovery() THEN NULL
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE greatest(0, extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()))::double precision
  END AS "ownLagSeconds"
FROM pg_catalog.pg_stat_database d WHERE d.datname = current_database()`;

export async function readCounters(reader: Reader): Promise<Counters> {
  return countersSchema.parse(await selectRow(reader, countersSql));
}

/** The replicas that follow this server. A replica that has caught up reports no lag: that is none. */
export const replicasSql = sql`SELECT coalesce(nullif(r.application_name, ''), r.usename::text, '') AS name,
  host(r.client_addr) AS address, coalesce(r.state, '') AS state,
  CASE WHEN r.replay_lsn = here.lsn THEN 0 ELSE extract(epoch FROM r.replay_lag) END::double precision AS "lagSeconds",
  pg_wal_lsn_diff(here.lsn, r.replay_lsn)::bigint::text AS "lagBytes"
FROM pg_catalog.pg_stat_replication r
CROSS JOIN (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END AS lsn) here
ORDER BY 1`;

export function readReplicas(reader: Reader): Promise<Activity['replicas']> {
  return select<Activity['replicas'][number]>(reader, replicasSql);
}
