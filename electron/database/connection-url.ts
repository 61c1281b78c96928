import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { ServerForm } from '../contract/profiles';
import { AppError } from '../contract/result';
import { usualConnectTimeoutMs, type AskedPool, type ConnectionTarget } from './connection-target';
import { parseConnectionUrl } from './parse-url';

export { parseConnectionUrl } from './parse-url';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The process's environment over the `.env` of a folder, as the service's guide has it: what is set outside wins over
 * the file. A file that is missing is no failure.
 */
export function readEnvironment(processEnvironment: Environment, folder: string): Environment {
  const fromFile = readEnvFile(join(folder, '.env'));
  const given = Object.entries(processEnvironment).filter(([, value]) => value !== undefined && value !== '');
  return { ...fromFile, ...Object.fromEntries(given) };
}

function readEnvFile(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    // Missing, a folder, or not ours to read: as if it were not there. The wizard says where a database came from.
    if (error instanceof Error && 'code' in error) return {};
    throw error;
  }
}

function readCount(environment: Environment, name: string, fallback: number, least: number): number {
  const text = environment[name]?.trim();
  if (text === undefined || text === '') return fallback;
  // SQLAlchemy's -1 means without limit; a desktop has one.
  const count = /^\d{1,6}$/.test(text) ? Number(text) : fallback;
  return Math.max(least, count);
}

const poolNames = ['DB_POOL_SIZE', 'DB_MAX_OVERFLOW', 'DB_POOL_TIMEOUT', 'DB_POOL_RECYCLE'] as const;

/** What DB_POOL_* ask for, with the service's own defaults for ENVIRONMENT; null where none of them is set. */
export function askedPool(environment: Environment): AskedPool | null {
  if (poolNames.every((name) => (environment[name] ?? '').trim() === '')) return null;
  const development = (environment['ENVIRONMENT'] ?? 'development').trim().toLowerCase() === 'development';
  return {
    size: readCount(environment, 'DB_POOL_SIZE', development ? 5 : 20, 1),
    overflow: readCount(environment, 'DB_MAX_OVERFLOW', development ? 10 : 40, 0),
    timeoutSeconds: readCount(environment, 'DB_POOL_TIMEOUT', 30, 1),
    recycleSeconds: readCount(environment, 'DB_POOL_RECYCLE', 3600, 1),
  };
}

const partNames = ['POSTGRES_HOST', 'POSTGRES_PORT', 'POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB'] as const;

function targetFromParts(environment: Environment): ConnectionTarget | null {
  if (partNames.every((name) => (environment[name] ?? '') === '')) return null;
  const part = (name: (typeof partNames)[number], fallback: string): string => environment[name] || fallback;
  const port = part('POSTGRES_PORT', '5432');
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw new AppError('bad_url', { part: 'port' });
  const user = part('POSTGRES_USER', 'postgres');
  return {
    endpoints: [{ host: part('POSTGRES_HOST', 'localhost'), port: Number(port) }],
    database: part('POSTGRES_DB', user),
    user,
    password: environment['POSTGRES_PASSWORD'] || null,
    sslMode: 'prefer',
    caFile: null,
    wantsPrimary: false,
    connectTimeoutMs: usualConnectTimeoutMs,
    pool: null,
  };
}

/**
 * The database that the environment (and a `.env` in `folder`, null for none) names: DATABASE_URL, else POSTGRES_HOST,
 * _PORT, _USER, _PASSWORD and _DB, with the pool that DB_POOL_* ask for. Null where nothing of it is set. Throws
 * `bad_url` where it cannot be read.
 */
export function targetFromEnvironment(
  processEnvironment: Environment,
  folder: string | null = process.cwd(),
): ConnectionTarget | null {
  const environment = folder === null ? processEnvironment : readEnvironment(processEnvironment, folder);
  const url = environment['DATABASE_URL']?.trim();
  const target = url ? parseConnectionUrl(url) : targetFromParts(environment);
  return target && { ...target, pool: askedPool(environment) };
}

/** The target of the wizard's server form. */
export function targetFromForm(form: ServerForm): ConnectionTarget {
  return {
    endpoints: [{ host: form.host, port: form.port }],
    database: form.database,
    user: form.user,
    password: form.password === '' ? null : form.password,
    sslMode: form.sslMode,
    caFile: form.caFile === '' ? null : form.caFile,
    wantsPrimary: false,
    connectTimeoutMs: usualConnectTimeoutMs,
    pool: null,
  };
}
