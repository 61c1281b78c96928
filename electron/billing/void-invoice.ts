import { compareAmounts, zeroAmount } from '../contract/amount';
import type { Output, Parsed } from '../contract/api';
import { invoices } from '../contract/invoices';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { runCommand, type CommandContext, type Work } from './command';
import { requireOpenDate, requireOpenPeriod } from './closing/open-dates';
import { requireNoUpgrade } from './changes/upgrades-upon';
import { lockInvoice, type SingleInvoice } from './locked-invoices';
import { lockSubscription } from './locked-subscription';

function requireVoidable({ status, number, amountPaid, credited }: SingleInvoice): void {
  if (status !== 'pending' && status !== 'overdue' && status !== 'paid') {
    throw new AppError('invoice_not_open', { number });
  }
  if (compareAmounts(amountPaid, zeroAmount) !== 0) throw new AppError('invoice_has_payments', { number });
  if (compareAmounts(credited, zeroAmount) !== 0) throw new AppError('invoice_credited', { number });
}

/** Whatever changes the subscription meanwhile waits: an upgrade would build on this invoice. Throws `not_found`. */
async function lockItsSubscription(work: Work, id: string): Promise<void> {
  const [invoice] = await work.rows<{ subscriptionId: string }>(
    'SELECT i.subscription_id AS "subscriptionId" FROM public.invoices i WHERE i.id = $1',
    [id],
  );
  if (invoice === undefined) throw new AppError('not_found', { entity: 'invoice' });
  await lockSubscription(work, invoice.subscriptionId);
}

/**
 * Cancels an issued invoice on which nothing is paid. It keeps its number, with the reason; a period that it billed may be
 * billed again. Throws `invoice_not_open`, `invoice_has_payments`, `invoice_credited`, `invoice_upgraded` while the invoice
 * of a later upgrade builds on it, `day_closed`, and `period_locked` where it was issued before the lock date: then a credit note is the way.
 */
export function voidInvoice(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'void'>,
): Promise<Output<'invoices', 'void'>> {
  const { key, id, reason } = input;
  const answer = invoices.void.output;
  const command = { key, kind: 'invoices.void', action: 'voided', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await requireOpenDate(work, work.today);
    await lockItsSubscription(work, id);
    const invoice = await lockInvoice(work, id);
    requireVoidable(invoice);
    await requireNoUpgrade(work, id);
    await requireOpenPeriod(work, invoice.issueDate);
    await work.rows(
      `WITH details AS (
  INSERT INTO billing_desktop.invoice_details AS d (invoice_id, voided_at, voided_by, void_reason)
  VALUES ($1::uuid, now(), session_user, $2)
  ON CONFLICT (invoice_id) DO UPDATE SET voided_at = excluded.voided_at, voided_by = excluded.voided_by,
    void_reason = excluded.void_reason, version = d.version + 1
), freed AS (
  UPDATE billing_desktop.billed_periods SET live = false WHERE invoice_id = $1::uuid
), number AS (
  UPDATE billing_desktop.numbers SET state = 'voided', reason = $2 WHERE entity_id = $1::uuid AND state = 'used'
)
UPDATE public.invoices SET status = 'canceled' WHERE id = $1::uuid`,
      [id, reason],
    );
    return { id };
  });
}
