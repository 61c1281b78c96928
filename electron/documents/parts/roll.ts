import type { Seller } from '../../contract/business';
import type { Currency } from '../../contract/currency';
import { html, type Html, type HtmlValue } from '../html';
import type { TextLanguage } from '../isolate';
import type { Label } from '../labels';
import type { Setting } from '../setting';
import { framedAmount } from './heading';
import { sellerLogo, sellerSide } from './seller';

/** The head of a voucher on the roll: who issues it, each language under the other. */
export function rollHead(setting: Setting, seller: Seller): Html {
  return html`<header class="roll-head">
    ${sellerLogo(seller)}${setting.languages.map((language) => sellerSide(seller, language, false))}
  </header>`;
}

/** What it is, its marks, and its amount in a frame. */
export function rollTitle(setting: Setting, title: Label, amount: string, currency: Currency, marks: HtmlValue): Html {
  return html`<div class="roll-title">
    <h1>${setting.label(title)}</h1>
    <div class="marks">${marks}</div>
    ${framedAmount(setting, amount, currency)}
  </div>`;
}

/** A sentence of a voucher under its name; `most` languages of the page's, where one text serves both. */
export function rollSaid(
  setting: Setting,
  label: Label,
  text: (language: TextLanguage) => HtmlValue,
  most: number = setting.languages.length,
): Html {
  return html`<section class="roll-said">
    ${setting.languages.slice(0, most).map(
      (language) =>
        html`<div lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
          <h2>${label[language]}</h2>
          <p>${text(language)}</p>
        </div>`,
    )}
  </section>`;
}

/** A narrow table: a code and amounts. */
export function rollTable(setting: Setting, heads: readonly Label[], rows: readonly (readonly HtmlValue[])[]): Html {
  return html`<table class="lines">
    <thead>
      <tr>
        ${heads.map((label, place) => html`<th scope="col" class="${place === 0 ? '' : 'amount'}">${setting.label(label)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell, place) => html`<td class="${place === 0 ? '' : 'amount'}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
