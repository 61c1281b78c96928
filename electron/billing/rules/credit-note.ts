import { compareAmounts, subtractAmounts, sumAmounts, zeroAmount, type Amount } from '../../contract/amount';
import { creditNoteForTotal, creditNoteTotals, type CreditNoteTotals } from '../../contract/credit-note-totals';
import type { Creditable, CreditedLine, CreditNoteContent, CreditNoteLine } from '../../contract/credit-notes';
import { AppError } from '../../contract/result';

export interface PricedCreditNote extends CreditNoteTotals {
  readonly lines: readonly CreditNoteLine[];
}

/** Words for a part of a line, in place of the invoice's own: how many days of it were not used, say. */
export type LineWords = Pick<CreditNoteLine, 'description' | 'descriptionAr' | 'basis' | 'basisAr'>;

function isNothing(amount: Amount): boolean {
  return compareAmounts(amount, zeroAmount) === 0;
}

/** True where `part` lies between nothing and `whole`, which may be a deduction. */
function isPartOf(part: Amount, whole: Amount): boolean {
  const sign = compareAmounts(whole, zeroAmount);
  return compareAmounts(part, zeroAmount) === sign && compareAmounts(part, whole) !== sign;
}

function lineOf(invoice: Creditable, { place, amount }: CreditedLine, words?: LineWords): CreditNoteLine {
  const line = invoice.lines.find((one) => one.place === place);
  if (!line) throw new AppError('bad_input', { path: 'content.lines', reason: 'place' });
  if (!isPartOf(amount, line.left)) {
    throw new AppError('credit_exceeds_line', { line: place + 1, left: line.left, currency: invoice.currency });
  }
  const { description, descriptionAr } = line;
  return { place, basis: null, basisAr: null, description, descriptionAr, ...words, amount };
}

function partsOf(invoice: Creditable, content: CreditNoteContent): readonly CreditedLine[] | null {
  switch (content.by) {
    case 'lines':
      return content.lines;
    case 'total':
      return null;
    case 'all': {
      const parts = invoice.lines
        .filter(({ left }) => !isNothing(left))
        .map(({ place, left }) => ({ place, amount: left }));
      // Where an earlier note, or the service's own sums, do not follow the lines, they do not say what is left.
      const left = subtractAmounts(invoice.subtotal, invoice.credited.subtotal);
      const whole = sumAmounts(parts.map(({ amount }) => amount));
      return parts.length > 0 && compareAmounts(whole, left) === 0 ? parts : null;
    }
  }
}

function totalOf(invoice: Creditable, content: CreditNoteContent): Amount {
  if (content.by === 'total') return content.total;
  const { subtotal, discountAmount, taxAmount, credited } = invoice;
  const whole = sumAmounts([subtractAmounts(subtotal, discountAmount), taxAmount]);
  const taken = sumAmounts([subtractAmounts(credited.subtotal, credited.discountAmount), credited.taxAmount]);
  return subtractAmounts(whole, taken);
}

/**
 * A credit note's lines and sums, at the rates of the invoice as it was read under its lock. Without lines of the invoice
 * it has one of its own: the reason. Throws `credit_exceeds_line`, `credit_exceeds_invoice`, `credit_is_nothing`.
 */
export function priceCreditNote(
  invoice: Creditable,
  content: CreditNoteContent,
  reason: { readonly reason: string; readonly reasonAr: string },
  words: ReadonlyMap<number, LineWords> = new Map(),
): PricedCreditNote {
  const { left, currency, number } = invoice;
  const parts = partsOf(invoice, content);
  if (parts && new Set(parts.map(({ place }) => place)).size !== parts.length) {
    throw new AppError('bad_input', { path: 'content.lines', reason: 'repeated' });
  }
  const lines = parts?.map((part) => lineOf(invoice, part, words.get(part.place)));
  const totals = lines
    ? creditNoteTotals(invoice, sumAmounts(lines.map(({ amount }) => amount)))
    : creditNoteForTotal(invoice, totalOf(invoice, content));
  if (compareAmounts(totals.total, zeroAmount) <= 0 || compareAmounts(totals.subtotal, zeroAmount) <= 0) {
    throw new AppError('credit_is_nothing', { number });
  }
  const leftOfSubtotal = subtractAmounts(invoice.subtotal, invoice.credited.subtotal);
  if (compareAmounts(totals.total, left) > 0 || compareAmounts(totals.subtotal, leftOfSubtotal) > 0) {
    throw new AppError('credit_exceeds_invoice', { number, left, currency });
  }
  const { reason: description, reasonAr: descriptionAr } = reason;
  const own = { place: null, description, descriptionAr, basis: null, basisAr: null, amount: totals.subtotal };
  return { ...totals, lines: lines ?? [own] };
}
