import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prorate, unroundedShare } from '../../../electron/billing/rules/proration';
import { prorationBasis } from '../../../electron/billing/rules/proration-text';
import { periodContaining } from '../../../electron/billing/rules/periods';
import { amountSchema, compareAmounts, sumAmounts } from '../../../electron/contract/amount';
import { addDays, calendarDateSchema, daysBetween } from '../../../electron/contract/calendar-date';
import { billingCycleSchema } from '../../../electron/contract/status';
import { runs } from './runs';

const day = (text: string) => calendarDateSchema.parse(text);
const amount = (text: string) => amountSchema.parse(text);
const stretch = (start: string, end: string) => ({ start: day(start), end: day(end) });

// price, period [start, end), days [from, to), days, days of the period, amount. Each comment has its arithmetic.
const golden: readonly (readonly [string, string, string, string, string, number, number, string])[] = [
  // 29.00 × 15 = 435.00; ÷ 31 = 14.032258…
  ['29.00', '2026-01-01', '2026-02-01', '2026-01-17', '2026-02-01', 15, 31, '14.03'],
  // 29.00 × 31 = 899.00; ÷ 31 = 29.00
  ['29.00', '2026-01-01', '2026-02-01', '2026-01-01', '2026-02-01', 31, 31, '29.00'],
  // 29.00 × 1 = 29.00; ÷ 31 = 0.935483…
  ['29.00', '2026-01-01', '2026-02-01', '2026-01-31', '2026-02-01', 1, 31, '0.94'],
  // 29.00 × 30 = 870.00; ÷ 31 = 28.064516…
  ['29.00', '2026-01-01', '2026-02-01', '2026-01-02', '2026-02-01', 30, 31, '28.06'],
  // 29.00 × 0 = 0.00; ÷ 31 = 0.00
  ['29.00', '2026-01-01', '2026-02-01', '2026-01-10', '2026-01-10', 0, 31, '0.00'],
  // 99.00 × 15 = 1485.00; ÷ 31 = 47.903225…
  ['99.00', '2026-01-01', '2026-02-01', '2026-01-17', '2026-02-01', 15, 31, '47.90'],
  // 29.00 × 14 = 406.00; ÷ 28 = 14.50
  ['29.00', '2026-02-01', '2026-03-01', '2026-02-15', '2026-03-01', 14, 28, '14.50'],
  // 99.00 × 14 = 1386.00; ÷ 28 = 49.50
  ['99.00', '2026-02-01', '2026-03-01', '2026-02-15', '2026-03-01', 14, 28, '49.50'],
  // 29.00 × 2 = 58.00; ÷ 28 = 2.071428…
  ['29.00', '2026-02-01', '2026-03-01', '2026-02-27', '2026-03-01', 2, 28, '2.07'],
  // 29.00 × 1 = 29.00; ÷ 29 = 1.00
  ['29.00', '2028-02-01', '2028-03-01', '2028-02-29', '2028-03-01', 1, 29, '1.00'],
  // 29.00 × 15 = 435.00; ÷ 29 = 15.00
  ['29.00', '2028-02-01', '2028-03-01', '2028-02-15', '2028-03-01', 15, 29, '15.00'],
  // 99.00 × 20 = 1980.00; ÷ 29 = 68.275862…
  ['99.00', '2028-02-01', '2028-03-01', '2028-02-10', '2028-03-01', 20, 29, '68.28'],
  // 29.00 × 14 = 406.00; ÷ 28 = 14.50
  ['29.00', '2026-01-31', '2026-02-28', '2026-02-14', '2026-02-28', 14, 28, '14.50'],
  // 29.00 × 21 = 609.00; ÷ 31 = 19.645161…
  ['29.00', '2026-02-28', '2026-03-31', '2026-03-10', '2026-03-31', 21, 31, '19.65'],
  // 99.00 × 25 = 2475.00; ÷ 30 = 82.50
  ['99.00', '2026-03-31', '2026-04-30', '2026-04-05', '2026-04-30', 25, 30, '82.50'],
  // 499.00 × 28 = 13972.00; ÷ 29 = 481.793103…
  ['499.00', '2028-01-31', '2028-02-29', '2028-02-01', '2028-02-29', 28, 29, '481.79'],
  // 499.00 × 1 = 499.00; ÷ 30 = 16.633333…
  ['499.00', '2026-04-15', '2026-05-15', '2026-05-14', '2026-05-15', 1, 30, '16.63'],
  // 499.00 × 29 = 14471.00; ÷ 30 = 482.366666…
  ['499.00', '2026-04-15', '2026-05-15', '2026-04-16', '2026-05-15', 29, 30, '482.37'],
  // 79.00 × 45 = 3555.00; ÷ 90 = 39.50
  ['79.00', '2026-01-01', '2026-04-01', '2026-02-15', '2026-04-01', 45, 90, '39.50'],
  // 79.00 × 46 = 3634.00; ÷ 91 = 39.934065…
  ['79.00', '2028-01-01', '2028-04-01', '2028-02-15', '2028-04-01', 46, 91, '39.93'],
  // 269.00 × 1 = 269.00; ÷ 90 = 2.988888…
  ['269.00', '2026-01-01', '2026-04-01', '2026-03-31', '2026-04-01', 1, 90, '2.99'],
  // 269.00 × 61 = 16409.00; ÷ 91 = 180.318681…
  ['269.00', '2026-04-01', '2026-07-01', '2026-05-01', '2026-07-01', 61, 91, '180.32'],
  // 1349.00 × 30 = 40470.00; ÷ 92 = 439.891304…
  ['1349.00', '2026-07-01', '2026-10-01', '2026-09-01', '2026-10-01', 30, 92, '439.89'],
  // 79.00 × 58 = 4582.00; ÷ 90 = 50.911111…
  ['79.00', '2026-11-30', '2027-02-28', '2027-01-01', '2027-02-28', 58, 90, '50.91'],
  // 269.00 × 28 = 7532.00; ÷ 91 = 82.769230…
  ['269.00', '2027-11-30', '2028-02-29', '2028-02-01', '2028-02-29', 28, 91, '82.77'],
  // 290.00 × 183 = 53070.00; ÷ 365 = 145.397260…
  ['290.00', '2026-01-01', '2027-01-01', '2026-07-02', '2027-01-01', 183, 365, '145.40'],
  // 290.00 × 183 = 53070.00; ÷ 366 = 145.00
  ['290.00', '2028-01-01', '2029-01-01', '2028-07-02', '2029-01-01', 183, 366, '145.00'],
  // 990.00 × 364 = 360360.00; ÷ 365 = 987.287671…
  ['990.00', '2026-03-15', '2027-03-15', '2026-03-16', '2027-03-15', 364, 365, '987.29'],
  // 990.00 × 1 = 990.00; ÷ 365 = 2.712328…
  ['990.00', '2026-03-15', '2027-03-15', '2027-03-14', '2027-03-15', 1, 365, '2.71'],
  // 4990.00 × 59 = 294410.00; ÷ 365 = 806.602739…
  ['4990.00', '2028-02-29', '2029-02-28', '2028-12-31', '2029-02-28', 59, 365, '806.60'],
  // 4990.00 × 180 = 898200.00; ÷ 365 = 2460.821917…
  ['4990.00', '2027-02-28', '2028-02-28', '2027-09-01', '2028-02-28', 180, 365, '2460.82'],
  // 0.00 × 27 = 0.00; ÷ 31 = 0.00
  ['0.00', '2026-01-01', '2026-02-01', '2026-01-05', '2026-02-01', 27, 31, '0.00'],
  // 0.01 × 15 = 0.15; ÷ 31 = 0.004838…
  ['0.01', '2026-01-01', '2026-02-01', '2026-01-17', '2026-02-01', 15, 31, '0.00'],
  // 0.01 × 16 = 0.16; ÷ 31 = 0.005161…
  ['0.01', '2026-01-01', '2026-02-01', '2026-01-16', '2026-02-01', 16, 31, '0.01'],
  // 0.31 × 15 = 4.65; ÷ 31 = 0.15
  ['0.31', '2026-01-01', '2026-02-01', '2026-01-17', '2026-02-01', 15, 31, '0.15'],
  // 30.15 × 10 = 301.50; ÷ 30 = 10.05
  ['30.15', '2026-04-01', '2026-05-01', '2026-04-21', '2026-05-01', 10, 30, '10.05'],
  // 1.50 × 1 = 1.50; ÷ 30 = 0.05
  ['1.50', '2026-06-01', '2026-07-01', '2026-06-30', '2026-07-01', 1, 30, '0.05'],
  // 0.15 × 1 = 0.15; ÷ 30 = 0.005
  ['0.15', '2026-06-01', '2026-07-01', '2026-06-30', '2026-07-01', 1, 30, '0.01'],
  // 0.14 × 1 = 0.14; ÷ 28 = 0.005
  ['0.14', '2026-02-01', '2026-03-01', '2026-02-28', '2026-03-01', 1, 28, '0.01'],
  // 15500.00 × 15 = 232500.00; ÷ 31 = 7500.00
  ['15500.00', '2026-01-01', '2026-02-01', '2026-01-17', '2026-02-01', 15, 31, '7500.00'],
  // 52875.50 × 19 = 1004634.50; ÷ 28 = 35879.803571…
  ['52875.50', '2026-02-01', '2026-03-01', '2026-02-10', '2026-03-01', 19, 28, '35879.80'],
  // 266900.00 × 31 = 8273900.00; ÷ 90 = 91932.222222…
  ['266900.00', '2026-01-01', '2026-04-01', '2026-03-01', '2026-04-01', 31, 90, '91932.22'],
  // 2669900.00 × 92 = 245630800.00; ÷ 366 = 671122.404371…
  ['2669900.00', '2028-01-01', '2029-01-01', '2028-10-01', '2029-01-01', 92, 366, '671122.40'],
  // 9999999999.99 × 364 = 3639999999996.36; ÷ 365 = 9972602739.716054…
  ['9999999999.99', '2026-01-01', '2027-01-01', '2026-01-02', '2027-01-01', 364, 365, '9972602739.72'],
  // 9999999999.99 × 1 = 9999999999.99; ÷ 28 = 357142857.1425
  ['9999999999.99', '2026-02-01', '2026-03-01', '2026-02-28', '2026-03-01', 1, 28, '357142857.14'],
  // 100.00 × 20 = 2000.00; ÷ 30 = 66.666666…
  ['100.00', '2026-09-01', '2026-10-01', '2026-09-11', '2026-10-01', 20, 30, '66.67'],
];

