import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConnectionUrl } from '../../electron/database/connection-url';
import { testConnection } from '../../electron/database/connection-test';
import type { ConnectionTarget } from '../../electron/database/connection-target';
import { explainFailure } from '../../electron/cli/sentences';
import type { Failure } from '../../electron/contract/result';
import { createDatabase } from '../../electron/database/create-database';
import { openDatabase } from '../../electron/database/database';
import { schemaState } from '../../electron/database/migrator/state';
import type { StepResult, TestResult } from '../../electron/contract/setup';
import {
  cuttingServer,
  refusingServer,
  serverOfVersion,
  silentServer,
  webServer,
  type FakeServer,
} from '../support/fake-postgres';
import { certificate, startGuardedServer, type GuardedServer } from '../support/guarded-server';

let server: GuardedServer;
const fakes: FakeServer[] = [];

beforeAll(async () => {
  server = await startGuardedServer();
  await server.run(`
    CREATE ROLE clerk LOGIN PASSWORD 'right';
    CREATE ROLE creator LOGIN CREATEDB PASSWORD 'right';
    CREATE ROLE crowded LOGIN PASSWORD 'right' CONNECTION LIMIT 0;
    CREATE ROLE locked_out NOLOGIN PASSWORD 'right'`);
  await server.run('CREATE DATABASE billing');
  await server.run('CREATE DATABASE closed');
  await server.run('REVOKE CONNECT ON DATABASE closed FROM PUBLIC');
});

afterAll(async () => {
  for (const fake of fakes) await fake.close();
  await server.dispose();
});

function to(changes: Partial<ConnectionTarget> = {}): ConnectionTarget {
  return {
    ...parseConnectionUrl(`postgresql://clerk:right@127.0.0.1:${server.port}/billing?sslmode=disable`),
    ...changes,
  };
}

async function at(fake: Promise<FakeServer>): Promise<ConnectionTarget> {
  const started = await fake;
  fakes.push(started);
  return to({ endpoints: [{ host: '127.0.0.1', port: started.port }], connectTimeoutMs: 1500 });
}

async function run(target: ConnectionTarget): Promise<TestResult> {
  return testConnection(() => target, { schemaState });
}

/** The step that failed, its code, and what became of the others. */
function shape({ steps }: TestResult): string {
  return steps
    .map(({ step, state, failure }) => (failure ? `${step} ${state} ${failure.code}` : `${step} ${state}`))
    .join(', ');
}

/** What was really met, by its code: its sentence and remedy in each language. */
const met = new Map<string, { readonly ar: string; readonly en: string }>();

