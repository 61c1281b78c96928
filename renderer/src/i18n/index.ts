export { changeLanguage, startTranslations, setSentenceDigits } from './i18n';
export { sentenceInDigits } from './sentence';
export { LocaleContext, useText, type Text } from './locale';
export * from './formats';
export { parseAmount, parseDecimal, type NumberProblem, type ParsedNumber } from './parse-number';
export { parseDate, type DateProblem, type ParsedDate } from './parse-date';
