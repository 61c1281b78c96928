import type { Seller } from '../../contract/business';
import { html, type Html, type HtmlValue } from '../html';
import { isolatedNumber, isolatedText, type TextLanguage } from '../isolate';
import { labels } from '../labels';
import type { Setting } from '../setting';
import { isolatedLines } from './texts';

/** The seller's logo, or SAHOOL's mark. */
export function sellerLogo(seller: Seller): Html {
  return seller.logo === null
    ? html`<span class="logo mark" aria-hidden="true">س</span>`
    : html`<img class="logo" src="${seller.logo}" alt="" />`;
}

/** Names and addresses in one language; where both stand, the mail address comes once, among the Latin texts. */
export function sellerSide(seller: Seller, language: TextLanguage, withMail: boolean): Html {
  const dir = language === 'ar' ? 'rtl' : 'ltr';
  const address = language === 'ar' ? seller.addressAr || seller.address : seller.address || seller.addressAr;
  const numbers: HtmlValue[] = [];
  if (seller.taxId) numbers.push(html`<span>${labels.taxId[language]} ${isolatedNumber(seller.taxId)}</span> `);
  if (seller.phone) numbers.push(html`<span>${labels.phone[language]} ${isolatedNumber(seller.phone)}</span> `);
  if (withMail && seller.email) numbers.push(html`<span>${isolatedNumber(seller.email)}</span>`);
  return html`<div class="seller-side" lang="${language}" dir="${dir}">
    <p class="seller-name">${isolatedText(language === 'ar' ? seller.nameAr : seller.name, language)}</p>
    ${isolatedLines(address, language)} ${numbers.length > 0 && html`<p class="seller-numbers">${numbers}</p>`}
  </div>`;
}

/** The head of every document: who issues it, on each side in its own language. */
export function sellerHead(setting: Setting, seller: Seller): Html {
  const [first, second] = setting.languages;
  if (second !== undefined) {
    return html`<header class="seller">
      ${sellerSide(seller, setting.main, false)}${sellerLogo(seller)}${sellerSide(seller, second, true)}
    </header>`;
  }
  return html`<header class="seller single">
    ${sellerLogo(seller)}${sellerSide(seller, first ?? setting.main, true)}
  </header>`;
}

/** The seller's closing line. */
export function sellerFoot(setting: Setting, seller: Seller): Html | null {
  const texts = setting.languages
    .map((language) => ({ language, text: (language === 'ar' ? seller.footerAr : seller.footer).trim() }))
    .filter(({ text }) => text !== '')
    .map(({ language, text }) => html`<div lang="${language}">${isolatedLines(text, language)}</div>`);
  return texts.length === 0 ? null : html`<footer class="closing">${texts}</footer>`;
}
