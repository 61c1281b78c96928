import { compareAmounts } from '../contract/amount';
import type { Output, Parsed } from '../contract/api';
import { calendarDateSchema } from '../contract/calendar-date';
import { invoices } from '../contract/invoices';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { runCommand, type CommandContext } from './command';
import { requireOpenDate, requireOpenPeriod } from './closing/open-dates';
import { lockInvoice } from './locked-invoices';
import { isOpen } from './rules/receipt';

/**
 * Gives up what is due of an issued invoice, or a part of it. It is no document for the tenant and takes no number; the
 * invoice shows it apart. Throws `not_found`, `invoice_not_open`, `write_off_exceeds_due`, `day_closed`,
 * `period_locked`.
 */
export function writeOff(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'writeOff'>,
): Promise<Output<'invoices', 'writeOff'>> {
  const { key, id, amount, reason } = input;
  const answer = invoices.writeOff.output;
  const command = { key, kind: 'invoices.writeOff', action: 'written_off', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await requireOpenDate(work, work.today);
    const invoice = await lockInvoice(work, id);
    const { number, currency, amountDue } = invoice;
    if (!isOpen(invoice)) throw new AppError('invoice_not_open', { number });
    if (compareAmounts(amount, amountDue) > 0) {
      throw new AppError('write_off_exceeds_due', { number, due: amountDue, currency });
    }
    return answer.parse(
      await work.row(
        `INSERT INTO billing_desktop.write_offs (invoice_id, tenant_id, currency, amount, reason, written_on, command_key)
VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, amount, currency`,
        [id, invoice.tenantId, currency, amount, reason, work.today, key],
      ),
    );
  });
}

/**
 * Takes a write-off back: the tenant pays after all, or it was a mistake. The amount is due again. Throws `not_found`,
 * `already_canceled`, `day_closed`, `period_locked`.
 */
export function cancelWriteOff(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'cancelWriteOff'>,
): Promise<Output<'invoices', 'cancelWriteOff'>> {
  const { key, id, reason } = input;
  const answer = invoices.cancelWriteOff.output;
  const command = {
    key,
    kind: 'invoices.cancelWriteOff',
    action: 'write_off_canceled',
    content: input,
    answer,
  } as const;
  return runCommand(database, actor, command, async (work) => {
    const found = await work.models.WriteOff.findByPk(id, {
      attributes: ['invoiceId', 'writtenOn'],
      transaction: work.transaction,
    });
    if (!found) throw new AppError('not_found', { entity: 'write_off' });
    await requireOpenDate(work, work.today);
    await requireOpenPeriod(work, calendarDateSchema.parse(found.writtenOn));
    const { number } = await lockInvoice(work, found.invoiceId);
    const [before] = await work.rows('SELECT x.id FROM billing_desktop.cancellations x WHERE x.write_off_id = $1', [
      id,
    ]);
    if (before) throw new AppError('already_canceled', { number });
    await work.rows(
      'INSERT INTO billing_desktop.cancellations (write_off_id, reason, command_key) VALUES ($1, $2, $3)',
      [id, reason, key],
    );
    return { id };
  });
}