describe('a part of a period’s price', () => {
  it.each(golden)('%s for %s to %s, days %s to %s', (price, start, end, from, to, days, periodDays, expected) => {
    expect(prorate(amount(price), stretch(start, end), day(from), day(to))).toMatchObject({
      days,
      periodDays,
      amount: expected,
    });
  });

  it('is refused for days outside the period', () => {
    const january = stretch('2026-01-01', '2026-02-01');
    for (const [from, to] of [
      ['2025-12-31', '2026-01-10'],
      ['2026-01-10', '2026-02-02'],
      ['2026-01-10', '2026-01-09'],
    ] as const) {
      expect(() => prorate(amount('29.00'), january, day(from), day(to))).toThrow(RangeError);
    }
    expect(() =>
      prorate(amount('29.00'), stretch('2026-01-01', '2026-01-01'), day('2026-01-01'), day('2026-01-01')),
    ).toThrow(RangeError);
  });

  // Old price, new price, unused days of the period: credit and charge, each rounded once, and what is asked for.
  it.each([
    // 29 × 15 ÷ 31 = 14.0322…; 99 × 15 ÷ 31 = 47.9032…
    ['29.00', '99.00', '2026-01-17', '14.03', '47.90', '33.87'],
    // 29 × 31 ÷ 31 = 29; 499 × 31 ÷ 31 = 499
    ['29.00', '499.00', '2026-01-01', '29.00', '499.00', '470.00'],
    // 99 × 1 ÷ 31 = 3.1935…; 499 × 1 ÷ 31 = 16.0967…
    ['99.00', '499.00', '2026-01-31', '3.19', '16.10', '12.91'],
    // 15500 × 10 ÷ 31 = 5000; 52875.50 × 10 ÷ 31 = 17056.6129…
    ['15500.00', '52875.50', '2026-01-22', '5000.00', '17056.61', '12056.61'],
  ])('an upgrade from %s to %s on %s', (old, next, from, credit, charge, net) => {
    const january = stretch('2026-01-01', '2026-02-01');
    const credited = prorate(amount(old), january, day(from), january.end).amount;
    const charged = prorate(amount(next), january, day(from), january.end).amount;
    expect([credited, charged]).toEqual([credit, charge]);
    expect(sumAmounts([charged, `-${credited}`])).toBe(net);
  });

  it('says what it came from in both languages', () => {
    const part = prorate(amount('29.00'), stretch('2026-01-01', '2026-02-01'), day('2026-01-17'), day('2026-02-01'));
    expect(unroundedShare(part)).toBe('14.032258…');
    expect(prorationBasis(part, 'USD', null)).toEqual({
      en: '15 of 31 days of the period 2026-01-01 to 2026-01-31, at 29.00 USD for the period: 29.00 × 15 ÷ 31 = 14.032258… ≈ 14.03',
      ar: 'عدد الأيام 15 من 31 في الفترة من 2026/01/01 إلى 2026/01/31، وسعر الفترة 29.00 دولار أمريكي: 29.00 × 15 ÷ 31 = 14.032258… ≈ 14.03',
    });
    const whole = prorate(
      amount('15500.00'),
      stretch('2026-01-01', '2026-02-01'),
      day('2026-01-17'),
      day('2026-02-01'),
    );
    const converted = {
      usd: amount('29.00'),
      rate: { yerPerUsd: '534.482758', date: day('2026-01-02') },
    };
    expect(prorationBasis(whole, 'YER', { amount: amount('15500.00'), converted }).en).toContain(
      '15500.00 × 15 ÷ 31 = 7500.00. Price: 29.00 USD × 534.482758 (rate of 2026-01-02) = 15500.00 YER',
    );
  });
});

