import Big from 'big.js';
import { amountSchema, type Amount } from '../../contract/amount';
import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';

/** The order of day, month and year in a file where the year does not come first. */
export type DateOrder = 'dmy' | 'mdy';

const arabicDigits = /[٠-٩۰-۹]/g;

/** Both rows of Arabic digits as 0-9. */
export function latinDigits(text: string): string {
  return text.replaceAll(arabicDigits, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code >= 0x06f0 ? code - 0x06f0 : code - 0x0660);
  });
}

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const yearLast = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/;
const named = /^(\d{1,2})[-/ ]([a-z]{3})[a-z]*[-/, ]+(\d{4}|\d{2})$/i;
const compact = /^(20\d{2})(\d{2})(\d{2})$/;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function built(year: string, month: string, day: string): CalendarDate | null {
  const fullYear = year.length === 2 ? `20${year}` : year;
  const text = `${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return calendarDateSchema.safeParse(text).data ?? null;
}

/**
 * A date as files write it: 2026-03-05, 2026/3/5, 05/03/2026, 5-Mar-26, 20260305, in either digits. Null where it is none:
 * what can be read in two ways is read in the file's `order`, never guessed anew in each row.
 */
export function readDate(text: string, order: DateOrder): CalendarDate | null {
  const plain = latinDigits(text).trim();
  const first = yearFirst.exec(plain) ?? compact.exec(plain);
  if (first) return built(first[1] ?? '', first[2] ?? '', first[3] ?? '');
  const last = yearLast.exec(plain);
  if (last) {
    const [day, month] = order === 'dmy' ? [last[1], last[2]] : [last[2], last[1]];
    return built(last[3] ?? '', month ?? '', day ?? '');
  }
  const word = named.exec(plain);
  if (!word) return null;
  const month = monthNames.indexOf((word[2] ?? '').toLowerCase()) + 1;
  return month === 0 ? null : built(word[3] ?? '', String(month), word[1] ?? '');
}

/** The order that the dates of a column are written in: the month cannot be above 12. Day first where nothing says otherwise. */
export function dateOrderOf(texts: readonly string[]): DateOrder {
  for (const text of texts) {
    const last = yearLast.exec(latinDigits(text).trim().split(/[ T]/)[0] ?? '');
    if (!last) continue;
    if (Number(last[1]) > 12) return 'dmy';
    if (Number(last[2]) > 12) return 'mdy';
  }
  return 'dmy';
}

/** An instant or a date with a time, as PostgreSQL reads it; without a zone it is of the business zone. */
export interface WrittenInstant {
  readonly date: CalendarDate;
  /** `HH:MM:SS`, or null for a day alone. */
  readonly time: string | null;
  /** `Z` or `+03:00`; null where none is written. */
  readonly zone: string | null;
}

const timed = /^(.+?)(?:[T ]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

export function readInstant(text: string, order: DateOrder): WrittenInstant | null {
  const plain = latinDigits(text).trim();
  const parts = timed.exec(plain);
  if (!parts) {
    const date = readDate(plain, order);
    return date === null ? null : { date, time: null, zone: null };
  }
  const [, day = '', hour = '', minute = '', second = '00', zone] = parts;
  const date = readDate(day, order);
  if (date === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset =
    zone === undefined ? null : zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/(\d{2}):?(\d{2})$/, '$1:$2');
  return { date, time: `${hour.padStart(2, '0')}:${minute}:${second}`, zone: offset };
}

const decimalMarks = { '.': ',', ',': '.' } as const;

/**
 * An amount as banks write it: 1,234.50, 1.234,50, ١٬٢٣٤٫٥٠, (12.00), 12.00-, YER 1 234. Null where it is none, where it has
 * more than two decimals, or where it can be read in two ways (1,234 without a word on the mark is a thousand).
 */
export function readAmount(text: string, decimalMark: '.' | ','): Amount | null {
  let plain = latinDigits(text)
    .replaceAll(/[\s\u00a0\u202f]/g, '')
    .replaceAll('٬', '')
    .replaceAll('٫', decimalMark)
    .replaceAll('\u2212', '-')
    .replace(/^(?:YER|USD|YR|ر\.?ي\.?|ريال|\$)/i, '')
    .replace(/(?:YER|USD|YR|ر\.?ي\.?|ريال|\$|CR)$/i, '');
  const bracketed = /^\((.*)\)$/.exec(plain);
  if (bracketed) plain = `-${bracketed[1] ?? ''}`;
  if (plain.endsWith('-')) plain = `-${plain.slice(0, -1)}`;
  plain = plain.replace(/^\+/, '');
  const mark = decimalMark === '.' ? '\\.' : ',';
  const group = decimalMarks[decimalMark] === '.' ? '\\.' : ',';
  const shape = new RegExp(`^-?(?:\\d{1,3}(?:${group}\\d{3})+|\\d+)(?:${mark}\\d{1,2}0*)?$`);
  if (!shape.test(plain)) return null;
  const decimal = plain.replaceAll(decimalMarks[decimalMark], '').replace(',', '.');
  return amountSchema.safeParse(new Big(decimal).toFixed(2).replace(/^-0\.00$/, '0.00')).data ?? null;
}

/** The mark before the decimals of a column: the last of the two that stands before one or two digits at the end. */
export function decimalMarkOf(texts: readonly string[]): '.' | ',' {
  let [points, commas] = [0, 0];
  for (const text of texts) {
    const plain = latinDigits(text).replaceAll(/[^\d.,]/g, '');
    if (/\.\d{1,2}$/.test(plain)) points += 1;
    else if (/,\d{1,2}$/.test(plain)) commas += 1;
  }
  return commas > points ? ',' : '.';
}

/** A whole count of at least 1 that fits an integer: 47, ٤٧, 1,000. Null where it is none. */
export function readCount(text: string): number | null {
  const plain = latinDigits(text).replaceAll(/[\s٬]/g, '');
  if (!/^(?:\d{1,3}(?:,\d{3})+|\d{1,10})(?:[.٫]0+)?$/.test(plain)) return null;
  const count = Number(plain.replaceAll(',', '').replace(/[.٫]0+$/, ''));
  return count >= 1 && count <= 2_147_483_647 ? count : null;
}
