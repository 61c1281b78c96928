import { describe, expect, it } from 'vitest';
import { amountSchema, subtractAmounts, sumAmounts } from '../../../electron/contract/amount';
import {
  creditNoteForTotal,
  creditNoteTotals,
  type CreditableSums,
} from '../../../electron/contract/credit-note-totals';

const a = (text: string) => amountSchema.parse(text);

function invoice(
  [subtotal, discount, rate, tax]: readonly [string, string, string, string],
  [cs, cd, ct]: readonly [string, string, string] = ['0.00', '0.00', '0.00'],
): CreditableSums {
  return {
    subtotal: a(subtotal),
    discountAmount: a(discount),
    taxRate: rate,
    taxAmount: a(tax),
    credited: { subtotal: a(cs), discountAmount: a(cd), taxAmount: a(ct) },
  };
}

describe('a credit note over parts of lines', () => {
  it.each([
    // No discount, no tax: what is credited is what is taken.
    [['100.00', '0.00', '0', '0.00'], '30.00', '0.00', '0.00', '30.00'],
    // 5 %: tax = round(30.00 x 5 / 100) = 1.50.
    [['100.00', '0.00', '5', '5.00'], '30.00', '0.00', '1.50', '31.50'],
    // Discount 10 of 100: share = round(10 x 30 / 100) = 3.00; tax = round(27.00 x 5 / 100) = 1.35.
    [['100.00', '10.00', '5', '4.50'], '30.00', '3.00', '1.35', '28.35'],
    // Share = round(10 x 33.33 / 99.99) = round(3.33333...) = 3.33; net 30.00; tax = round(30.00 x 15 / 100) = 4.50.
    [['99.99', '10.00', '15', '13.50'], '33.33', '3.33', '4.50', '34.50'],
    // Tax on a tie: round(0.10 x 5 / 100) = round(0.005) = 0.01, away from zero.
    [['100.00', '0.00', '5', '5.00'], '0.10', '0.00', '0.01', '0.11'],
    // Share on a tie: round(1.00 x 0.50 / 100.00) = round(0.005) = 0.01; net 0.49; tax round(0.0245) = 0.02.
    [['100.00', '1.00', '5', '4.95'], '0.50', '0.01', '0.02', '0.51'],
    // YER, a rate with decimals: round(12345.67 x 4.25 / 100) = round(524.690975) = 524.69.
    [['50000.00', '0.00', '4.25', '2125.00'], '12345.67', '0.00', '524.69', '12870.36'],
  ] as const)('%j less %s', (sums, subtotal, discount, tax, total) => {
    expect(creditNoteTotals(invoice(sums), a(subtotal))).toEqual({
      subtotal,
      discountAmount: discount,
      taxAmount: tax,
      total,
      kind: 'partial',
    });
  });

  it('takes the rest of each sum where it is the last one, so that the notes come to the invoice', () => {
    // Three thirds of 100.00 with 10.01 off at 5 %: shares round(10.01 x 33.33 / 100) = 3.34 twice, the last 10.01 - 6.68 = 3.33;
    // tax round(29.99 x 5 %) = 1.50 twice, the last 4.50 - 3.00 = 1.50.
    const sums = ['100.00', '10.01', '5', '4.50'] as const;
    const first = creditNoteTotals(invoice(sums), a('33.33'));
    const second = creditNoteTotals(invoice(sums, ['33.33', '3.34', '1.50']), a('33.33'));
    const last = creditNoteTotals(invoice(sums, ['66.66', '6.68', '3.00']), a('33.34'));
    expect([first.discountAmount, second.discountAmount, last.discountAmount]).toEqual(['3.34', '3.34', '3.33']);
    expect([first.taxAmount, second.taxAmount, last.taxAmount]).toEqual(['1.50', '1.50', '1.50']);
    expect(sumAmounts([first.total, second.total, last.total])).toBe('94.49');
    expect([first.kind, last.kind]).toEqual(['partial', 'full']);
  });

  it('never takes more of discount or tax than is left', () => {
    // Of 0.02 tax 0.02 was credited already by rounding up: nothing is left.
    const note = creditNoteTotals(invoice(['0.40', '0.00', '5', '0.02'], ['0.20', '0.00', '0.02']), a('0.10'));
    expect(note).toMatchObject({ taxAmount: '0.00', total: '0.10', kind: 'partial' });
  });
});

describe('a credit note of a total with its tax', () => {
  it.each([
    // 5 %: net = round(105.00 x 100 / 105) = 100.00.
    [['400.00', '0.00', '5', '20.00'], '105.00', '100.00', '0.00', '5.00'],
    // 5 %: net = round(10.00 x 100 / 105) = round(9.5238...) = 9.52; tax 0.48.
    [['400.00', '0.00', '5', '20.00'], '10.00', '9.52', '0.00', '0.48'],
    // Discount 10 of 100: net 45.00 = 50.00 less 5.00, since round(10 x 45 / 90) = 5.00.
    [['100.00', '10.00', '0', '0.00'], '45.00', '50.00', '5.00', '0.00'],
  ] as const)('%j by %s', (sums, total, subtotal, discount, tax) => {
    const note = creditNoteForTotal(invoice(sums), a(total));
    expect(note).toEqual({ subtotal, discountAmount: discount, taxAmount: tax, total, kind: 'partial' });
    expect(sumAmounts([subtractAmounts(subtotal, discount), tax])).toBe(total);
  });

  it('is full where it is all that is left', () => {
    expect(creditNoteForTotal(invoice(['100.00', '10.00', '5', '4.50']), a('94.50'))).toEqual({
      subtotal: '100.00',
      discountAmount: '10.00',
      taxAmount: '4.50',
      total: '94.50',
      kind: 'full',
    });
  });
});
