import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AppError } from '../../contract/result';
import { applicationName } from '../../database/client';
import type { ConnectionTarget, Endpoint } from '../../database/connection-target';

export interface ToolPlace {
  readonly target: ConnectionTarget;
  /** Which of the target's hosts took us. */
  readonly endpoint: Endpoint;
}

/** All that a tool needs of this program's environment, in which DATABASE_URL may hold a password too. */
const passedOn = new Set(['PATH', 'HOME', 'USERPROFILE', 'APPDATA', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR']);

const inPasswordFile = (text: string): string => text.replaceAll(/[\\:]/g, '\\$&');

/**
 * What a tool knows of the connection. The password lies in a file that only this user reads, never among the words of the
 * command, which everyone on the machine can see; one with a line's end, which that file cannot hold, goes by PGPASSWORD.
 */
async function environmentOf(
  { target, endpoint }: ToolPlace,
  folder: string,
  major: number,
): Promise<NodeJS.ProcessEnv> {
  const needed = Object.entries(process.env).filter(([name]) => passedOn.has(name.toUpperCase()));
  const { password, caFile, sslMode } = target;
  const file = join(folder, 'pgpass');
  const isPlain = password !== null && !/[\r\n]/.test(password);
  await writeFile(file, isPlain ? `*:*:*:*:${inPasswordFile(password)}\n` : '', { mode: 0o600 });
  // The authorities of the system, where libpq knows that word.
  const authorities = caFile ?? (sslMode.startsWith('verify') && major >= 16 ? 'system' : null);
  return {
    ...Object.fromEntries(needed),
    LC_ALL: 'C',
    PGHOST: endpoint.host,
    PGPORT: String(endpoint.port),
    PGUSER: target.user,
    PGSSLMODE: sslMode,
    PGCONNECT_TIMEOUT: String(Math.max(2, Math.round(target.connectTimeoutMs / 1000))),
    PGAPPNAME: applicationName,
    PGPASSFILE: file,
    ...(password === null || isPlain ? {} : { PGPASSWORD: password }),
    ...(authorities === null ? {} : { PGSSLROOTCERT: authorities }),
  };
}

const shownBytes = 4000;

/**
 * Runs pg_dump or pg_restore to its end; `signal` stops it. Throws `pg_tool_failed` with the tool's own last words, or where it
 * was stopped the signal's reason.
 */
export async function runTool(
  tool: { readonly program: string; readonly major: number },
  words: readonly string[],
  place: ToolPlace,
  signal?: AbortSignal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sahool-pg-'));
  try {
    const env = await environmentOf(place, folder, tool.major);
    const said = await new Promise<string | null>((resolve, reject) => {
      const child = spawn(tool.program, [...words, '--no-password'], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
        windowsHide: true,
      });
      let text = '';
      child.stderr.setEncoding('utf8').on('data', (part: string) => (text = `${text}${part}`.slice(-shownBytes)));
      const stop = (): void => void child.kill();
      signal?.addEventListener('abort', stop, { once: true });
      child.on('error', reject);
      child.on('close', (code) => {
        signal?.removeEventListener('abort', stop);
        resolve(code === 0 ? null : text);
      });
    });
    signal?.throwIfAborted();
    if (said !== null) {
      const reason = said.trim().split('\n').slice(-3).join(' ');
      throw new AppError('pg_tool_failed', { tool: basename(tool.program), reason });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
