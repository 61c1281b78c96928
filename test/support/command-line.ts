import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildIfNeeded, root } from '../../scripts/build-if-needed.mjs';

/** What one call of the command line has left behind. */
export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one value that --json prints. Throws where it is not JSON. */
  json(): unknown;
}

export interface CliOptions {
  /** Becomes DATABASE_URL; without it the call knows of no database. */
  readonly databaseUrl?: string;
  /** LANG, as the system of an Arabic or an English reader sets it; English where it is not given. */
  readonly language?: 'ar' | 'en';
  /** ENVIRONMENT, as a developer's own database has it. */
  readonly environment?: string;
  /** True: by `npm run -s cli --`, as a reader types it. Otherwise npm is left out, which takes its time. */
  readonly throughNpm?: boolean;
}

/** Builds what has changed, so that no single call has to wait for it. */
export function buildCommandLine(): Promise<void> {
  return buildIfNeeded({ quiet: true });
}

/** None of the settings of whoever runs the tests, which could name a database of theirs. */
export function cleanEnvironment({ databaseUrl, language = 'en', environment }: CliOptions): NodeJS.ProcessEnv {
  const foreign = /^(?:ENVIRONMENT$|PG|POSTGRES_|DATABASE_URL$|DB_|LC_|LANG)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    LANG: language === 'ar' ? 'ar_YE.UTF-8' : 'en_US.UTF-8',
    SAHOOL_STAND_IN_BROWSER: 'pinned',
    ...(environment === undefined ? {} : { ENVIRONMENT: environment }),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
}

/**
 * Runs the built command line in a process of its own, to its end. That takes half a second of a core each time: callCli() of
 * call-command-line.ts does for what a process adds nothing to.
 */
export async function runCli(words: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const [program, ...first] =
    options.throughNpm === true
      ? ['npm', 'run', '-s', 'cli', '--']
      : [process.execPath, join(root, 'scripts', 'cli.mjs')];
  const child = spawn(program ?? '', [...first, ...words], {
    cwd: root,
    env: cleanEnvironment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm is a script on Windows.
    shell: options.throughNpm === true && process.platform === 'win32',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr, json: (): unknown => JSON.parse(stdout) };
}
