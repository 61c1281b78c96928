import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceDraft } from '../../../electron/billing/rules/draft';
import {
  cyclePrice,
  isSold,
  priceOf,
  pricingFromStored,
  setupFee,
  storedPricing,
} from '../../../electron/billing/rules/pricing';
import { suggestAllocations } from '../../../electron/contract/allocation';
import { amountSchema, multiplyToAmount, percentOf, sumAmounts } from '../../../electron/contract/amount';
import { calendarDateSchema } from '../../../electron/contract/calendar-date';
import { draftInputSchema, type DraftInput } from '../../../electron/contract/invoices';
import { AppError } from '../../../electron/contract/result';
import { runs } from './runs';

/** Amounts in hundredths, up to what a busy invoice has. */
const cents = (max: number) => fc.integer({ min: 0, max });
const toText = (hundredths: number): string => new Big(hundredths).div(100).toFixed(2);
const quantities = fc.integer({ min: 1, max: 99_999_999 }).map((n) => new Big(n).div(10_000).toFixed(4));

function draft(
  lines: readonly { quantity: string; unitPrice: string }[],
  discountAmount = '0.00',
  taxRate = '0',
): DraftInput {
  return draftInputSchema.parse({
    tenantId: 'farm',
    subscriptionId: '0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e',
    currency: 'USD',
    issueDate: '2026-01-01',
    dueDate: '2026-01-08',
    lines: lines.map((line) => ({ description: 'd', descriptionAr: 'و', ...line })),
    discountAmount,
    taxRate,
    notes: null,
    notesAr: null,
  });
}

/** Half-up on whole numbers alone: another way to the same figure. */
function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

describe('an invoice’s sums', () => {
  it.each([
    // quantity, unit price, discount, tax rate → subtotal, tax, total
    ['1', '29.00', '0.00', '0', '29.00', '0.00', '29.00'],
    ['3', '33.33', '0.00', '5', '99.99', '5.00', '104.99'],
    ['2.5', '0.05', '0.00', '0', '0.13', '0.00', '0.13'],
    ['0.0001', '0.01', '0.00', '0', '0.00', '0.00', '0.00'],
    ['0.5', '0.01', '0.00', '0', '0.01', '0.00', '0.01'],
    ['1', '100.00', '33.33', '15', '100.00', '10.00', '76.67'],
    ['1', '10.10', '0.00', '2.5', '10.10', '0.25', '10.35'],
    ['1', '10.20', '0.00', '2.5', '10.20', '0.26', '10.46'],
    ['1', '9999999999.99', '0.00', '0', '9999999999.99', '0.00', '9999999999.99'],
    ['1', '50.00', '50.00', '100', '50.00', '0.00', '0.00'],
  ])('%s × %s − %s at %s %%', (quantity, unitPrice, discount, rate, subtotal, taxAmount, total) => {
    expect(priceDraft(draft([{ quantity, unitPrice }], discount, rate))).toMatchObject({ subtotal, taxAmount, total });
  });

  it('agree with whole-number arithmetic for any lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ quantity: quantities, price: cents(1_000_000) }), { maxLength: 12 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 10_000 }),
        (lines, discountPercent, rate) => {
          const amounts = lines.map(({ quantity, price }) =>
            roundHalfUp(BigInt(quantity.replace('.', '')) * BigInt(price), 10_000n),
          );
          const subtotal = amounts.reduce((sum, amount) => sum + amount, 0n);
          const discount = (subtotal * BigInt(discountPercent)) / 100n;
          const tax = roundHalfUp((subtotal - discount) * BigInt(rate), 10_000n);
          const priced = priceDraft(
            draft(
              lines.map(({ quantity, price }) => ({ quantity, unitPrice: toText(price) })),
              new Big(discount.toString()).div(100).toFixed(2),
              new Big(rate).div(100).toFixed(2),
            ),
          );
          const hundredths = (text: string): bigint => BigInt(text.replace('.', ''));
          expect(priced.lines.map(({ amount }) => hundredths(amount))).toEqual(amounts);
          expect(hundredths(priced.subtotal)).toBe(subtotal);
          expect(hundredths(priced.taxAmount)).toBe(tax);
          expect(hundredths(priced.total)).toBe(subtotal - discount + tax);
        },
      ),
      runs,
    );
  });

  it('refuse a discount that is too large, a sum that does not fit, and a due date before the issue date', () => {
    const code = (work: () => unknown): string => {
      try {
        work();
      } catch (error) {
        if (error instanceof AppError) return error.code;
        throw error;
      }
      return 'none';
    };
    expect(code(() => priceDraft(draft([{ quantity: '1', unitPrice: '1.00' }], '1.01')))).toBe(
      'discount_exceeds_subtotal',
    );
    expect(code(() => priceDraft(draft([{ quantity: '2', unitPrice: '9999999999.99' }])))).toBe('amount_too_large');
    expect(code(() => priceDraft({ ...draft([]), dueDate: draft([]).issueDate }))).toBe('none');
    const early = draftInputSchema.parse({ ...draft([]), issueDate: '2026-01-09' });
    expect(code(() => priceDraft(early))).toBe('date_order');
  });
});

