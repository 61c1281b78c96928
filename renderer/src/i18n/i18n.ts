import i18next, { type PostProcessorModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Digits, Language } from '@contract/preferences';
import { ar, en } from './resources';
import { sentenceInDigits, valueInSentence } from './sentence';

let digitsInSentences: Digits = 'latn';

const chosenDigits: PostProcessorModule = {
  type: 'postProcessor',
  name: 'digits',
  process: (sentence) => sentenceInDigits(sentence, digitsInSentences),
};

/** Starts the translations; both languages are in the bundle, so nothing is ever loaded late. */
export function startTranslations(language: Language, digits: Digits): void {
  digitsInSentences = digits;
  void i18next
    .use(initReactI18next)
    .use(chosenDigits)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { ar: { translation: ar }, en: { translation: en } },
      initAsync: false,
      returnNull: false,
      postProcess: ['digits'],
      interpolation: {
        escapeValue: true,
        useRawValueToEscape: true,
        escape: (value: unknown) => valueInSentence(value, digitsInSentences),
      },
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
