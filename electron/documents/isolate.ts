import { Html, html, type HtmlValue } from './html';

/** The language of a piece of text on a document; a document in both has pieces of each. */
export type TextLanguage = 'ar' | 'en';

const arabicLetter = /[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/;
const latinLetter = /\p{Script=Latin}/u;

/** Numbers, dates, codes: digits of either set with what stands between them, in brackets or not, and codes such as SAH-2026-0005. */
const numberPattern =
  /\([-+\u2212]?[\d٠-٩]+(?:[.,٫٬:/\-\u2013][\d٠-٩]+)*\)|[A-Za-z]+(?:[-/][A-Za-z0-9]+)*[-/]\d[A-Za-z0-9/-]*|[-+\u2212]?[\d٠-٩]+(?:[.,٫٬:/\-\u2013][\d٠-٩]+)*[%٪]?/g;

/** What is longer than any amount or date may be broken: a tenant's key, a mail address. */
const longest = 18;

/** A number, date or code that reads from left to right whatever stands around it. */
export function isolatedNumber(content: string): Html {
  if (content.length <= longest) return html`<bdi class="n">${content}</bdi>`;
  // Where it must break, then after what parts it: farm@ | aljawf.example.
  const parts = content.split(/(?<=[@/_])/);
  return html`<bdi class="n long">${parts.map((part, index) => [index > 0 && new Html('<wbr>'), part])}</bdi>`;
}

/**
 * The language whose direction a text takes: the wanted one where it has a letter of it or of neither, else the other.
 */
export function languageOf(text: string, wanted: TextLanguage): TextLanguage {
  const other = wanted === 'ar' ? 'en' : 'ar';
  const has = { ar: arabicLetter.test(text), en: latinLetter.test(text) };
  return has[wanted] || !has[other] ? wanted : other;
}

/**
 * A text that a person wrote, isolated from what stands around it, its numbers isolated in it, running as languageOf
 * says: `Green Valley Agro Ltd.` keeps its full stop at the end among Arabic names.
 */
export function isolatedText(text: string, wanted: TextLanguage): Html {
  const language = languageOf(text, wanted);
  return html`<bdi lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">${withIsolatedNumbers(text)}</bdi>`;
}

/** Parts of one text, such as an address, each in its own direction; parts in one language run on as one text. */
export function isolatedParts(parts: readonly string[], wanted: TextLanguage): Html {
  const languages = new Set(parts.map((part) => languageOf(part, wanted)));
  const separator = languages.has('ar') && (wanted === 'ar' || languages.size === 1) ? '، ' : ', ';
  if (languages.size === 1) return isolatedText(parts.join(separator), wanted);
  return html`<span>${parts.map((part, index) => [index > 0 && separator, isolatedText(part, wanted)])}</span>`;
}

function withIsolatedNumbers(text: string): Html {
  const pieces: HtmlValue[] = [];
  let from = 0;
  for (const match of text.matchAll(numberPattern)) {
    pieces.push(text.slice(from, match.index), isolatedNumber(match[0]));
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return html`${pieces}`;
}
