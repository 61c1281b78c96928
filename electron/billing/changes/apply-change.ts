import { negateAmount, subtractAmounts, sumAmounts, zeroAmount } from '../../contract/amount';
import type { CreditNoteResult } from '../../contract/credit-notes';
import { changeResultSchema, type ChangeRequest, type ChangeResult } from '../../contract/subscription-changes';
import { AppError } from '../../contract/result';
import type { Work } from '../command';
import { issueCreditNote } from '../issue-credit-note';
import { lockSubscription, requireOnlyOne } from '../locked-subscription';
import { decideChange, type DecidedChange } from './decide';
import { issueProrationInvoice, type IssuedInvoice } from './proration-invoice';

/** What the clerk saw, and why it is done. */
export interface ChangeOrder {
  readonly id: string;
  readonly change: ChangeRequest;
  /** The preview's own; null where no preview was asked for. */
  readonly expected: string | null;
  readonly reason: string | null;
}

async function writeTerms(work: Work, { subject, plan }: DecidedChange, reason: string | null): Promise<void> {
  const { terms } = plan;
  await work.rows(
    `UPDATE public.subscriptions SET plan_id = $2, billing_cycle = $3, status = $4, end_date = $5, next_billing_date = $6,
  last_billing_date = $7, canceled_at = CASE WHEN $8::boolean THEN coalesce(CASE WHEN $9::boolean THEN NULL ELSE canceled_at END, now()) END,
  updated_at = now()
WHERE id = $1`,
    [
      subject.id,
      terms.planId,
      terms.cycle,
      terms.status,
      terms.endDate,
      terms.nextBillingDate,
      terms.lastBillingDate,
      terms.canceled,
      // A cancellation at once counts from now, also where one for the period's end was planned.
      plan.kind === 'canceled',
    ],
  );
  await work.rows(
    `INSERT INTO billing_desktop.subscription_terms AS t (subscription_id, anchor_date, free_through, coming_plan_id, coming_cycle,
  coming_on, cancel_at_period_end, cancel_reason, suspended_at, suspend_reason)
VALUES ($1::uuid, $2::date, $3::date, $4, $5, $6::date, $7, CASE WHEN $8::boolean THEN $10::text END,
  CASE WHEN $9::boolean THEN now() END, CASE WHEN $9::boolean THEN $10::text END)
ON CONFLICT (subscription_id) DO UPDATE SET anchor_date = excluded.anchor_date, free_through = excluded.free_through,
  coming_plan_id = excluded.coming_plan_id, coming_cycle = excluded.coming_cycle, coming_on = excluded.coming_on,
  cancel_at_period_end = excluded.cancel_at_period_end,
  cancel_reason = CASE WHEN NOT $8::boolean THEN NULL ELSE coalesce(CASE WHEN $11 THEN $10::text END, t.cancel_reason) END,
  suspended_at = CASE WHEN $9::boolean THEN coalesce(t.suspended_at, now()) END,
  suspend_reason = CASE WHEN NOT $9::boolean THEN NULL ELSE coalesce(CASE WHEN $12 THEN $10::text END, t.suspend_reason) END,
  version = t.version + 1`,
    [
      subject.id,
      terms.anchorDate,
      terms.freeThrough,
      terms.coming?.planId ?? null,
      terms.coming?.cycle ?? null,
      terms.coming?.on ?? null,
      terms.cancelAtPeriodEnd,
      terms.canceled,
      terms.suspended,
      reason,
      plan.kind === 'canceled' || plan.kind === 'cancel_planned',
      plan.kind === 'suspended',
    ],
  );
}

/** One credit note on each invoice that billed unused days, in the order of their ids. */
async function issueCredits(work: Work, { plan }: DecidedChange, reason: string): Promise<CreditNoteResult[]> {
  const notes: CreditNoteResult[] = [];
  for (const { invoiceId, place, line } of plan.credits.toSorted((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1))) {
    const { description, descriptionAr, basis, basisAr } = line;
    notes.push(
      await issueCreditNote(work, {
        invoiceId,
        content: { by: 'lines', lines: [{ place, amount: negateAmount(line.amount) }] },
        reason,
        reasonAr: '',
        words: new Map([[place, { description, descriptionAr, basis, basisAr }]]),
      }),
    );
  }
  return notes;
}

async function keepHistory(
  work: Work,
  decided: DecidedChange,
  outcome: {
    readonly invoice: IssuedInvoice | null;
    readonly notes: readonly CreditNoteResult[];
    readonly reason: string | null;
  },
): Promise<void> {
  const { subject, plan } = decided;
  const { terms, later, period, prices } = plan;
  await work.rows(
    `INSERT INTO billing_desktop.subscription_changes (subscription_id, kind, effective_on, from_plan_id, to_plan_id, from_cycle,
  to_cycle, from_status, to_status, period, from_price, to_price, currency, money, invoice_id, credit_note_ids, reason, command_key)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $10::date IS NOT NULL THEN daterange($10::date, $11::date) END, $12, $13,
  $14, $15, $16, $17::uuid[], $18, $19)`,
    [
      subject.id,
      plan.kind,
      plan.effectiveOn,
      subject.plan.planId,
      later?.plan.planId ?? terms.planId,
      subject.cycle,
      later?.cycle ?? terms.cycle,
      subject.status,
      terms.status,
      period?.start ?? null,
      period?.end ?? null,
      prices?.from ?? null,
      prices?.to ?? null,
      subject.currency,
      subtractAmounts(outcome.invoice?.total ?? zeroAmount, sumAmounts(outcome.notes.map(({ total }) => total))),
      outcome.invoice?.id ?? null,
      outcome.notes.map(({ id }) => id),
      outcome.reason,
      work.key,
    ],
  );
}

/**
 * Does what the preview showed, in the command's transaction: the invoice or credit notes, the terms, the history. Throws
 * `conflict` where the preview no longer holds, what the rules throw, `subscription_exists` where the tenant has another
 * running one by now, `day_closed` and `period_locked` where money would move on a closed day.
 */
export async function applyChange(work: Work, order: ChangeOrder): Promise<ChangeResult> {
  const { id, change, expected, reason } = order;
  await lockSubscription(work, id);
  const decided = await decideChange(work, id, change);
  if (expected !== null && expected !== decided.expected) throw new AppError('conflict', { entity: 'subscription' });
  const { plan, subject } = decided;
  const wasOver = subject.status === 'canceled' || subject.status === 'suspended';
  if (wasOver && (plan.kind === 'resumed' || plan.kind === 'reactivated')) {
    await requireOnlyOne(work, subject.tenantId, id);
  }
  await writeTerms(work, decided, reason);
  const notes = await issueCredits(work, decided, reason ?? '');
  const invoice = await issueProrationInvoice(work, decided);
  await keepHistory(work, decided, { invoice, notes, reason });
  const { kind, effectiveOn } = plan;
  return changeResultSchema.parse({ kind, effectiveOn, invoice, creditNotes: notes.map(({ number }) => number) });
}
