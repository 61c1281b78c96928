import Big from 'big.js';
import {
  compareAmounts,
  percentOf,
  roundToAmount,
  smallerAmount,
  subtractAmounts,
  sumAmounts,
  zeroAmount,
  type Amount,
} from './amount';

/** What of an invoice there is to credit: its sums, and what its live credit notes have taken of each. */
export interface CreditableSums {
  readonly subtotal: Amount;
  readonly discountAmount: Amount;
  readonly taxAmount: Amount;
  /** Per cent, the invoice's own. */
  readonly taxRate: string;
  readonly credited: { readonly subtotal: Amount; readonly discountAmount: Amount; readonly taxAmount: Amount };
}

export interface CreditNoteTotals {
  readonly subtotal: Amount;
  /** The share of the invoice's discount. */
  readonly discountAmount: Amount;
  readonly taxAmount: Amount;
  readonly total: Amount;
  /** Full where nothing of the invoice is left to credit after it. */
  readonly kind: 'full' | 'partial';
}

function leftOf({ credited, ...whole }: CreditableSums): Omit<CreditNoteTotals, 'kind'> {
  const subtotal = subtractAmounts(whole.subtotal, credited.subtotal);
  const discountAmount = subtractAmounts(whole.discountAmount, credited.discountAmount);
  const taxAmount = subtractAmounts(whole.taxAmount, credited.taxAmount);
  const total = sumAmounts([subtractAmounts(subtotal, discountAmount), taxAmount]);
  return { subtotal, discountAmount, taxAmount, total };
}

/** round(amount x part / whole), half-up; nothing of nothing. */
function shareOf(amount: string, part: string, whole: string): Amount {
  if (compareAmounts(whole, zeroAmount) === 0) return zeroAmount;
  return roundToAmount(new Big(amount).times(part).div(whole).toFixed(10));
}

/**
 * A credit note over lines that come to `subtotal`, at the invoice's own rates: its share of the discount is
 * round(discount x subtotal / invoice's subtotal), its tax round((subtotal - share) x rate / 100). The note that credits all
 * that is left takes what is left of each, so that an invoice's notes come to its total to the last unit.
 */
export function creditNoteTotals(invoice: CreditableSums, subtotal: Amount): CreditNoteTotals {
  const left = leftOf(invoice);
  if (compareAmounts(subtotal, left.subtotal) === 0) return { ...left, kind: 'full' };
  const discountAmount = smallerAmount(
    shareOf(invoice.discountAmount, subtotal, invoice.subtotal),
    smallerAmount(left.discountAmount, subtotal),
  );
  const net = subtractAmounts(subtotal, discountAmount);
  const taxAmount = smallerAmount(percentOf(net, invoice.taxRate), left.taxAmount);
  return { subtotal, discountAmount, taxAmount, total: sumAmounts([net, taxAmount]), kind: 'partial' };
}

/**
 * A credit note that comes to `total`, tax included, whatever the lines: net = round(total x 100 / (100 + rate)), tax the
 * rest, and the discount's share as it lies in that net.
 */
export function creditNoteForTotal(invoice: CreditableSums, total: Amount): CreditNoteTotals {
  const left = leftOf(invoice);
  if (compareAmounts(total, left.total) === 0) return { ...left, kind: 'full' };
  const withRate = new Big(100).plus(invoice.taxRate).toFixed();
  const untaxed = shareOf(total, '100', withRate);
  const taxAmount = smallerAmount(subtractAmounts(total, untaxed), left.taxAmount);
  const net = subtractAmounts(total, taxAmount);
  const netOfInvoice = subtractAmounts(invoice.subtotal, invoice.discountAmount);
  const discountAmount = smallerAmount(shareOf(invoice.discountAmount, net, netOfInvoice), left.discountAmount);
  return { subtotal: sumAmounts([net, discountAmount]), discountAmount, taxAmount, total, kind: 'partial' };
}
