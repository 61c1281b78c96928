import { z } from 'zod';
import { positiveAmountSchema } from '../../contract/amount';
import { bankLineIdSchema, bankLineStateSchema, statementMethodSchema, type BankLineId } from '../../contract/bank';
import { calendarDateSchema } from '../../contract/calendar-date';
import { currencySchema } from '../../contract/currency';
import { AppError } from '../../contract/result';
import type { Work } from '../command';

const lockedLineSchema = z.object({
  id: bankLineIdSchema,
  bookedOn: calendarDateSchema,
  amount: positiveAmountSchema,
  currency: currencySchema,
  description: z.string(),
  reference: z.string().nullable(),
  payerNumber: z.string().nullable(),
  method: statementMethodSchema,
  state: bankLineStateSchema,
});
export type LockedBankLine = z.infer<typeof lockedLineSchema>;

/** What has become of the line `l`, as an SQL expression: confirmed by a payment that stands, else as last decided. */
export const lineState = `CASE
    WHEN EXISTS (SELECT FROM billing_desktop.bank_line_payments m WHERE m.line_id = l.id AND m.live) THEN 'confirmed'
    WHEN (SELECT x.decision FROM billing_desktop.bank_line_decisions x WHERE x.line_id = l.id
          ORDER BY x.id DESC LIMIT 1) = 'set_aside' THEN 'set_aside'
    ELSE 'waiting' END`;

/**
 * Locks a line of a statement, by a lock of its own since nobody may update one, and reads what has become of it. Throws
 * `not_found`.
 */
export async function lockBankLine(work: Work, id: BankLineId): Promise<LockedBankLine> {
  await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_bank_line:' || $1::text, 0))`, [id]);
  const [known] = await work.rows('SELECT FROM billing_desktop.bank_lines l WHERE l.id = $1', [id]);
  if (known === undefined) throw new AppError('not_found', { entity: 'bank_line' });
  return lockedLineSchema.parse(
    await work.row(
      `SELECT l.id, l.booked_on AS "bookedOn", l.amount, l.currency, l.description, l.reference,
  l.payer_number AS "payerNumber", a.method, ${lineState} AS state
FROM billing_desktop.bank_lines l JOIN billing_desktop.bank_accounts a ON a.id = l.account_id WHERE l.id = $1`,
      [id],
    ),
  );
}

/** Throws `bank_line_confirmed`, `bank_line_set_aside` unless the line waits. */
export function requireWaiting({ state }: LockedBankLine): void {
  if (state === 'confirmed') throw new AppError('bank_line_confirmed');
  if (state === 'set_aside') throw new AppError('bank_line_set_aside');
}

/** What a payment bears as its reference: the line's own, else its text, else the day and the line. Never empty. */
export function referenceOf(line: Pick<LockedBankLine, 'reference' | 'description' | 'bookedOn' | 'id'>): string {
  const text = line.reference?.trim() || line.description.trim();
  return (text || `${line.bookedOn} ${line.id.slice(0, 8)}`).slice(0, 255);
}
