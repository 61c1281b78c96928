import type { ConnectionPanel, ConnectionStatus, ReportsPlace } from '../contract/connection';
import type { SchemaState } from '../contract/schema';
import type { Database } from './database';
import { toAppError } from './error-translation';
import { readDatabaseSize, type LatencySample } from './monitor';
import { poolLimits } from './pool-figures';

/** What the connection manager knows when the panel is asked for. */
export interface PanelParts {
  readonly status: ConnectionStatus;
  /** Null while there is no connection. */
  readonly database: Database | null;
  readonly schema: SchemaState | null;
  readonly reports: ReportsPlace | null;
  readonly readOnly: boolean;
  readonly notifications: 'listening' | 'polling' | 'off';
  readonly latency: readonly LatencySample[];
  readonly appVersion: string;
}

/** The names of what an upgrade would run. */
export function pendingOf(schema: SchemaState | null): string[] {
  return schema && 'pending' in schema ? schema.pending.map(({ name }) => name) : [];
}

async function serverPart({
  status,
  database,
  readOnly,
  notifications,
}: PanelParts): Promise<ConnectionPanel['server']> {
  if (!database) return null;
  const { server, route } = database;
  try {
    return {
      host: route.endpoint.host,
      port: route.endpoint.port,
      database: server.database,
      user: server.user,
      version: server.version,
      tls: server.tls,
      startedAt: server.startedAt,
      sizeBytes: await readDatabaseSize(database),
      readOnly,
      zone: server.zone,
      ownLogin: status.access?.ownLogin ?? false,
      notifications,
    };
  } catch (error) {
    // Lost between the last ping and now: the panel shows that there is no server, and why is in the status.
    if (toAppError(error)) return null;
    throw error;
  }
}

/** The panel behind the pill. */
export async function panelOf(parts: PanelParts): Promise<ConnectionPanel> {
  const { status, database, schema, latency, appVersion } = parts;
  const asked = database?.pool.asked ?? null;
  const figures = database?.pool.figures() ?? { size: poolLimits(asked).max, inUse: 0, idle: 0, waiting: 0 };
  return {
    status,
    server: await serverPart(parts),
    reports: parts.reports,
    latency: [...latency],
    pool: { asked, ...figures },
    schema: { current: schema?.current ?? null, expected: schema?.expected ?? '', pending: pendingOf(schema) },
    appVersion,
  };
}
