import i18next from 'i18next';
import { createContext, use, useMemo } from 'react';
import type { CalendarDate, Instant } from '@contract/calendar-date';
import type { Currency } from '@contract/currency';
import type { Language, Preferences } from '@contract/preferences';
import * as formats from './formats';

/** How to write things, and the business zone, in which instants are told; this computer's own until it is known. */
export type Locale = Preferences & { readonly zone: string | undefined };
export const LocaleContext = createContext<Locale | null>(null);

function localeOrThrow(locale: Locale | null): Locale {
  if (locale === null) throw new Error('no preferences around this component');
  return locale;
}

function inLanguage(language: Language) {
  return i18next.getFixedT(language);
}

/** Words and formats of the chosen language and digits: `t`, and one function for each kind of value. */
export function useText() {
  const { language, digits, hijri, zone } = localeOrThrow(use(LocaleContext));
  // The context brings every change of language; i18next's own event would come a render later.
  const t = useMemo(() => i18next.getFixedT(language), [language]);
  const direction: 'rtl' | 'ltr' = language === 'ar' ? 'rtl' : 'ltr';
  return {
    t,
    /** The sentences of another language than the reader's. */
    inLanguage,
    language,
    direction,
    digits,
    hijri,
    amount: (amount: string) => formats.formatAmount(amount, digits),
    money: (amount: string, currency: Currency) => formats.formatMoney(amount, currency, { language, digits }),
    currency: (currency: Currency) => formats.currencyName(currency, language),
    decimal: (text: string) => formats.formatDecimal(text, digits),
    count: (count: number) => formats.formatCount(count, digits),
    date: (date: CalendarDate) => formats.formatDate(date, digits),
    hijriDate: (date: CalendarDate) => formats.formatHijri(date, { language, digits }),
    instant: (instant: Instant) => formats.formatInstant(instant, digits, zone),
    inDigits: (text: string) => formats.inDigits(text, digits),
    /** Several things in a row, with the language's own comma. */
    list: (items: readonly string[]) => items.join(language === 'ar' ? '، ' : ', '),
    /** The one of a pair of names that belongs to the reader's language, or the other where it is empty. */
    name: (english: string, arabic: string) => (language === 'ar' ? arabic || english : english || arabic),
  };
}
export type Text = ReturnType<typeof useText>;
