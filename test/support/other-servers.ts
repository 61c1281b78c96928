import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync } from 'node:fs';
import { chmod, chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { findBinaries } from './postgres-binaries';
import { serverOwner, type TestServer } from './postgres-server';

/** A server that another one may stand before. */
export type Behind = Pick<TestServer, 'port' | 'user' | 'password' | 'url'>;

/** Where Debian's package puts it. */
export const pgbouncer = '/usr/sbin/pgbouncer';
export const hasPgbouncer = existsSync(pgbouncer);

/** A server of a test's own beside another one. */
export interface SideServer {
  /** The address of a database through it. */
  url(database: string): string;
  close(): Promise<void>;
}

/** Resolves once the program has said `word`. */
async function untilSaid(program: ChildProcess, word: string): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    program.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(word)) resolve();
    });
    program.once('exit', () => reject(new Error(`it ended: ${said}`)));
  });
}

function sideServer(server: Behind, port: number, folder: string, program: ChildProcess): SideServer {
  return {
    url(database) {
      const url = new URL(server.url(database));
      url.port = String(port);
      return url.toString();
    },
    async close() {
      const ended = program.exitCode === null && program.signalCode === null ? once(program, 'exit') : null;
      program.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** PgBouncer in transaction mode before the server. */
export async function startPgbouncer(server: Behind): Promise<SideServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sahool-pgbouncer-'));
  // Neither program runs as root.
  const owner = serverOwner();
  const port = await freePort();
  const users = join(folder, 'users.txt');
  const settings = join(folder, 'pgbouncer.ini');
  await writeFile(users, `"${server.user}" "${server.password}"\n`);
  await writeFile(
    settings,
    `[databases]
* = host=127.0.0.1 port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = 4
`,
  );
  if (owner) for (const path of [folder, users, settings]) await chown(path, owner.uid, owner.gid);
  const program = spawn(pgbouncer, [settings], { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  await untilSaid(program, 'process up');
  return sideServer(server, port, folder, program);
}

/** A streaming replica of the server, made of a copy of its data. Stops and starts the server on the way. */
export async function startReplica(server: TestServer): Promise<SideServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sahool-replica-'));
  const owner = serverOwner();
  const port = await freePort();
  const data = join(folder, 'data');
  await server.stop();
  // The owner of each file goes along, which fs.cp leaves out.
  if (owner) execFileSync('cp', ['-a', server.dataFolder, data]);
  else await cp(server.dataFolder, data, { recursive: true });
  await chmod(data, 0o700);
  await writeFile(join(data, 'standby.signal'), '');
  appendFileSync(
    join(data, 'postgresql.conf'),
    `\nport = '${port}'\nprimary_conninfo = 'host=127.0.0.1 port=${server.port} user=${server.user} password=${server.password} application_name=reports'\n`,
  );
  if (owner) for (const path of [folder, join(data, 'standby.signal')]) await chown(path, owner.uid, owner.gid);
  await server.start();
  const { postgres } = await findBinaries(owner !== null);
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  const program = spawn(postgres, ['-D', data], {
    ...owner,
    cwd: data,
    env: { ...Object.fromEntries(environment), LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilSaid(program, 'ready to accept read-only connections');
  return sideServer(server, port, folder, program);
}
