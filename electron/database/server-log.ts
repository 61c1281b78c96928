import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import type { ServerLog } from '../contract/upkeep';
import type { Database } from './database';
import { serverError } from './error-translation';

/** The bytes of the file's end that are read. */
const tailBytes = 131_072;
const shownLines = 400;

const placeSchema = z.array(z.object({ destination: z.string(), collector: z.string() })).length(1);
const fileSchema = z.array(z.object({ file: z.string().nullable() })).length(1);
const endSchema = z.array(z.object({ end: z.instanceof(Buffer) })).length(1);

/** No right to ask, or to read a file of the server. */
const refusals: ReadonlySet<string> = new Set(['42501', '58P01', '42883']);

/**
 * The last lines that PostgreSQL wrote into its log, read through the server itself: it needs the logging collector, and a
 * login with what `serverLogGrants` names, or a superuser as the built-in database has. Where it cannot be read the
 * answer says why. The lines are as the server wrote them: whoever shows them hides what is secret.
 */
export async function readServerLog({ sequelize }: Pick<Database, 'sequelize'>): Promise<ServerLog> {
  const ask = (sql: string, bind: readonly unknown[] = []): Promise<unknown> =>
    sequelize.query(sql, { type: QueryTypes.SELECT, bind: [...bind] });
  const [place] = placeSchema.parse(
    await ask(
      `SELECT current_setting('log_destination') AS destination, current_setting('logging_collector') AS collector`,
    ),
  );
  const destination = place?.destination ?? '';
  const unread = (reason: ServerLog['reason']): ServerLog => ({ file: null, lines: [], reason, destination });
  if (place?.collector !== 'on') return unread('elsewhere');
  try {
    const [found] = fileSchema.parse(await ask(`SELECT pg_current_logfile() AS file`));
    if (!found?.file) return unread('elsewhere');
    const [read] = endSchema.parse(
      await ask(
        `SELECT pg_read_binary_file($1, greatest(size - ${tailBytes}, 0), ${tailBytes}) AS end FROM pg_stat_file($1)`,
        [found.file],
      ),
    );
    const lines = (read?.end.toString('utf8') ?? '').split('\n');
    // The first one was cut in two; after the last there is nothing.
    const whole = read && read.end.length >= tailBytes ? lines.slice(1, -1) : lines.slice(0, -1);
    return { file: found.file, lines: whole.slice(-shownLines), reason: null, destination };
  } catch (error) {
    if (refusals.has(serverError(error)?.sqlState ?? '')) return unread('no_right');
    throw error;
  }
}
