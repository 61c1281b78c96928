import { html, type Html } from '../html';
import { isolatedText, type TextLanguage } from '../isolate';
import type { Label } from '../labels';
import type { Setting } from '../setting';

/** Each line of a text as a paragraph of its own; nothing for an empty text. */
export function isolatedLines(text: string, language: TextLanguage): readonly Html[] {
  const lines = text.trim() === '' ? [] : text.trim().split(/\r?\n/);
  return lines.map((line) => html`<p>${isolatedText(line, language)}</p>`);
}

/** Free text of several lines, such as notes; each language on its own side. Nothing where there is none. */
export function freeText(setting: Setting, heading: Label, ar: string | null, en: string | null): Html | null {
  const sides = setting.languages
    .map((language) => ({ language, text: (language === 'ar' ? ar : en)?.trim() ?? '' }))
    .filter(({ text }) => text !== '');
  if (sides.length === 0) {
    // A text in the other language only is still said.
    const other = (setting.main === 'ar' ? en : ar)?.trim() ?? '';
    if (setting.bilingual || other === '') return null;
    sides.push({ language: setting.main, text: other });
  }
  return html`<section class="free">
    ${sides.map(
      ({ language, text }) =>
        html`<div lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
          <h2>${heading[language]}</h2>
          ${isolatedLines(text, language)}
        </div>`,
    )}
  </section>`;
}

/** A text that is typed once, in whatever language, under a heading in each. */
export function sharedText(setting: Setting, heading: Label, text: string | null): Html | null {
  if (text === null || text.trim() === '') return null;
  return html`<section class="free">
    <div>
      <h2>${setting.label(heading)}</h2>
      ${isolatedLines(text, setting.main)}
    </div>
  </section>`;
}
