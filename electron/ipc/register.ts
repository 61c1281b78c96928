import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { appOrigin } from '../app-scheme';
import { api } from '../contract/api';
import { channels } from '../contract/channels';
import { commandKeySchema, type CommandKey } from '../contract/ids';
import type { Method } from '../contract/method';
import { leastRole, mayCall, type Role } from '../contract/rights';
import { AppError, fail, succeed, type Result } from '../contract/result';
import type { Log } from '../log/log';
import type { CommandJournal } from '../settings/command-journal';
import type { Windows } from './context';
import { guardInput } from './guard';
import type { SomeHandlers } from './handlers';
import type { Incidents } from './incidents';

export interface Border {
  readonly windows: Pick<Windows, 'owns'>;
  readonly log: Log;
  readonly incidents: Pick<Incidents, 'number'>;
  readonly journal: Pick<CommandJournal, 'write' | 'remove'>;
  /** Told of a command that ended without an answer and stays written down. */
  readonly onUnanswered?: (key: CommandKey) => void;
  /** The connected login's role, null while nobody is connected. */
  readonly role: () => Role | null;
  /** Names the database that a command would go to; throws an AppError where none can take it. */
  readonly databaseName: () => string;
  /** Checks the answers against the contract too: in development and tests, where a slip is found early. */
  readonly checkOutput: boolean;
}

/** Any handler, whatever it takes; only the parsed output of its own method's schema is ever given to it. */
type Handler = (input: never) => Promise<unknown>;

interface Entry {
  readonly method: Method;
  readonly handle: Handler;
}

/** Registers every channel of the contract, each behind the same border. Called once, before a window opens. */
export function registerIpc(handlers: SomeHandlers, border: Border): void {
  for (const [channel, entry] of listChannels(handlers)) {
    ipcMain.handle(channel, (event, input: unknown) => answer(channel, entry, border, event, input));
  }
}

function listChannels(handlers: SomeHandlers): Map<string, Entry> {
  const methods = new Map(Object.entries<Readonly<Record<string, Method>>>(api));
  const handles = new Map(Object.entries<Readonly<Record<string, Handler>>>(handlers));
  const entries = new Map<string, Entry>();
  for (const [area, names] of Object.entries(channels)) {
    for (const name of names) {
      const [method, handle] = [methods.get(area)?.[name], handles.get(area)?.[name]];
      if (method === undefined) throw new Error(`channel ${area}.${name} is not in the contract`);
      entries.set(`${area}.${name}`, { method, handle: handle ?? refuseUnknown });
    }
  }
  return entries;
}

function refuseUnknown(): Promise<never> {
  return Promise.reject(new AppError('unknown_channel'));
}

/** Calls the handler with what its own method's schema has just given: the one place where the types cannot follow. */
function call(entry: Entry, parsed: unknown): Promise<unknown> {
  return entry.handle(parsed as never);
}

async function answer(
  channel: string,
  entry: Entry,
  border: Border,
  event: IpcMainInvokeEvent,
  input: unknown,
): Promise<Result<unknown>> {
  try {
    if (!isOwnPage(event, border.windows)) {
      border.log.warn(`${channel}: refused a sender that is not the app's own page`);
      return fail('forbidden_sender');
    }
    requireRole(channel, border.role());
    const parsed = parseInput(entry.method, input);
    const key = commandKeyOf(entry.method, parsed);
    const value = key === null ? await call(entry, parsed) : await runCommand(channel, entry, border, key, parsed);
    return succeed(border.checkOutput ? entry.method.output.parse(value) : value);
  } catch (error) {
    return toFailure(channel, error, border);
  }
}

/** True for the main frame of our own window, showing our own page. */
function isOwnPage(event: IpcMainInvokeEvent, windows: Pick<Windows, 'owns'>): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !windows.owns(event.sender)) return false;
  if (!URL.canParse(frame.url)) return false;
  const { protocol, host } = new URL(frame.url);
  return `${protocol}//${host}` === appOrigin;
}

/** Before anything is sent: PostgreSQL would refuse it too, but later and in fewer words. Throws `no_permission`. */
function requireRole(channel: string, role: Role | null): void {
  if (!mayCall(role, channel))
    throw new AppError('no_permission', { role: role ?? 'none', needed: leastRole(channel) });
}

function parseInput(method: Method, input: unknown): unknown {
  guardInput(input);
  const parsed = method.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue === undefined ? '' : issue.path.map(String).join('.').slice(0, 200);
  const reason = issue === undefined ? '' : issue.code === 'custom' ? issue.message : issue.code;
  throw new AppError('bad_input', { path, reason });
}

/** True for a method that changes money or a record: its input carries the key that the screen made for it. */
export function isCommand(method: Method): boolean {
  return method.input instanceof z.ZodObject && method.input.shape['key'] === commandKeySchema;
}

function commandKeyOf(method: Method, parsed: unknown): CommandKey | null {
  if (!isCommand(method)) return null;
  return z.object({ key: commandKeySchema }).parse(parsed).key;
}

/** After these nobody knows yet whether the command took effect: what was written down stays until it is asked about. */
const unanswered: ReadonlySet<string> = new Set(['outcome_unknown', 'connection_lost', 'internal']);

/** Writes the command down before anything is sent, and strikes it out once there is an answer to it. */
async function runCommand(
  channel: string,
  entry: Entry,
  border: Border,
  key: CommandKey,
  content: unknown,
): Promise<unknown> {
  const database = border.databaseName();
  await border.journal.write({ key, database, channel, content });
  let value: unknown;
  try {
    value = await call(entry, content);
  } catch (error) {
    if (error instanceof AppError && !unanswered.has(error.code)) await strikeOut(channel, border, key);
    else border.onUnanswered?.(key);
    throw error;
  }
  await strikeOut(channel, border, key);
  return value;
}

/** What the database answered stands, whether or not its file here can be taken away: the next connecting asks about it. */
async function strikeOut(channel: string, { journal, log }: Border, key: CommandKey): Promise<void> {
  try {
    await journal.remove(key);
  } catch (error) {
    log.error(`${channel} ${key} was answered, and stays written down`, error);
  }
}

/** A refusal keeps its code; anything else is logged under a number that the screen shows, and says no more. */
function toFailure(channel: string, error: unknown, { log, incidents }: Border): Result<never> {
  if (error instanceof AppError && error.code !== 'internal') return fail(error.code, error.params);
  const incident = incidents.number(channel);
  log.error(`incident ${incident} in ${channel}`, error);
  return fail('internal', { incident });
}
