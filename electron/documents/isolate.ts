import { html, type Html, type HtmlValue } from './html';

/** The language of a piece of text on a document; a document in both has pieces of each. */
export type TextLanguage = 'ar' | 'en';

const arabicLetter = /[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/;
const latinLetter = /\p{Script=Latin}/u;

/** Numbers, dates, codes: digits of either set with what stands between them, in brackets or not, and codes such as SAH-2026-0005. */
const numberPattern =
  /\([-+\u2212]?[\d٠-٩]+(?:[.,٫٬:/\-\u2013][\d٠-٩]+)*\)|[A-Za-z]+(?:[-/][A-Za-z0-9]+)*[-/]\d[A-Za-z0-9/-]*|[-+\u2212]?[\d٠-٩]+(?:[.,٫٬:/\-\u2013][\d٠-٩]+)*[%٪]?/g;

/** A number, date or code that reads from left to right whatever stands around it. */
export function isolatedNumber(content: HtmlValue): Html {
  return html`<bdi class="n">${content}</bdi>`;
}

/**
 * A text that a person wrote, isolated from what stands around it, its numbers isolated in it. It runs in the direction
 * of the wanted language where it has a letter of it, else in its own: `Green Valley Agro Ltd.` keeps its full stop at the
 * end among Arabic names.
 */
export function isolatedText(text: string, wanted: TextLanguage): Html {
  const hasWanted = (wanted === 'ar' ? arabicLetter : latinLetter).test(text);
  const hasOther = (wanted === 'ar' ? latinLetter : arabicLetter).test(text);
  const language = hasWanted || !hasOther ? wanted : wanted === 'ar' ? 'en' : 'ar';
  return html`<bdi lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">${withIsolatedNumbers(text)}</bdi>`;
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
