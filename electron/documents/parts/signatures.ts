import type { Seller } from '../../contract/business';
import { html, type Html, type HtmlValue } from '../html';
import { labels, type Label } from '../labels';
import type { Setting } from '../setting';

/** A place to sign: what for, and the name that stands there already. */
export interface Signature {
  readonly label: Label;
  readonly name?: HtmlValue;
}

/** Places to sign beside each other, the last of them for the company's stamp, which is printed where the seller has one. */
export function signatureRow(setting: Setting, seller: Seller, places: readonly Signature[]): Html {
  return html`<section class="signatures">
    ${places.map(
      ({ label, name }) =>
        html`<div>
          <h2>${setting.label(label)}</h2>
          ${name !== undefined && name !== null && html`<p>${name}</p>`}
        </div>`,
    )}
    <div>
      <h2>${setting.label(labels.stamp)}</h2>
      ${seller.stamp !== null && html`<img class="seal" src="${seller.stamp}" alt="" />`}
    </div>
  </section>`;
}
