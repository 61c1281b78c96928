import { randomUUID } from 'node:crypto';
import type { Output, Parsed } from '../contract/api';
import { invoices, type DraftInput } from '../contract/invoices';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { versionOf } from '../database/queries/versions';
import { runCommand, type CommandContext, type Work } from './command';
import { lineItemsParameter, lineItemsSql } from './line-items';
import { priceDraft } from './rules/draft';

/** A manual invoice belongs to one of the tenant's subscriptions. Throws `not_found` or `tenant_mismatch`. */
export async function requireOwnSubscription(
  work: Work,
  draft: Pick<DraftInput, 'tenantId' | 'subscriptionId'>,
): Promise<void> {
  const { transaction, models } = work;
  const subscription = await models.Subscription.findByPk(draft.subscriptionId, {
    attributes: ['tenantId'],
    transaction,
  });
  if (!subscription) throw new AppError('not_found', { entity: 'subscription' });
  if (subscription.tenantId !== draft.tenantId) throw new AppError('tenant_mismatch', { number: '' });
}

/**
 * Writes a draft: editable, deletable, without a number. Amounts are computed here, never sent. Throws `date_order`,
 * `discount_exceeds_subtotal`, `amount_too_large`, `tenant_mismatch`, `not_found`.
 */
export function createDraft(
  database: Database,
  actor: CommandContext,
  input: Parsed<'invoices', 'createDraft'>,
): Promise<Output<'invoices', 'createDraft'>> {
  const { key, draft } = input;
  const answer = invoices.createDraft.output;
  const command = { key, kind: 'invoices.createDraft', action: 'draft_created', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const priced = priceDraft(draft);
    await requireOwnSubscription(work, draft);
    const id = randomUUID();
    return answer.parse(
      await work.row(
        `WITH i AS (
  INSERT INTO public.invoices AS i (id, invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date,
    subtotal, tax_rate, tax_amount, discount_amount, total, amount_paid, amount_due, line_items, notes, notes_ar, metadata)
  VALUES ($1::uuid, 'DRAFT-' || $1::text, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11::numeric, 0, $11::numeric,
    ${lineItemsSql('$12')}, $13, $14, '{}')
  RETURNING i.id, ${versionOf.invoice} AS version
), details AS (
  INSERT INTO billing_desktop.invoice_details (invoice_id) VALUES ($1::uuid)
)
SELECT id, version FROM i`,
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
