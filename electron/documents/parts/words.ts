import type { Money } from '../../contract/money';
import { html, type Html } from '../html';
import type { Label } from '../labels';
import type { Setting } from '../setting';
import { amountInArabicWords, amountInEnglishWords } from '../words/amount-in-words';

/** An amount in words, in each language on its own side. */
export function inWords(setting: Setting, heading: Label, money: Money): Html {
  const sides = setting.languages.map((language) => {
    const words = language === 'ar' ? amountInArabicWords(money) : amountInEnglishWords(money);
    return html`<div lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
      <h2>${heading[language]}</h2>
      <p>${words}</p>
    </div>`;
  });
  return html`<section class="words">${sides}</section>`;
}
