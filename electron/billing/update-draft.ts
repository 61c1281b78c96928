import type { Output, Parsed } from '../contract/api';
import { invoices } from '../contract/invoices';
import type { Database } from '../database/database';
import { versionOf } from '../database/queries/versions';
import { runCommand, type CommandContext } from './command';
import { requireOwnSubscription } from './create-draft';
import { lineItemsParameter, lineItemsSql } from './line-items';
import { lockInvoice, requireDraft } from './locked-invoices';
import { priceDraft } from './rules/draft';

/**
 * Replaces what a draft holds. Throws what createDraft throws, `invoice_not_draft`, and `conflict` where the draft changed
 * since the version that the form was filled from.
 */
export function updateDraft(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'updateDraft'>,
): Promise<Output<'invoices', 'updateDraft'>> {
  const { key, id, version, draft } = input;
  const answer = invoices.updateDraft.output;
  const command = { key, kind: 'invoices.updateDraft', action: 'draft_updated', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const priced = priceDraft(draft);
    requireDraft(await lockInvoice(work, id), version);
    await requireOwnSubscription(work, draft);
    await work.rows('UPDATE billing_desktop.invoice_details SET version = version + 1 WHERE invoice_id = $1', [id]);
    return answer.parse(
      await work.row(
        `UPDATE public.invoices AS i SET tenant_id = $2, subscription_id = $3, currency = $4, issue_date = $5, due_date = $6,
  subtotal = $7, tax_rate = $8, tax_amount = $9, discount_amount = $10, total = $11, line_items = ${lineItemsSql('$12')},
  notes = $13, notes_ar = $14
WHERE i.id = $1 RETURNING i.id, ${versionOf.invoice} AS version`,
        [
          id,
          draft.tenantId,
          draft.subscriptionId,
          draft.currency,
          draft.issueDate,
          draft.dueDate,
          priced.subtotal,
          draft.taxRate,
          priced.taxAmount,
          draft.discountAmount,
          priced.total,
          lineItemsParameter(priced),
          draft.notes,
          draft.notesAr,
        ],
      ),
    );
  });
}
