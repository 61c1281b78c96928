import type { CalendarDate } from '../contract/calendar-date';
import { documentOptionsSchema, type DocumentChoice } from '../contract/document';
import type { Paper } from '../contract/document-layout';
import type { DocumentLanguage } from '../contract/documents';
import type { Digits } from '../contract/preferences';
import { formatDate, formatHijri } from './dates';
import { html, type Html } from './html';
import { isolatedNumber, isolatedText, type TextLanguage } from './isolate';
import type { Label } from './labels';
import { formatAmount, formatPercent, formatQuantity } from './numbers';

/** How one document is set: its languages, digits, calendar and paper, and the ways to write a value that follow. */
export interface Setting {
  readonly language: DocumentLanguage;
  /** The languages in the order they are read: Arabic first where there are both. */
  readonly languages: readonly TextLanguage[];
  readonly bilingual: boolean;
  /** The language the page itself runs in. */
  readonly main: TextLanguage;
  /** Of the values that both languages share, and of the Arabic texts. An English document always has 012. */
  readonly digits: Digits;
  readonly paper: Paper;
  /** A label in each language, Arabic first. */
  label(text: Label): Html;
  /** The same, one by one. */
  labels(text: Label): readonly Html[];
  amount(value: string): Html;
  quantity(value: string): Html;
  percent(value: string): Html;
  date(value: CalendarDate): Html;
  /** The Hijri date, where the reader asked for it. */
  hijri(value: CalendarDate): Html | null;
  /** The text in the page's language; the other one where this one is empty. */
  either(ar: string | null, en: string | null, wanted: TextLanguage): Html | null;
}

function setLabel(text: Label, language: TextLanguage): Html {
  return html`<span class="${language}" lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"
    >${text[language]}</span
  >`;
}

/** The setting of a choice, with what was left out filled in. */
export function createSetting(choice: DocumentChoice): Setting {
  const { language, digits: asked, calendar, paper } = documentOptionsSchema.parse(choice);
  const main: TextLanguage = language === 'en' ? 'en' : 'ar';
  const digits: Digits = language === 'en' ? 'latn' : asked;
  const languages: readonly TextLanguage[] = language === 'both' ? ['ar', 'en'] : [main];
  const eachLabel = (text: Label): Html[] => languages.map((each) => setLabel(text, each));
  return {
    language,
    languages,
    bilingual: language === 'both',
    main,
    digits,
    paper,
    label: (text) => html`${eachLabel(text).map((each, place) => html`${place > 0 && ' '}${each}`)}`,
    labels: eachLabel,
    amount: (value) => isolatedNumber(formatAmount(value, digits)),
    quantity: (value) => isolatedNumber(formatQuantity(value, digits)),
    // Arabic writes its sign to the left of the digits, as it reads: that takes the direction of Arabic.
    percent: (value) =>
      digits === 'arab'
        ? html`<bdi dir="rtl">${formatPercent(value, digits)}</bdi>`
        : isolatedNumber(formatPercent(value, digits)),
    date: (value) => html`<time class="n" datetime="${value}">${formatDate(value, digits)}</time>`,
    hijri: (value) =>
      calendar === 'gregorian'
        ? null
        : html`<bdi class="hijri" lang="${main}" dir="${main === 'ar' ? 'rtl' : 'ltr'}"
            >${formatHijri(value, main, digits)}</bdi
          >`,
    either: (ar, en, wanted) => {
      const text = (wanted === 'ar' ? ar : en)?.trim() || (wanted === 'ar' ? en : ar)?.trim() || '';
      return text === '' ? null : isolatedText(text, wanted);
    },
  };
}
