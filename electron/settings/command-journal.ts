import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { commandKeySchema, type CommandKey } from '../contract/ids';
import { AppError } from '../contract/result';
import { fileIn, parseJson, readText, removeFile, writeWhole } from './json-file';

/** A command as it is written down before it is sent: enough to ask a database about it, or to send it again. */
const writtenCommandSchema = z.object({
  key: commandKeySchema,
  /** Names the server and the database that it went to. */
  database: z.string(),
  channel: z.string(),
  /** The parsed input of the channel. */
  content: z.json(),
  writtenAt: z.iso.datetime(),
});
export type WrittenCommand = z.infer<typeof writtenCommandSchema>;

/** What the border writes down: `content` is the channel's parsed input, plain JSON. */
export interface CommandToWrite {
  readonly key: CommandKey;
  readonly database: string;
  readonly channel: string;
  readonly content: unknown;
}

/**
 * The commands that were sent and not yet answered, one flushed file for each key. After a crash or a lost reply, what is
 * still here is what has to be asked about: by its key, the database knows whether it took effect.
 */
export interface CommandJournal {
  /** Returns once the file is on the disk: only then may the command be sent. Throws `journal_unwritable`. */
  write(command: CommandToWrite): Promise<void>;
  /** The command was answered: forgets it. */
  remove(key: CommandKey): Promise<void>;
  /** Oldest first; an unreadable file is reported and left where it is. */
  listPending(): Promise<WrittenCommand[]>;
}

/** Opens the journal in `folder`, which is made when first needed. */
export function openCommandJournal(folder: string, onUnreadable: (path: string) => void): CommandJournal {
  return {
    async write(command) {
      // Through JSON and back: a field that was left out must not stand there as `undefined`.
      const content: unknown = JSON.parse(JSON.stringify(command.content));
      const written = writtenCommandSchema.parse({ ...command, content, writtenAt: new Date().toISOString() });
      try {
        await writeWhole(fileIn(folder, written.key), JSON.stringify(written));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'settings_unwritable') throw error;
        throw new AppError('journal_unwritable', error.params, error.cause);
      }
    },
    remove: (key) => removeFile(fileIn(folder, key)),
    async listPending() {
      const commands: WrittenCommand[] = [];
      for (const name of await listNames(folder)) {
        const text = await readText(join(folder, name));
        if (text === null) continue;
        const parsed = writtenCommandSchema.safeParse(parseJson(text));
        if (parsed.success) commands.push(parsed.data);
        else onUnreadable(join(folder, name));
      }
      return commands.toSorted((left, right) => (left.writtenAt < right.writtenAt ? -1 : 1));
    },
  };
}

async function listNames(folder: string): Promise<string[]> {
  try {
    // A `.tmp` file is a command that was never sent: it was not yet whole when the program ended.
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
