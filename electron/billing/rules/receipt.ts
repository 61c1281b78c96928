import {
  compareAmounts,
  smallerAmount,
  subtractAmounts,
  sumAmounts,
  zeroAmount,
  type Amount,
} from '../../contract/amount';
import type { Currency } from '../../contract/currency';
import type { InvoiceId } from '../../contract/ids';
import { referenceRules, type RecordPayment } from '../../contract/payments';
import { AppError } from '../../contract/result';
import type { InvoiceStatus } from '../../contract/status';

/** Where a part of a payment goes. */
export interface Allocation {
  readonly invoiceId: InvoiceId;
  readonly amount: Amount;
}

/** An invoice as it was read under its lock. */
export interface LockedInvoice {
  readonly id: InvoiceId;
  readonly number: string;
  readonly tenantId: string;
  readonly currency: Currency;
  readonly status: InvoiceStatus;
  readonly amountDue: Amount;
}

/** Only an issued invoice that is neither paid nor canceled takes money. */
export function isOpen({ status }: Pick<LockedInvoice, 'status'>): boolean {
  return status === 'pending' || status === 'overdue';
}

/** What each method must bring (domain.md, Payments). Throws `reference_required` with the field that is missing. */
export function checkReference(payment: Pick<RecordPayment, 'method' | 'reference' | 'payerNumber'>): void {
  const rule = referenceRules[payment.method];
  for (const field of ['reference', 'payerNumber'] as const) {
    if (rule[field] === 'required' && (payment[field] ?? '') === '') {
      throw new AppError('reference_required', { method: payment.method, field });
    }
  }
}

/**
 * Checks that a payment may go where it is meant to go, against the invoices as they are under their locks; gives what is
 * left of it. Throws `allocation_exceeds_payment`, `tenant_mismatch`, `currency_mismatch`, `invoice_not_open`,
 * `allocation_exceeds_due` (with the number and what is due), `not_found`, or `bad_input` for an invoice named twice.
 */
export function checkAllocations(
  payment: { readonly tenantId: string; readonly currency: Currency; readonly available: Amount },
  allocations: readonly Allocation[],
  invoices: ReadonlyMap<string, LockedInvoice>,
): { readonly allocated: Amount; readonly credit: Amount } {
  if (new Set(allocations.map(({ invoiceId }) => invoiceId)).size !== allocations.length) {
    throw new AppError('bad_input', { path: 'allocations', reason: 'repeated' });
  }
  for (const { invoiceId, amount } of allocations) {
    const invoice = invoices.get(invoiceId);
    if (!invoice) throw new AppError('not_found', { entity: 'invoice' });
    const { number, amountDue, currency } = invoice;
    if (invoice.tenantId !== payment.tenantId) throw new AppError('tenant_mismatch', { number });
    if (currency !== payment.currency) {
      throw new AppError('currency_mismatch', { number, currency, paid: payment.currency });
    }
    if (!isOpen(invoice)) throw new AppError('invoice_not_open', { number });
    if (compareAmounts(amount, amountDue) > 0) {
      throw new AppError('allocation_exceeds_due', { number, due: amountDue, currency });
    }
  }
  const allocated = sumOf(allocations);
  if (allocated === null || compareAmounts(allocated, payment.available) > 0) {
    throw new AppError('allocation_exceeds_payment', { amount: payment.available, currency: payment.currency });
  }
  return { allocated, credit: subtractAmounts(payment.available, allocated) };
}

/** Null where the sum does not fit: then it is more than any payment. */
function sumOf(allocations: readonly Allocation[]): Amount | null {
  let sum = zeroAmount;
  for (const { amount } of allocations) {
    if (compareAmounts(amount, subtractAmounts('9999999999.99', sum)) > 0) return null;
    sum = sumAmounts([sum, amount]);
  }
  return sum;
}

/**
 * What still fits of the allocations that were meant when a payment was recorded as pending: each up to what is due by
 * now, nothing for an invoice that is closed meanwhile, and never more than the payment. The rest becomes credit.
 */
export function fitAllocations(
  available: Amount,
  intended: readonly Allocation[],
  invoices: ReadonlyMap<string, LockedInvoice>,
): { readonly allocations: readonly Allocation[]; readonly credit: Amount } {
  let left = available;
  const allocations: Allocation[] = [];
  for (const { invoiceId, amount } of intended) {
    const invoice = invoices.get(invoiceId);
    if (!invoice || !isOpen(invoice) || allocations.some((earlier) => earlier.invoiceId === invoiceId)) continue;
    const part = smallerAmount(smallerAmount(amount, invoice.amountDue), left);
    if (compareAmounts(part, zeroAmount) <= 0) continue;
    allocations.push({ invoiceId, amount: part });
    left = subtractAmounts(left, part);
  }
  return { allocations, credit: left };
}
