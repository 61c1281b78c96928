import { randomUUID } from 'node:crypto';
import { invoiceIdSchema, type InvoiceId } from '../../contract/ids';
import { yearOf } from '../../contract/calendar-date';
import { applyCredit, lockCredits } from '../apply-credit';
import { requireOpenDate } from '../closing/open-dates';
import type { Work } from '../command';
import { lineItemsSql } from '../line-items';
import { takeInvoiceNumber } from '../numbers';
import type { PlannedInvoice } from '../rules/change-subject';
import { invoiceSnapshot, rateOn, templateVersions } from '../snapshot';
import type { DecidedChange, InvoiceSums } from './decide';

/** Such a line has quantity 1, and keeps what its amount came from (domain.md, Changing a subscription). */
function lineItems({ lines, priced }: PlannedInvoice): string {
  const planOf = new Map(priced.map(({ place, plan }) => [place, plan]));
  return JSON.stringify(
    lines.map((line, place) => ({
      ...line,
      quantity: '1',
      unitPrice: line.amount,
      isUsageBased: false,
      plan: planOf.get(place) ?? null,
    })),
  );
}

const insertSql = `WITH i AS (
  INSERT INTO public.invoices (id, invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date,
    subtotal, tax_rate, tax_amount, discount_amount, total, amount_paid, amount_due, line_items, metadata)
  VALUES ($1::uuid, 'DRAFT-' || $1::text, $2, $3::uuid, 'draft', $4, $5, $6, $7::numeric, $8::numeric, $9::numeric, 0,
    $10::numeric, 0, $10::numeric, ${lineItemsSql('$11')}, '{}')
)
INSERT INTO billing_desktop.invoice_details (invoice_id, period)
VALUES ($1::uuid, CASE WHEN $12::date IS NOT NULL THEN daterange($12::date, $13::date) END)`;

const issueSql = `UPDATE billing_desktop.invoice_details d SET snapshot = issued.snapshot,
  template_version = ${templateVersions.invoice}, exchange_rate = issued.rate, issued_at = now(), issued_by = session_user,
  plan_id = issued.plan_id, version = d.version + 1
FROM (
  SELECT i.id, rate.rate, s.plan_id, ${invoiceSnapshot('daterange($2::date, $3::date)')} AS snapshot
  FROM public.invoices i JOIN public.subscriptions s ON s.id = i.subscription_id
  LEFT JOIN LATERAL (${rateOn('i.issue_date')}) rate ON true
  WHERE i.id = $1::uuid
) issued
WHERE d.invoice_id = issued.id`;

export interface IssuedInvoice {
  readonly id: InvoiceId;
  readonly number: string;
  readonly total: InvoiceSums['total'];
}

/**
 * Issues the invoice of a change: numbered, frozen, with its snapshot; a period that had no bill is guarded against a second
 * one. Where the business settings say so, it takes the tenant's credit. The subscription has its new plan by now. Throws `day_closed`, `period_locked`.
 */
export async function issueProrationInvoice(
  work: Work,
  { subject, plan, sums }: DecidedChange,
): Promise<IssuedInvoice | null> {
  const { invoice } = plan;
  if (invoice === null || sums === null) return null;
  await requireOpenDate(work, sums.issueDate);
  const credits = await lockCredits(work, [subject]);
  const id = invoiceIdSchema.parse(randomUUID());
  const { covers, shown } = invoice;
  await work.rows(insertSql, [
    id,
    subject.tenantId,
    subject.id,
    subject.currency,
    sums.issueDate,
    sums.dueDate,
    sums.subtotal,
    sums.taxRate,
    sums.taxAmount,
    sums.total,
    lineItems(invoice),
    covers?.start ?? null,
    covers?.end ?? null,
  ]);
  await work.rows(issueSql, [id, shown.start, shown.end]);
  if (covers !== null) {
    await work.rows(
      `INSERT INTO billing_desktop.billed_periods (invoice_id, subscription_id, period)
VALUES ($1::uuid, $2::uuid, daterange($3::date, $4::date))`,
      [id, subject.id, covers.start, covers.end],
    );
  }
  const number = await takeInvoiceNumber(work, yearOf(sums.issueDate), id, async (documentNumber) => {
    await work.rows(`UPDATE public.invoices SET invoice_number = $2, status = 'pending' WHERE id = $1`, [
      id,
      documentNumber,
    ]);
  });
  await applyCredit(work, id, credits);
  return { id, number, total: sums.total };
}
