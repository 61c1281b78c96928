import {
  compareAmounts,
  smallerAmount,
  subtractAmounts,
  sumAmounts,
  zeroAmount,
  type Amount,
} from '../../contract/amount';
import type { Currency } from '../../contract/currency';
import type { RefundPayment } from '../../contract/refunds';
import { AppError } from '../../contract/result';

/** Where a part of a refund is taken from. */
export interface RefundLine {
  readonly invoiceId: string | null;
  readonly fromCredit: boolean;
  readonly amount: Amount;
}

interface Part {
  readonly invoiceId: string;
  readonly amount: Amount;
}

/** A payment as it is under its lock. */
export interface Refundable {
  readonly currency: Currency;
  /** What it has given to each invoice. */
  readonly given: readonly Part[];
  /** What is with no invoice and was not paid back. */
  readonly unallocated: Amount;
  /** What credit notes had freed of it on each invoice, less what of that was paid back; the oldest first. */
  readonly freed: readonly Part[];
}

function takeFromInvoices({ given, currency }: Refundable, parts: readonly Part[]): RefundLine[] {
  if (new Set(parts.map(({ invoiceId }) => invoiceId)).size !== parts.length) {
    throw new AppError('bad_input', { path: 'parts', reason: 'repeated' });
  }
  return parts.map(({ invoiceId, amount }) => {
    const most = given.find((one) => one.invoiceId === invoiceId)?.amount ?? zeroAmount;
    if (compareAmounts(amount, most) > 0) throw new AppError('refund_exceeds_payment', { left: most, currency });
    return { invoiceId, fromCredit: false, amount };
  });
}

/** Credit that a credit note had freed goes back first, and says of which invoice it was: that one may be refunded by it. */
function takeFromCredit({ unallocated, freed, currency }: Refundable, amount: Amount): RefundLine[] {
  if (compareAmounts(amount, unallocated) > 0) {
    throw new AppError('refund_exceeds_payment', { left: unallocated, currency });
  }
  const lines: RefundLine[] = [];
  let left = amount;
  for (const { invoiceId, amount: most } of freed) {
    const part = smallerAmount(most, left);
    if (compareAmounts(part, zeroAmount) <= 0) continue;
    lines.push({ invoiceId, fromCredit: true, amount: part });
    left = subtractAmounts(left, part);
  }
  if (compareAmounts(left, zeroAmount) > 0) lines.push({ invoiceId: null, fromCredit: true, amount: left });
  return lines;
}

/**
 * What a refund is taken from. Never more than was paid and not yet paid back. Throws `refund_exceeds_payment`,
 * `refund_is_nothing`.
 */
export function refundLines(
  payment: Refundable,
  { parts, fromCredit }: Pick<RefundPayment, 'parts' | 'fromCredit'>,
): { readonly lines: readonly RefundLine[]; readonly amount: Amount } {
  const lines = [...takeFromInvoices(payment, parts), ...takeFromCredit(payment, fromCredit)];
  if (lines.length === 0) throw new AppError('refund_is_nothing');
  return { lines, amount: sumAmounts(lines.map((line) => line.amount)) };
}
