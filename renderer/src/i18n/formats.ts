import type { Currency } from '@contract/currency';
import type { CalendarDate, Instant } from '@contract/calendar-date';
import type { Digits, Language, Preferences } from '@contract/preferences';

/** What decides how a number or a date is written. */
export type FormatPreferences = Pick<Preferences, 'language' | 'digits'>;

/** Direction marks that Intl puts into numbers and dates: the screen isolates each value itself. */
const marks = /[\u061c\u200e\u200f]/g;

const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(digits: Digits, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = digits + JSON.stringify(options);
  const known = cache.get(key);
  if (known) return known;
  // The digits decide the marks as well: ٬ and ٫ go with Arabic-Indic digits, in English text too.
  const made = new Intl.NumberFormat(digits === 'arab' ? 'ar-u-nu-arab' : 'en-u-nu-latn', options);
  cache.set(key, made);
  return made;
}

/** Intl formats a decimal string exactly; its type wants the literal form, which the pattern proves. */
function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

/** A decimal string with thousands marked, negatives in brackets; what is no number is shown as it is. */
export function formatDecimal(text: string, digits: Digits, places?: { min: number; max: number }): string {
  if (!isNumeric(text)) return text;
  const negative = text.startsWith('-') && /[1-9]/.test(text);
  const absolute = text.replace(/^-/, '');
  if (!isNumeric(absolute)) return text;
  const fraction = absolute.split('.')[1]?.length ?? 0;
  const written = numberFormat(digits, {
    minimumFractionDigits: places?.min ?? 0,
    maximumFractionDigits: places?.max ?? Math.min(fraction, 20),
  })
    .format(absolute)
    .replace(marks, '');
  return negative ? `(${written})` : written;
}

/** An amount of money: always two decimals, exact, negatives in brackets. Currency stands in its own column. */
export function formatAmount(amount: string, digits: Digits): string {
  return formatDecimal(amount, digits, { min: 2, max: 2 });
}

const currencyNames: Record<Language, Record<Currency, string>> = {
  ar: { USD: 'دولار', YER: 'ريال' },
  en: { USD: 'USD', YER: 'YER' },
};

/** The short name of a currency as it stands beside an amount. */
export function currencyName(currency: Currency, language: Language): string {
  return currencyNames[language][currency];
}

/** An amount with its currency, for a sentence: `١٬٢٣٤٫٥٠ ريال`. */
export function formatMoney(amount: string, currency: Currency, preferences: FormatPreferences): string {
  return `${formatAmount(amount, preferences.digits)}\u00a0${currencyName(currency, preferences.language)}`;
}

/** A whole number, such as a count. */
export function formatCount(count: number, digits: Digits): string {
  return numberFormat(digits, { maximumFractionDigits: 0 }).format(count).replace(marks, '');
}

const arabicIndic = '٠١٢٣٤٥٦٧٨٩';

/** The same text with its digits in the chosen set: for dates, codes that a person reads, and times. */
export function inDigits(text: string, digits: Digits): string {
  return digits === 'arab' ? text.replace(/\d/g, (digit) => arabicIndic[Number(digit)] ?? digit) : text;
}

/** `2026/01/08` in the chosen digits. */
export function formatDate(date: CalendarDate, digits: Digits): string {
  return inDigits(date.replaceAll('-', '/'), digits);
}

/** The Hijri date (Umm al-Qura) in words, such as `١٢ رجب ١٤٤٧ هـ`. */
export function formatHijri(date: CalendarDate, preferences: FormatPreferences): string {
  const locale = preferences.language === 'ar' ? 'ar' : 'en';
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-islamic-umalqura-nu-latn`, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const found = new Map(format.formatToParts(Date.parse(`${date}T00:00:00Z`)).map(({ type, value }) => [type, value]));
  const era = preferences.language === 'ar' ? 'هـ' : 'AH';
  const text = `${found.get('day') ?? ''} ${found.get('month') ?? ''} ${found.get('year') ?? ''} ${era}`;
  // The letter in Shaʻban and Dhu al-Qiʻdah is in no font of ours.
  return inDigits(text.replace(marks, '').replace(/[\u02bb-\u02bf]/g, "'"), preferences.digits);
}

/** The calendar date of an instant in a zone (the business zone), or in this computer's own where none is given. */
export function dateOfInstant(instant: Instant, zone?: string): string {
  const parts = instantParts(instant, zone);
  return `${parts.get('year') ?? ''}/${parts.get('month') ?? ''}/${parts.get('day') ?? ''}`;
}

function instantParts(instant: Instant, zone?: string): Map<string, string> {
  const format = new Intl.DateTimeFormat('en-GB-u-nu-latn', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  return new Map(format.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]));
}

/** `2026/01/08 14:05` in the chosen digits. */
export function formatInstant(instant: Instant, digits: Digits, zone?: string): string {
  const parts = instantParts(instant, zone);
  return inDigits(`${dateOfInstant(instant, zone)} ${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}`, digits);
}

/** Milliseconds as a short text, such as `3 ms`. */
export function formatMilliseconds(ms: number, digits: Digits): string {
  return formatCount(Math.max(1, Math.round(ms)), digits);
}
