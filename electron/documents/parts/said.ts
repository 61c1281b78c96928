import { html, type Html, type HtmlValue } from '../html';
import type { TextLanguage } from '../isolate';
import type { Label } from '../labels';
import type { Setting } from '../setting';

/** A sentence of a voucher, such as "received from": what it is, and what is said in each language on its own side. */
export function said(setting: Setting, label: Label, text: (language: TextLanguage) => HtmlValue): Html {
  return html`<div>
    <span class="term" lang="${setting.main}">${label[setting.main]}</span>
    <div class="said">
      ${setting.languages.map(
        (language) => html`<p lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">${text(language)}</p>`,
      )}
    </div>
    ${setting.bilingual && html`<span class="term en" lang="en">${label.en}</span>`}
  </div>`;
}
