import { compareAmounts, multiplyToAmount, percentOf, subtractAmounts, sumAmounts, type Amount } from './amount';

/** What totals are made of: the lines as typed, the discount and the tax rate. */
export interface TotalsInput {
  readonly lines: readonly { readonly quantity: string; readonly unitPrice: string }[];
  readonly discountAmount: string;
  readonly taxRate: string;
}

export interface InvoiceTotals {
  readonly lineAmounts: readonly Amount[];
  readonly subtotal: Amount;
  readonly taxAmount: Amount;
  readonly total: Amount;
  /** True where the discount is more than the lines come to; total and tax are then 0.00 and nothing may be stored. */
  readonly discountExceedsSubtotal: boolean;
}

/**
 * An invoice's sums (domain.md, Billing run): line = round(quantity x unit price), tax = round((subtotal - discount) x
 * rate / 100), total = subtotal - discount + tax. One function for the form's live totals and for what main stores.
 * Throws a ZodError where a sum does not fit numeric(12,2).
 */
export function invoiceTotals(input: TotalsInput): InvoiceTotals {
  const lineAmounts = input.lines.map((line) => multiplyToAmount(line.quantity, line.unitPrice));
  const subtotal = sumAmounts(lineAmounts);
  const discountExceedsSubtotal = compareAmounts(input.discountAmount, subtotal) > 0;
  const taxable = discountExceedsSubtotal ? sumAmounts([]) : subtractAmounts(subtotal, input.discountAmount);
  const taxAmount = percentOf(taxable, input.taxRate);
  return { lineAmounts, subtotal, taxAmount, total: sumAmounts([taxable, taxAmount]), discountExceedsSubtotal };
}