describe('rounding', () => {
  it('is half-up, away from zero on a tie, like PostgreSQL’s round(numeric)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.integer({ min: 0, max: 9999 }),
        (left, right) => {
          const product = multiplyToAmount(new Big(left).div(100).toFixed(2), new Big(right).div(10_000).toFixed(4));
          const magnitude = roundHalfUp(BigInt(Math.abs(left)) * BigInt(right), 10_000n);
          const sign = left < 0 && magnitude !== 0n ? -1n : 1n;
          expect(BigInt(product.replace('.', ''))).toBe(sign * magnitude);
        },
      ),
      runs,
    );
  });

  it('a percentage of a whole is the whole at 100', () => {
    fc.assert(
      fc.property(cents(999_999_999), (amount) => {
        expect(percentOf(toText(amount), '100')).toBe(toText(amount));
        expect(percentOf(toText(amount), '0')).toBe('0.00');
      }),
      runs,
    );
  });
});

describe('suggested allocations', () => {
  it('give each invoice at most its due, in order, and the rest as credit', () => {
    fc.assert(
      fc.property(cents(1_000_000), fc.array(cents(200_000), { maxLength: 12 }), (amount, dues) => {
        const open = dues.map((due, id) => ({ id, amountDue: amountSchema.parse(toText(due)) }));
        const { allocations, credit } = suggestAllocations(amountSchema.parse(toText(amount)), open);
        expect(sumAmounts([...allocations.map((part) => part.amount), credit])).toBe(toText(amount));
        let left = amount;
        const expected = dues
          .map((due, id) => {
            const part = Math.min(left, due);
            left -= part;
            return { invoiceId: id, amount: toText(part) };
          })
          .filter((part) => part.amount !== '0.00');
        expect(allocations).toEqual(expected);
      }),
      runs,
    );
  });
});

describe('plan prices', () => {
  const none = {
    monthlyUsd: null,
    quarterlyUsd: null,
    yearlyUsd: null,
    setupFeeUsd: null,
    monthlyYer: null,
    quarterlyYer: null,
    yearlyYer: null,
    setupFeeYer: null,
    overage: [],
  };

  it('are read from strings and numbers, and written as strings', () => {
    const pricing = pricingFromStored({
      monthly_usd: '29.00',
      quarterly_usd: 79,
      yearly_usd: null,
      setup_fee_usd: 'x',
      monthly_yer: 15500,
      overage_usd: { api_calls_per_day: '0.05', fields: 'free', 'Not a metric': '1' },
      overage_yer: { api_calls_per_day: 25 },
    });
    expect(pricing).toEqual({
      ...none,
      monthlyUsd: '29.00',
      quarterlyUsd: '79.00',
      monthlyYer: '15500.00',
      overage: [{ metric: 'api_calls_per_day', usd: '0.05', yer: '25.00' }],
    });
    expect(priceOf(pricing, 'quarterly')).toBe('79.00');
    expect(priceOf(pricing, 'yearly')).toBeNull();
    expect(storedPricing(pricing)).toEqual({
      monthly_usd: '29.00',
      quarterly_usd: '79.00',
      yearly_usd: null,
      setup_fee_usd: null,
      monthly_yer: '15500.00',
      quarterly_yer: null,
      yearly_yer: null,
      setup_fee_yer: null,
      overage_usd: { api_calls_per_day: '0.05' },
      overage_yer: { api_calls_per_day: '25.00' },
    });
    for (const stored of [null, [], 'x', 3, { overage_usd: [{ metric: 'fields' }] }]) {
      expect(pricingFromStored(stored)).toEqual(none);
    }
  });

  const rate = { yerPerUsd: '535.255', date: calendarDateSchema.parse('2026-03-01') };
  it('in rials are the fixed one, else converted by the rate in force, else nobody knows', () => {
    const pricing = pricingFromStored({
      monthly_usd: '29',
      monthly_yer: '15500',
      quarterly_usd: '79',
      yearly_yer: '150000',
    });
    expect(cyclePrice(pricing, 'monthly', 'USD', rate)).toEqual({ amount: '29.00', converted: null });
    expect(cyclePrice(pricing, 'monthly', 'YER', rate)).toEqual({ amount: '15500.00', converted: null });
    // 79 × 535.255 = 42285.145, half-up
    expect(cyclePrice(pricing, 'quarterly', 'YER', rate)).toEqual({
      amount: '42285.15',
      converted: { usd: '79.00', rate },
    });
    expect(cyclePrice(pricing, 'quarterly', 'YER', null)).toBe('no_rate');
    expect(cyclePrice(pricing, 'yearly', 'USD', rate)).toBe('no_price');
    expect(cyclePrice(pricing, 'yearly', 'YER', null)).toEqual({ amount: '150000.00', converted: null });
    expect(setupFee(pricing, 'YER', rate)).toBe('no_price');
    expect(isSold(pricing, 'quarterly', 'YER')).toBe(true);
    expect(isSold(pricing, 'yearly', 'USD')).toBe(false);
  });

  it('of nothing need no rate, and what no amount holds is no price', () => {
    const pricing = pricingFromStored({ monthly_usd: '0', yearly_usd: '4990' });
    expect(cyclePrice(pricing, 'monthly', 'YER', null)).toEqual({ amount: '0.00', converted: null });
    // 4990 × 2003999 = 9,999,955,010; × 2004999 = 10,004,945,010, which numeric(12,2) cannot hold
    expect(cyclePrice(pricing, 'yearly', 'YER', { ...rate, yerPerUsd: '2003999' })).toMatchObject({
      amount: '9999955010.00',
    });
    expect(cyclePrice(pricing, 'yearly', 'YER', { ...rate, yerPerUsd: '2004999' })).toBe('too_large');
  });
});
