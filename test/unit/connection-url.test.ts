import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../electron/contract/result';
import { summarizeTarget, urlWithoutSecret, type ConnectionTarget } from '../../electron/database/connection-target';
import {
  askedPool,
  parseConnectionUrl,
  readEnvironment,
  targetFromEnvironment,
  targetFromForm,
} from '../../electron/database/connection-url';
import { poolLimits } from '../../electron/database/pool-figures';

const usual: ConnectionTarget = {
  endpoints: [{ host: 'db.example', port: 5432 }],
  database: 'billing',
  user: 'clerk',
  password: 'secret',
  sslMode: 'prefer',
  caFile: null,
  wantsPrimary: false,
  connectTimeoutMs: 10_000,
  pool: null,
};

function refusedPart(url: string): unknown {
  try {
    return parseConnectionUrl(url);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad_url') throw error;
    expect(JSON.stringify([error.message, error.params])).not.toContain('secret');
    return error.params['part'];
  }
}

describe('a connection URL', () => {
  it.each(['postgresql', 'postgres', 'postgresql+asyncpg', 'postgresql+psycopg2', 'POSTGRESQL'])(
    'is read with the scheme %s',
    (scheme) => {
      expect(parseConnectionUrl(`${scheme}://clerk:secret@db.example/billing`)).toEqual(usual);
    },
  );

  it('names several hosts, each with a port of its own or the usual one', () => {
    const target = parseConnectionUrl('postgresql://clerk:secret@one,two:6432,[fe80::1]:7432/billing');
    expect(target.endpoints).toEqual([
      { host: 'one', port: 5432 },
      { host: 'two', port: 6432 },
      { host: 'fe80::1', port: 7432 },
    ]);
  });

  it('may give hosts, port, login and database as options, as libpq allows', () => {
    expect(
      parseConnectionUrl('postgresql:///?host=one,two&port=6432&user=clerk&password=secret&dbname=billing'),
    ).toEqual({
      ...usual,
      endpoints: [
        { host: 'one', port: 6432 },
        { host: 'two', port: 6432 },
      ],
    });
    expect(parseConnectionUrl('postgres://clerk@/billing?host=/var/run/postgresql').endpoints).toEqual([
      { host: '/var/run/postgresql', port: 5432 },
    ]);
    expect(parseConnectionUrl('postgres://clerk@%2Fvar%2Frun/billing').endpoints[0].host).toBe('/var/run');
  });

  it.each([
    ['p%40ss%2Fw%3Ard', 'p@ss/w:rd'],
    ['p@ss', 'p@ss'],
    ['a/b@c', 'a/b@c'],
    ['100%', '100%'],
    ['a:b', 'a:b'],
    ['%D8%B3%D8%B1', 'سر'],
  ])('takes the password %s as it was meant', (written, meant) => {
    expect(parseConnectionUrl(`postgresql://clerk:${written}@db.example/billing`)).toEqual({
      ...usual,
      password: meant,
    });
  });

  it('falls back to this computer, this user, and a database of the user’s name', () => {
    const { username } = userInfo();
    expect(parseConnectionUrl('postgresql://')).toMatchObject({
      endpoints: [{ host: 'localhost', port: 5432 }],
      user: username,
      database: username,
      password: null,
    });
  });

  it.each([
    ['sslmode=disable', 'disable'],
    ['sslmode=allow', 'prefer'],
    ['sslmode=prefer', 'prefer'],
    ['sslmode=require', 'require'],
    ['sslmode=verify-ca', 'verify-ca'],
    ['sslmode=verify-full', 'verify-full'],
    ['ssl=require', 'require'],
    ['ssl=true', 'require'],
    ['ssl=verify-full', 'verify-full'],
  ])('reads %s', (option, mode) => {
    expect(parseConnectionUrl(`postgresql://clerk:secret@db.example/billing?${option}`).sslMode).toBe(mode);
  });

  it('reads the CA file, the wish for a primary, and the time-out', () => {
    const options = 'sslrootcert=/etc/ca.pem&target_session_attrs=read-write&connect_timeout=3';
    expect(parseConnectionUrl(`postgresql://clerk:secret@db.example/billing?${options}`)).toEqual({
      ...usual,
      caFile: '/etc/ca.pem',
      wantsPrimary: true,
      connectTimeoutMs: 3000,
    });
    expect(parseConnectionUrl('postgresql://h/d?sslrootcert=system&connect_timeout=0')).toMatchObject({
      caFile: null,
      connectTimeoutMs: 10_000,
    });
  });

  it.each([
    ['mysql://clerk:secret@db/billing', 'scheme'],
    ['db.example', 'scheme'],
    ['', 'scheme'],
    ['postgresql://clerk:secret@db:0/billing', 'port'],
    ['postgresql://clerk:secret@db:65536/billing', 'port'],
    ['postgresql://clerk:secret@db:٥٤٣٢/billing', 'port'],
    ['postgresql://clerk:secret@[::1/billing', 'host'],
    ['postgresql://clerk:secret@d b/billing', 'host'],
    ['postgresql://clerk:secret@db/billing?sslmode=sometimes', 'sslmode'],
    ['postgresql://clerk:secret@db/%ff', 'database'],
    [`postgresql://clerk:secret@db/${'x'.repeat(64)}`, 'database'],
    ['postgresql://clerk:secret@a,b,c/d?port=1,2', 'port'],
  ])('says which part of %s cannot be read, and nothing of the password', (url, part) => {
    expect(refusedPart(url)).toBe(part);
  });

  it('is shown without its password', () => {
    const target = parseConnectionUrl('postgresql://cl%40rk:s3cr3t@one:1,[::1]:2/b%20x?sslmode=require');
    expect(urlWithoutSecret(target)).toBe('postgresql://cl%40rk@one:1,[::1]:2/b%20x?sslmode=require');
    expect(summarizeTarget(target)).toBe('one:1,[::1]:2/b x');
    expect(parseConnectionUrl(urlWithoutSecret(target))).toEqual({ ...target, password: null });
  });
});

