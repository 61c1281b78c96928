import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDate, Instant } from '@contract/calendar-date';
import type { Currency } from '@contract/currency';
import type { Preferences } from '@contract/preferences';
import * as formats from './formats';

export const LocaleContext = createContext<Preferences | null>(null);

function preferencesOrThrow(preferences: Preferences | null): Preferences {
  if (preferences === null) throw new Error('no preferences around this component');
  return preferences;
}

/** Words and formats of the chosen language and digits: `t`, and one function for each kind of value. */
export function useText() {
  const { t } = useTranslation();
  const preferences = preferencesOrThrow(use(LocaleContext));
  const { language, digits, hijri } = preferences;
  const direction: 'rtl' | 'ltr' = language === 'ar' ? 'rtl' : 'ltr';
  return {
    t,
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
    instant: (instant: Instant) => formats.formatInstant(instant, digits),
    inDigits: (text: string) => formats.inDigits(text, digits),
    /** The one of a pair of names that belongs to the reader's language, or the other where it is empty. */
    name: (english: string, arabic: string) => (language === 'ar' ? arabic || english : english || arabic),
  };
}
export type Text = ReturnType<typeof useText>;
