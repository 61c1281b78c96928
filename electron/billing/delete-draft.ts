import type { Output, Parsed } from '../contract/api';
import { invoices } from '../contract/invoices';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { lockInvoice } from './locked-invoices';

/**
 * Deletes a draft. What bears a number, or has a payment of any kind, is never deleted: throws `invoice_not_draft`,
 * `invoice_has_payments`.
 */
export function deleteDraft(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'deleteDraft'>,
): Promise<Output<'invoices', 'deleteDraft'>> {
  const { key, id } = input;
  const answer = invoices.deleteDraft.output;
  const command = { key, kind: 'invoices.deleteDraft', action: 'deleted', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const invoice = await lockInvoice(work, id);
    if (invoice.status !== 'draft' || !invoice.number.startsWith('DRAFT-')) {
      throw new AppError('invoice_not_draft', { number: invoice.number });
    }
    const { paid } = await work.row<{ paid: boolean }>(
      'SELECT EXISTS (SELECT FROM public.payments p WHERE p.invoice_id = $1) AS paid',
      [id],
    );
    if (paid) throw new AppError('invoice_has_payments', { number: invoice.number });
    const { transaction, models } = work;
    await models.InvoiceDetails.destroy({ where: { invoiceId: id }, transaction });
    await models.Invoice.destroy({ where: { id }, transaction });
    return { deleted: true as const };
  });
}
