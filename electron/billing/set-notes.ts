import type { Output, Parsed } from '../contract/api';
import { invoices } from '../contract/invoices';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { lockInvoice } from './locked-invoices';

/** Changes an invoice's notes in any state: they are no part of what is frozen. Throws `not_found`. */
export function setNotes(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'setNotes'>,
): Promise<Output<'invoices', 'setNotes'>> {
  const { key, id, notes, notesAr } = input;
  const answer = invoices.setNotes.output;
  const command = { key, kind: 'invoices.setNotes', action: 'notes_changed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await lockInvoice(work, id);
    await work.rows('UPDATE public.invoices SET notes = $2, notes_ar = $3 WHERE id = $1', [id, notes, notesAr]);
    return { id };
  });
}
