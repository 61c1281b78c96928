import {
  compareAmounts,
  smallerAmount,
  subtractAmounts,
  sumAmounts,
  zeroAmount,
  type Amount,
} from '../contract/amount';
import {
  creditableSchema,
  creditNoteResultSchema,
  creditNotes,
  type CreditNoteContent,
  type CreditNoteResult,
  type IssueCreditNote,
} from '../contract/credit-notes';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { creditableQuery } from '../database/queries/creditable';
import { runCommand, type CommandContext, type Work } from './command';
import { requireOpenDate } from './closing/open-dates';
import { lockInvoice, type SingleInvoice } from './locked-invoices';
import { lockPayments, type LockedPayment } from './locked-payment';
import { makeExplicit } from './make-explicit';
import { takeNumberSql } from './numbers';
import { priceCreditNote, type LineWords, type PricedCreditNote } from './rules/credit-note';
import { creditNoteSnapshot, rateOn, templateVersions } from './snapshot';

/** A credit note as another command may ask for it. */
export interface CreditNoteOrder {
  readonly invoiceId: string;
  readonly content: CreditNoteContent;
  /** One of the two may be empty. */
  readonly reason: string;
  readonly reasonAr: string;
  /** Words for parts of lines, by their place, in place of the invoice's own. */
  readonly words?: ReadonlyMap<number, LineWords>;
}

/** The payments that have, or count, something on an invoice. */
async function payersOf(work: Work, invoiceId: string): Promise<string[]> {
  const rows = await work.rows<{ id: string }>(
    `SELECT a.payment_id AS id FROM billing_desktop.allocations a WHERE a.invoice_id = $1
UNION SELECT p.id FROM public.payments p WHERE p.invoice_id = $1 AND p.status = 'succeeded' ORDER BY id`,
    [invoiceId],
  );
  return rows.map(({ id }) => id);
}

/** Payments before invoices, in the order of their ids; what came in between is locked after them, and a deadlock tried again. */
async function lockWithPayers(
  work: Work,
  invoiceId: string,
): Promise<{ invoice: SingleInvoice; payers: LockedPayment[] }> {
  const payers = await lockPayments(work, await payersOf(work, invoiceId));
  const invoice = await lockInvoice(work, invoiceId);
  const late = (await payersOf(work, invoiceId)).filter((id) => payers.every((payer) => payer.id !== id));
  return { invoice, payers: [...payers, ...(await lockPayments(work, late))] };
}

function requireCreditable({ status, number }: SingleInvoice): void {
  if (status === 'draft') throw new AppError('invoice_not_issued', { number });
  if (status === 'canceled') throw new AppError('invoice_not_open', { number });
}

interface Freed {
  readonly paymentId: string;
  readonly amount: Amount;
}

/** What the note takes beyond what is due had been paid: it comes off the payments again, off the latest first. */
async function takeFromPayments(
  work: Work,
  invoiceId: string,
  payers: LockedPayment[],
  excess: Amount,
): Promise<Freed[]> {
  if (compareAmounts(excess, zeroAmount) <= 0) return [];
  for (const payer of payers) {
    if (payer.status === 'succeeded' && payer.invoiceId === invoiceId) await makeExplicit(work, payer);
  }
  const given = await work.rows<{ id: string; amount: Amount }>(
    `SELECT a.payment_id AS id, sum(a.amount)::numeric(12, 2) AS amount FROM billing_desktop.allocations a
WHERE a.invoice_id = $1 GROUP BY a.payment_id HAVING sum(a.amount) > 0 ORDER BY max(a.id) DESC`,
    [invoiceId],
  );
  const freed: Freed[] = [];
  let left = excess;
  for (const { id, amount } of given) {
    const part = smallerAmount(amount, left);
    if (compareAmounts(part, zeroAmount) <= 0) break;
    freed.push({ paymentId: id, amount: part });
    left = subtractAmounts(left, part);
  }
  return freed;
}