/** In both languages two sentences, with every value in its place. */
function expectSentences(failure: Failure): void {
  const said = { ar: explainFailure(failure, 'ar'), en: explainFailure(failure, 'en') };
  for (const text of Object.values(said)) {
    expect(text).not.toMatch(/\{\{|undefined/);
    expect(text.split('\n').map((part) => part.length > 10)).toEqual([true, true]);
  }
  expect(said.ar).toMatch(/[\u0621-\u064a]{3}/);
  met.set(failure.code, said);
}

/** The same failure, met by the step-by-step test and by opening the database. */
async function expectFailure(target: ConnectionTarget, step: StepResult['step'], code: string): Promise<TestResult> {
  const result = await run(target);
  expect(result.ok).toBe(false);
  const failed = result.steps.filter(({ state }) => state === 'failed');
  expect(failed.map((one) => `${one.step} ${one.failure?.code}`)).toEqual([`${step} ${code}`]);
  const before = result.steps.slice(
    0,
    result.steps.findIndex((one) => one.step === step),
  );
  expect(before.every(({ state }) => state === 'ok' || state === 'warning')).toBe(true);
  const after = result.steps.slice(before.length + 1);
  expect(after.every(({ state }) => state === 'skipped')).toBe(true);
  await expect(openDatabase(target)).rejects.toMatchObject({ code });
  for (const { failure } of failed) if (failure) expectSentences(failure);
  return result;
}

describe('each way in which a connection fails has its own code', () => {
  it('a URL that cannot be read', async () => {
    const result = await testConnection(() => parseConnectionUrl('mysql://x@y/z'), { schemaState });
    expect(shape(result)).toMatch(/^address failed bad_url, name skipped,/);
  });

  it('a name that nobody has', async () => {
    await expectFailure(to({ endpoints: [{ host: 'no-such-host.invalid', port: 5432 }] }), 'name', 'name_not_found');
  });

  it('a port where nothing listens', async () => {
    const gone = await silentServer();
    await gone.close();
    await expectFailure(to({ endpoints: [{ host: '127.0.0.1', port: gone.port }] }), 'port', 'port_refused');
  });

  it('a server that takes the connection and says nothing', async () => {
    const result = await expectFailure(await at(silentServer()), 'port', 'connect_timeout');
    expect(result.steps.find(({ step }) => step === 'port')?.failure?.params).toMatchObject({ host: '127.0.0.1' });
  });

  it('something else than PostgreSQL: a web server, and one that hangs up', async () => {
    await expectFailure(await at(webServer()), 'port', 'not_postgres');
    await expectFailure(await at(cuttingServer()), 'port', 'not_postgres');
    await expectFailure({ ...(await at(webServer())), sslMode: 'require' }, 'port', 'not_postgres');
  });

  it('a server that is too old', async () => {
    await expectFailure(await at(serverOfVersion('13.18')), 'version', 'server_too_old');
  });

  it('a server that is just starting, and one without a free connection', async () => {
    await expectFailure(
      await at(refusingServer('57P03', 'the database system is starting up')),
      'password',
      'server_starting',
    );
    await expectFailure(
      await at(refusingServer('53300', 'sorry, too many clients already')),
      'password',
      'too_many_connections',
    );
    await expectFailure(to({ user: 'crowded' }), 'password', 'too_many_connections');
  });

  it('a wrong password, none at all, and a login that does not exist', async () => {
    await expectFailure(to({ password: 'wrong' }), 'password', 'wrong_password');
    await expectFailure(to({ password: null }), 'password', 'wrong_password');
    await expectFailure(to({ user: 'nobody_of_this_name' }), 'password', 'wrong_password');
  });

  it('a login that may not log in, a database closed to it, and a computer that is not on the list', async () => {
    await expectFailure(to({ user: 'locked_out' }), 'password', 'no_right_to_connect');
    await expectFailure(to({ database: 'closed' }), 'password', 'no_right_to_connect');
    await server.guard(['host billing clerk 127.0.0.1/32 reject']);
    try {
      await expectFailure(to(), 'password', 'no_right_to_connect');
    } finally {
      await server.guard([]);
    }
  });

  it('a database that is not there, with and without the right to make it', async () => {
    const refused = await expectFailure(to({ database: 'missing' }), 'database', 'no_such_database');
    expect(refused.canCreateDatabase).toBe(false);
    await expect(createDatabase(to({ database: 'missing' }))).rejects.toMatchObject({ code: 'no_right_to_create' });

    const target = to({ user: 'creator', database: 'فواتير "2026"' });
    const result = await expectFailure(target, 'database', 'no_such_database');
    expect(result.canCreateDatabase).toBe(true);
    await createDatabase(target);
    expect(await run(target)).toMatchObject({ ok: true, schema: { kind: 'empty' } });
    await expect(createDatabase(target)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('a login without the right to make our tables', async () => {
    const result = await run(to());
    expect(shape(result)).toMatch(/version ok, rights failed no_right_to_create, schema skipped$/);
  });

  it('a CA file that is not there, and one that holds no certificate', async () => {
    await expectFailure(to({ sslMode: 'verify-ca', caFile: '/no/such/file.pem' }), 'tls', 'ca_file_unreadable');
    await expectFailure(to({ sslMode: 'verify-ca', caFile: certificate('README.md') }), 'tls', 'ca_file_unreadable');
  });

  it('TLS that the server does not have', async () => {
    await expectFailure(to({ sslMode: 'require' }), 'tls', 'tls_refused');
  });
});

describe('a server with TLS', () => {
  const trusted = certificate('authority.pem');

  beforeAll(async () => {
    await server.serveTls('server.pem');
    await server.run('GRANT CREATE ON DATABASE billing TO clerk');
  });

  it('is reached by each sslmode that fits it', async () => {
    for (const sslMode of ['prefer', 'require'] as const) {
      expect(await run(to({ sslMode }))).toMatchObject({ ok: true });
    }
    expect(await run(to({ sslMode: 'verify-ca', caFile: trusted }))).toMatchObject({ ok: true });
    const localhost = to({ endpoints: [{ host: 'localhost', port: server.port }] });
    const result = await run({ ...localhost, sslMode: 'verify-full', caFile: trusted });
    expect(result).toMatchObject({ ok: true });
    expect(result.steps.find(({ step }) => step === 'tls')?.detail).toMatch(/^TLSv1\.[23], /);
    const database = await openDatabase({ ...localhost, sslMode: 'verify-full', caFile: trusted });
    try {
      expect(database.server.tls).toMatch(/^TLSv1\.[23], /);
      const [rows] = await database.sequelize.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      expect(rows).toEqual([{ ssl: true }]);
    } finally {
      await database.close();
    }
  });

  it('is not trusted with another authority, another name, or none that this computer knows', async () => {
    const other = certificate('other-authority.pem');
    await expectFailure(to({ sslMode: 'verify-ca', caFile: other }), 'tls', 'tls_untrusted');
    await expectFailure(to({ sslMode: 'require', caFile: other }), 'tls', 'tls_untrusted');
    await expectFailure(to({ sslMode: 'verify-full', caFile: null }), 'tls', 'tls_untrusted');
    await expectFailure(to({ sslMode: 'verify-full', caFile: trusted }), 'tls', 'tls_wrong_name');
  });

  it('may insist on TLS', async () => {
    await server.guard(['hostssl billing clerk 127.0.0.1/32 scram-sha-256', 'hostnossl billing clerk all reject']);
    try {
      const rejected = await run(to());
      expect(shape(rejected)).toContain('tls failed tls_required, password skipped');
      for (const { failure } of rejected.steps) if (failure) expectSentences(failure);
      await expect(openDatabase(to())).rejects.toMatchObject({ code: 'tls_required' });
      expect(await run(to({ sslMode: 'require' }))).toMatchObject({ ok: true });
    } finally {
      await server.guard([]);
    }
  });

  it('is not trusted with a certificate that has run out', async () => {
    await server.serveTls('expired.pem');
    await expectFailure(to({ sslMode: 'verify-ca', caFile: trusted }), 'tls', 'tls_expired');
    expect(await run(to({ sslMode: 'require' }))).toMatchObject({ ok: true });
  });
});

describe('a target with several hosts', () => {
  it('uses the first that takes us', async () => {
    const gone = await silentServer();
    await gone.close();
    const target = to({
      endpoints: [
        { host: '127.0.0.1', port: gone.port },
        { host: '127.0.0.1', port: server.port },
      ],
    });
    const database = await openDatabase(target);
    try {
      expect(database.route.endpoint.port).toBe(server.port);
      const [rows] = await database.sequelize.query('SELECT inet_server_port() AS port');
      expect(rows).toEqual([{ port: server.port }]);
    } finally {
      await database.close();
    }
    expect(await run(target)).toMatchObject({ ok: true });
  });
});

describe('the failures met above', () => {
  it('have each a sentence and a remedy of their own in both languages', () => {
    const named = [
      'name_not_found',
      'port_refused',
      'connect_timeout',
      'not_postgres',
      'tls_refused',
      'tls_required',
      'tls_untrusted',
      'tls_wrong_name',
      'tls_expired',
      'ca_file_unreadable',
      'wrong_password',
      'no_such_database',
      'no_right_to_connect',
      'server_too_old',
      'too_many_connections',
      'server_starting',
    ];
    expect([...met.keys()]).toEqual(expect.arrayContaining(named));
    for (const language of ['ar', 'en'] as const) {
      const halves = [...met.values()].map((said) => said[language].split('\n'));
      for (const half of [0, 1]) expect(new Set(halves.map((parts) => parts[half])).size).toBe(met.size);
    }
  });
});
