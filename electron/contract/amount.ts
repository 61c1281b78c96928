import Big from 'big.js';
import { z } from 'zod';
import { moneyScale } from './currency';

/** An exact decimal with two places, such as `"12.50"` or `"-3.00"`; what numeric(12,2) holds. Never a number. */
export type Amount = string & z.$brand<'Amount'>;

const amountPattern = /^-?(?:0|[1-9]\d{0,9})\.\d{2}$/;
const looseDecimalPattern = /^-?\d{1,10}(?:\.\d{1,10})?$/;

export const amountSchema = z
  .string()
  .refine((text): text is string => amountPattern.test(text) && text !== '-0.00', { message: 'amount' })
  .brand<'Amount'>();
export const positiveAmountSchema = amountSchema.refine((text) => !text.startsWith('-') && text !== '0.00', {
  message: 'amount_positive',
});
export const nonNegativeAmountSchema = amountSchema.refine((text) => !text.startsWith('-'), {
  message: 'amount_not_negative',
});

const sumPattern = /^-?(?:0|[1-9]\d{0,17})\.\d{2}$/;
/** A sum over many rows: larger than the one amount that numeric(12,2) holds. Only read, never stored. */
export const sumSchema = z
  .string()
  .refine((text): text is string => sumPattern.test(text) && text !== '-0.00', { message: 'amount' })
  .brand<'Amount'>();

/** An exact decimal of any scale: a quantity, a unit price at full precision, a rate. */
export type Decimal = string & z.$brand<'Decimal'>;
export const decimalSchema = z
  .string()
  .refine((text) => looseDecimalPattern.test(text), { message: 'decimal' })
  .brand<'Decimal'>();

/** A percentage with at most two places, 0 to 100: numeric(5,2). */
export const percentSchema = decimalSchema.refine(
  (text) => /^\d{1,3}(?:\.\d{1,2})?$/.test(text) && new Big(text).lte(100),
  { message: 'percent' },
);

function toAmount(value: Big): Amount {
  const rounded = value.round(moneyScale, Big.roundHalfUp);
  const text = (rounded.eq(0) ? rounded.abs() : rounded).toFixed(moneyScale);
  return amountSchema.parse(text);
}

/** True where a reckoning failed because a result does not fit numeric(12,2); every other failure is not about its size. */
export function exceedsAmount(failure: unknown): boolean {
  return failure instanceof z.ZodError;
}

export const zeroAmount = toAmount(new Big(0));

/** Rounds an exact decimal half-up (away from zero on a tie) to the stored scale. Throws where it does not fit. */
export function roundToAmount(value: string): Amount {
  return toAmount(new Big(value));
}

/** The exact sum; the sum of nothing is 0.00. */
export function sumAmounts(amounts: readonly string[]): Amount {
  return toAmount(amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)));
}

export function subtractAmounts(from: string, what: string): Amount {
  return toAmount(new Big(from).minus(what));
}

export function negateAmount(amount: string): Amount {
  return toAmount(new Big(amount).times(-1));
}

/** -1, 0 or 1. */
export function compareAmounts(left: string, right: string): -1 | 0 | 1 {
  return new Big(left).cmp(right);
}

export function smallerAmount(left: Amount, right: Amount): Amount {
  return compareAmounts(left, right) <= 0 ? left : right;
}

/** round(left x right), half-up to the stored scale: a line's amount from its quantity and unit price. */
export function multiplyToAmount(left: string, right: string): Amount {
  return toAmount(new Big(left).times(right));
}

/** round(amount x percent / 100), half-up to the stored scale. */
export function percentOf(amount: string, percent: string): Amount {
  return toAmount(new Big(amount).times(percent).div(100));
}
