import { html, type Html, type HtmlValue } from '../html';
import type { Label } from '../labels';
import type { Setting } from '../setting';

export interface TotalRow {
  readonly label: Label;
  /** Beside the label, such as a tax rate. */
  readonly aside?: HtmlValue;
  readonly value: Html;
  /** `grand` is the document's sum, the others colour what is due. */
  readonly tone?: 'grand' | 'open' | 'late' | 'settled';
}

/** The sums, each amount under the amounts of the lines above it: `width` is that of their column. */
export function totals(setting: Setting, rows: readonly TotalRow[], width: string): Html {
  return html`<dl class="totals" style="grid-template-columns:1fr ${width}">
    ${rows.map(({ label, aside, value, tone }) => {
      const [first, ...others] = setting.labels(label);
      return html`<div class="${tone ?? ''}">
        <dt>${first}${aside !== undefined && html` <small>${aside}</small>`} ${others}</dt>
        <dd>${value}</dd>
      </div>`;
    })}
  </dl>`;
}
