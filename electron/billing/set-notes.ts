import type { Output, Parsed } from '../contract/api';
import { invoices } from '../contract/invoices';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { lockInvoice } from './locked-invoices';

/**
 * Changes an invoice's notes in any state: they are no part of what is frozen. Throws `not_found`, and `conflict` where the
 * invoice changed since the version that the notes were written upon.
 */
export function setNotes(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'setNotes'>,
): Promise<Output<'invoices', 'setNotes'>> {
  const { key, id, version, notes, notesAr } = input;
  const answer = invoices.setNotes.output;
  const command = { key, kind: 'invoices.setNotes', action: 'notes_changed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const invoice = await lockInvoice(work, id);
    if (invoice.version !== version) throw new AppError('conflict', { entity: 'invoice' });
    const { transaction, models } = work;
    await models.Invoice.update({ notes, notesAr }, { where: { id }, transaction });
    return { id };
  });
}
