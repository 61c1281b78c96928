import { amountSchema, type Amount } from '../../contract/amount';
import { compareDates } from '../../contract/calendar-date';
import { invoiceTotals } from '../../contract/invoice-totals';
import type { DraftInput, LineInput } from '../../contract/invoices';
import { AppError } from '../../contract/result';
import { withinAmounts } from './amount-limit';

/** A line with the amount that it comes to, as it is stored. */
export type PricedLine = LineInput & { readonly amount: Amount };

export interface PricedDraft {
  readonly lines: readonly PricedLine[];
  readonly subtotal: Amount;
  readonly taxAmount: Amount;
  readonly total: Amount;
}

/**
 * A draft's lines with their amounts, and its sums. Throws `date_order` where it is due before it is issued,
 * `discount_exceeds_subtotal`, and `amount_too_large` where a sum does not fit numeric(12,2).
 */
export function priceDraft(
  draft: Pick<DraftInput, 'lines' | 'discountAmount' | 'taxRate' | 'issueDate' | 'dueDate'>,
): PricedDraft {
  const { issueDate, dueDate, discountAmount } = draft;
  if (compareDates(dueDate, issueDate) < 0) throw new AppError('date_order', { from: issueDate, to: dueDate });
  const { lineAmounts, subtotal, taxAmount, total, discountExceedsSubtotal } = withinAmounts(() =>
    invoiceTotals(draft),
  );
  if (discountExceedsSubtotal) {
    throw new AppError('discount_exceeds_subtotal', { discount: discountAmount, subtotal });
  }
  const lines = draft.lines.map((line, index) => ({ ...line, amount: amountSchema.parse(lineAmounts[index]) }));
  return { lines, subtotal, taxAmount, total };
}
