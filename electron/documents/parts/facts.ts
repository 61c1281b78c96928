import { html, type Html, type HtmlValue } from '../html';
import type { Label } from '../labels';
import type { Setting } from '../setting';

/** A fact of a document: what it is called, and what it is. */
export interface Fact {
  readonly label: Label;
  readonly value: HtmlValue;
  readonly strong?: boolean;
}

/** Facts under each other: Arabic name, value, English name; or name and value in one language. */
export function factList(setting: Setting, facts: readonly (Fact | null)[]): Html {
  const rows = facts
    .filter((fact): fact is Fact => fact !== null)
    .map(({ label, value, strong }) => {
      const term = html`<dt lang="${setting.main}">${label[setting.main]}</dt>`;
      const other = setting.bilingual && html`<dt class="en" lang="en" dir="ltr">${label.en}</dt>`;
      return html`<div class="fact">
        ${term}
        <dd class="${strong ? 'strong' : ''}">${value}</dd>
        ${other}
      </div>`;
    });
  return html`<dl class="facts">${rows}</dl>`;
}

/** A frame with its heading in each language. */
export function box(setting: Setting, heading: Label, content: HtmlValue, name = ''): Html {
  return html`<section class="box ${name}">
    <h2>${setting.label(heading)}</h2>
    ${content}
  </section>`;
}
