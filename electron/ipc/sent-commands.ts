import { askOutcome } from '../billing/command';
import type { ConnectionState } from '../contract/connection';
import type { CommandKey } from '../contract/ids';
import { AppError } from '../contract/result';
import type { ConnectionManager } from '../database/connection-manager';
import type { Database } from '../database/database';
import type { Log } from '../log/log';
import type { CommandJournal, WrittenCommand } from '../settings/command-journal';

interface Parts {
  readonly journal: CommandJournal;
  readonly connection: Pick<ConnectionManager, 'database' | 'onChange'>;
  /** Names the database that is connected, as the border does it for the journal; throws where none takes commands. */
  readonly databaseName: () => string;
  readonly log: Log;
  /** Called where commands were settled: what they did may not be on the screen yet. */
  readonly onSettled: () => void;
  /** Milliseconds until a command is asked about again whose key is held by another session; half a minute by itself. */
  readonly againMs?: number;
}

/**
 * Commands from their sending to their answer. One that was sent and never answered, because the line or this program broke,
 * is asked about by its key as soon as its database is connected: either it took effect, or it never will.
 */
export interface SentCommands {
  /** The journal as the border writes it; besides, it is known here which commands are on their way. */
  readonly journal: Pick<CommandJournal, 'write' | 'remove'>;
  /** A command has ended without an answer: from now on it may be asked about. */
  leftOpen(key: CommandKey): void;
  /** Asks the connected database about each command that went to it and has no answer. Never throws; what failed is logged. */
  settle(): Promise<void>;
}

const nothing = (): void => undefined;
const ready: ReadonlySet<ConnectionState> = new Set(['connected', 'slow']);

export function createSentCommands(parts: Parts): SentCommands {
  const { journal, connection, log } = parts;
  const onTheirWay = new Map<CommandKey, number>();
  const beingSettled = new Map<CommandKey, Promise<void>>();
  let running: Promise<void> | null = null;
  let wanted = false;

  /** A double click sends one key twice: it is on its way until both have come back. */
  function note(key: CommandKey, change: 1 | -1): void {
    const count = (onTheirWay.get(key) ?? 0) + change;
    if (count > 0) onTheirWay.set(key, count);
    else onTheirWay.delete(key);
  }

  function reachable(): { readonly database: Database; readonly name: string } | null {
    try {
      return { name: parts.databaseName(), database: connection.database({ write: true }) };
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  async function ask(database: Database, { key, channel, writtenAt }: WrittenCommand): Promise<boolean> {
    const { done } = await askOutcome(database, key);
    // Sent again meanwhile: its answer settles it.
    if (onTheirWay.has(key)) return false;
    await journal.remove(key);
    const outcome = done ? 'took effect' : 'never took effect';
    log.info(`${channel} ${key}, sent at ${writtenAt} and not answered, ${outcome}`);
    return true;
  }

  async function askAll(): Promise<void> {
    const target = reachable();
    if (target === null) return;
    const pending = (await journal.listPending()).filter(
      ({ key, database }) => database === target.name && !onTheirWay.has(key),
    );
    let settled = 0;
    let busy = false;
    try {
      for (const command of pending) {
        const asking = ask(target.database, command);
        beingSettled.set(command.key, asking.then(nothing, nothing));
        try {
          if (await asking) settled += 1;
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'busy_try_again') throw error;
          busy = true;
        } finally {
          beingSettled.delete(command.key);
        }
      }
    } finally {
      if (settled > 0) parts.onSettled();
    }
    // Another session still holds a key: its transaction ends, or the server ends it.
    if (busy) setTimeout(() => void settle(), parts.againMs ?? 30_000).unref();
  }

  async function run(): Promise<void> {
    while (wanted) {
      wanted = false;
      try {
        await askAll();
      } catch (error) {
        log.error('commands without an answer could not be asked about', error);
      }
    }
    running = null;
  }

  function settle(): Promise<void> {
    wanted = true;
    running ??= run();
    return running;
  }

  let wasReady = false;
  connection.onChange(({ state }) => {
    const isReady = ready.has(state);
    if (isReady && !wasReady) void settle();
    wasReady = isReady;
  });

  return {
    journal: {
      async write(command) {
        note(command.key, 1);
        try {
          // Its file may be about to be struck out: then it is written after that.
          await beingSettled.get(command.key);
          await journal.write(command);
        } catch (error) {
          note(command.key, -1);
          throw error;
        }
      },
      async remove(key) {
        note(key, -1);
        await journal.remove(key);
      },
    },
    leftOpen(key) {
      note(key, -1);
      void settle();
    },
    settle,
  };
}
