import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import { z } from 'zod';
import type { Output } from '../../contract/api';
import { sumSchema } from '../../contract/amount';
import { bank, type BankAccountId, type BankMapping, type StatementPreview } from '../../contract/bank';
import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';
import type { CommandKey } from '../../contract/ids';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { day, today } from '../../database/queries/expressions';
import { select, selectOne, selectRow, type Reader } from '../../database/queries/select';
import { sql } from '../../database/queries/sql';
import { runCommand, type CommandContext, type Work } from '../command';
import type { Table } from '../csv/read-table';
import { accountMapping } from './bank-accounts';
import { headsOf, missingBankColumns, statementRows, type StatementRows } from './statement-rows';

/** A statement that was read, whose it is, and what its columns are. */
export interface StatementFile {
  readonly accountId: BankAccountId;
  readonly fileName: string;
  readonly table: Table;
  readonly mapping: BankMapping;
}

function readRows({ table, mapping }: StatementFile, now: CalendarDate): StatementRows {
  const missing = missingBankColumns(mapping);
  if (missing.length > 0) throw new AppError('columns_missing', { columns: missing.join(', ') });
  return statementRows(table, mapping, now);
}

async function knownKeys(
  reader: Reader,
  accountId: BankAccountId,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await select<{ key: string }>(
    reader,
    sql`SELECT l.line_key AS key FROM billing_desktop.bank_lines l
WHERE l.account_id = ${accountId} AND l.line_key = ANY (${keys}::text[])`,
  );
  return new Set(rows.map(({ key }) => key));
}

const [shownProblems, shownRows] = [500, 20];

/** What an import of this statement would do. Throws `columns_missing`, `not_found`. */
export async function previewStatement(reader: Reader, file: StatementFile): Promise<StatementPreview> {
  await accountMapping(reader, file.accountId);
  const { date } = await selectRow<{ date: string }>(reader, sql`SELECT ${day(today)} AS date`);
  const { incoming, outgoing, problems, rows } = readRows(file, calendarDateSchema.parse(date));
  const before = await selectOne(
    reader,
    sql`SELECT FROM billing_desktop.bank_statements s
WHERE s.account_id = ${file.accountId} AND s.content_hash = ${file.table.contentHash}`,
  );
  const known = await knownKeys(
    reader,
    file.accountId,
    incoming.map(({ key }) => key),
  );
  const good = incoming.filter(({ key }) => !known.has(key));
  const days = good.map(({ bookedOn }) => bookedOn).toSorted();
  return {
    fileName: file.fileName,
    alreadyImported: before !== null,
    rows,
    good: good.length,
    known: incoming.length - good.length,
    outgoing,
    wrong: problems.length,
    // Of a whole statement: more than one amount may hold.
    total: sumSchema.parse(good.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2)),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    problems: problems.slice(0, shownProblems),
    first: good.slice(0, shownRows).map(({ line, bookedOn, amount, description, reference }) => ({
      line,
      bookedOn,
      amount,
      description,
      reference,
    })),
  };
}

const addedSchema = z.object({ n: z.coerce.number().int() });

/** The work of an import, within the transaction of whichever command does it. Throws as importStatement does. */
export async function takeInStatement(
  work: Work,
  { sequelize }: Pick<Database, 'sequelize'>,
  file: StatementFile,
): Promise<Output<'bank', 'import'>> {
  const { accountId, fileName, table, mapping } = file;
  const [account] = await work.rows<{ currency: string }>(
    'SELECT a.currency FROM billing_desktop.bank_accounts a WHERE a.id = $1 FOR NO KEY UPDATE OF a',
    [accountId],
  );
  if (!account) throw new AppError('not_found', { entity: 'bank_account' });
  const [before] = await work.rows<{ at: string }>(
    `SELECT to_char(billing_desktop.date_of(imported_at), 'YYYY-MM-DD') AS at
FROM billing_desktop.bank_statements WHERE account_id = $1 AND content_hash = $2`,
    [accountId, table.contentHash],
  );
  if (before) throw new AppError('file_already_imported', { file: fileName, date: before.at });
  const { incoming, outgoing, problems } = readRows(file, work.today);
  if (incoming.length === 0) throw new AppError('nothing_to_import', { file: fileName });
  const known = await knownKeys(
    { sequelize, transaction: work.transaction },
    accountId,
    incoming.map((line) => line.key),
  );
  const lines = incoming.filter((line) => !known.has(line.key));
  const id = randomUUID();
  await work.rows(
    `INSERT INTO billing_desktop.bank_statements (id, account_id, file_name, content_hash, line_count, known_count,
  outgoing_count, wrong_count, command_key)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      accountId,
      fileName,
      table.contentHash,
      lines.length,
      incoming.length - lines.length,
      outgoing,
      problems.length,
      work.key,
    ],
  );
  const added = await work.row(
    `WITH added AS (
  INSERT INTO billing_desktop.bank_lines (account_id, statement_id, line_number, booked_on, amount, currency, description,
    reference, payer_number, line_key)
  SELECT $1::uuid, $2::uuid, g.line, g.booked_on, g.amount, $3::public.currency_enum, g.description, nullif(g.reference, ''),
    nullif(g.payer, ''), g.key
  FROM unnest($4::integer[], $5::date[], $6::numeric[], $7::text[], $8::text[], $9::text[], $10::text[])
    AS g (line, booked_on, amount, description, reference, payer, key)
  RETURNING id
) SELECT count(*) AS n FROM added`,
    [
      accountId,
      id,
      account.currency,
      lines.map((line) => line.line),
      lines.map((line) => line.bookedOn),
      lines.map((line) => line.amount),
      lines.map((line) => line.description),
      lines.map((line) => line.reference ?? ''),
      lines.map((line) => line.payerNumber ?? ''),
      lines.map((line) => line.key),
    ],
  );
  await work.rows('UPDATE billing_desktop.bank_accounts SET mapping = $2::jsonb WHERE id = $1', [
    accountId,
    JSON.stringify({ ...mapping, heads: headsOf(table, mapping.headRow) }),
  ]);
  return bank.import.output.parse({ id, added: addedSchema.parse(added).n, known: incoming.length - lines.length });
}

/**
 * Takes in a statement: its incoming lines that are not there yet, each once however files overlap, and keeps what its
 * columns are for the account. The same file again throws `file_already_imported`. Throws `columns_missing`, `not_found`,
 * `nothing_to_import` for a file without incoming lines.
 */
export function importStatement(
  database: Database,
  actor: CommandContext,
  file: StatementFile & { readonly key: CommandKey },
): Promise<Output<'bank', 'import'>> {
  const { key, accountId, table, mapping } = file;
  const answer = bank.import.output;
  const content = { accountId, contentHash: table.contentHash, mapping };
  const command = { key, kind: 'bank.import', action: 'statement_imported', content, answer } as const;
  return runCommand(database, actor, command, (work) => takeInStatement(work, database, file));
}
