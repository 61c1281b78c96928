import { createServer } from 'node:net';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/result';
import { endClient } from '../client';
import { usualConnectTimeoutMs, type ConnectionTarget } from '../connection-target';
import { createDatabase } from '../create-database';
import { connectBy } from '../open-session';
import { serverAccount } from './account';
import { prepareBinaries } from './binaries';
import { createData, resetPassword, serverUser, startServer, stopServer, type Workshop } from './control';
import { exists, homeOf, keepPort, prepareHome, readIfThere, readPassword, readPort, type Home } from './home';
import { isAlive, isPostgres, postmasterFile, readPostmaster } from './postmaster';
import { alone, leave, takePart } from './start-lock';

/** The PostgreSQL that ships with the app, running on this computer. */
export interface BuiltinServer {
  readonly target: ConnectionTarget;
  /** Where its data lies. */
  readonly folder: string;
  /** True where it ran already, for another process or since a crash, and was taken over. */
  readonly attached: boolean;
  /** Lets go of it; the last process to do so stops the server cleanly. */
  stop(): Promise<void>;
}

export const builtinDatabase = 'sahool_billing';
const shippedMajor = '18';

function targetOf(port: number, password: string, database = builtinDatabase): ConnectionTarget {
  return {
    endpoints: [{ host: '127.0.0.1', port }],
    database,
    user: serverUser,
    password,
    // Loopback only, on this computer: there is no wire to protect.
    sslMode: 'disable',
    caFile: null,
    wantsPrimary: false,
    connectTimeoutMs: usualConnectTimeoutMs,
    pool: null,
  };
}

async function canLogIn(port: number, password: string): Promise<boolean> {
  const target = targetOf(port, password, 'postgres');
  try {
    await endClient(await connectBy(target, { endpoint: target.endpoints[0], tls: false }));
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** A port of this computer that nobody has; any, or the wished one where that is free. */
async function freePort(wished: number | null): Promise<number> {
  const listen = (port: number): Promise<number | null> =>
    new Promise((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(null));
      server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
      });
    });
  const port = (wished === null ? null : await listen(wished)) ?? (await listen(0));
  if (port === null) throw new AppError('builtin_port_taken', { port: wished ?? 0 });
  return port;
}

/** Milliseconds that a server found running gets to let us in, and that one gets which recovers after a crash. */
const takeOverMs = 30_000;
const recoveryMs = 600_000;

/** The port of a server that already runs on the data and lets us in; null where there is none (any more). */
async function takeOver(workshop: Workshop, password: string): Promise<number | null> {
  const { home } = workshop;
  const began = performance.now();
  for (;;) {
    const found = await readPostmaster(home);
    if (!found || !isAlive(found.pid)) return null;
    if (!(await isPostgres(found.pid))) {
      // Left behind by a crash, its number now another program's: PostgreSQL would take that for a running server.
      await rm(postmasterFile(home), { force: true });
      return null;
    }
    if (found.status === 'ready' && found.port !== null && (await canLogIn(found.port, password))) return found.port;
    if (performance.now() - began > (found.status === 'starting' ? recoveryMs : takeOverMs)) break;
    await sleep(200);
  }
  await stopServer(workshop);
  return null;
}

/** Starts the server on its port of last time, or on another where that is taken now. */
async function launch(workshop: Workshop, password: string): Promise<number> {
  const { home } = workshop;
  let wished = await readPort(home);
  for (let tries = 0; tries < 60; tries++) {
    const port = await freePort(wished);
    const outcome = await startServer(workshop, port);
    if (outcome === 'started' || (outcome === 'recovering' && (await takeOver(workshop, password)) !== null)) {
      await keepPort(home, port);
      return port;
    }
    if (outcome === 'port_taken') wished = null;
    if (outcome === 'too_early') await sleep(250);
  }
  throw new AppError('builtin_port_taken', { port: wished ?? 0 });
}

async function checkVersion(home: Home): Promise<void> {
  const version = (await readIfThere(join(home.data, 'PG_VERSION')))?.trim();
  if (version !== shippedMajor) throw new AppError('builtin_start_failed', { reason: 'version' });
}

interface Running {
  readonly port: number;
  readonly password: string;
  readonly attached: boolean;
}

async function ensureRunning(workshop: Workshop): Promise<Running> {
  const { home } = workshop;
  const { password, isNew } = await readPassword(home);
  if (!(await exists(join(home.data, 'PG_VERSION')))) await createData(workshop, password);
  else if (isNew) {
    // The file with the password was lost, the data was not.
    await stopServer(workshop);
    await resetPassword(workshop, password);
  }
  await checkVersion(home);
  const found = await takeOver(workshop, password);
  return { port: found ?? (await launch(workshop, password)), password, attached: found !== null };
}

/** True where a built-in database was made in this folder before. */
export async function builtinExists(folder: string): Promise<boolean> {
  return exists(join((await homeOf(folder, await serverAccount())).data, 'PG_VERSION'));
}

/**
 * Starts the built-in PostgreSQL with its data in `folder`, or takes over the one that runs there already: of another
 * process, or left by one that crashed. Makes data, password, port and database the first time. Loopback only, SCRAM,
 * its own free port. The data is never deleted. Throws `builtin_missing`, `builtin_start_failed`, `builtin_port_taken`,
 * `disk_full`.
 */
export async function startBuiltin({ folder }: { readonly folder: string }): Promise<BuiltinServer> {
  const account = await serverAccount();
  const home = await homeOf(folder, account);
  await prepareHome(home, account);
  const workshop = { account, home, binaries: await prepareBinaries(account, home.folder) };
  const { running, name } = await alone(home, async () => {
    const found = await ensureRunning(workshop);
    return { running: found, name: await takePart(home) };
  });
  const target = targetOf(running.port, running.password);
  const letGo = (): Promise<void> =>
    alone(home, async () => {
      if (await leave(home, name)) await stopServer(workshop);
    });
  try {
    await createDatabase(target, { ifMissing: true });
  } catch (error) {
    await letGo();
    throw error;
  }
  let stopping: Promise<void> | null = null;
  return {
    target,
    folder: home.folder,
    attached: running.attached,
    stop: () => {
      stopping ??= letGo();
      return stopping;
    },
  };
}
