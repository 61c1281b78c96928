import type { Digits } from '../contract/preferences';

const decimalPattern = /^-?\d+(?:\.\d+)?$/;

/** Latin digits and separators turned into the wanted ones: 1,234.50 or ١٬٢٣٤٫٥٠. */
export function toDigits(text: string, digits: Digits): string {
  if (digits === 'latn') return text;
  return text
    .replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)))
    .replaceAll('.', '٫')
    .replaceAll(',', '٬');
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Brackets, as bookkeepers write what is taken off: no minus sign that could change its side. */
function bracketed(text: string, negative: boolean): string {
  return negative ? `(${text})` : text;
}

/**
 * A decimal string with grouped digits and at least `places` digits after the point; more where it has more, as a unit
 * price at full precision does. A text that is no decimal (a line the service wrote without one) comes back as it is.
 */
export function formatDecimal(value: string, digits: Digits, places: number): string {
  if (!decimalPattern.test(value)) return value;
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const significant = fraction.replace(/0+$/, '').padEnd(places, '0');
  const text = grouped(whole.replace(/^0+(?=\d)/, '')) + (significant === '' ? '' : `.${significant}`);
  const isZero = /^[0.,]+$/.test(text);
  return toDigits(bracketed(text, value.startsWith('-') && !isZero), digits);
}

/** An amount or a unit price: two places or more. */
export function formatAmount(value: string, digits: Digits): string {
  return formatDecimal(value, digits, 2);
}

/** A quantity: 47.0000 is 47. */
export function formatQuantity(value: string, digits: Digits): string {
  return formatDecimal(value, digits, 0);
}

/** A percentage: 5.00 is 5%. */
export function formatPercent(value: string, digits: Digits): string {
  return formatDecimal(value, digits, 0) + (digits === 'arab' ? '٪' : '%');
}