/** round(cents × days ÷ periodDays), half-up, on whole numbers alone. */
function byWholeNumbers(cents: bigint, days: number, periodDays: number): string {
  const rounded = (2n * cents * BigInt(days) + BigInt(periodDays)) / (2n * BigInt(periodDays));
  return `${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}`;
}

const toText = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
const prices = fc.bigInt({ min: 0n, max: 900_000_000_000n });
const anchors = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('1990-01-01'), days));

const situations = fc
  .record({
    cents: prices,
    anchor: anchors,
    cycle: fc.constantFrom(...billingCycleSchema.options),
    later: fc.integer({ min: 0, max: 4000 }),
    first: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ cents, anchor, cycle, later, first }) => {
    const period = periodContaining(anchor, cycle, addDays(anchor, later));
    const periodDays = daysBetween(period.start, period.end);
    const days = Math.round(first * periodDays);
    return { cents, price: amount(toText(cents)), period, periodDays, days, cut: addDays(period.start, days) };
  });

describe('proration, whatever the price, the anchor and the day', () => {
  it('is the half-up rounded share, by whole numbers too', () => {
    fc.assert(
      fc.property(situations, ({ cents, price, period, periodDays, days, cut }) => {
        expect(prorate(price, period, period.start, cut).amount).toBe(byWholeNumbers(cents, days, periodDays));
        expect(prorate(price, period, cut, period.end).amount).toBe(
          byWholeNumbers(cents, periodDays - days, periodDays),
        );
      }),
      runs,
    );
  });

  it('gives the whole price for all days, nothing for none, and both parts together differ by a cent at the most', () => {
    fc.assert(
      fc.property(situations, ({ cents, price, period, cut }) => {
        expect(prorate(price, period, period.start, period.end).amount).toBe(price);
        expect(prorate(price, period, cut, cut).amount).toBe('0.00');
        const parts = [prorate(price, period, period.start, cut), prorate(price, period, cut, period.end)];
        const sum = BigInt(sumAmounts(parts.map((part) => part.amount)).replace('.', ''));
        expect([cents, cents + 1n]).toContain(sum);
      }),
      runs,
    );
  });

  it('never charges less for a higher price', () => {
    fc.assert(
      fc.property(situations, fc.bigInt({ min: 0n, max: 10_000_000n }), ({ cents, price, period, cut }, more) => {
        const higher = amount(toText(cents + more));
        const [credit, charge] = [prorate(price, period, cut, period.end), prorate(higher, period, cut, period.end)];
        expect(compareAmounts(charge.amount, credit.amount)).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });
});
