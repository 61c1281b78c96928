import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Page } from 'playwright';
import { firstPreferences } from '../../electron/contract/preferences';
import type { DialogAnswer, Recorded } from '../stand-in/parent';
import { launchElectron } from './electron-app';
import { launchStandIn } from './stand-in-app';
import { electronBinary } from '../../scripts/electron-binary.mjs';
import { call } from './bridge';

export interface LaunchOptions {
  /** The folder of the program's own data, to start again where another start ended; a new one where it is not given. */
  readonly userData?: string;
  /** Becomes DATABASE_URL, and the profile that the program connects to. */
  readonly databaseUrl?: string;
  /** True: DATABASE_URL is set, but the wizard still comes first. */
  readonly wizard?: boolean;
  /** Arabic where it is not given, as for a new user. */
  readonly language?: 'ar' | 'en';
  readonly env?: Readonly<Record<string, string>>;
  /** False: a computer without a store for secrets. */
  readonly keyring?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
}

/** How a program is started, whichever it is. */
export interface Start {
  readonly userData: string;
  readonly env: Readonly<Record<string, string>>;
  readonly keyring: boolean;
  /** The window's, where it is not the program's own. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** A program that runs, with the page of its window. */
export interface RunningApp {
  readonly page: Page;
  /** Process number of the main process. */
  readonly pid: number;
  /** Playwright's handle, where it is Electron. */
  readonly electronApp: ElectronApplication | null;
  /** The next dialog of this kind gets this answer, without anybody being asked. */
  answerDialog(answer: DialogAnswer): Promise<void>;
  /** Links opened, text in the clipboard, and files that a printer would have got. */
  recorded(): Promise<Recorded>;
  /** As by the reader's hand; resolves when the program has ended. */
  close(): Promise<void>;
  /** SIGKILL for the main process: nothing more is written. */
  kill(): Promise<void>;
  /** What the program wrote on its console. */
  output(): string;
}

export interface LaunchedApp extends RunningApp {
  readonly kind: 'electron' | 'stand-in';
  readonly userData: string;
}

/** Whether the tests run against Electron or the stand-in, for the first line of a run. */
export function launchedKind(): 'electron' | 'stand-in' {
  return electronBinary() === null ? 'stand-in' : 'electron';
}

const made = new Set<string>();

/**
 * Starts the built program with a user of its own and waits for the page of its window. A database is connected to from
 * the start; without one the wizard comes up.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const userData = options.userData ?? (await newUserData(options));
  const start: Start = {
    userData,
    env: {
      TZ: 'Asia/Aden',
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      ...options.env,
    },
    keyring: options.keyring !== false,
    size: options.size,
  };
  const kind = launchedKind();
  const running = await (kind === 'electron' ? launchElectron(start) : launchStandIn(start));
  if (options.databaseUrl !== undefined && options.wizard !== true) await firstAttemptEnded(running.page);
  return { ...running, kind, userData };
}

/** The window does not wait for the database: a test that calls at once would find none. */
async function firstAttemptEnded(page: Page): Promise<void> {
  const isUnderWay = async (): Promise<boolean> => {
    const { state, failure } = await call(page, 'connection', 'status', {});
    return failure === null && (state === 'offline' || state === 'connecting');
  };
  await expect.poll(isUnderWay, { timeout: 30_000 }).toBe(false);
}

/** Removes the folders that launchApp() made in this process. */
export async function removeUserData(): Promise<void> {
  for (const folder of made) await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  made.clear();
}

/** Who works in the tests, as he says. */
const workingName = 'tester';

/** Settings as a user would have them who has chosen a language, and a database. */
async function newUserData(options: LaunchOptions): Promise<string> {
  const userData = await mkdtemp(join(tmpdir(), 'sahool-user-'));
  made.add(userData);
  // The built-in PostgreSQL of a program that runs as root is another user's: it must get to its data.
  if (process.getuid?.() === 0) await chmod(userData, 0o755);
  const settings = join(userData, 'settings');
  await mkdir(settings, { recursive: true, mode: 0o700 });
  const write = (name: string, content: unknown): Promise<void> =>
    writeFile(join(settings, name), JSON.stringify(content), { mode: 0o600 });
  // Where several share a login the first start would ask for a name; here one was given already.
  await write('preferences.json', options.language === undefined ? { workingName } : preferencesIn(options.language));
  if (options.databaseUrl !== undefined && options.wizard !== true) {
    const profile = {
      id: randomUUID(),
      name: 'test',
      color: 'none',
      address: { kind: 'environment' },
      hasPassword: false,
      passwordKept: false,
    };
    await write('profiles.json', { active: profile.id, profiles: [profile] });
  }
  return userData;
}

/** The first preferences, but for the language and no moving pictures. */
function preferencesIn(language: 'ar' | 'en'): object {
  return { ...firstPreferences, language, theme: 'light', reduceMotion: true, workingName };
}
