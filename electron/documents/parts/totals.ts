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

/** The sums, each amount under the amounts of the lines above it: `column` is the width of theirs. */
export function totals(setting: Setting, rows: readonly TotalRow[], column: Html): Html {
  return html`<table class="totals">
    <colgroup>
      <col />
      ${column}
    </colgroup>
    <tbody>
      ${rows.map(({ label, aside, value, tone }) => {
        const [first, ...others] = setting.labels(label);
        return html`<tr class="${tone ?? ''}">
          <th scope="row">${first}${aside !== undefined && html` <small>${aside}</small>`} ${others}</th>
          <td>${value}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
