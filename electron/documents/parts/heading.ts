import type { Currency } from '../../contract/currency';
import { html, type Html, type HtmlValue } from '../html';
import { currencyLabels, type Label } from '../labels';
import type { Setting } from '../setting';

/** What the document is, large, with its marks (state, copy, framed amount) at the other side. */
export function heading(setting: Setting, title: Label, marks: HtmlValue): Html {
  return html`<div class="title">
    <h1>${setting.label(title)}</h1>
    <div class="marks">${marks}</div>
  </div>`;
}

/** The amount of a voucher in its frame, with the currency. */
export function framedAmount(setting: Setting, amount: string, currency: Currency): Html {
  return html`<span class="amount-frame">
    ${setting.amount(amount)}<small>${currencyLabels[currency][setting.bilingual ? 'en' : setting.main]}</small>
  </span>`;
}
