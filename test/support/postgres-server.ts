import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { findBinaries, type Binaries } from './postgres-binaries';

export interface TestServerOptions {
  /** True for tests of crashes: every commit reaches the disk. Otherwise nothing is synced, which is faster. */
  readonly durable?: boolean;
  /** The folder with the programs of an older PostgreSQL that is installed here; the npm package's own without it. */
  readonly programs?: string;
  /** Further settings of postgresql.conf, such as `{ max_connections: '20' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL 18 of a test's own: loopback, a random port and password, its data in the temporary folder. */
export interface TestServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly dataFolder: string;
  /** The address of one of its databases, `postgres` by itself. */
  url(database?: string): string;
  /** Starts it again on the same port after stop() or kill(). */
  start(): Promise<void>;
  /** An orderly stop that cuts off whoever is connected. */
  stop(): Promise<void>;
  /** A crash: SIGKILL, nothing is written any more. */
  kill(): Promise<void>;
  /** What the server has written to its log so far. */
  log(): string;
  /** Stops it and removes its data. */
  dispose(): Promise<void>;
}

const user = 'postgres';

/** Encoding and locale as the built-in database has them, so that tests sort and fold as the product does. */
const initdbFlags = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=scram-sha-256',
  '--no-sync',
  `--username=${user}`,
];

/** One from before 17 has no locale provider of its own. */
const olderFlags = [...initdbFlags.filter((flag) => !flag.includes('locale')), '--locale=C.UTF-8'];

const quickSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Makes and starts a server; takes about two seconds. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const owner = serverOwner();
  const { programs } = options;
  const binaries =
    programs === undefined
      ? await findBinaries(owner !== null)
      : { initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres') };
  const folder = await mkdtemp(join(tmpdir(), 'sahool-postgres-'));
  const dataFolder = join(folder, 'data');
  const password = randomBytes(18).toString('base64url');
  if (owner !== null) await chown(folder, owner.uid, owner.gid);
  await createCluster(binaries, dataFolder, folder, password, owner, programs === undefined ? initdbFlags : olderFlags);
  const port = await freePort();
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(options.durable === true ? {} : quickSettings),
    ...options.settings,
  };
  appendFileSync(
    join(dataFolder, 'postgresql.conf'),
    `\n${Object.entries(settings)
      .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
      .join('\n')}\n`,
  );
  const logFile = join(folder, 'log');
  await writeFile(logFile, '');
  const running = runningServer(binaries.postgres, dataFolder, logFile, owner);
  await running.start();
  const watch = removeWhenOrphaned(dataFolder, folder);

  return {
    port,
    user,
    password,
    dataFolder,
    url: (database = 'postgres') => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`,
    start: running.start,
    stop: () => running.end('SIGINT'),
    kill: () => running.end('SIGKILL'),
    log: () => readFileSync(logFile, 'utf8'),
    async dispose() {
      await running.end('SIGQUIT');
      watch.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`, which every system has. null for any other user. */
export function serverOwner(): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Without the PG* variables of whoever runs the tests. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

async function createCluster(
  binaries: Binaries,
  dataFolder: string,
  folder: string,
  password: string,
  owner: Owner | null,
  ownFlags: readonly string[],
): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner !== null) await chown(passwordFile, owner.uid, owner.gid);
  const flags = [`--pgdata=${dataFolder}`, `--pwfile=${passwordFile}`, ...ownFlags];
  const initdb = spawn(binaries.initdb, flags, { ...owner, cwd: folder, env: cleanEnvironment() });
  let said = '';
  initdb.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  initdb.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(initdb, 'close')) as [number | null];
  await rm(passwordFile, { force: true });
  if (code !== 0) throw new Error(`initdb failed (${String(code)}): ${said}`);
  await chmod(dataFolder, 0o700);
}

interface Running {
  start(): Promise<void>;
  end(signal: NodeJS.Signals): Promise<void>;
}

function runningServer(postgres: string, dataFolder: string, logFile: string, owner: Owner | null): Running {
  let server: ChildProcess | null = null;

  async function attempt(): Promise<string | null> {
    const child = spawn(postgres, ['-D', dataFolder], {
      ...owner,
      cwd: dataFolder,
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { stderr } = child;
    return new Promise((resolve) => {
      let said = '';
      stderr.on('data', (chunk: Buffer) => {
        appendFileSync(logFile, chunk);
        if (server === child) return;
        said += chunk.toString();
        if (said.includes('database system is ready to accept')) {
          server = child;
          resolve(null);
        }
      });
      child.once('close', () => resolve(said));
      child.once('error', (error) => resolve(error.message));
    });
  }

  return {
    async start() {
      const giveUpAt = Date.now() + 20_000;
      for (;;) {
        const failure = await attempt();
        if (failure === null) return;
        // After a kill the old backends need a moment to notice; until then the shared memory is theirs.
        const passing = /pre-existing shared memory|lock file "postmaster.pid" already exists/.test(failure);
        if (!passing || Date.now() > giveUpAt) throw new Error(`PostgreSQL did not start: ${failure}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async end(signal) {
      const ending = server;
      if (ending === null) return;
      server = null;
      if (ending.exitCode !== null || ending.signalCode !== null) return;
      const closed = once(ending, 'close');
      ending.kill(signal);
      await closed;
    },
  };
}

/** What is left when the test run itself is killed: stops the server, then removes its folder. */
const orphanScript = `
  const { readFileSync, rmSync } = require('node:fs');
  const [, dataFolder, folder] = process.argv;
  process.stdin.resume().on('end', () => {
    try { process.kill(Number.parseInt(readFileSync(dataFolder + '/postmaster.pid', 'utf8'), 10), 'SIGQUIT'); } catch {}
    setTimeout(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }), 2000);
  });`;

/** A process that outlives this one by two seconds and only then acts; dispose() ends it before. */
function removeWhenOrphaned(dataFolder: string, folder: string): ChildProcess {
  const watch = spawn(process.execPath, ['-e', orphanScript, dataFolder, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.unref();
  if (watch.stdin instanceof Socket) watch.stdin.unref();
  return watch;
}
