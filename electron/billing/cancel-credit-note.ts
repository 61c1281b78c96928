import type { Output, Parsed } from '../contract/api';
import { calendarDateSchema } from '../contract/calendar-date';
import { creditNotes } from '../contract/credit-notes';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { requireOpenDate, requireOpenPeriod } from './closing/open-dates';
import { lockInvoice } from './locked-invoices';

/**
 * A credit note that was issued by mistake counts no more: what it took is due again, and what it had freed stays the
 * tenant's credit. It keeps its number with the reason. Throws `not_found`, `already_canceled`, `day_closed`, `period_locked`.
 */
export function cancelCreditNote(
  database: Database,
  actor: CommandContext,
  input: Parsed<'creditNotes', 'cancel'>,
): Promise<Output<'creditNotes', 'cancel'>> {
  const { key, id, reason } = input;
  const answer = creditNotes.cancel.output;
  const command = { key, kind: 'creditNotes.cancel', action: 'credit_note_canceled', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const note = await work.models.CreditNote.findByPk(id, {
      attributes: ['invoiceId', 'number', 'issueDate'],
      transaction: work.transaction,
    });
    if (!note) throw new AppError('not_found', { entity: 'credit_note' });
    await requireOpenDate(work, work.today);
    await requireOpenPeriod(work, calendarDateSchema.parse(note.issueDate));
    await lockInvoice(work, note.invoiceId);
    const [before] = await work.rows('SELECT x.id FROM billing_desktop.cancellations x WHERE x.credit_note_id = $1', [
      id,
    ]);
    if (before) throw new AppError('already_canceled', { number: note.number });
    await work.rows(
      `WITH number AS (
  UPDATE billing_desktop.numbers SET state = 'voided', reason = $2
  WHERE entity_id = $1::uuid AND series = 'credit_note' AND state = 'used'
)
INSERT INTO billing_desktop.cancellations (credit_note_id, reason, command_key) VALUES ($1::uuid, $2, $3::uuid)`,
      [id, reason, key],
    );
    return { id };
  });
}