describe('the environment', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sahool-env-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('names no database where it says nothing', () => {
    expect(targetFromEnvironment({}, null)).toBeNull();
    expect(targetFromEnvironment({ DATABASE_URL: ' ' }, null)).toBeNull();
  });

  it('prefers DATABASE_URL to POSTGRES_*', () => {
    const environment = { DATABASE_URL: 'postgresql://clerk:secret@db.example/billing', POSTGRES_HOST: 'other' };
    expect(targetFromEnvironment(environment, null)).toEqual(usual);
  });

  it('is read from its parts, with what is usual for those that are missing', () => {
    const parts = {
      POSTGRES_HOST: 'db.example',
      POSTGRES_PORT: '6432',
      POSTGRES_USER: 'clerk',
      POSTGRES_PASSWORD: 'p@:/%',
      POSTGRES_DB: 'billing',
    };
    expect(targetFromEnvironment(parts, null)).toEqual({
      ...usual,
      endpoints: [{ host: 'db.example', port: 6432 }],
      password: 'p@:/%',
    });
    expect(targetFromEnvironment({ POSTGRES_DB: 'billing' }, null)).toMatchObject({
      endpoints: [{ host: 'localhost', port: 5432 }],
      user: 'postgres',
      database: 'billing',
      password: null,
    });
    expect(() => targetFromEnvironment({ POSTGRES_PORT: 'five' }, null)).toThrow(AppError);
  });

  it('is completed by a .env, over which what is set outside wins', async () => {
    const lines = [
      '# billing-core',
      'export POSTGRES_HOST=from-file',
      'POSTGRES_DB="billing"',
      "POSTGRES_PASSWORD='a b#c'",
    ];
    await writeFile(join(folder, '.env'), lines.join('\n'));
    expect(readEnvironment({ POSTGRES_HOST: '' }, folder)).toMatchObject({ POSTGRES_HOST: 'from-file' });
    expect(targetFromEnvironment({ POSTGRES_HOST: 'outside' }, folder)).toMatchObject({
      endpoints: [{ host: 'outside', port: 5432 }],
      database: 'billing',
      password: 'a b#c',
    });
    expect(readEnvironment({ A: 'b' }, join(folder, 'nowhere'))).toEqual({ A: 'b' });
  });
});

describe('the pool', () => {
  it('is five where nothing is asked for', () => {
    expect(askedPool({})).toBeNull();
    expect(poolLimits(null)).toEqual({ max: 5, acquireMs: 30_000, recycleMs: 3_600_000 });
  });

  it('follows DB_POOL_*, with the service’s defaults of ENVIRONMENT for the rest', () => {
    expect(askedPool({ DB_POOL_SIZE: '3' })).toEqual({
      size: 3,
      overflow: 10,
      timeoutSeconds: 30,
      recycleSeconds: 3600,
    });
    const asked = askedPool({ DB_POOL_TIMEOUT: '7', DB_POOL_RECYCLE: '60', ENVIRONMENT: 'production' });
    expect(asked).toEqual({ size: 20, overflow: 40, timeoutSeconds: 7, recycleSeconds: 60 });
    expect(poolLimits(asked)).toEqual({ max: 60, acquireMs: 7000, recycleMs: 60_000 });
    expect(askedPool({ DB_POOL_SIZE: 'many', DB_MAX_OVERFLOW: '-1' })).toMatchObject({ size: 5, overflow: 10 });
  });

  it('belongs to the environment’s database', () => {
    const environment = { DATABASE_URL: 'postgresql://h/d', DB_POOL_SIZE: '2', DB_MAX_OVERFLOW: '0' };
    expect(targetFromEnvironment(environment, null)?.pool).toMatchObject({ size: 2, overflow: 0 });
  });
});

describe('the server form', () => {
  it('leads to the same target as its URL', () => {
    const form = {
      host: 'db.example',
      port: 5432,
      database: 'billing',
      user: 'clerk',
      password: 'secret',
      sslMode: 'prefer' as const,
      caFile: null,
    };
    expect(targetFromForm(form)).toEqual(usual);
    expect(targetFromForm({ ...form, password: '' }).password).toBeNull();
  });
});
