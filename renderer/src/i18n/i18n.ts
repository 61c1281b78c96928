import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Digits, Language } from '@contract/preferences';
import { formatCount } from './formats';
import { ar, en } from './resources';

let digitsInSentences: Digits = 'latn';

/**
 * A value that goes into a sentence: a number in the chosen digits; a text isolated from the sentence's direction, so
 * that `Green Valley Agro Ltd.` keeps its full stop and `SAH-2026-0005` its order inside Arabic.
 */
function placeInSentence(value: unknown): string {
  if (typeof value === 'number') return formatCount(value, digitsInSentences);
  return typeof value === 'string' && value !== '' ? `\u2068${value}\u2069` : '';
}

/** Starts the translations; both languages are in the bundle, so nothing is ever loaded late. */
export function startTranslations(language: Language, digits: Digits): void {
  digitsInSentences = digits;
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { ar: { translation: ar }, en: { translation: en } },
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: true, useRawValueToEscape: true, escape: placeInSentence },
    react: { useSuspense: false },
  });
}

/** The digits of every number that goes into a sentence from now on. */
export function setSentenceDigits(digits: Digits): void {
  digitsInSentences = digits;
}

/** For the components of react-i18next; all others take the language from useText. */
export function changeLanguage(language: Language): void {
  void i18next.changeLanguage(language);
}