const writeSql = `WITH taken AS (
  ${takeNumberSql('credit_note', 'extract(year FROM $2::date)::integer')}
), note AS (
  INSERT INTO billing_desktop.credit_notes (number, invoice_id, tenant_id, currency, issue_date, kind, lines, subtotal,
    discount_amount, tax_rate, tax_amount, total, freed, exchange_rate, reason, reason_ar, template_version, snapshot, command_key)
  SELECT taken.document_number, i.id, i.tenant_id, i.currency, $2::date, $3, $4::jsonb, $5::numeric, $6::numeric, i.tax_rate,
    $7::numeric, $8::numeric, $9::numeric, rate.rate, $10, $11, ${templateVersions.credit_note}, ${creditNoteSnapshot}, $12::uuid
  FROM taken CROSS JOIN public.invoices i
  LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
  LEFT JOIN LATERAL (${rateOn('i.issue_date')}) known ON true
  LEFT JOIN LATERAL (
    -- The invoice's own rate, as it was kept when it was issued; the service's invoices keep none.
    SELECT CASE WHEN d.issued_at IS NOT NULL THEN d.exchange_rate ELSE known.rate END AS rate,
      CASE WHEN d.issued_at IS NOT NULL THEN coalesce((d.snapshot -> 'rate' ->> 'date')::date, i.issue_date)
        ELSE known.rate_date END AS rate_date
  ) rate ON true
  WHERE i.id = $1::uuid
  RETURNING id, number, currency
), numbered AS (
  INSERT INTO billing_desktop.numbers (series, year, n, document_number, state, entity_id, command_key)
  SELECT 'credit_note', extract(year FROM $2::date)::integer, taken.n, taken.document_number, 'used', note.id, $12::uuid
  FROM taken, note
), freed AS (
  INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
  SELECT (f.part ->> 'paymentId')::uuid, $1::uuid, -(f.part ->> 'amount')::numeric(12, 2), 'credit', $12::uuid
  FROM jsonb_array_elements($13::jsonb) WITH ORDINALITY AS f (part, place) ORDER BY f.place
)
SELECT note.id, note.number, note.currency FROM note`;

async function write(
  work: Work,
  { invoiceId, reason, reasonAr }: CreditNoteOrder,
  priced: PricedCreditNote,
  freed: readonly Freed[],
): Promise<CreditNoteResult> {
  const { kind, lines, subtotal, discountAmount, taxAmount, total } = priced;
  const freedAmount = sumAmounts(freed.map(({ amount }) => amount));
  const written = await work.row(writeSql, [
    invoiceId,
    work.today,
    kind,
    JSON.stringify(lines),
    subtotal,
    discountAmount,
    taxAmount,
    total,
    freedAmount,
    reason,
    reasonAr,
    work.key,
    JSON.stringify(freed),
  ]);
  return creditNoteResultSchema.parse({ ...written, total, kind, freed: freedAmount });
}

/**
 * Issues a credit note inside the transaction of a command: at the invoice's own tax and exchange rates, with the next
 * number of its series, dated today. What it takes beyond what is due had been paid and becomes the tenant's credit. Locks
 * the payments on the invoice, the invoice, and the counter last. Throws `not_found`, `invoice_not_issued`,
 * `invoice_not_open` (void), `credit_exceeds_line`, `credit_exceeds_invoice`, `credit_is_nothing`,
 * `day_closed`, `period_locked`.
 */
export async function issueCreditNote(work: Work, order: CreditNoteOrder): Promise<CreditNoteResult> {
  await requireOpenDate(work, work.today);
  const { invoice, payers } = await lockWithPayers(work, order.invoiceId);
  requireCreditable(invoice);
  const { text, bind } = creditableQuery(order.invoiceId).compile();
  const creditable = creditableSchema.parse(await work.row(text, bind));
  const reasons = { reason: order.reason || order.reasonAr, reasonAr: order.reasonAr || order.reason };
  if (![order.reason, order.reasonAr].some((text) => text.length >= 3)) {
    throw new AppError('bad_input', { path: 'reason', reason: 'reason' });
  }
  const priced = priceCreditNote(creditable, order.content, reasons, order.words);
  const excess = subtractAmounts(priced.total, invoice.amountDue);
  const freed = await takeFromPayments(work, order.invoiceId, payers, excess);
  const covered = sumAmounts([invoice.amountDue, ...freed.map(({ amount }) => amount)]);
  if (compareAmounts(covered, priced.total) < 0) {
    const { number, currency, left } = creditable;
    throw new AppError('credit_exceeds_invoice', { number, left, currency });
  }
  return write(work, { ...order, ...reasons }, priced, freed);
}

/** Issues a credit note on an issued invoice. Throws what issueCreditNote throws. */
export function creditInvoice(
  database: Database,
  actor: CommandContext,
  input: IssueCreditNote,
): Promise<CreditNoteResult> {
  const { key, ...order } = input;
  const answer = creditNotes.issue.output;
  const command = { key, kind: 'creditNotes.issue', action: 'credit_note_issued', content: input, answer } as const;
  return runCommand(database, actor, command, (work) => issueCreditNote(work, order));
}
