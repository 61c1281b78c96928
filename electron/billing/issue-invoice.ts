import type { Output, Parsed } from '../contract/api';
import { invoices } from '../contract/invoices';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { applyCredit, lockCreditFor } from './apply-credit';
import { runCommand, type CommandContext, type Work } from './command';
import { requireOpenDate } from './closing/open-dates';
import { lockInvoice, requireDraft, type SingleInvoice } from './locked-invoices';
import { takeInvoiceNumber } from './numbers';
import { invoiceSnapshot, rateOn, templateVersions } from './snapshot';

/** Keeps what reprints come from: seller, tenant, plan, period and the rate in force, all as of now. */
async function keepSnapshot(work: Work, id: string): Promise<void> {
  await work.rows(
    `INSERT INTO billing_desktop.invoice_details AS d (invoice_id, snapshot, template_version, exchange_rate, issued_at, issued_by, plan_id)
SELECT i.id, ${invoiceSnapshot('held.period')}, ${templateVersions.invoice}, rate.rate, now(), session_user, s.plan_id
FROM public.invoices i
JOIN public.subscriptions s ON s.id = i.subscription_id
LEFT JOIN billing_desktop.invoice_details held ON held.invoice_id = i.id
LEFT JOIN LATERAL (${rateOn('i.issue_date')}) rate ON true
WHERE i.id = $1
ON CONFLICT (invoice_id) DO UPDATE SET snapshot = excluded.snapshot, template_version = excluded.template_version,
  exchange_rate = excluded.exchange_rate, issued_at = excluded.issued_at, issued_by = excluded.issued_by, plan_id = excluded.plan_id,
  version = d.version + 1`,
    [id],
  );
}

async function assignNumber(work: Work, invoice: SingleInvoice): Promise<string> {
  const issue = async (number: string): Promise<void> => {
    // The trigger makes it paid at once where its total is nothing.
    await work.rows(`UPDATE public.invoices SET invoice_number = $2, status = 'pending' WHERE id = $1`, [
      invoice.id,
      number,
    ]);
  };
  if (invoice.number.startsWith('DRAFT-')) return takeInvoiceNumber(work, invoice.year, invoice.id, issue);
  // A draft that came with its number from elsewhere keeps it.
  await issue(invoice.number);
  return invoice.number;
}

/**
 * Issues a draft: it takes the next number of its issue date's year, is frozen, and keeps its snapshot for reprints. An
 * invoice that comes to nothing is paid at once. Where the business settings say so, it takes the tenant's credit. Throws `invoice_not_draft`, `conflict` (changed since it was read),
 * `invoice_empty`, `discount_exceeds_subtotal`, `day_closed`, `period_locked`.
 */
export function issueInvoice(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'issue'>,
): Promise<Output<'invoices', 'issue'>> {
  const { key, id, version } = input;
  const answer = invoices.issue.output;
  const command = { key, kind: 'invoices.issue', action: 'issued', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const credits = await lockCreditFor(work, id);
    const invoice = await lockInvoice(work, id);
    requireDraft(invoice, version);
    if (invoice.lines === 0) throw new AppError('invoice_empty');
    if (invoice.discountExceedsSubtotal) throw new AppError('discount_exceeds_subtotal');
    await requireOpenDate(work, invoice.issueDate);
    await keepSnapshot(work, id);
    const number = await assignNumber(work, invoice);
    await applyCredit(work, id, credits);
    const row = await work.row('SELECT i.id, i.total, i.currency FROM public.invoices i WHERE i.id = $1', [id]);
    return answer.parse({ ...row, number });
  });
}
