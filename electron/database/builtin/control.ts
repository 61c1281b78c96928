import { spawn } from 'node:child_process';
import { chown, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/result';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { exists, type Home } from './home';

export const serverUser = 'sahool';

/** Everything that the server's programs are run with. */
export interface Workshop {
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly home: Home;
}

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Our own environment without PGPORT, PGDATA and their like, and with messages in English for us to read. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(entries), LC_ALL: 'C', LC_MESSAGES: 'C' };
}

function run(program: string, args: readonly string[], { account, home }: Workshop, input = ''): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: home.folder,
      env: cleanEnvironment(),
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let output = '';
    const note = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-8000);
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', (error) => reject(new AppError('builtin_start_failed', { reason: 'run' }, error)));
    // Not `close`: a server that pg_ctl left running must not keep us waiting for its output to end.
    child.once('exit', (code) => setTimeout(() => resolve({ code, output }), 20));
  });
}

function failure(output: string, reason: string): AppError {
  if (/no space left on device|disk full|not enough space/i.test(output))
    return new AppError('disk_full', {}, new Error(output));
  return new AppError('builtin_start_failed', { reason }, new Error(output));
}

/**
 * Makes the data in a folder beside, and moves it into place when it is whole: one that was cut off is never mistaken
 * for data. Arabic needs the builtin C.UTF-8: with the plain C locale trigrams and ILIKE fail on it.
 */
export async function createData(workshop: Workshop, password: string): Promise<void> {
  const { home, account, binaries } = workshop;
  const unfinished = await mkdtemp(join(home.folder, 'unfinished-'));
  const [data, passwordFile] = [join(unfinished, 'data'), join(unfinished, 'password')];
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account) {
      await chown(passwordFile, account.uid, account.gid);
      await chown(unfinished, account.uid, account.gid);
    }
    const { code, output } = await run(
      binaries.initdb,
      [
        `--pgdata=${data}`,
        `--username=${serverUser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        '--set=listen_addresses=127.0.0.1',
        '--set=unix_socket_directories=',
        '--set=logging_collector=on',
        '--set=log_directory=../log',
        '--set=log_filename=postgresql-%a.log',
        '--set=log_truncate_on_rotation=on',
        '--set=log_rotation_size=0',
      ],
      workshop,
    );
    if (code !== 0) throw failure(output, 'initdb');
    await rename(data, home.data);
  } catch (error) {
    // Another start of the program moved its data there first: then that is the data.
    if (!(await exists(join(home.data, 'PG_VERSION')))) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Gives the server a password that we know, where the file with the old one was lost. The server must not run. */
export async function resetPassword(workshop: Workshop, password: string): Promise<void> {
  const { home, binaries } = workshop;
  // The password is of our own making: letters, digits, - and _ only.
  const statement = `ALTER ROLE ${serverUser} PASSWORD '${password}';\n`;
  const { code, output } = await run(binaries.postgres, ['--single', '-D', home.data, 'postgres'], workshop, statement);
  if (code !== 0 || /ERROR|FATAL/.test(output)) throw failure(output, 'password');
}

/**
 * What pg_ctl's start came to. `port_taken`: another program has the port. `too_early`: processes of a server that was
 * killed still have to end. `recovering`: it runs, and has not yet caught up after a crash.
 */
export type StartOutcome = 'started' | 'port_taken' | 'too_early' | 'recovering';

/** Starts the server on the port and waits up to a minute until it takes connections. Throws `builtin_start_failed`, `disk_full`. */
export async function startServer(workshop: Workshop, port: number): Promise<StartOutcome> {
  const { home, binaries } = workshop;
  const log = join(home.logs, `start-${process.pid}-${Date.now()}.log`);
  const { code, output } = await run(
    binaries.pgCtl,
    ['start', '-D', home.data, '-w', '-t', '60', '-l', log, '-o', `-p ${port}`],
    workshop,
  );
  const written = await readFile(log, 'utf8').catch(() => '');
  await rm(log, { force: true }).catch(() => undefined);
  if (code === 0) return 'started';
  if (/did not start in time/i.test(output)) return 'recovering';
  if (/pre-existing shared memory|postmaster\.pid" already exists/i.test(written)) return 'too_early';
  const newest = await readNewestLog(home);
  if (/could not bind|address already in use|could not create any TCP\/IP sockets/i.test(written + newest))
    return 'port_taken';
  throw failure(`${output}\n${written}\n${newest}`, 'start');
}

/** The end of today's server log: what pg_ctl does not repeat. */
async function readNewestLog(home: Home): Promise<string> {
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date().getDay()] ?? '';
  const text = await readFile(join(home.logs, `postgresql-${day}.log`), 'utf8').catch(() => '');
  return text.slice(-2000);
}

/** Stops the server, letting go of its clients; `immediate` only where it does not listen to that. */
export async function stopServer(workshop: Workshop): Promise<void> {
  const stop = (mode: string, seconds: number): Promise<Outcome> =>
    run(workshop.binaries.pgCtl, ['stop', '-D', workshop.home.data, '-m', mode, '-w', '-t', String(seconds)], workshop);
  const fast = await stop('fast', 30);
  if (fast.code === 0 || /no server running|does not exist/i.test(fast.output)) return;
  const immediate = await stop('immediate', 10);
  if (immediate.code !== 0 && !/no server running|does not exist/i.test(immediate.output)) {
    throw failure(immediate.output, 'stop');
  }
}
