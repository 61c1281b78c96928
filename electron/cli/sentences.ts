import type { Failure } from '../contract/result';
import type { Difference } from '../contract/schema';
import arDifferences from '../../renderer/src/i18n/ar/differences.json';
import arErrors from '../../renderer/src/i18n/ar/errors.json';
import arVerify from '../../renderer/src/i18n/ar/verify.json';
import enDifferences from '../../renderer/src/i18n/en/differences.json';
import enErrors from '../../renderer/src/i18n/en/errors.json';
import enVerify from '../../renderer/src/i18n/en/verify.json';

export type CliLanguage = 'ar' | 'en';
type Params = Readonly<Record<string, string | number>>;

/** Fills i18next's `{{name}}` places; one without a value stays as it is. */
function fill(sentence: string, params: Params): string {
  return sentence.replaceAll(/\{\{\s*(\w+)[^}]*\}\}/g, (whole, name: string) => String(params[name] ?? whole));
}

const errors: Readonly<Record<CliLanguage, Readonly<Record<string, { title: string; remedy: string } | undefined>>>> = {
  ar: arErrors,
  en: enErrors,
};

/** The same sentences as on the screen: what happened, and what to do next. */
export function explainFailure(failure: Failure, language: CliLanguage): string {
  const sentence = errors[language][failure.code];
  if (!sentence) return failure.code;
  return `${fill(sentence.title, failure.params)}\n${fill(sentence.remedy, failure.params)}`;
}

/** One difference between the database and what this program expects, as a sentence. */
export function describeDifference(difference: Difference, language: CliLanguage): string {
  const { object, part, expected, found } = difference;
  const sentences = language === 'ar' ? arDifferences : enDifferences;
  return fill(sentences[difference.code], { object, part, expected, found });
}

const verifyWords: Readonly<Record<CliLanguage, Readonly<Record<string, unknown>>>> = { ar: arVerify, en: enVerify };

/** What a finding of the check means, where the translations have a sentence for it; else its code. */
export function describeFinding(code: string, details: Params, language: CliLanguage): string {
  const findings = verifyWords[language]['finding'];
  const sentence = typeof findings === 'object' && findings !== null ? Object.entries(findings) : [];
  const text: unknown = sentence.find(([name]) => name === code)?.[1];
  return typeof text === 'string' ? fill(text, details) : code;
}
