import { randomUUID } from 'node:crypto';
import { compareDates, type CalendarDate } from '../contract/calendar-date';
import { payments, type PaymentResult, type RecordPayment } from '../contract/payments';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { runCommand, type CommandContext, type Work } from './command';
import { requireOpenDate } from './closing/open-dates';
import { lockInvoices } from './locked-invoices';
import { arrivalSql, voucherSql } from './receipt-voucher';
import { checkAllocations, checkReference } from './rules/receipt';

/** Money cannot have arrived on a day that is still to come. Throws `date_in_future`. */
export function requireArrived({ today }: Work, paidOn: CalendarDate): void {
  if (compareDates(paidOn, today) > 0) throw new AppError('date_in_future', { date: paidOn, today });
}

const writeSql = `WITH payment AS (
  INSERT INTO public.payments (id, invoice_id, tenant_id, amount, currency, status, method, paid_at, processed_at,
    tharwatt_transaction_id, metadata)
  SELECT $1::uuid, $2::uuid, $3, $4, $5, $6::public.payment_status_enum, $7::public.payment_method_enum,
    CASE WHEN $6 = 'succeeded' THEN ${arrivalSql('$11::date')} END, CASE WHEN $6 = 'succeeded' THEN now() END,
    CASE WHEN $7 = 'tharwatt' THEN $8 END, '{}'
), details AS (
  INSERT INTO billing_desktop.payment_details (payment_id, origin, reference, payer_number, note, paid_on, intended, command_key)
  VALUES ($1::uuid, 'desktop', $8, $9, $10, $11::date, CASE WHEN $6 <> 'succeeded' THEN $13::jsonb END, $12::uuid)
), allocated AS (
  INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key)
  SELECT $1::uuid, (a.part ->> 'invoiceId')::uuid, (a.part ->> 'amount')::numeric(12, 2), 'payment', $12::uuid
  FROM jsonb_array_elements($13::jsonb) WITH ORDINALITY AS a (part, place)
  WHERE $6 = 'succeeded' ORDER BY a.place
), ${voucherSql({
  paymentId: '$1::uuid',
  tenantId: '$3',
  paidOn: '$11::date',
  key: '$12::uuid',
  wanted: `$6 = 'succeeded'`,
})}
SELECT (SELECT number FROM voucher) AS number`;

/**
 * Receives money within another command's transaction: the work of recordPayment(), under the key of that command. Throws
 * as recordPayment().
 */
export async function receivePayment(work: Work, input: Omit<RecordPayment, 'key'>): Promise<PaymentResult> {
  const { allocations, amount, currency, tenantId, paidOn, pending } = input;
  checkReference(input);
  requireArrived(work, paidOn);
  await requireOpenDate(work, paidOn);
  const invoices = await lockInvoices(
    work,
    allocations.map(({ invoiceId }) => invoiceId),
  );
  const { allocated, credit } = checkAllocations({ tenantId, currency, available: amount }, allocations, invoices);
  const id = randomUUID();
  const status = pending ? 'pending' : 'succeeded';
  const { number } = await work.row<{ number: string | null }>(writeSql, [
    id,
    allocations[0]?.invoiceId,
    tenantId,
    amount,
    currency,
    status,
    input.method,
    input.reference,
    input.payerNumber,
    input.note,
    paidOn,
    work.key,
    JSON.stringify(allocations),
  ]);
  const counted = pending ? { allocated: '0.00', credit: '0.00' } : { allocated, credit };
  return payments.record.output.parse({ id, voucherNumber: number, status, amount, currency, ...counted });
}

/**
 * Records a receipt against invoices of its tenant. What is allocated counts at once and the rest is the tenant's credit;
 * a pending one keeps what was intended and counts from its confirmation. A receipt that counts gets its voucher.
 *
 * Throws `reference_required`, `date_in_future`, `day_closed`, `period_locked`, `not_found`, `tenant_mismatch`, `currency_mismatch`,
 * `invoice_not_open`, `allocation_exceeds_due`, `allocation_exceeds_payment`.
 */
export function recordPayment(database: Database, actor: CommandContext, input: RecordPayment): Promise<PaymentResult> {
  const answer = payments.record.output;
  const { key } = input;
  const command = { key, kind: 'payments.record', action: 'payment_recorded', content: input, answer } as const;
  return runCommand(database, actor, command, (work) => receivePayment(work, input));
}
