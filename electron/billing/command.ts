import { createHash } from 'node:crypto';
import { QueryTypes, type Transaction } from 'sequelize';
import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from '../contract/calendar-date';
import type { CommandKey } from '../contract/ids';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import type { Models } from '../database/models/models';
import { inTransaction, type TransactionTimeouts } from '../database/transaction';
import type { AuditAction } from './audit-actions';

/** Who gives a command, beyond the login that PostgreSQL knows: the computer it comes from. */
export interface CommandContext {
  readonly machine: string;
  /** Who said that he is working, where several share a login; proven by nothing. */
  readonly claimedBy?: string | null;
}

/** A write that happens once: its key, what it is, and what was asked. */
export interface Command<Answer> {
  readonly key: CommandKey;
  /** The channel: `payments.record`. */
  readonly kind: string;
  /** The word that the audit gets for what changes under this command. */
  readonly action: AuditAction;
  /** What was asked, without the key: the same key with other content is refused. */
  readonly content: unknown;
  /** Reads a stored answer back. */
  readonly answer: z.ZodType<Answer>;
  /** For work that is longer than a form's. */
  readonly timeouts?: Partial<TransactionTimeouts>;
}

/** The open transaction of a command: everything a use case may do to the database. */
export interface Work {
  readonly key: CommandKey;
  /** The date of the server's clock in the business zone, as the command began. */
  readonly today: CalendarDate;
  readonly transaction: Transaction;
  /** The tables as models: for a single row by its key, always with `{ transaction }`. */
  readonly models: Models;
  /** The rows of a statement, also of one that writes and returns. Only bind parameters carry values. */
  rows<Row extends object>(sql: string, bind?: readonly unknown[]): Promise<Row[]>;
  /** The one row that there must be. */
  row<Row extends object>(sql: string, bind?: readonly unknown[]): Promise<Row>;
}

/** JSON with the keys of every object in order, so that the same content always gives the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

function hashOf(kind: string, content: unknown): string {
  const withoutKey =
    typeof content === 'object' && content !== null
      ? Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'key'))
      : content;
  return createHash('sha256')
    .update(canonicalJson([kind, withoutKey]))
    .digest('hex');
}

/** The statements of a transaction, before it is known whether there is work for them. */
export type Statements = Pick<Work, 'rows' | 'row'>;

/** What pg_stat_activity shows before each statement: which command it belongs to, and from which computer. */
function markOf({ kind }: Pick<Command<unknown>, 'kind'>, { machine }: CommandContext): string {
  return `/* ${kind} @${machine.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')} */ `;
}

/** Raw statements on an open transaction, each behind `mark`; for reads of a use case that writes nothing too. */
export function statementsOf({ sequelize }: Database, transaction: Transaction, mark = ''): Statements {
  const rows = <Row extends object>(sql: string, bind: readonly unknown[] = []): Promise<Row[]> =>
    sequelize.query<Row>(`${mark}${sql}`, { transaction, type: QueryTypes.SELECT, bind: [...bind] });
  return {
    rows,
    async row<Row extends object>(sql: string, bind: readonly unknown[] = []) {
      const [first] = await rows<Row>(sql, bind);
      if (first === undefined) throw new AppError('internal', {}, new Error('a row that must be there is missing'));
      return first;
    },
  };
}

interface StoredCommand {
  readonly content_hash: string;
  readonly answer: unknown;
}

const takenSchema = z.object({ taken: z.boolean(), today: calendarDateSchema });

/** Takes the key, and tells the triggers which command it is, by what and from where. Not `taken` where it was before. */
async function takeKey<Answer>(
  statements: Statements,
  actor: CommandContext,
  command: Command<Answer>,
  hash: string,
): Promise<z.infer<typeof takenSchema>> {
  return takenSchema.parse(
    await statements.row(
      `WITH mine AS (
  INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES ($1, $2, $3)
  ON CONFLICT (key) DO NOTHING RETURNING key
)
SELECT EXISTS (SELECT FROM mine) AS taken, billing_desktop.today() AS today,
  set_config('billing_desktop.command_key', $1::text, true), set_config('billing_desktop.action', $4, true),
  set_config('billing_desktop.machine', $5, true), set_config('billing_desktop.claimed_by', $6, true)`,
      [command.key, command.kind, hash, command.action, actor.machine, actor.claimedBy ?? ''],
    ),
  );
}

async function storedAnswer<Answer>(statements: Statements, command: Command<Answer>, hash: string): Promise<Answer> {
  // The insert has waited for whoever had the key: by now its answer is committed.
  const stored = await statements.row<StoredCommand>(
    'SELECT content_hash, answer FROM billing_desktop.commands WHERE key = $1',
    [command.key],
  );
  if (stored.content_hash !== hash) throw new AppError('key_reused', { key: command.key });
  return command.answer.parse(stored.answer);
}

/**
 * Runs a command's work in one transaction, once for its key: the same key again gives the first answer again, the same
 * key with other content throws `key_reused`. A refusal stores nothing, so that it can be asked again.
 *
 * Where the reply to COMMIT was lost, the same command is sent once more: its key makes that safe. `outcome_unknown` is
 * thrown only where nothing can be learnt either.
 */
export async function runCommand<Answer>(
  database: Database,
  actor: CommandContext,
  command: Command<Answer>,
  work: (work: Work) => Promise<Answer>,
): Promise<Answer> {
  const hash = hashOf(command.kind, command.content);
  const once = async (transaction: Transaction): Promise<Answer> => {
    const statements = statementsOf(database, transaction, markOf(command, actor));
    const { taken, today } = await takeKey(statements, actor, command, hash);
    if (!taken) return storedAnswer(statements, command, hash);
    const answer = await work({ ...statements, key: command.key, today, transaction, models: database.models });
    await statements.rows('UPDATE billing_desktop.commands SET answer = $2::jsonb WHERE key = $1', [
      command.key,
      JSON.stringify(answer),
    ]);
    return answer;
  };
  const { timeouts = {} } = command;
  const attempt = (): Promise<Answer> => inTransaction(database, once, { timeouts });
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'outcome_unknown') throw error;
    return await askAgain(attempt, error);
  }
}

const aboutTheLine: ReadonlySet<string> = new Set([
  'connection_lost',
  'not_connected',
  'port_refused',
  'name_not_found',
  'connect_timeout',
  'server_starting',
  'too_many_connections',
  'busy_try_again',
]);

async function askAgain<Answer>(attempt: () => Promise<Answer>, unknown: AppError): Promise<Answer> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof AppError && aboutTheLine.has(error.code)) throw unknown;
    throw error;
  }
}

/** What the database knows about a key. */
export type Outcome = { readonly done: true; readonly answer: unknown } | { readonly done: false };

/**
 * Whether the command with this key took effect, and its answer: for a command that was sent and never answered. Waits for
 * one that is still on its way, so that `done: false` stays true unless it is sent again.
 */
export async function askOutcome(database: Database, key: CommandKey): Promise<Outcome> {
  return inTransaction(database, async (transaction) => {
    const work = statementsOf(database, transaction);
    // An insert waits for whoever holds the key in an open transaction; a mere SELECT would look past it.
    await work.rows('SAVEPOINT asking');
    await work.rows(
      `INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES ($1, 'asking', '') ON CONFLICT (key) DO NOTHING`,
      [key],
    );
    const stored = await work.row<{ answer: unknown }>('SELECT answer FROM billing_desktop.commands WHERE key = $1', [
      key,
    ]);
    await work.rows('ROLLBACK TO SAVEPOINT asking');
    return stored.answer === null ? { done: false } : { done: true, answer: stored.answer };
  });
}
