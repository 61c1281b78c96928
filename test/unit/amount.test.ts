import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountSchema,
  compareAmounts,
  multiplyToAmount,
  negateAmount,
  percentOf,
  percentSchema,
  positiveAmountSchema,
  roundToAmount,
  subtractAmounts,
  sumAmounts,
} from '@contract/amount';

const runs = process.env['SAHOOL_LONG'] === '1' ? 10_000 : 500;
const cents = fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n });

function fromCents(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe('what an amount is', () => {
  it.each(['0.00', '12.50', '-3.00', '9999999999.99'])('takes %s', (text) => {
    expect(amountSchema.safeParse(text).success).toBe(true);
  });

  it.each([
    ['a number', 12.5],
    ['NaN', 'NaN'],
    ['infinity', 'Infinity'],
    ['an exponent', '1e400'],
    ['one decimal', '12.5'],
    ['three decimals', '12.505'],
    ['leading zeros', '007.00'],
    ['a plus', '+1.00'],
    ['minus zero', '-0.00'],
    ['Arabic digits', '١٢٫٥٠'],
    ['a separator', '1,234.50'],
    ['white space', ' 1.00'],
    ['a line end', '1.00\n'],
    ['too many digits', '10000000000.00'],
    ['nothing', ''],
  ])('refuses %s', (_name, text) => {
    expect(amountSchema.safeParse(text).success).toBe(false);
  });

  it('tells positive from zero and negative', () => {
    expect(positiveAmountSchema.safeParse('0.01').success).toBe(true);
    expect(positiveAmountSchema.safeParse('0.00').success).toBe(false);
    expect(positiveAmountSchema.safeParse('-0.01').success).toBe(false);
  });

  it('keeps a percentage between 0 and 100 with two places', () => {
    for (const good of ['0', '5', '12.5', '99.99', '100']) expect(percentSchema.safeParse(good).success).toBe(true);
    for (const bad of ['100.01', '-1', '1.001', 'NaN', '']) expect(percentSchema.safeParse(bad).success).toBe(false);
  });
});

describe('rounding', () => {
  it.each([
    ['10.005', '10.01'],
    ['-10.005', '-10.01'],
    ['10.004999', '10.00'],
    ['0.005', '0.01'],
    ['-0.001', '0.00'],
    ['2.675', '2.68'],
  ])('rounds %s half-up to %s', (from, to) => {
    expect(roundToAmount(from)).toBe(to);
  });

  it('multiplies a quantity and a unit price exactly', () => {
    expect(multiplyToAmount('47', '0.50')).toBe('23.50');
    expect(multiplyToAmount('0.3333', '100.00')).toBe('33.33');
    expect(multiplyToAmount('1.5', '0.33')).toBe('0.50');
  });

  it('takes a percentage', () => {
    expect(percentOf('4535.61', '5')).toBe('226.78');
    expect(percentOf('0.10', '5')).toBe('0.01');
  });

  it('refuses what does not fit numeric(12,2)', () => {
    expect(() => multiplyToAmount('9999999999.99', '2')).toThrow();
  });
});

describe('properties', () => {
  it('adds and subtracts like whole cents', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 20 }), (values) => {
        const sum = values.reduce((left, right) => left + right, 0n);
        fc.pre(sum < 1_000_000_000_000n && sum > -1_000_000_000_000n);
        expect(sumAmounts(values.map(fromCents))).toBe(fromCents(sum));
      }),
      { numRuns: runs, seed: 20261123 },
    );
  });

  it('negates twice to the same, and subtracts to zero', () => {
    fc.assert(
      fc.property(cents, (value) => {
        const amount = amountSchema.parse(fromCents(value));
        expect(negateAmount(negateAmount(amount))).toBe(amount);
        expect(subtractAmounts(amount, amount)).toBe('0.00');
        expect(compareAmounts(amount, negateAmount(amount))).toBe(value === 0n ? 0 : value > 0n ? 1 : -1);
      }),
      { numRuns: runs, seed: 20261123 },
    );
  });

  it('is never further from the exact product than half a cent', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 99_999_999n }),
        fc.bigInt({ min: 0n, max: 9_999_999n }),
        (quantity, price) => {
          const exactQuantity = new Big(quantity.toString()).div(10_000).toFixed(4);
          const product = multiplyToAmount(exactQuantity, fromCents(price));
          const difference = new Big(product).minus(new Big(exactQuantity).times(fromCents(price))).abs();
          expect(difference.lte('0.005')).toBe(true);
        },
      ),
      { numRuns: runs, seed: 20261123 },
    );
  });
});
