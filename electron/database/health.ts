import { performance } from 'node:perf_hooks';
import { QueryTypes } from 'sequelize';
import type { Health } from '../contract/health';
import type { SchemaState } from '../contract/schema';
import { pendingOf } from './connection-panel';
import type { Database } from './database';
import { toAppError } from './error-translation';
import { checkSchema } from './migrator/check';
import { readDatabaseSize } from './monitor';

/** Milliseconds of one round trip above which the health is degraded. */
const slowAboveMs = 300;

async function measure({ sequelize }: Database): Promise<number> {
  // The first query opens the connection; the second is the round trip.
  await sequelize.query('SELECT 1', { type: QueryTypes.SELECT });
  const sent = performance.now();
  await sequelize.query('SELECT 1', { type: QueryTypes.SELECT });
  return Math.round((performance.now() - sent) * 10) / 10;
}

function schemaReasons(state: SchemaState): { broken: string[]; lesser: string[] } {
  if (state.kind === 'current') return { broken: [], lesser: [] };
  if (state.kind === 'newer') return { broken: [], lesser: ['schema_newer'] };
  if (state.kind === 'edited') return { broken: ['migration_edited'], lesser: [] };
  return { broken: [state.kind === 'refused' ? 'adoption_refused' : 'not_migrated'], lesser: [] };
}

/** Asks an open database how it is. Answers `unhealthy` instead of throwing where it cannot be asked. */
export async function checkHealth(database: Database, version: string): Promise<Health> {
  try {
    const latency = await measure(database);
    const { state: schema, clean, differences } = await checkSchema(database);
    const { broken, lesser } = schemaReasons(schema);
    const compared = schema.kind === 'current';
    const { server } = database;
    const degraded = [
      ...lesser,
      ...(compared && !clean ? ['schema_drift'] : []),
      ...(server.readOnly ? ['read_only'] : []),
      ...(latency > slowAboveMs ? ['slow'] : []),
      ...(database.pool.figures().waiting > 0 ? ['pool_exhausted'] : []),
    ];
    const bad = broken.length > 0;
    const worse = degraded.length > 0;
    return {
      status: bad ? 'unhealthy' : worse ? 'degraded' : 'ok',
      service: 'billing-desktop',
      version,
      database: {
        status: bad ? 'unhealthy' : worse ? 'degraded' : 'healthy',
        database: 'postgresql',
        url: database.url,
        server_version: server.version,
        latency_ms: latency,
        tls: server.tls,
        read_only: server.readOnly,
        size_bytes: await readDatabaseSize(database),
        pool: { ...database.pool.figures(), asked: database.pool.asked },
        schema: {
          state: schema.kind,
          current: schema.current,
          expected: schema.expected,
          pending: pendingOf(schema),
          differences: compared ? differences.length : null,
        },
      },
      reasons: [...broken, ...degraded],
    };
  } catch (error) {
    return unreachableHealth(error, version);
  }
}

/** The health where no connection came about, with the code of what stood in the way. */
export function unreachableHealth(error: unknown, version: string): Health {
  return {
    status: 'unhealthy',
    service: 'billing-desktop',
    version,
    database: { status: 'unhealthy', database: 'postgresql' },
    reasons: [toAppError(error)?.code ?? 'internal'],
  };
}

/** What a program that watches over the health gets: 0 ok, 1 degraded, 2 unhealthy. */
export function healthExitCode({ status }: Health): 0 | 1 | 2 {
  return status === 'ok' ? 0 : status === 'degraded' ? 1 : 2;
}
