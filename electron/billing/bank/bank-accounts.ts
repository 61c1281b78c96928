import { randomUUID } from 'node:crypto';
import type { Output, Parsed } from '../../contract/api';
import { bank, bankMappingSchema, type BankAccountId, type BankMapping } from '../../contract/bank';
import { currencySchema, type Currency } from '../../contract/currency';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { selectOne, type Reader } from '../../database/queries/select';
import { sql } from '../../database/queries/sql';
import { runCommand, type CommandContext } from '../command';

/**
 * Adds an account or wallet whose statements are read, or changes its names and method. Its currency stays as it is once it
 * has lines. Throws `bank_account_exists`, `not_found`, `currency_mismatch`.
 */
export function saveBankAccount(
  database: Database,
  actor: CommandContext,
  input: Parsed<'bank', 'saveAccount'>,
): Promise<Output<'bank', 'saveAccount'>> {
  const { key, name, nameAr, currency, method } = input;
  const answer = bank.saveAccount.output;
  const command = { key, kind: 'bank.saveAccount', action: 'bank_account_saved', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const id = input.id ?? randomUUID();
    await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_bank_accounts', 0))`);
    const [other] = await work.rows(
      'SELECT FROM billing_desktop.bank_accounts WHERE billing_desktop.fold(name) = billing_desktop.fold($1) AND id <> $2',
      [name, id],
    );
    if (other) throw new AppError('bank_account_exists', { name });
    if (input.id === null) {
      await work.rows(
        `INSERT INTO billing_desktop.bank_accounts (id, name, name_ar, currency, method, command_key)
VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, name, nameAr, currency, method, key],
      );
    } else {
      const [found] = await work.rows<{ currency: Currency; used: boolean }>(
        `SELECT a.currency, EXISTS (SELECT FROM billing_desktop.bank_lines l WHERE l.account_id = a.id) AS used
FROM billing_desktop.bank_accounts a WHERE a.id = $1 FOR NO KEY UPDATE OF a`,
        [id],
      );
      if (!found) throw new AppError('not_found', { entity: 'bank_account' });
      if (found.used && found.currency !== currency) {
        throw new AppError('currency_mismatch', { number: name, currency: found.currency, paid: currency });
      }
      await work.rows(
        'UPDATE billing_desktop.bank_accounts SET name = $2, name_ar = $3, currency = $4, method = $5 WHERE id = $1',
        [id, name, nameAr, currency, method],
      );
    }
    return answer.parse({ id });
  });
}

/** An account with the columns of its last statement. Throws `not_found`. */
export async function accountMapping(
  reader: Reader,
  id: BankAccountId,
): Promise<{ readonly currency: Currency; readonly mapping: BankMapping | null }> {
  const row = await selectOne<{ currency: unknown; mapping: unknown }>(
    reader,
    sql`SELECT a.currency, a.mapping FROM billing_desktop.bank_accounts a WHERE a.id = ${id}`,
  );
  if (row === null) throw new AppError('not_found', { entity: 'bank_account' });
  // What an older app kept in another shape is asked for again.
  return {
    currency: currencySchema.parse(row.currency),
    mapping: bankMappingSchema.safeParse(row.mapping).data ?? null,
  };
}
