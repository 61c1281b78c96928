import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtinExists, startBuiltin, type BuiltinServer } from '../../electron/database/builtin/start';
import { openDatabase } from '../../electron/database/database';
import type { ConnectionTarget } from '../../electron/database/connection-target';

let folder: string;
const started: BuiltinServer[] = [];

async function start(): Promise<BuiltinServer> {
  const server = await startBuiltin({ folder });
  started.push(server);
  return server;
}

async function ask<T extends object>(target: ConnectionTarget, sql: string): Promise<T[]> {
  const database = await openDatabase(target);
  try {
    const [rows] = await database.sequelize.query(sql);
    return rows as T[];
  } finally {
    await database.close();
  }
}

/** A clean stop takes postmaster.pid away; the process itself may linger in the system's table. */
async function isStopped(server: BuiltinServer): Promise<boolean> {
  return !(await readdir(join(server.folder, 'data'))).includes('postmaster.pid');
}

async function postmasterPid(server: BuiltinServer): Promise<number> {
  const text = await readFile(join(server.folder, 'data', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

const folders: string[] = [];

async function freshFolder(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'sahool-builtin-'));
  // PostgreSQL works under an account of its own where the tests run as root.
  await chmod(folder, 0o755);
  folders.push(folder);
}

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
});

afterAll(async () => {
  for (const used of folders) await rm(used, { recursive: true, force: true });
});

describe('the built-in PostgreSQL', () => {
  beforeAll(freshFolder);

  it('is made on the first start, kept on the next, and stopped cleanly', async () => {
    expect(await builtinExists(folder)).toBe(false);
    const first = await start();
    expect(first.attached).toBe(false);
    expect(await builtinExists(folder)).toBe(true);
    await ask(first.target, 'CREATE TABLE kept (word text)');
    await ask(first.target, `INSERT INTO kept VALUES ('سهول')`);
    await first.stop();
    expect(await isStopped(first)).toBe(true);

    const second = await start();
    expect(second.attached).toBe(false);
    expect(second.target.endpoints).toEqual(first.target.endpoints);
    expect(await ask(second.target, 'SELECT word FROM kept')).toEqual([{ word: 'سهول' }]);
  });

  it('knows Arabic, listens to this computer only, and keeps its password to itself', async () => {
    const server = await start();
    const [row] = await ask<Record<string, string>>(
      server.target,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses,
              current_setting('unix_socket_directories') AS sockets,
              (SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()) AS locale,
              ('فاتورة' ILIKE '%تور%')::text AS found,
              (SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules) AS methods`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      sockets: '',
      locale: 'b C.UTF-8',
      found: 'true',
      methods: 'scram-sha-256',
    });
    expect((await stat(join(server.folder, 'password'))).mode & 0o777).toBe(0o600);
    expect(server.target.password).toMatch(/^[\w-]{43}$/);
    await expect(openDatabase({ ...server.target, password: 'password' })).rejects.toMatchObject({
      code: 'wrong_password',
    });
  });

  it('is attached to when it runs already, and stops with the last that lets go', async () => {
    const first = await start();
    const second = await start();
    expect(second.attached).toBe(true);
    await first.stop();
    expect(await isStopped(first)).toBe(false);
    expect(await ask(second.target, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(await isStopped(second)).toBe(true);
  });

  it('comes back after its server was killed', async () => {
    const first = await start();
    await ask(first.target, 'CREATE TABLE IF NOT EXISTS numbers (n int)');
    process.kill(await postmasterPid(first), 'SIGKILL');
    const second = await start();
    expect(await ask(second.target, 'SELECT count(*)::int AS n FROM numbers')).toEqual([{ n: 0 }]);
  });

  it('starts where a postmaster.pid of a crash now bears the number of another program', async () => {
    const first = await start();
    await first.stop();
    const other: ChildProcess = spawn('sleep', ['600']);
    try {
      const path = join(first.folder, 'data', 'postmaster.pid');
      await writeFile(path, `${other.pid}\n${first.folder}/data\n1700000000\n5432\n\n127.0.0.1\n0 0\nready   \n`);
      const second = await start();
      expect(await ask(second.target, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(other.exitCode).toBeNull();
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('takes another port when its own was taken meanwhile, and keeps its data', async () => {
    const first = await start();
    await ask(first.target, 'CREATE TABLE IF NOT EXISTS numbers (n int)');
    await first.stop();
    const squatter: Server = createServer();
    const { port } = first.target.endpoints[0];
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    try {
      const second = await start();
      expect(second.target.endpoints[0].port).not.toBe(port);
      expect(await ask(second.target, 'SELECT count(*)::int AS n FROM numbers')).toEqual([{ n: 0 }]);
    } finally {
      squatter.close();
    }
  });

  it('lets its owner in again after the file with the password was lost', async () => {
    const first = await start();
    await ask(first.target, 'CREATE TABLE IF NOT EXISTS numbers (n int)');
    await first.stop();
    await rm(join(first.folder, 'password'));
    const second = await start();
    expect(second.target.password).not.toBe(first.target.password);
    expect(await ask(second.target, 'SELECT count(*)::int AS n FROM numbers')).toEqual([{ n: 0 }]);
  });
});

describe('the first start of the built-in PostgreSQL', () => {
  it('gives one server to four starts at once', async () => {
    await freshFolder();
    const servers = await Promise.all([start(), start(), start(), start()]);
    expect(servers.filter(({ attached }) => !attached)).toHaveLength(1);
    expect(new Set(servers.map(({ target }) => target.endpoints[0].port)).size).toBe(1);
  });

  it('keeps what was cut off while it was being made apart from the data', async () => {
    await freshFolder();
    await mkdir(join(folder, 'unfinished-of-a-crash', 'data'), { recursive: true });
    await writeFile(join(folder, 'starting.lock'), '2147483647');
    const server = await start();
    expect(await ask(server.target, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readdir(server.folder)).not.toContain('starting.lock');
  });
});
