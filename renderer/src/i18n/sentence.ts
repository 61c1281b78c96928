import { calendarDateSchema } from '@contract/calendar-date';
import type { Digits } from '@contract/preferences';
import { formatAmount, formatCount, formatDate, formatDecimal, inDigits } from './formats';

/** Isolates: what stands between them keeps its order and its digits. */
const isolateStart = /[\u2066-\u2068]/;
const isolateEnd = '\u2069';

function written(text: string, digits: Digits): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const date = calendarDateSchema.safeParse(text);
    return date.success ? formatDate(date.data, digits) : text;
  }
  return /^-?\d+\.\d{2}$/.test(text) ? formatAmount(text, digits) : text;
}

/**
 * A value as it stands in a sentence: a number in the chosen digits; a text isolated from the sentence's direction, so that
 * `Green Valley Agro Ltd.` keeps its full stop and `SAH-2026-0005` its order inside Arabic. A date or an amount that comes as the
 * contract writes it, as in a failure's values, is written as on the screen; a number of a document, a reference or a name is
 * left as it is.
 */
export function valueInSentence(value: unknown, digits: Digits): string {
  if (typeof value === 'number') return formatCount(value, digits);
  return typeof value === 'string' && value !== '' ? `\u2068${written(value, digits)}${isolateEnd}` : '';
}

/** A number of the sentence's own: with thousands, decimals, or the marks of a date or a time between its digits. */
const ownNumber = /[A-Za-z0-9\-_]*\d(?:[A-Za-z0-9\-_]|[.,:/](?=\d))*/g;

function ownDigits(words: string, digits: Digits): string {
  return words.replace(ownNumber, (token) => {
    // F2, A4, UTF-8: part of a name.
    if (/[A-Za-z_]/.test(token)) return token;
    const plain = token.replaceAll(',', '');
    return /^\d+\.\d+$/.test(plain) || token.includes(',') ? formatDecimal(plain, digits) : inDigits(token, digits);
  });
}

/** The whole sentence in the chosen digits: what it says itself outside of its values, such as `the last 7 days`. */
export function sentenceInDigits(sentence: string, digits: Digits): string {
  if (digits === 'latn' || !/\d/.test(sentence)) return sentence;
  let depth = 0;
  return sentence
    .split(/([\u2066-\u2069])/)
    .map((part) => {
      if (isolateStart.test(part)) depth += 1;
      else if (part === isolateEnd) depth = Math.max(0, depth - 1);
      else if (depth === 0) return ownDigits(part, digits);
      return part;
    })
    .join('');
}
